"""Small models that say what a question is, the examples they are learned from, and how."""
