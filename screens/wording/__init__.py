"""Every sentence of the interface that a resident reads, in one table, by language."""

from .said import said, said_text
from .words import JA, LANGUAGES, Words, words_of

__all__ = ["JA", "LANGUAGES", "Words", "said", "said_text", "words_of"]
