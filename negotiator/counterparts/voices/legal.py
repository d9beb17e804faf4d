"""The legal voice."""

from __future__ import annotations

FORMS: dict[str, tuple[str, ...]] = {
    "accept": (
        "The exchange is in order[: {gain} a year for us]. Accepted.",
        "We find the concessions acceptable[; the decisive item: {reason}].",
        "Accepted[, at {gain} a year], and to be entered in our schedule.",
    ),
    "counter": (
        "The schedule as proposed is out of balance[: {reason}][. Outstanding: {ask}]."
        " We table ours.",
        "On the figures it does not hold[: {reason}][. The balance requires {ask}]."
        " See our schedule.",
        "We cannot enter this in our schedule[: {reason}][. It would take {ask}]."
        " An amended one is attached.",
    ),
    "final": (
        "Our schedule is final.",
        "We stand by the schedule that we have tabled[: {reason}].",
        "No further modification can be made on our side.",
    ),
    "withdrawn": (
        "Circumstances have changed, and our schedule is withdrawn[: {reason}].",
        "The schedule that we tabled has lost its balance[: {reason}]. It is withdrawn.",
        "After the other signature our entries no longer hold[. {Reason}].",
    ),
    "reject": (
        "We find no schedule that holds for both parties[: {reason}].",
        "The figures do not permit it[: {reason}].",
        "We find no exchange to enter into[: {reason}].",
    ),
    "red_line": (
        "This is not open to negotiation[. {Reason}].",
        "It is excluded from our schedule[. {Reason}].",
        "No concession can be claimed here[. {Reason}].",
    ),
    "home": (
        "It would not obtain the consent that our constitution requires[: {reason}].",
        "Ratification would fail[: {reason}].",
        "Our legislature would not enact it[: {reason}].",
    ),
    "give": (
        "Against it we could enter the following[; it comes to {gain} a year for us].",
        "The corresponding concessions on our side are these[, at {gain} a year for us].",
        "Our compensation would be as listed[; for us, {gain} a year].",
    ),
    "want": (
        "The corresponding concessions on your side would be these[, at {gain} a year for us].",
        "It could be granted against the following[; it comes to {gain} a year for us].",
        "Compensation would be as listed[; for us, {gain} a year].",
    ),
    "balance": (
        "The schedule is completed so that both parties gain[: {gain} a year for us].",
        "In this form the account is as even as we could sign it[; for us, {gain} a year].",
        "With these entries we could sign[, at {gain} a year].",
    ),
    "nothing": (
        "No entry on either side completes this[: {reason}].",
        "We have examined the schedule and find no balance for both[: {reason}].",
        "There is no exchange on that basis[: {reason}].",
    ),
    "declines": (
        "We are under no obligation to disclose our reservations.",
        "The question is noted; it is for the requesting party to submit an offer.",
        "We answer drafts[ of {partner}], not questions.",
    ),
    "bid": (
        "We table a request and an offer[ to {partner}][; it comes to {gain} a year for us].",
        "Our schedule is open for your acceptance[, at {gain} a year for us].",
        "We propose the concessions listed[; for us they come to {gain} a year].",
    ),
    "coalition": (
        "We propose a joint request[ to {offender}][: {reason}].",
        "Our claims[ on {offender}] are better brought together[: {reason}].",
        "We invite you to join the proceedings[ before {offender}][. {Reason}].",
    ),
    "together": (
        "The parties[, {offender} and ourselves,] table a joint schedule[: {reason}].",
        "This request is made jointly[ with {offender}][. {Reason}].",
        "A joint schedule[ with {offender}] is open for your acceptance[: {reason}].",
    ),
    "same": (
        "We claim most-favoured treatment: what was granted[ to {offender}][. {Reason}].",
        "An advantage granted[ to {offender}] is to be accorded to us as well[: {reason}].",
        "We request that the concession[ to {offender}] be extended to us[: {reason}].",
    ),
    "loss": (
        "Your treaty[ with {offender}] impairs our benefits[: {reason}]. We seek compensation.",
        "The treaty[ with {offender}] diverts our trade[: {reason}]. We request an adjustment.",
        "We claim compensation for the effects of that treaty[. {Reason}].",
    ),
    "open": (
        "Consultations are open.",
        "We are prepared to examine your request.",
        "Please state your request and your offer.",
    ),
    "adjourn": (
        "Consultations are suspended.",
        "We reserve our position and adjourn.",
        "The file remains open.",
    ),
    "patience": (
        "The period for consultations in this round has expired.",
        "The record for this round is closed.",
        "We shall resume when the next round opens.",
    ),
    "walk_out": (
        "The record shows that consultations have ended.",
        "We note the end of consultations[ with {partner}] and reserve our rights.",
        "Our schedule remains as tabled.",
    ),
    "penalty": (
        "We suspend concessions[ to {partner}][, worth {value} a year][. {Reason}].",
        "We withdraw concessions under the rule that we follow[. {Reason}].",
        "Measures[ against {partner}] take effect[. {Reason}].",
    ),
    "gift": (
        "We enter a unilateral concession[ to {partner}][, worth {value} a year][. {Reason}].",
        "Our applied rates[ on {partner}] are lowered[. {Reason}].",
        "We improve our schedule[ for {partner}] without compensation[. {Reason}].",
    ),
    "breach": (
        "An obligation has not been performed[ by {offender}][. {Reason}].",
        "We find a breach[ by {offender}][, of a value of {value} a year][. {Reason}].",
        "Benefits under our agreement have been nullified[ by {offender}][. {Reason}].",
    ),
}
