"""Which office a number is: candidates, what speaks for each, and a learned score."""
