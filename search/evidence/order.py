"""Which of the sentences that may answer is told first."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from corpus.text.nouns import words_in

from ..ranking.fuse import spread
from ..ranking.word_match import WordMatch
from .spans import Span

# Learned from the judged spans of 225 questions, cross-validated: of the figures and names that must be told .72 are
# in the first four sentences so, .66 by coverage alone; of the first sentences .77 bear on the question, before .71.
_WORDS: Final = 0.5
_PASSAGE: Final = 0.5


def ordered(found: Sequence[Span], match: WordMatch) -> list[Span]:
    """The best first: by the question's words in the sentence, near ones too, and by the rank of its passage.

    Each sentence's ``worth`` is set, 0 to 1; equals keep their order.
    """
    words = spread(match.sentences([words_in(span.text) for span in found]), level=1.0)
    passages = spread([span.result.score for span in found], level=1.0)
    worths = [_WORDS * word + _PASSAGE * passage for word, passage in zip(words, passages, strict=True)]
    valued = [replace(span, worth=worth) for span, worth in zip(found, worths, strict=True)]
    return sorted(valued, key=lambda span: -span.worth)
