"""How certain it is that the sentences found say what was asked, or only speak of it."""
