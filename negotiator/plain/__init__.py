"""The game as plain lines: for screen readers, dumb terminals, and whatever reads line by line.

Everything that the screens offer is a numbered choice here; nothing is drawn, coloured or moved. It
holds no rule of the game, and never loads the screens' libraries.
"""
