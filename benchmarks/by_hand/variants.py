"""Other arrangements of an aligned page: cells of a line each on their own, lines joined to one, blanks for tabs.

Only blanks are changed, one for one, so that every letter keeps its place and its part.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Final

from benchmarks.by_hand.aligned import Aligned
from corpus.records.indicators.running.atoms import atoms_of
from corpus.records.tagging.pieces import Piece, pieces_of

_LINE: Final = re.compile(r"[^\n]+")
_CELLS: Final = re.compile(r"(?<=\S)(?:[ \t\u3000]+|\s?\|\s?)(?=\S)")
_SHORT: Final = 24  # characters of a line that may be a cell
_WAYS: Final = ("joined", "split", "tabbed", "mixed")


def variants(page: Aligned, random: Random, count: int) -> Iterator[Aligned]:
    """``count`` other arrangements of ``page``, less those that are the page again; their years are not told."""
    for _ in range(count):
        way = random.choice(_WAYS)
        signs = list(page.text.raw)
        if way in ("joined", "mixed"):
            _join(signs, page.text.flat, random, [" ", "\t"] if way == "mixed" else [" "])
        if way in ("split", "mixed"):
            _split(signs, page.text.flat, random)
        if way == "tabbed":
            for match in _CELLS.finditer(page.text.flat):
                signs[match.start()] = "\t"
        raw = "".join(signs)
        if raw != page.text.raw:
            yield _arranged(page, raw)


def _join(signs: list[str], flat: str, random: Random, blanks: Sequence[str]) -> None:
    share = random.choice([0.4, 0.8, 1.0])
    lines = [match.span() for match in _LINE.finditer(flat)]
    for (start, end), (following, stop) in pairwise(lines):
        if following == end + 1 and end - start <= _SHORT and stop - following <= _SHORT and random.random() < share:
            signs[end] = random.choice(blanks)


def _split(signs: list[str], flat: str, random: Random) -> None:
    share = random.choice([0.5, 1.0])
    for match in _CELLS.finditer(flat):
        if random.random() < share:
            signs[match.start() : match.end()] = ["\n", *" " * (match.end() - match.start() - 1)]


def _arranged(page: Aligned, raw: str) -> Aligned:
    text = atoms_of(raw)
    pieces = pieces_of(text)
    parts, titles = (_carried(page.pieces, told, pieces, len(raw)) for told in (page.parts, page.titles))
    return replace(page, text=text, pieces=pieces, parts=parts, titles=titles, years={})


def _carried(before: Sequence[Piece], told: Sequence[str], after: Sequence[Piece], length: int) -> list[str]:
    """The parts of pieces cut anew: most of its letters decide, and what began no name before goes on with one."""
    letters = ["O"] * length
    for piece, part in zip(before, told, strict=True):
        letters[piece.start : piece.end] = part * (piece.end - piece.start)
    begins = {piece.start for piece, part in zip(before, told, strict=True) if part == "N"}
    found: list[str] = []
    for piece in after:
        part = Counter(letters[piece.start : piece.end]).most_common(1)[0][0]
        found.append("C" if part == "N" and piece.start not in begins and found and found[-1] in "NC" else part)
    return found
