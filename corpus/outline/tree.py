"""Lines -> the tree of sections that the document's own headings make."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ..figures import quantities
from .lines import Line, Role

_CELL_MAX: Final = 30  # characters; a longer cell is content, not a header
_COLUMNS_MAX: Final = 200  # a wider row heads nothing: every row under a header is told its cells
_RUNNING: Final = 40  # characters; a shorter line that stops without a stop is a label, not a broken sentence
_LABEL: Final = re.compile(r"[^\s(（]{0,30}.{0,10}?(?=[\s(（]|$)|.{0,30}")  # without the departments in brackets
_STOPS: Final = "。．.！？!?：:」』）)】]"


@dataclass(slots=True)
class Block:
    """A paragraph, an item or a table row: ``text[start:end]``, the smallest piece that packing moves."""

    role: Role
    start: int
    end: int
    label: str = ""  # a row's first cell, or the one above it where its own is empty
    header: tuple[str, ...] = ()  # the header cells above a row, the empty ones too: they keep the columns in place
    row: int = -1  # where a row itself begins, behind the header rows that its block begins with

    @property
    def row_start(self) -> int:
        """Where the row begins, of a block that may begin with its header."""
        return self.row if self.row >= 0 else self.start


@dataclass(slots=True)
class Section:
    """A heading and what stands under it; the root has no heading (``line`` is None)."""

    line: Line | None
    children: "list[Section | Block]" = field(default_factory=list)

    @property
    def start(self) -> int:
        """Offset of the heading, or of the first thing under the root."""
        return self.line.start if self.line else self.children[0].start

    @property
    def end(self) -> int:
        """Offset behind the last thing in the section."""
        return self.children[-1].end if self.children else (self.line.end if self.line else 0)


def outline(lines: Sequence[Line], text: str) -> Section:
    """The tree of ``lines``; noise and lists of contents are left out.

    A heading closes every open section of its own rank or an inner one. One with nothing under it is no heading
    but text of the section around it, so nothing that the plan says is lost.
    """
    root = Section(None)
    path = [root]
    for line in lines:
        if line.role is Role.HEADING and line.rank is not None:
            while path[-1].line is not None and (path[-1].line.rank or 0) >= line.rank:
                path.pop()
            section = Section(line)
            path[-1].children.append(section)
            path.append(section)
        elif line.role in (Role.ROW, Role.ITEM, Role.TEXT):
            _add(path[-1], line, text)
    _demote(root)
    _head_tables(root, text)
    return root


def _add(section: Section, line: Line, text: str) -> None:
    """Append the line as a block, or to the block before it where the page broke a sentence in two."""
    last = section.children[-1] if section.children else None
    if (
        line.role is Role.TEXT
        and isinstance(last, Block)
        and last.role in (Role.TEXT, Role.ITEM)
        and last.end - last.start >= _RUNNING
        and text[last.end - 1] not in _STOPS
    ):
        last.end = line.end
        return
    section.children.append(Block(line.role, line.start, line.end))


def _demote(section: Section) -> None:
    for place, child in enumerate(section.children):
        if isinstance(child, Section):
            if child.children:
                _demote(child)
            elif child.line is not None:
                section.children[place] = Block(Role.TEXT, child.line.start, child.line.end)


def _head_tables(section: Section, text: str) -> None:
    """Give each row its header cells and its label; a header row becomes part of the row under it."""
    names = _group_names(section, text)
    header: tuple[str, ...] = ()
    label = ""
    kept: list[Section | Block] = []
    pending: Block | None = None
    for child in section.children:
        if not (isinstance(child, Block) and child.role is Role.ROW) and pending is not None:
            kept.append(pending)  # a header with no row under it is a row after all
        if isinstance(child, Section):
            _head_tables(child, text)
            header, label, pending = (), "", None
        elif child.role is not Role.ROW:
            header, label, pending = (), "", None
        else:
            cells = cells_of(text[child.start : child.end])
            if pending is not None and (joint := _two_rows(header, cells)):
                header, pending = joint, Block(Role.ROW, pending.start, child.end)
                continue
            if _is_header(cells, continuing=bool(header)):
                if pending is not None:
                    kept.append(pending)
                header, pending = tuple(cells), child
                continue
            label = _group(cells, label, names)
            start = pending.start if pending else child.start
            child, pending = Block(Role.ROW, start, child.end, label, header, child.start), None
        kept.append(child)
    if pending is not None:
        kept.append(pending)
    section.children[:] = kept


def _two_rows(upper: tuple[str, ...], lower: list[str]) -> tuple[str, ...]:
    """The columns' names where ``lower`` divides those of ``upper`` (令和6年度 over 見込 and 実績); else none.

    A name over several columns stands in the first of them. That the second row is of names shows in what it repeats:
    a name over both rows, or the same names under several.
    """
    gaps = [place for place in range(1, min(len(upper), len(lower))) if not upper[place] and lower[place]]
    if len(upper) != len(lower) or not gaps or any(_is_figure(cell) or len(cell) > _CELL_MAX for cell in lower):
        return ()
    under = [cell for place, cell in enumerate(lower) if cell and cell != upper[place]]
    if len(set(under)) == len(under) and not any(cell and cell == upper[place] for place, cell in enumerate(lower)):
        return ()
    names: list[str] = []
    above = ""
    for name, cell in zip(upper, lower, strict=True):
        above = name or (above if cell else "")
        names.append(above if cell in ("", above) else f"{above} {cell}".strip())
    return tuple(names)


class _Names:
    """Names of two characters or more, looked up in a cell place by place: many names cost a cell no more than few."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(name for name in names if len(name) >= 2)
        self._openings = frozenset(name[:2] for name in self._names)
        self._lengths = sorted({len(name) for name in self._names})

    def within(self, cell: str) -> Iterator[str]:
        """The names that stand in ``cell``, in order of place; one that stands twice comes twice."""
        for place in range(len(cell) - 1):
            if cell[place : place + 2] in self._openings:
                pieces = (cell[place : place + length] for length in self._lengths)
                yield from (piece for piece in pieces if piece in self._names)


