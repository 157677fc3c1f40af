"""How near two items are: in meaning, in wording, and against chance."""
