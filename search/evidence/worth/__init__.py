"""How much a sentence is worth as an answer: a learned linear model over named features."""