def _group_names(section: Section, text: str) -> _Names:
    """The first cells of the section's rows: what its groups are called."""
    rows = (child for child in section.children if isinstance(child, Block) and child.role is Role.ROW)
    return _Names(_label(name) for row in rows if (name := cells_of(text[row.start : row.end])[0]))


def _group(cells: list[str], above: str, names: "_Names") -> str:
    """The group that a row belongs to: its own first cell, else the one above; "" where that is not certain.

    A name printed in the middle of its group stands below the group's first rows, which then seem to go on with the
    group above. A row that names another group gives that away, for itself and for what follows it.
    """
    if cells[0]:
        return _label(cells[0])
    return "" if any(name not in above for cell in cells[1:] for name in names.within(cell)) else above


def _label(cell: str) -> str:
    match = _LABEL.match(cell)
    return match[0] if match else ""


def cells_of(row: str) -> list[str]:
    """The cells of a row, without the white space around each."""
    return [cell.strip() for cell in (row.split("\t") if "\t" in row else row.strip(" |").split("|"))]


def _is_header(cells: list[str], *, continuing: bool) -> bool:
    """Whether a row names columns: three short cells or more, none of them a sentence or a figure.

    Two cells are a header only where they use the words of one; a name and a place look just like it.
    """
    filled = [cell for cell in cells if cell]
    if len(cells) > _COLUMNS_MAX or len(filled) < 2:
        return False
    if any(len(cell) > _CELL_MAX or cell.endswith("。") for cell in filled):
        return False
    words = sum(any(word in cell for word in _HEADER_WORDS) for cell in filled)
    worded = words >= 2 or (len(filled) >= 3 and words >= 1 and not continuing)
    return worded and not any(_is_figure(cell) for cell in filled)


def _is_figure(cell: str) -> bool:
    """Whether a cell begins with what is counted (120, 約3万円, 4,726回) rather than with a year or a number in a name."""
    first = next(iter(quantities(cell)), None)
    return first is not None and first.start == 0 and (bool(first.unit) or first.end == len(cell))


_HEADER_WORDS: Final = (
    "項目", "指標", "目標値", "現状値", "年度", "令和", "内容", "概要", "名称", "事業名", "サロン名", "場所", "地区", "対象",
    "区分", "担当", "所管", "方向性", "施策等", "取組", "No.", "配布数", "回収", "回答", "件数", "人数", "割合", "連絡先",
    "電話", "窓口", "所在地", "受付時間",
)  # fmt: skip
