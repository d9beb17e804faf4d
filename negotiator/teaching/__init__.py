"""What a teacher takes out of games: the report of one, the page of a class, and a gradebook.

It reads saves and replays them through the rules; it changes none, and knows no screen. What it
writes is HTML, SVG and CSV of its own drawing, without any network.
"""
