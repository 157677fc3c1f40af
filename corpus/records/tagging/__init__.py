"""Records read by models of sequences: a text is cut into pieces, and each is given its part in a record."""
