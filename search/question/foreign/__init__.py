"""Questions in other languages and in romaji, put in the words that plans use."""
