"""A document's tree -> passages of 80 to 600 characters that follow its own structure."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Final

from ..figures import Phone, phones
from ..frozen import frozen
from ..passage import PASSAGE_MAX, PASSAGE_MIN, Kind, Passage
from ..plan import Document, Plan, Record
from ..text.legibility import is_garbled
from ..text.sentences import split
from .lines import Line, Role, classify
from .tree import Block, Section, outline

# A section up to this long is one passage, subsections and all; a longer one is filled up to it block by block.
# nDCG@5 on the dev questions, residents' / staff's: 250 .496 / .742, 350 .497 / .755, 450 .498 / .756,
# 550 .504 / .759, 600 .492 / .754.
_WHOLE: Final = 450
_FURNITURE_LINES: Final = 5  # fewer are left where they stand, rather than tear a passage in two
_CAPTIONED: Final = 3  # lines of furniture under a caption; fewer belong to what comes next
_CAPTION_MAX: Final = 20  # characters


@frozen
class _Span:
    start: int
    end: int
    headings: tuple[str, ...]
    header: tuple[str, ...]
    kind: Kind
    alone: bool = False  # a list of contents, or a desk with its telephone number: never joined with a neighbour


@dataclass(frozen=True, slots=True)
class _Page:
    """A plan's text, and where telephone numbers stand in it that a word such as 電話 or 連絡先 tells."""

    text: str
    numbers: Sequence[int]

    def called(self, section: Section) -> bool:
        """Whether a number stands in the section."""
        place = bisect_left(self.numbers, section.start)
        return place < len(self.numbers) and self.numbers[place] < section.end


def segment(plan: Plan, document: Document) -> tuple[Passage, ...]:
    """The passages of ``plan``, in the order of its text, without overlap."""
    if document.records:
        return tuple(_record_passage(plan, record, place) for place, record in enumerate(document.records))
    lines = classify(document)
    return segment_outline(plan, lines, outline(lines, plan.text))


