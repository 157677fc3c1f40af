"""Text as it is matched: tokens, readings, folding, sentences, markup, encodings."""
