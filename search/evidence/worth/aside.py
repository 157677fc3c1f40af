"""Figures of what is asked that are not the one to tell first: of an earlier year, or of one district."""

from collections.abc import Sequence
from typing import Final

from ..exact.exact import years_of
from ..spans import Span

# How the first column of a table by district is headed in plans.
_PARTS: Final = frozenset(["圏域", "地区", "区域", "地域", "校区", "学区", "支部", "区名", "町名", "地区名", "圏域名"])


def outdated(found: Sequence[Span], year: int) -> set[int]:
    """The places in ``found`` of figures beside which its passage has the same of a later year, up to ``year``."""
    dated: dict[str, list[tuple[int, int]]] = {}
    for place, span in enumerate(found):
        past = [each for each in years_of(span.text) if each <= year] if span.exact else ()
        if past:
            dated.setdefault(span.result.passage.id, []).append((max(past), place))
    return {place for group in dated.values() for own, place in group if own < max(group)[0]}


def of_parts(found: Sequence[Span], question: str) -> set[int]:
    """The places in ``found`` of rows of a table by district, where ``question`` names none of its districts."""
    return {
        place
        for place, span in enumerate(found)
        if "\t" in span.text and _first_heading(span) in _PARTS and span.text.partition("\t")[0].strip() not in question
    }


def _first_heading(span: Span) -> str:
    passage = span.result.passage
    first = passage.header[0] if passage.header else passage.text.partition("\t")[0].rpartition("\n")[2]
    return first.strip()
