"""The formal voice."""

from __future__ import annotations

FORMS: dict[str, tuple[str, ...]] = {
    "accept": (
        "My government is pleased to accept[; for us it comes to {gain} a year].",
        "We are in a position to sign[. The decisive consideration: {reason}].",
        "The proposal is acceptable to us[, at {gain} a year].",
    ),
    "counter": (
        "We take note of the proposal[. Our difficulty: {reason}][. We would require {ask}]."
        " Our text is before you.",
        "We cannot accept it in this form[: {reason}]. We submit an amended text[, which provides"
        " for {ask}].",
        "With respect, the proposal falls short[: {reason}][. Outstanding: {ask}]."
        " We table an alternative.",
    ),
    "final": (
        "Our text stands, and it is our final one.",
        "My delegation has reached the limit of its instructions[: {reason}].",
        "We are not authorised to go beyond what is before you.",
    ),
    "withdrawn": (
        "In view of what has been signed since, we withdraw our text[: {reason}].",
        "Our proposal was made in other circumstances and is withdrawn[. {Reason}].",
        "My government is no longer in a position to sign its text[: {reason}].",
    ),
    "reject": (
        "My government sees no basis for agreement[: {reason}].",
        "We regret that we find no mutually acceptable terms[: {reason}].",
        "We must decline[: {reason}].",
    ),
    "red_line": (
        "This lies outside our mandate[. {Reason}].",
        "On this we have no instructions, nor shall we seek any[. {Reason}].",
        "That is excluded in principle[. {Reason}].",
    ),
    "home": (
        "We could not obtain ratification of this[: {reason}].",
        "Our parliament would withhold its consent[: {reason}].",
        "We must have regard to our majority at home[. {Reason}].",
    ),
    "give": (
        "In consideration of it we would be prepared to grant the following[; it comes to {gain}"
        " a year for us].",
        "We would reciprocate as set out here[, which leaves us at {gain} a year].",
        "Our government could respond with these terms[, at {gain} a year for us].",
    ),
    "want": (
        "We would look for the following in return[; it comes to {gain} a year for us].",
        "It could be considered against these terms[, which leave us at {gain} a year].",
        "Our request in exchange is before you[; for us, {gain} a year].",
    ),
    "balance": (
        "We have completed the text so that both parties benefit[: {gain} a year for us].",
        "In this form we could sign the text[, at {gain} a year for us].",
        "We submit the most even exchange that we could sign[; for us, {gain} a year].",
    ),
    "nothing": (
        "We have examined the matter and find no terms acceptable to both[: {reason}].",
        "On that basis we see no room for agreement[: {reason}].",
        "We regret that nothing we could add would serve both parties[. {Reason}].",
    ),
    "declines": (
        "My delegation has no instructions to answer that question.",
        "We reserve our position[ toward {partner}]. A proposal would be welcome.",
        "We take note of the question and await a proposal.",
    ),
    "bid": (
        "My government has the honour to submit a proposal[ to {partner}][; it comes to {gain} a"
        " year for us].",
        "We invite you to consider the following terms[, under which we gain {gain} a year].",
        "We table a text that we are ready to sign[, at {gain} a year for us].",
    ),
    "coalition": (
        "We propose to concert our positions[ toward {offender}][: {reason}].",
        "A common approach[ to {offender}] would serve us both[: {reason}].",
        "We invite you to join us in a common position[ before {offender}][. {Reason}].",
    ),
    "together": (
        "This text is submitted jointly[ with {offender}][. {Reason}].",
        "A common proposal is before you[, with {offender}][: {reason}].",
        "We have the honour to propose jointly[ with {offender}][: {reason}].",
    ),
    "same": (
        "We request treatment no less favourable[ than {offender} enjoys][: {reason}].",
        "My government notes what was granted[ to {offender}], and requests the same[. {Reason}].",
        "We ask that what was granted[ to {offender}] be extended to us[: {reason}].",
    ),
    "loss": (
        "The treaty[ with {offender}] affects our trade[: {reason}]. We request compensation.",
        "We must draw attention to the effect of your treaty[ with {offender}][: {reason}].",
        "What was signed[ with {offender}] affects us[. {Reason}]. We propose an adjustment.",
    ),
    "open": (
        "We welcome these consultations.",
        "My delegation is ready to begin.",
        "We thank you for your initiative.",
    ),
    "adjourn": (
        "We agree to an adjournment.",
        "The meeting stands adjourned; we remain available.",
        "We suggest resuming at a convenient time.",
    ),
    "patience": (
        "We regard the consultations of this round as concluded.",
        "My delegation must close the matter for this round.",
        "We propose to revert to it in the next round.",
    ),
    "walk_out": (
        "We note the end of the meeting with regret.",
        "We take note of the departure[ of the delegation of {partner}].",
        "Our position remains as stated.",
    ),
    "penalty": (
        "My government has decided on measures[ concerning {partner}][, of a value of {value} a"
        " year][. {Reason}].",
        "We have been obliged to respond[ to {partner}][. {Reason}].",
        "We notify the withdrawal of concessions[ from {partner}][. {Reason}].",
    ),
    "gift": (
        "As a gesture of good will we open our market further[ to {partner}][. {Reason}].",
        "My government has decided on a unilateral concession[ to {partner}][, of a value of"
        " {value} a year][. {Reason}].",
        "We notify an improvement of our terms[ for {partner}][. {Reason}].",
    ),
    "breach": (
        "We protest against the breach of an undertaking[ by {offender}][. {Reason}].",
        "An undertaking given to us has not been honoured[ by {offender}][. {Reason}].",
        "We reserve our rights[ against {offender}] in view of a broken promise[, worth {value} a"
        " year].",
    ),
}
