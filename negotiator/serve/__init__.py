"""The game in a browser, for one or for a class: rooms, seats, and the page of the teacher.

Seats are processes of their own; nothing here imports a screen.
"""
