"""Scanned pages made for this project: set, worn as a scanner wears them, read, and compared with what was set."""
