"""Judged questions and pairs -> how good the search is, with intervals."""
