"""Whether what a sentence says of two figures, that one is more or less than the other, is what the figures say."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from corpus.figures import Quantity

from .facts import Fact

MORE: Final = r"増[加えやし大額進]|増(?![進減])|上昇|上が|上回|伸び|拡[大充]|高[いくま]|多[いくか]|膨ら|倍増"
LESS: Final = r"減[少らりっ額じ]|減(?![免])|低下|下が|下回|縮[小ま]|低[いくま]|少な|落ち"
_SAYS: Final = re.compile(rf"(?P<more>{MORE})|(?P<less>{LESS})")
_FROM: Final = re.compile(r"\s*(?:から|より)")
_INTO: Final = re.compile(r"\s*(?:まで)?(?:に|へ|と)")
_COMPARES: Final = re.compile(r"\s*(?:から|より|を|に(?:比べ|対し)|と比べ)")
_STOP: Final = re.compile(r"[。¶]")


def tells_change(text: str, found: Sequence[Fact]) -> bool:
    """Whether no figures of ``text`` belie its words: 「48人から5人に増えました」 and 「5人で、前年度の48人より多く」 do."""
    counts = [fact for fact in found if isinstance(fact, Quantity)]
    for place, (one, other) in enumerate(pairwise(counts)):
        if one.unit != other.unit or one.low == other.low or _STOP.search(text, one.end, other.start):
            continue
        says = _said(text, other, counts[place + 2 :])
        if says is None:
            continue
        if _FROM.match(text, one.end):
            grew = other.low > one.low if _INTO.match(text, other.end) else None
        else:
            grew = one.low > other.low if _COMPARES.match(text, other.end) else None
        if grew is not None and grew is not says:
            return False
    return True


def _said(text: str, figure: Quantity, later: Sequence[Quantity]) -> bool | None:
    """Whether the first word of direction behind a figure says more; None where its sentence has none."""
    ends = _STOP.search(text, figure.end)
    stop = ends.start() if ends else len(text)
    alike = [each.start for each in later if each.unit == figure.unit]
    match = _SAYS.search(text, figure.end, min((stop, *alike)))
    return None if match is None else match["more"] is not None
