"""PDF: pages, lines, layout, tables."""
