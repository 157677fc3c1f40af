"""A page written by hand and its gold -> the pieces of the page with the part that each has in the gold's records."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from corpus.readers import read
from corpus.records.indicators.running.atoms import Read, atoms_of
from corpus.records.indicators.running.plain import plain
from corpus.records.indicators.tagged.rows import Part
from corpus.records.measures.tagged.titles import Title
from corpus.records.tagging.pieces import Piece, pieces_of
from corpus.text.folding import fold

Gold = Mapping[str, Any]
_BLANK: Final = re.compile(r"[\s|]")
_TORN: Final = 300  # characters over which the two parts of a torn name may stand apart
_INSIDE: Final = 6  # pieces between two parts of one indicator, which are INSIDE then
_FIGURE: Final = re.compile(r"[0-9][0-9,.]*")
_HEAD: Final = re.compile(r"[\s\d()（）.\-①-⑳●○◎■□◆◇▲△・★☆【〔第節項章:：ア-ン]*")  # what may stand before a title


@dataclass(slots=True)
class Aligned:
    """A page: its pieces with their parts in indicators and in measures, and the gold's years by a value's piece."""

    name: str
    text: Read
    pieces: Sequence[Piece]
    parts: list[str]
    titles: list[str]
    years: dict[int, int | None]
    gold: Gold


class _Page:
    """A page's text in which the gold's words are looked for without blanks."""

    def __init__(self, path: Path) -> None:
        [document] = read(path)
        told = plain(document.text)
        self.text = atoms_of(told.text)
        self.pieces = pieces_of(self.text)
        self.places = [place for place, sign in enumerate(self.text.flat) if not _BLANK.match(sign)]
        self.squeezed = "".join(self.text.flat[place] for place in self.places)
        back = {raw: place for place, raw in reversed(list(enumerate(told.places)))}
        starts = [*document.line_starts, len(document.text)]
        self.lines = [
            next((back[raw] for raw in range(start, len(document.text)) if raw in back), len(self.text.flat))
            for start in starts
        ]

    def spans(self, words: str) -> Iterator[tuple[int, int]]:
        """Where ``words`` stand, whatever blanks are between their letters."""
        wanted = _BLANK.sub("", fold(words))
        at = self.squeezed.find(wanted) if wanted else -1
        while at >= 0:
            yield self.places[at], self.places[at + len(wanted) - 1] + 1
            at = self.squeezed.find(wanted, at + 1)

    def within(self, start: int, end: int) -> list[int]:
        """The pieces that reach into a span."""
        return [place for place, piece in enumerate(self.pieces) if piece.start < end and start < piece.end]

    def mostly(self, start: int, end: int) -> list[int]:
        """The pieces of which at least half lies in a span."""
        held = ((place, self.pieces[place]) for place in self.within(start, end))
        return [
            place for place, each in held if 2 * (min(end, each.end) - max(start, each.start)) >= each.end - each.start
        ]


def aligned(path: Path) -> Aligned:
    """Read the page at ``path`` (.txt) and its gold beside it (.json)."""
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    page = _Page(path)
    years: dict[int, int | None] = {}
    parts = _of_indicators(page, gold["indicators"], years)
    titles = _of_measures(page, gold["measures"])
    return Aligned(f"{path.parent.name}/{path.stem}", page.text, page.pieces, parts, titles, years, gold)


def _of_indicators(page: _Page, gold: Sequence[Gold], years: dict[int, int | None]) -> list[str]:
    parts = [Part.OUTSIDE] * len(page.pieces)
    behind: dict[str, int] = {}  # the last value of a name, where the gold tells no lines
    for each in gold:
        values = [(Part.BASELINE, each["baseline"]), (Part.TARGET, each["target"])]
        values += [(Part.OTHER, other) for other in each.get("others", ())]
        found: list[int] = []
        for part, value in values:
            places = _value(page, value, each["name"], parts, behind) if value else []
            for place in places:
                parts[place] = part
            if places:
                years[places[0]] = value["year"]
                behind[each["name"]] = page.pieces[places[-1]].end
            found += places
        if found:
            _name(page, each, min(page.pieces[place].start for place in found), parts)
    _inside(parts)
    return [part.value for part in parts]


def _value(page: _Page, value: Gold, name: str, parts: Sequence[Part], behind: Mapping[str, int]) -> list[int]:
    if "line" in value:
        low, high = page.lines[value["line"] - 1], page.lines[min(value["line"] + 1, len(page.lines) - 1)]
        ways = [(low, high)]
    else:
        first = next((start for start, _ in page.spans(name)), 0)
        ways = [(behind.get(name, first), len(page.text.flat)), (0, len(page.text.flat))]
    figure = _FIGURE.search(fold(value["text"]))
    for low, high in ways:
        for words in (value["text"], figure[0] if figure else ""):
            for start, end in page.spans(words):
                cut = page.text.flat[start - 1 : start].isdigit() and page.text.flat[start].isdigit()
                cut |= page.text.flat[end : end + 1].isdigit() and page.text.flat[end - 1].isdigit()
                places = page.within(start, end)
                if low <= start < high and not cut and places and parts[places[0]] is Part.OUTSIDE:
                    return places
    return []


def _name(page: _Page, gold: Gold, first: int, parts: list[Part]) -> None:
    """The parts of a name, where it stands next to its first value, and of its subject."""
    whole = [(_far(start, first), (start, end)) for start, end in page.spans(gold["name"])]
    spans = [min(whole)[1]] if whole else _torn(page, gold["name"], first)
    begun = False
    for start, end in spans:
        for place in page.mostly(start, end):
            if parts[place] not in (Part.BASELINE, Part.TARGET, Part.OTHER):
                parts[place] = Part.NAME_ON if begun else Part.NAME
                begun = True
    told = [(_far(start, first), (start, end)) for start, end in page.spans(gold["subject"] or "")]
    for place in page.within(*min(told)[1]) if told else ():
        if parts[place] is Part.OUTSIDE:
            parts[place] = Part.SUBJECT


def _far(start: int, first: int) -> int:
    return first - start if start <= first else 3 * (start - first)


def _torn(page: _Page, name: str, first: int) -> list[tuple[int, int]]:
    """The two spans of a name that another column tears apart, as long a beginning as can be."""
    for cut in range(len(name) - 2, 3, -1):
        heads, tails = list(page.spans(name[:cut])), list(page.spans(name[cut:]))
        pairs = [
            (_far(one[0], first) + abs(two[0] - first), one, two)
            for one in heads
            for two in tails
            if 0 < two[0] - one[0] < _TORN
        ]
        if pairs:
            return list(min(pairs)[1:])
    return []


def _inside(parts: list[Part]) -> None:
    """What stands between a name and its values, or between these, belongs to the indicator."""
    last: int | None = None
    for place, part in enumerate(parts):
        if part is Part.OUTSIDE:
            continue
        if last is not None and part is not Part.NAME and place - last <= _INSIDE:
            for between in range(last + 1, place):
                parts[between] = Part.INSIDE
        last = place


def _of_measures(page: _Page, gold: Sequence[Gold]) -> list[str]:
    titles = [Title.OUTSIDE] * len(page.pieces)
    taken: list[tuple[int, int]] = []
    for each in sorted(gold, key=lambda each: -len(each["title"])):
        spans = [
            span for span in page.spans(each["title"]) if not any(span[0] < two and one < span[1] for one, two in taken)
        ]
        if not spans:
            continue
        span = min(spans, key=lambda span: (_out_of_place(page.text.flat, span), span))
        taken.append(span)
        for nth, place in enumerate(page.mostly(*span)):
            titles[place] = Title.ON if nth else Title.FIRST
    return [title.value for title in titles]


def _out_of_place(flat: str, span: tuple[int, int]) -> int:
    """How unlike a title what stands at ``span`` is, by where it begins and ends."""
    start, end = span
    before = flat[flat.rfind("\n", 0, start) + 1 : start]
    cost = 0 if _HEAD.fullmatch(before) else 1 if before[-1:] in " \t|\u3000】)" else 3
    return cost + (flat[end : end + 1] not in "\n \t|】(（:")
