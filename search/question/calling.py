"""What a question says of desks and of telephone numbers, beside what it asks."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from corpus.figures import Figure, Phone

from .words import calls, desks
from .words.rule import any_of

_DIGITS: Final = (10, 11)  # of a telephone number with its area code
_NO_DIGIT: Final = re.compile(r"[^0-9]")
# Wherever the dashes stand: 00000-02222 was written down from a display.
_TYPED: Final = re.compile(r"(?<![0-9-])\(?0[0-9]{1,4}[)\s-]{0,2}[0-9]{1,4}[\s-]?[0-9]{3,4}(?![0-9-])")
_DASHES: Final = re.compile(r"[‐‑‒–—―−ー－]")
_WHOSE_NUMBER: Final = any_of(calls.WHOSE_NUMBER)
_WHICH_DESK: Final = any_of(calls.WHICH_DESK)
_MORE: Final = any_of(calls.MORE)
_FAX: Final = any_of(desks.FAX)


@dataclass(frozen=True, slots=True)
class Calling:
    """Of a desk: whether its name is asked, or which of several; of numbers: those typed, and what is wanted of them."""

    which_desk: bool  # though it does not say 窓口 or どこに相談
    numbers: frozenset[str]  # telephone numbers in the question, as digits
    whose_number: bool  # whose they are is what is asked
    more_than_number: bool  # the name or the place of a desk is wanted too, not only its number
    fax: bool  # a fax number is wanted


def calling(question: str, figures: Iterable[Figure]) -> Calling:
    """What ``question`` says of them; ``figures`` are those that stand in it."""
    text = unicodedata.normalize("NFKC", question)
    return Calling(
        which_desk=bool(_WHICH_DESK.search(text)),
        numbers=frozenset(
            number
            for number in map(_digits, [*_typed(text), *[each.number for each in figures if isinstance(each, Phone)]])
            if len(number) in _DIGITS
        ),
        whose_number=bool(_WHOSE_NUMBER.search(text)),
        more_than_number=bool(_MORE.search(text)),
        fax=bool(_FAX.search(text)),
    )


def _typed(text: str) -> list[str]:
    return [match[0] for match in _TYPED.finditer(_DASHES.sub("-", text))]


def _digits(number: str) -> str:
    return _NO_DIGIT.sub("", number)
