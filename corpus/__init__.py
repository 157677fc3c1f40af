"""A document on disk -> plans and passages."""
