"""The blunt voice."""

from __future__ import annotations

FORMS: dict[str, tuple[str, ...]] = {
    "accept": (
        "Deal[. {Gain} a year for us]. Sign it.",
        "Fine[. {Gain} a year].",
        "OK, we take it[. What did it: {reason}].",
    ),
    "counter": (
        "Not good enough[: {reason}][. We want {ask}]. Here is the deal.",
        "No[: {reason}][. To sign it takes {ask}]. Sign ours.",
        "Try again[. The problem: {reason}][. We want {ask}]. This one is better.",
    ),
    "final": (
        "Take it or leave it.",
        "That is the deal.",
        "We are not moving[: {reason}].",
    ),
    "withdrawn": (
        "Too late. That offer is gone[: {reason}].",
        "You signed elsewhere. Ours is off[. {Reason}].",
        "That was then[: {reason}].",
    ),
    "reject": (
        "Forget it[: {reason}].",
        "There is nothing in this for both of us[: {reason}].",
        "No deal[: {reason}].",
    ),
    "red_line": (
        "Never[. {Reason}].",
        "Not for any price[. {Reason}].",
        "Off the table[. {Reason}].",
    ),
    "home": (
        "This would cost us our heads at home[: {reason}].",
        "Dead on arrival in our parliament[: {reason}].",
        "We cannot sell this at home[: {reason}].",
    ),
    "give": (
        "You get this[. We keep {gain} a year].",
        "That buys you this much[; {gain} a year for us].",
        "For that? This[, at {gain} a year for us].",
    ),
    "want": (
        "That costs you this[. {Gain} a year for us].",
        "You want it, you pay it[: {gain} a year for us].",
        "Here is the price[; {gain} a year for us].",
    ),
    "balance": (
        "As even as it gets with us[: {gain} a year for us]. Sign it.",
        "Now it works for both[, at {gain} a year for us].",
        "Fixed it[. {Gain} a year for us].",
    ),
    "nothing": (
        "Nothing there for both of us[: {reason}].",
        "That goes nowhere[: {reason}].",
        "No way to make that work[: {reason}].",
    ),
    "declines": (
        "You first.",
        "We do not show our cards. Make an offer.",
        "That is our business. Yours is to make an offer.",
    ),
    "bid": (
        "Here is the deal[ for {partner}][: {gain} a year for us].",
        "We will sign this today[. {Gain} a year for us].",
        "Our offer[: {gain} a year for us]. Do not sit on it.",
    ),
    "coalition": (
        "Two hit harder than one. Join us[ before {offender}][: {reason}].",
        "Are you with us[ against {offender}][? {Reason}].",
        "We stand up together[ to {offender}], or we both pay[: {reason}].",
    ),
    "together": (
        "You get the two of us[, {offender} and us,] or neither[: {reason}].",
        "We are not alone[: {offender} is with us][. {Reason}].",
        "This is from both of us[, {offender} too][: {reason}].",
    ),
    "same": (
        "You gave it[ to {offender}]. Give it to us[: {reason}].",
        "Why them and not us[? {Reason}]. We want the same.",
        "We want what was given away[ to {offender}][: {reason}].",
    ),
    "loss": (
        "You sign[ with {offender}], we pay[: {reason}]. Fix it.",
        "Your deal[ with {offender}] hurts us[. {Reason}]. Make it good.",
        "That treaty comes out of our pocket[: {reason}]. Pay up.",
    ),
    "open": (
        "What have you got?",
        "Make your offer.",
        "You wanted to talk. Talk.",
    ),
    "adjourn": (
        "Later.",
        "Call us when you have something.",
        "Enough for now.",
    ),
    "patience": (
        "We are done for this round.",
        "Time is up. Next round.",
        "No more talk this round.",
    ),
    "walk_out": (
        "Your choice.",
        "Mind the door.",
        "Fine. We are not the ones who left.",
    ),
    "penalty": (
        "Up go our barriers[ against {partner}][. {Reason}].",
        "Here is the bill[ for {partner}][: {value} a year][. {Reason}].",
        "This is what it costs[ {partner}][. {Reason}].",
    ),
    "gift": (
        "This one is free[ for {partner}][. {Reason}].",
        "We give[ {partner}] more than we must[. {Reason}].",
        "Take it[; it is worth {value} a year][. {Reason}].",
    ),
    "breach": (
        "A word was given and broken[. {Reason}].",
        "A promise broken[ by {offender}][, worth {value} a year]. We will not forget it.",
        "So that is what a signature is worth[. {Reason}].",
    ),
}
