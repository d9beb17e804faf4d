"""The warm voice."""

from __future__ import annotations

FORMS: dict[str, tuple[str, ...]] = {
    "accept": (
        "Gladly[. It comes to {gain} a year for us]. Let us build on it.",
        "With pleasure[: {gain} a year for us], and a good beginning.",
        "Yes, and thank you[. What decided it: {reason}].",
    ),
    "counter": (
        "We would like to find a way[. In the way stands this: {reason}][. {Ask} would do it]."
        " Perhaps so?",
        "We are nearly there[. What troubles us: {reason}][. We would need {ask}]. How about this?",
        "Almost, dear friends[: {reason}][. It takes {ask}]. Look at this version.",
    ),
    "final": (
        "We have gone as far as we can; please think about it.",
        "This is truly the most that we can do[: {reason}].",
        "Our offer stands, and our hope with it.",
    ),
    "withdrawn": (
        "We are sorry: it no longer works for us[: {reason}].",
        "Things have moved on, and we have to take it back[. {Reason}].",
        "We would have stood by it, had nothing else been signed[. {Reason}].",
    ),
    "reject": (
        "We have tried, and do not find it[: {reason}]. Let us try something else.",
        "Not this time, we fear[: {reason}].",
        "We would have liked to[, but see this: {reason}]. Another time.",
    ),
    "red_line": (
        "Please do not ask this of us[. {Reason}].",
        "Anything else, but not this[. {Reason}].",
        "Here even a friend has to say no[. {Reason}].",
    ),
    "home": (
        "We would, but at home it would not pass[: {reason}].",
        "Help us to bring this home[: {reason}].",
        "Our people would not follow us in this[: {reason}].",
    ),
    "give": (
        "Thank you; for that we would gladly do this[, and keep {gain} a year].",
        "Kindness for kindness: here is ours[; for us it comes to {gain} a year].",
        "We would answer with this[; for us it comes to {gain} a year].",
    ),
    "want": (
        "We could, if you helped us with this[; for us it comes to {gain} a year].",
        "It would be easier for us together with this[: {gain} a year for us].",
        "Gladly, if you would do this for us[; it comes to {gain} a year].",
    ),
    "balance": (
        "Like this we both have something to bring home[: {gain} a year for us].",
        "This is as even as we could bring home[; for us, {gain} a year].",
        "What do you think of it like this[? For us it comes to {gain} a year].",
    ),
    "nothing": (
        "We searched, and did not find a way for both of us[: {reason}].",
        "It is not to be, on these terms[: {reason}].",
        "We wish that we could[; but see this: {reason}]. Let us try something else.",
    ),
    "declines": (
        "Forgive us, that one we keep to ourselves. What would you suggest?",
        "Let us not begin there. Tell us what you have in mind.",
        "We would rather hear it from you first.",
    ),
    "bid": (
        "Here is an idea[ for {partner} and us][, worth {gain} a year to us].",
        "Would this help us both[? For us it comes to {gain} a year].",
        "Here is something that we could do together[; for us, {gain} a year].",
    ),
    "coalition": (
        "Let us stand together[ before {offender}][: {reason}].",
        "We would be stronger side by side[ before {offender}][: {reason}].",
        "Friends should not face this alone[. {Reason}]. Join us.",
    ),
    "together": (
        "We come as two friends[, with {offender}][: {reason}].",
        "Together[ with {offender}] we have thought of something for all three[: {reason}].",
        "There is a place for all three of us in this[. {Reason}].",
    ),
    "same": (
        "We saw with joy what you gave[ {offender}], and hope for the same[: {reason}].",
        "What you did[ for {offender}] would mean much to us as well[. {Reason}].",
        "Would you do for us what you did for others[? {Reason}].",
    ),
    "loss": (
        "You did not mean to hurt us[ by what you gave {offender}][: {reason}]. Let us mend it.",
        "Your treaty[ with {offender}] has made things harder for us[. {Reason}]. Please help us.",
        "We would rather tell you openly what it costs us[: {reason}]. Shall we mend it?",
    ),
    "open": (
        "How good to see you. What can we do together?",
        "Welcome. We hoped that we would talk.",
        "Let us see what helps us both.",
    ),
    "adjourn": (
        "Let us rest on it. Our door is open.",
        "Until soon.",
        "We look forward to going on.",
    ),
    "patience": (
        "We have done what we could this round. Let us meet again.",
        "It has grown late; the next round is another day.",
        "Let us give it time until the next round.",
    ),
    "walk_out": (
        "We are sorry. Our door stays open.",
        "We hope to see you back at the table.",
        "That saddens us[, and we hope to see {partner} again].",
    ),
    "penalty": (
        "We do not like to do this[. {Reason}].",
        "With a heavy heart we withdraw what we gave[ {partner}][. {Reason}].",
        "We would rather not, and yet we must[. {Reason}].",
    ),
    "gift": (
        "Take this as a sign of our friendship[ for {partner}][. {Reason}].",
        "From us, with good wishes[ to {partner}][. {Reason}].",
        "We are glad to open our market further[ to {partner}][. {Reason}].",
    ),
    "breach": (
        "We trusted that promise[. {Reason}].",
        "It will take time to mend this[. {Reason}].",
        "We had thought better of[ {offender} than] this[. {Reason}].",
    ),
}
