"""Made-up documents that print a list of offices in many layouts, to learn and to measure which number is whose."""
