"""Passages -> the words that they are found by: each text is taken apart once, on all cores."""
