"""What the plans say nearest to a question whose own answer is not certain to stand in them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from corpus.figures.told_of import figures_of

from ..question.intent import Asked
from ..question.query import Wanted
from ..ranking.word_match import WordMatch
from ..results import Result
from .order import ordered
from .spans import Span, spans

_RESULTS: Final = 5  # passages they are taken from: of answerable questions .97 have their answer in these
_FITTING: Final = 0.5  # a sentence prints a figure of the kind asked for; of 65 such questions three sentences hold the
# figure in 45 without it, in 51 with .3, in 53 with .5


def near(results: Sequence[Result], wanted: Wanted, kind: Asked, match: WordMatch) -> list[Span]:
    """The sentences of the best passages that speak of it, those that print a figure of the kind asked for first.

    Told only as what stands near, never as the answer: whose figure it is was not certain.
    """
    found = ordered(spans(results[:_RESULTS], wanted, None), match)
    weighed = [replace(span, worth=span.worth + _FITTING * prints(span, kind)) for span in found]
    return sorted(weighed, key=lambda span: -span.worth)


def prints(span: Span, kind: Asked) -> bool:
    """Whether a sentence prints a figure, a date or a time of the kind that was asked for."""
    wanted = kind.figure
    return wanted is not None and any(wanted.fits(figure) for figure in figures_of(span.text))
