"""Made-up plans in many layouts, and what is learned from them of lists of measures."""
