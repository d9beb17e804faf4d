"""Lessons: what is said, asked and played in each, and how far a player has come.

Pure but for the log of a lesson being taken. Nothing here knows a screen. `script.py` tells how a
lesson is written; `catalogue.py` lists those that there are.
"""
