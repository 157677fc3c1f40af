"""The optional language model, and the checks of what it says."""
