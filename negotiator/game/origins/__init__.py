"""Where a figure comes from: the terms of its equation, or the entries of the ledger behind it.

Nothing here changes a game, and nothing knows a screen: what is found is words and numbers.
"""
