"""The rules: a functional core that takes a state and a move and returns a state and events.

No clock, no screen and no global random generator; the disk only in `saves`.
"""
