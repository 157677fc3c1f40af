"""Measures that a plan only lists: numbered, with a bullet, or as headings over prose."""
