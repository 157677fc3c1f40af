"""Tables of the words that a question is read by."""
