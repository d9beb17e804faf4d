"""Doors to other libraries: an environment for learners, domains for automated negotiators.

A module here reads scenarios and the rules and speaks another library's format. What needs that
library is imported nowhere else; nothing of the game knows this package.
"""
