"""What states promise each other: domains, clauses, offers, treaties, conduct, ledger, reputation.

Here lives the vocabulary of diplomacy and what a state of it is worth to each government in the
economy. No counterpart's opinion and no rule of the game's rounds may live here.
"""
