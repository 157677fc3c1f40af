"""Batch similarity reports: who does the same, what is only worded alike, what is lacking."""
