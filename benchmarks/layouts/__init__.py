"""Made-up pages in many layouts, to measure how well records are read from them."""
