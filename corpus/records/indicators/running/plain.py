"""A text as it would run without its layout: soft line breaks, ruled boxes and letter-spaced headings taken out.

Each character keeps its place in the text as given, so that what is found can be led back to it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ....text.folding import fold
from ...found import Found

_WALL: Final = re.compile(r"[│┃║┆┇┊┋]")
_RULE: Final = re.compile(r"[\s─━═┄┅┈┉┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┠┣┤┥┨┫┬┯┰┳┴┷┸┻┼┿╂╋╔╗╚╝╠╣╦╩╬]+")
_RULE_MIN: Final = 4  # characters of a line that is only a rule (arbitrary)
# Words of headers that are often set with spaces between their letters.
_SPACED: Final = re.compile(
    r"(?<![^\s|])(?:指\s+標|目\s+標|現\s+状|基\s+準|実\s+績|項\s+目|目\s+標\s+値|現\s+状\s+値|単\s+位)(?=[\s|(]|$)"
)
_FULL: Final = 0.8  # of its paragraph's widest line: a line that long was broken for want of space (arbitrary)
_WIDE: Final = 24  # characters; a shorter line is a cell or a heading more often (arbitrary)
_COLUMNS_APART: Final = re.compile(r"\S[ \u3000]{2,}\S|\t|\|")  # columns
_OPEN_END: Final = re.compile(r"[^\s。」』)】〕〉》|:]$")
_MARKED: Final = re.compile(r"\s*(?:[○●◎◇◆□■・※①-⑳▲△▼◯☆★(【〔<〈《「『\-|]|[0-9]{1,2}[.)]|第\s?[0-9])")
_GOES_ON: Final = re.compile(r"\s{0,4}[0-9ぁ-んァ-ヶ一-龠]")


@dataclass(frozen=True, slots=True)
class Plain:
    """``text`` and, for each of its characters, the place in the text as given."""

    text: str
    places: Sequence[int]

    def led_back(self, found: Found) -> Found:
        """What was found here, with its span in the text as given."""
        within = self.places[found.start : found.end]
        return replace(found, start=min(within), end=max(within) + 1) if within else found


def plain(raw: str) -> Plain:
    """The running text of ``raw``."""
    parts: list[tuple[int, int]] = []  # spans of raw; an empty one at -1 and -2 is a wall and a line's end
    lines = [match.span() for match in re.finditer(r"[^\n]*\n|[^\n]+$", raw)]
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and _is_ruled(raw[slice(*lines[end])]):
            end += 1
        if end > place:
            parts += _of_box(raw, lines[place:end])
            place = end
            continue
        while end < len(lines) and raw[slice(*lines[end])].strip() and not _is_ruled(raw[slice(*lines[end])]):
            end += 1
        end = max(end, place + 1)
        parts += _of_paragraph(raw, lines[place:end])
        place = end
    return _unspaced(_assembled(raw, parts))


def _is_ruled(line: str) -> bool:
    body = line.strip()
    return bool(_WALL.match(body)) or (len(body) >= _RULE_MIN and _RULE.fullmatch(body) is not None)


def _of_box(raw: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """A box's rows; lines between two rules are one row where rules part its rows, each line one where they do not."""
    rows: list[list[list[tuple[int, int]]]] = [[]]
    for start, end in lines:
        if not _WALL.search(raw, start, end) or _RULE.fullmatch(_WALL.sub("─", raw[start:end])):
            rows.append([])
        else:
            rows[-1].append(_cells(raw, start, end))
    rows = [row for row in rows if row]
    parted = len(rows) > 2 or (len(rows) == 2 and len(rows[1]) == 1)
    for row in rows:
        wide = {len(cells) for cells in row}
        if parted and len(wide) == 1 and wide != {1}:
            for column in zip(*row, strict=True):
                yield from _told(raw, column)
                yield -1, column[0][0]
            yield -2, row[-1][-1][1]
            continue
        for cells in row:
            for cell in cells:
                yield cell
                yield -1, cell[1]
            yield -2, cells[-1][1]


def _told(raw: str, column: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines of one cell: a space stays between two that both hold figures."""
    held = [span for span in column if raw[slice(*span)].strip()]
    for place, span in enumerate(held):
        if (
            place
            and re.search(r"[0-9]", fold(raw[slice(*held[place - 1])]))
            and re.search(r"[0-9]", fold(raw[slice(*span)]))
        ):
            yield -3, span[0]
        yield span


def _cells(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    walls = [match.start() for match in _WALL.finditer(raw, start, end)]
    last = [] if not raw[walls[-1] + 1 : end].strip() else [end]
    edges = [*walls, *last]
    return [_stripped(raw, left + 1, right) for left, right in pairwise(edges)] or [_stripped(raw, walls[0] + 1, end)]


def _stripped(raw: str, left: int, right: int) -> tuple[int, int]:
    cell = raw[left:right]
    left += len(cell) - len(cell.lstrip())
    return left, max(left, left + len(cell.strip()))


def _of_paragraph(raw: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    stop = raw.rfind("。", lines[0][0], lines[-1][1])  # only a sentence is broken so
    if stop < lines[0][1]:
        yield from lines
        return
    widest = max(len(raw[slice(*line)].rstrip()) for line in lines)
    lead = 0
    for place, (start, end) in enumerate(lines):
        following = raw[slice(*lines[place + 1])] if place + 1 < len(lines) else ""
        line = raw[start:end].rstrip()
        if end <= stop and _is_broken(fold(line), fold(following), widest):
            yield start + lead, start + len(line)
            lead = len(following) - len(following.lstrip())
        else:
            yield start + lead, end
            lead = 0


def _is_broken(line: str, following: str, widest: int) -> bool:
    """Whether a line ends in the middle of a sentence that ``following`` goes on with: a wide one, or one behind a sentence."""
    return (
        (len(line) >= max(_WIDE, _FULL * widest) or "。" in line)
        and _OPEN_END.search(line) is not None
        and _COLUMNS_APART.search(line.strip()) is None
        and _COLUMNS_APART.search(following.strip()) is None
        and _GOES_ON.match(following) is not None
        and _MARKED.match(following) is None
    )


def _assembled(raw: str, parts: Sequence[tuple[int, int]]) -> Plain:
    pieces: list[str] = []
    places: list[int] = []
    signs = {-1: " | ", -2: "\n", -3: " "}
    for start, end in parts:
        if start >= 0:
            pieces.append(raw[start:end])
            places.extend(range(start, end))
        else:
            pieces.append(signs[start])
            places.extend([min(end, len(raw) - 1)] * len(signs[start]))
    return Plain("".join(pieces), places)


def _unspaced(read: Plain) -> Plain:
    """Without the spaces between the letters of a heading: 指 標."""
    flat = fold(read.text)
    cut = [place for match in _SPACED.finditer(flat) for place in range(*match.span()) if flat[place].isspace()]
    if not cut:
        return read
    kept = [place for place in range(len(flat)) if not _has(cut, place)]
    return Plain("".join(read.text[place] for place in kept), [read.places[place] for place in kept])


def _has(places: Sequence[int], place: int) -> bool:
    found = bisect_left(places, place)
    return found < len(places) and places[found] == place
