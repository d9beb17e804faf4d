"""Is it mutual? Gains, and the benchmarks that they are measured against.

Knows the economy and what states promise; nothing of counterparts or of the game's rounds.
"""
