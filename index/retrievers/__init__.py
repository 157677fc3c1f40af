"""Lexical, dense and late-interaction retrieval over one generation."""
