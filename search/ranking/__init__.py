"""Candidates -> one ranking."""
