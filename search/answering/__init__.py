"""How an answer is made: which desk, which sentences, in what words, and when nothing is said."""
