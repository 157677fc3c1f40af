"""Passages -> a generation on disk that can be searched."""
