"""Indicators in running text: torn tables, labelled values, arrows."""
