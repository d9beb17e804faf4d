"""Who you play against: stances, tactics, voices, and how a government weighs and answers.

A counterpart is a stance (its rule of reciprocity) × a tactic (how it bids) × interests (what its
government maximises). Rules of the game's rounds may not live here.
"""
