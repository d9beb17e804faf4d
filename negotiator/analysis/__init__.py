"""The economics of a scenario as a report, without a game: figures, and their forms.

`figures` works them out, `text` and `tables` tell them. No rule of the game and no equation may
live here: all comes from `economy`, `diplomacy` and `scoring`.
"""
