"""Desks as they are compared with questions: their names, what is said of them, and the words of it, written once."""
