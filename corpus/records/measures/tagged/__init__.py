"""Measures whose titles a learned model points out, whatever their arrangement."""
