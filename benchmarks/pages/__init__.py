"""A bed of made-up pages with their right text, order and tables, and how well they are read."""
