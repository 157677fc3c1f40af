"""Sentences that a language model may and may not write of a passage, by six hands, none of whom saw the checks."""
