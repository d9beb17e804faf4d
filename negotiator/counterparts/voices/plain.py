"""The plain voice."""

from __future__ import annotations

FORMS: dict[str, tuple[str, ...]] = {
    "accept": (
        "Agreed[. For us it comes to {gain} a year].",
        "We accept[. What decides it: {reason}].",
        "Done[: {gain} a year for us].",
    ),
    "counter": (
        "Not like this[: {reason}][. We need {ask}]. Look at our version.",
        "We could sign something close[. In the way: {reason}][. It takes {ask}].",
        "Not yet[. Against it: {reason}][. Missing: {ask}]. Here is what we could sign.",
    ),
    "final": (
        "We have said what we can sign; it still stands.",
        "That is our last word: what lies on the table[. {Reason}].",
        "We cannot go further than our offer[: {reason}].",
    ),
    "withdrawn": (
        "What we offered no longer holds[: {reason}].",
        "Since you signed with others, we cannot stand by it[. {Reason}].",
        "That offer is off the table[: {reason}].",
    ),
    "reject": (
        "No[: {reason}]. We found nothing here that both of us would sign.",
        "We see no deal between us on this[: {reason}].",
        "This does not work for us[. {Reason}].",
    ),
    "red_line": (
        "This is not a matter of price[. {Reason}].",
        "No, whatever you offer[. {Reason}].",
        "That is a red line for us[. {Reason}].",
    ),
    "home": (
        "This would not pass at home[: {reason}].",
        "We might sign; our majority at home would not[. {Reason}].",
        "At home this fails[: {reason}].",
    ),
    "give": (
        "In return we could give what you see[; it comes to {gain} a year for us].",
        "This is what yours is worth to us: have a look[. {Gain} a year is left to us].",
        "For that, we would do this much[, at {gain} a year for us].",
    ),
    "want": (
        "For that we would want what you see[; it comes to {gain} a year for us].",
        "It has a price: here it is[. {Gain} a year is left to us].",
        "We could, if you did this[. For us it comes to {gain} a year].",
    ),
    "balance": (
        "Completed so that both of us gain[: {gain} a year for us].",
        "This is as even as we would sign it[; for us, {gain} a year].",
        "Like this we could sign[, at {gain} a year for us].",
    ),
    "nothing": (
        "On these terms there is nothing that both of us would sign[: {reason}].",
        "We have looked, and find no deal in that for both[. {Reason}].",
        "We found nothing that makes this work for both of us[: {reason}].",
    ),
    "declines": (
        "That we keep to ourselves. Make us an offer.",
        "We would rather hear what you propose.",
        "We do not answer that. Put something on the table.",
    ),
    "bid": (
        "We have a proposal[ for {partner}][. It comes to {gain} a year for us].",
        "Here is a deal that we would sign today[, for {gain} a year].",
        "An offer from us[, worth {gain} a year to us]: look it over.",
    ),
    "coalition": (
        "Come with us[ before {offender}][: {reason}].",
        "Alone neither of us counts for much[ with {offender}]; together we do[: {reason}].",
        "We propose to act together[ toward {offender}][: {reason}].",
    ),
    "together": (
        "We come together[ with {offender}][: {reason}].",
        "This is from the two of us[, {offender} and us][. {Reason}].",
        "Together[ with {offender}] we can offer more[: {reason}].",
    ),
    "same": (
        "You gave[ {offender}] what we do not have[: {reason}]. We ask for the same.",
        "What you gave[ {offender}] we would like as well[. {Reason}].",
        "We ask for what others have[, {offender} among them][: {reason}].",
    ),
    "loss": (
        "Your treaty[ with {offender}] is at our cost[: {reason}]. We ask you to make it good.",
        "We pay for what you signed[ with {offender}][. {Reason}]. Let us mend that.",
        "We were left out, and it costs us[: {reason}]. This would make up for it.",
    ),
    "open": (
        "We are listening.",
        "Let us hear what you have in mind.",
        "Good that we talk. What do you propose?",
    ),
    "adjourn": (
        "Until later, then.",
        "Let us leave it there for now.",
        "We can take this up again later in the round.",
    ),
    "patience": (
        "We have talked enough for this round.",
        "Our time for this round is up.",
        "Let us come back to this another round.",
    ),
    "walk_out": (
        "As you wish.",
        "That is a pity.",
        "We take note[ that {partner} has left the table].",
    ),
    "penalty": (
        "We raise our barriers[ against {partner}][, worth {value} a year][. {Reason}].",
        "This is our answer[ to {partner}][. {Reason}].",
        "We withdraw what we gave[ {partner}][. {Reason}].",
    ),
    "gift": (
        "We open our market further[ to {partner}][, worth {value} a year][. {Reason}].",
        "This one is from us[ to {partner}][. {Reason}].",
        "We lower our barriers[ to {partner}][. {Reason}].",
    ),
    "breach": (
        "A promise to us was broken[ by {offender}][. {Reason}].",
        "We had an agreement[ with {offender}]; it was not kept[. {Reason}].",
        "We counted on that promise[. It was worth {value} a year].",
    ),
}
