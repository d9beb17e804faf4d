"""Many games without a screen: everyone against everyone, on a payoff matrix or in an economy.

Players, arenas, the stepping of matches, jobs and workers, results and how a community would
change. No screen may live here, and no rule of a stance.
"""
