"""A question -> ranked, cited evidence."""
