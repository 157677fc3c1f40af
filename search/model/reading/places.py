"""Which municipality each clause of a passage speaks of: its own, or another that it names (隣の岬町では)."""

import re
from collections.abc import Sequence
from typing import Final

from .clauses import Clause
from .spelling import KANJI, KATAKANA, LINE_END

_NAMED: Final = re.compile(
    rf"([{KANJI}{KATAKANA}]+[市町村]|(?<![{KANJI}{KATAKANA}])[市町村])(?=では|は|が|で|も|に(?:は|お))"
)
_OWN: Final = re.compile(r"[本当全]?[市町村]\Z")  # 本市では
_ANY: Final = re.compile(r"(?:各|市|全国の?)市?町村\Z")
_STOPPED: Final = tuple(f"。!！?？{LINE_END}\t")


def placed(clauses: Sequence[Clause], home: str) -> list[str]:
    """For each clause the place that is named last before its end in its sentence; ``home`` where none is."""
    places = []
    place = home
    for clause in clauses:
        named = [name for name in _NAMED.findall(clause.text) if not _ANY.search(name)]
        if named:
            place = home if _OWN.fullmatch(named[-1]) else named[-1]
        places.append(place)
        if clause.text.rstrip().endswith(_STOPPED):
            place = home
    return places
