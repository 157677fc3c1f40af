"""What is printed of a measure behind its title: cells beside it under a header, labelled text, or the prose itself."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from ..labels import is_label, is_stop
from ..parts import Draft, Heading, Part, Row, Span, closed_up, trimmed

# A label in brackets, before a colon, behind a mark, or before blanks; what is no label of a measure is text.
_LABEL: Final = re.compile(
    r"(?:^|(?<=[\s\u3000]))(?:【(?P<a>[^】\n]{1,20})】|(?:[■◆●○・][ \u3000]?)?(?P<b>[^\s:：【】■◆●○。、]{2,20})[:：]"
    r"|(?:[■◆●○・][ \u3000]?)?(?P<c>[^\s:：【】■◆●○。、]{2,20})(?:[ \t\u3000]{1,4}|$))",
    re.MULTILINE,
)
# A field reaches over no empty line, no page, and ends before what begins with a mark of its own.
_PAUSE: Final = re.compile(r"\n[ \t\u3000]*\n|\f|\n[ \t\u3000]*(?=[【■◆])")
_OPENING: Final = re.compile(r"[\s】〕」》〉>:：)）]*")
_SENTENCE: Final = re.compile(r"(?:(?![^\n]*。[ \t\u3000]*(?:\n|$))[^\n]*\n)*[^\n]*。[ \t\u3000]*(?=\n|$)")
_STOP: Final = re.compile(r"。(?=[ \t\u3000]*(?:\n|$))")
_FULL: Final = 0.6  # of the longest line's length; a shorter line before the last was not wrapped (arbitrary)
_REACH: Final = 1_500  # characters behind a title in which its fields are looked for (arbitrary)


def limits(drafts: Sequence[Draft], parts: Sequence[Part], text: str) -> list[int]:
    """Where what is said of a measure ends at the latest: at the next title, or at a heading that is no label."""
    headings = (part for part in parts if isinstance(part, Heading))
    found = {each.start for each in headings if not _named(text[each.start : each.end])}
    return sorted(found | {each.start for each in drafts})


def add_fields(draft: Draft, rows: Sequence[Row], text: str, limit: int) -> None:
    """Add to ``draft``, which has a title alone, what is printed of it, verbatim, up to ``limit``.

    ``rows`` are those of the text's tables, in order.

    A title in a row of a table has the cells under names that are labels; another the text behind each label, or, where
    there is no label, the sentences that follow it at once. What is not certain is left out.
    """
    place = bisect_right(rows, draft.start, key=_start) - 1
    row = rows[place] if place >= 0 else None
    if row is not None and draft.start < row.end:
        fields = list(_of_row(row, draft))
    else:
        limit = min(limit, draft.end + _REACH)
        fields = list(_labelled(text, draft.end, limit)) or list(_prose(text, draft.end, limit))
    for name, span in fields:
        draft.add(name, span)


def _start(row: Row) -> int:
    return row.start


def _of_row(row: Row, draft: Draft) -> Iterator[tuple[str, Span]]:
    if row.is_header or len(row.names) != len(row.cells):
        return
    for name, cell in zip(row.names, row.cells, strict=True):
        if is_label(name) and not cell.start <= draft.start < cell.end:
            yield name, cell


def _labelled(text: str, start: int, limit: int) -> Iterator[tuple[str, Span]]:
    """What stands behind each label, nothing where one has no text: labels side by side are a header of columns."""
    told = [(match, name) for match in _LABEL.finditer(text, start, limit) if (name := _label(match))]
    if not told:
        return
    between = text[start : told[0][0].start()]
    if between.strip() and _PAUSE.search(between):
        return
    found: list[tuple[str, Span]] = []
    for place, (match, name) in enumerate(told):
        if is_stop(name) or any(name == known for known, _ in found):  # told again it is another measure's
            break
        behind = trimmed(text, match.end(), told[place + 1][0].start() if place + 1 < len(told) else limit)
        gap = _PAUSE.search(text, behind.start, behind.end)
        found.append((name, _sure(text, behind.start, gap.start() if gap else behind.end)))
        if gap and (gap[0].count("\n") > 1 or "\f" in gap[0]):
            break
    if all(span.start < span.end for _, span in found):
        yield from found


def _sure(text: str, start: int, end: int) -> Span:
    """The lines up to the last that ends a sentence; where none does, the first alone: the next may be another entry."""
    stops = list(_STOP.finditer(text, start, end))
    line = text.find("\n", start, end)
    return trimmed(text, start, stops[-1].end() if stops else end if line < 0 else line)


def _label(match: re.Match[str]) -> str | None:
    name = closed_up(match["a"] or match["b"] or match["c"])
    return name if is_label(name) or is_stop(name) else None


def _named(heading: str) -> bool:
    match = _LABEL.match(heading)
    return match is not None and _label(match) is not None


def _prose(text: str, start: int, limit: int) -> Iterator[tuple[str, Span]]:
    """The lines behind a title up to the first that ends a sentence; nothing where a line before it is not full."""
    opening = _OPENING.match(text, start, limit)
    begin = opening.end() if opening else start
    gap = _PAUSE.search(text, begin, limit)
    sentence = _SENTENCE.match(text, begin, gap.start() if gap else limit)
    if sentence is None or _PAUSE.search(text, start, begin):
        return
    *full, _ = lengths = [len(line.strip()) for line in sentence[0].strip().split("\n")]
    if all(length >= max(lengths) * _FULL for length in full):
        yield "本文", trimmed(text, *sentence.span())
