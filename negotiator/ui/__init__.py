"""The screens: they show a state and send moves; no rule of the game may live here."""
