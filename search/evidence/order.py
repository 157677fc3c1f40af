"""Which of the sentences that may answer is told first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.text.nouns import words_in

from ..ranking.fuse import spread
from ..ranking.word_match import WordMatch
from .spans import Span


@dataclass(frozen=True, slots=True)
class SentenceWeights:
    """How much each signal of a sentence counts, together 1: a learned linear model.

    Learned from the judged spans of questions over five plans; ``python -m benchmarks.learn`` learns them again and says
    what cross-validation by plan gives. What else was tried gave nothing more there: coverage, the heading's words, the
    sentence's place, its length, whether it is a row, prints a figure or ends in a full stop.
    """

    words: float = 0.5  # the question's words in the sentence, near ones too; from worst to best of the candidates
    passage: float = 0.5  # the score of its passage, scaled alike


def ordered(found: Sequence[Span], match: WordMatch, weights: SentenceWeights = SentenceWeights()) -> list[Span]:
    """The best first; each sentence's ``worth`` is set, 0 to 1, and equals keep their order."""
    worths = [weights.words * words + weights.passage * passage for words, passage in signals(found, match)]
    order = sorted(range(len(found)), key=[-worth for worth in worths].__getitem__)
    return [replace(found[place], worth=worths[place]) for place in order]


def signals(found: Sequence[Span], match: WordMatch) -> list[tuple[float, float]]:
    """Of each sentence what :class:`SentenceWeights` weigh, in their order, each 0 to 1."""
    words = spread(match.sentences([words_in(span.text) for span in found]), level=1.0)
    return list(zip(words, spread([span.result.score for span in found], level=1.0), strict=True))
