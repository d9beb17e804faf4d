"""The world economy, numbers only: base year, equilibrium, real income, Nash and efficient tariffs.

Here lives what follows from data and equations. Nothing of countries' motives beyond a payoff, of
promises or of the game may live here.
"""