def segment_outline(plan: Plan, lines: Sequence[Line], root: Section) -> tuple[Passage, ...]:
    """The passages of a plan whose lines and outline are known."""
    cuts = sorted([*_listed(lines), *_furniture(lines)], key=lambda cut: cut.start)
    page = _Page(plan.text, [each.start for each in phones(plan.text) if _is_full(each)])
    packed = _pack(root, (), page) if root.children else ()
    starts = [cut.start for cut in cuts]
    spans = list(cuts)
    for span in packed:
        inside = cuts[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        spans.extend(_around(inside, span, plan.text))
    spans.sort(key=lambda span: span.start)
    return tuple(_passage(plan, span, place) for place, span in enumerate(_joined(spans)))


def _is_full(phone: Phone) -> bool:
    """A number with its area code behind 電話; local ones also end notices, which are then cut too fine."""
    return phone.use in ("tel", "tel/fax") and not phone.local and phone.number.startswith("0")


def _passage(plan: Plan, span: _Span, place: int) -> Passage:
    text = plan.text[span.start : span.end]
    span = replace(span, start=span.start + len(text) - len(text.lstrip()), end=span.start + len(text.rstrip()))
    origin = plan.origin_of(span.start)
    return Passage(
        id=f"{plan.id}#{place:04d}",
        plan_id=plan.id,
        headings=span.headings,
        header=tuple(cell for cell in span.header if cell),
        kind=Kind.GARBLED if is_garbled(text) else span.kind,
        start=span.start,
        end=span.end,
        text=plan.text[span.start : span.end],
        line_start=plan.line_of(span.start),
        line_end=plan.line_of(span.end - 1),
        page=origin.page,
        printed_page=origin.printed_page,
        record_id=None,
        url=None,
        ocr=plan.ocr_of(span.start, span.end),
    )


def _record_passage(plan: Plan, record: Record, place: int) -> Passage:
    span = _Span(record.start, record.end, (record.title,), (), Kind.RECORD)
    return replace(_passage(plan, span, place), record_id=record.id, url=record.url)


def _listed(lines: Sequence[Line]) -> Iterator[_Span]:
    places = [line for line in lines if line.role is Role.CONTENTS]
    start = None
    for line, following in pairwise([*places, None]):
        if line is None:
            continue
        start = line.start if start is None else start
        if following is None or following.end - start > PASSAGE_MAX:
            yield _Span(start, line.end, (), (), Kind.CONTENTS, alone=True)
            start = None


def _furniture(lines: Sequence[Line]) -> Iterator[_Span]:
    """Buttons, icons and their captions, where many stand together: a caption alone between two such runs is one."""
    runs: list[tuple[int, int]] = []  # places in ``lines``, the end excluded
    for noise, places in groupby(range(len(lines)), lambda place: lines[place].role is Role.NOISE):
        start, *rest = places
        end = start + len(rest) + 1
        if not noise:
            continue
        if runs and end - start >= _CAPTIONED and start - runs[-1][1] == 1 and _is_caption(lines[start - 1]):
            start = runs.pop()[0]
        runs.append((start, end))
    for start, end in runs:
        first, last = lines[start].start, lines[end - 1].end
        if end - start >= _FURNITURE_LINES and PASSAGE_MIN <= last - first <= PASSAGE_MAX:
            yield _Span(first, last, (), (), Kind.BOILERPLATE, alone=True)


def _is_caption(line: Line) -> bool:
    return line.role is Role.TEXT and line.end - line.start <= _CAPTION_MAX


def _around(inside: Sequence[_Span], span: _Span, text: str) -> Iterator[_Span]:
    """What of ``span`` stands before, between and after the cuts ``inside`` it."""
    start = span.start
    for left, right in [*((cut.start, cut.end) for cut in inside), (span.end, span.end)]:
        if text[start:left].strip():
            yield replace(span, start=start, end=left)
        start = right


def _pack(section: Section, path: tuple[str, ...], page: _Page) -> Iterator[_Span]:
    """Spans of a section: itself where it is short enough, else its blocks and subsections, filled up."""
    if section.line is not None:
        path = (*path, section.line.title)
    if section.end - section.start <= _WHOLE and not _holds_several(section, page):
        yield _whole(section, path, page)
        return
    group: list[Section | Block] = []
    start = section.start
    for child in section.children:
        begin = (
            start
            if group
            else (section.start if child is section.children[0] and isinstance(child, Block) else child.start)
        )
        if group and (child.end - begin > _WHOLE or not _joins(group, child)):
            yield from _spans_of(group, start, path, page.text)
            group, begin = [], child.start
        if not group:
            start = begin
        if isinstance(child, Section) and (child.end - child.start > PASSAGE_MIN or page.called(child)):
            yield from _spans_of(group, start, path, page.text)
            group = []
            yield from _pack(child, path, page)
        else:
            group.append(child)
    yield from _spans_of(group, start, path, page.text)


def _holds_several(section: Section, page: _Page) -> bool:
    """Desks, or the measures that a label such as 【今後の取組】 lists: each is a passage under its own name."""
    if not any(isinstance(child, Section) for child in section.children):
        return False
    labelled = section.line is not None and section.line.title.startswith("【")
    return labelled or page.called(section)


def _joins(group: list[Section | Block], child: Section | Block) -> bool:
    """Rows of tables with other header cells, and rows next to running text, stay apart."""
    last = group[-1]
    if isinstance(last, Block) and isinstance(child, Block):
        return last.role is not Role.ROW or child.role is not Role.ROW or last.header == child.header
    return True


def _whole(section: Section, path: tuple[str, ...], page: _Page) -> _Span:
    blocks = list(_blocks(section))
    headers = {block.header for block in blocks if block.header}
    alone = page.called(section)
    return _Span(
        section.start, section.end, path, next(iter(headers)) if len(headers) == 1 else (), _kind(blocks), alone
    )


def _spans_of(group: list[Section | Block], start: int, path: tuple[str, ...], text: str) -> Iterator[_Span]:
    """The group as one span, or, where one block is too long on its own, that block cut into several."""
    if not group:
        return
    end = group[-1].end
    blocks = [block for child in group for block in (_blocks(child) if isinstance(child, Section) else (child,))]
    headers = {block.header for block in blocks if block.header}
    header = next(iter(headers)) if len(headers) == 1 else ()
    kind = _kind(blocks)
    label = blocks[0].label if kind is Kind.TABLE else ""
    if end - start <= PASSAGE_MAX:
        yield _Span(start, end, (*path, label) if label not in text[start:end] else path, header, kind)
        return
    whole = text[start:end]
    tabs = [match.start() for match in re.finditer("\t", whole)] if header else []
    for left, right in split(whole, _WHOLE):
        if whole[left:right].strip():
            columns = _columns(whole, tabs, left, right, header) if header else ()
            yield _Span(start + left, start + right, (*path, label) if label else path, columns, kind)


def _columns(row: str, tabs: Sequence[int], left: int, right: int, header: tuple[str, ...]) -> tuple[str, ...]:
    """The header cells over ``row[left:right]``, counted from the last cell, since ``row`` may begin with its header.

    ``tabs`` are the places of the tabs in ``row``. Where the row is not as wide as the header, nothing tells which cells are over the piece: all of them are given.
    """
    steps = len(header) - 1
    if len(tabs) not in (steps, 2 * steps):
        return header
    piece = row[left:right].rstrip()
    last = len(header) - (len(tabs) - bisect_left(tabs, left + len(piece)))
    return header[max(last - 1 - piece.lstrip().count("\t"), 0) : last]


def _kind(blocks: list[Block]) -> Kind:
    roles = [block.role for block in blocks]
    if roles and roles.count(Role.ROW) * 2 > len(roles):
        return Kind.TABLE
    return Kind.LIST if roles.count(Role.ITEM) * 2 > len(roles) else Kind.BODY


def _blocks(section: Section) -> Iterator[Block]:
    for child in section.children:
        if isinstance(child, Section):
            yield from _blocks(child)
        else:
            yield child


def _joined(spans: list[_Span]) -> list[_Span]:
    """Spans shorter than a passage are joined with a neighbour: the one that shares more of the heading path."""
    done: list[_Span] = []
    left = spans[::-1]  # still to be looked at, the next one last
    while left:
        span = left.pop()
        before = done[-1] if done and _fit(done[-1], span) else None
        after = left[-1] if left and _fit(span, left[-1]) else None
        if span.end - span.start >= PASSAGE_MIN or span.alone or (before is None and after is None):
            done.append(span)
        elif after is None or (before is not None and _shared(span, before) >= _shared(span, after)):
            left.append(_join(done.pop(), span))
        else:
            left.append(_join(span, left.pop()))
    return done


def _fit(one: _Span, following: _Span) -> bool:
    """Whether two neighbours may be one passage."""
    return not (one.alone or following.alone) and max(one.end, following.end) - one.start <= PASSAGE_MAX


def _join(left: _Span, right: _Span) -> _Span:
    longer = left if left.end - left.start >= right.end - right.start else right
    shared = _shared(left, right)
    headings = (
        longer.headings
        if shared < len(longer.headings) and longer is left
        else left.headings[:shared] or longer.headings
    )
    return _Span(left.start, right.end, headings, longer.header, longer.kind)


def _shared(left: _Span, right: _Span) -> int:
    count = 0
    for one, other in zip(left.headings, right.headings, strict=False):
        if one != other:
            break
        count += 1
    return count
