"""Indicators whose names and values a learned model points out, whatever their arrangement."""
