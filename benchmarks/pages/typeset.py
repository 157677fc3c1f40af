"""A made-up plan -> a PDF file set by one of several habits, and the lines on each of its pages."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from .habit import Habit, advances, broken
from .model import (
    Block,
    Cards,
    Cell,
    Chart,
    Columns,
    Heading,
    Items,
    MadePlan,
    PageBreak,
    Paragraph,
    Table,
    Told,
    Truth,
    Vertical,
    placed,
)  # fmt: skip
from .sheet import A4, Sheet, save

_PAD: Final = 4.0
_TITLE_SIZES: Final = {1: 16.0, 2: 13.0, 3: 11.5}
_GUTTER: Final = 26.0
_HEADED: Final = 3  # pages; a document with fewer has no running head, which nothing would tell from a title


def typeset(plan: MadePlan, habit: Habit, path: Path, seed: int) -> list[Told]:
    """Write ``plan`` to ``path``; the lines that a reader should find in it."""
    setter = _Setter(habit)
    for block in plan.blocks:
        setter.block(block)
    for number, sheet in enumerate(setter.sheets, start=1):
        sheet.boxes.append([])
        if plan.head and len(setter.sheets) >= _HEADED:
            sheet.write(plan.head, habit.margin, 34, 8, habit)
        sheet.boxes.append([])
        sheet.write(habit.number.format(number), setter.width / 2 - 10, setter.height - 24, 9, habit)
    save(setter.sheets, path, habit, seed)
    return setter.truth.lines


@dataclass(slots=True)
class _Setter:
    """Sets block under block; goes on overleaf where a sheet is full."""

    habit: Habit
    sheets: list[Sheet] = field(default_factory=lambda: [Sheet()])
    truth: Truth = field(default_factory=Truth)
    width: float = 0.0
    height: float = 0.0
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    tables: int = 0

    def __post_init__(self) -> None:
        turned = self.habit.sideways or self.habit.rotated
        self.width, self.height = (A4[1], A4[0]) if turned else A4
        self.left, self.right, self.top = self.habit.margin, self.width - self.habit.margin, self.habit.edge

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    @property
    def page(self) -> int:
        return len(self.sheets)

    @property
    def bottom(self) -> float:
        return self.height - self.habit.edge

    @property
    def step(self) -> float:
        return self.habit.size * self.habit.leading

    def block(self, block: Block) -> None:
        self.sheet.boxes.append([])
        match block:
            case Heading(text, level):
                self._heading(text, level)
            case Paragraph(text, ruby):
                self._paragraph("　" + text, text, ruby)
            case Items(texts):
                for text in texts:
                    self.sheet.boxes.append([])
                    self._paragraph(text, text, (), hanging=self.habit.size)
            case Table():
                self._table(block)
            case Columns(left, right):
                self._columns(left, right)
            case Cards(cards, across):
                self._cards(cards, across)
            case Vertical(paragraphs):
                self._vertical(paragraphs)
            case Chart():
                self._chart(block)
            case PageBreak():
                self._overleaf()

    def _overleaf(self) -> None:
        self.sheets.append(Sheet(boxes=[[]]))
        self.top = self.habit.edge

    def _room(self, needed: float) -> None:
        if self.top + needed > self.bottom + 0.01:
            self._overleaf()

    def _heading(self, text: str, level: int) -> None:
        size = _TITLE_SIZES[level]
        self._room(size * 1.4 + 8 + 3 * self.step)
        self.top += 8 if self.top > self.habit.edge else 0
        for line in broken(text, self.right - self.left, size, self.habit):
            self.sheet.write(line, self.left, self.top + size, size, self.habit)
            self.top += size * 1.4
        self.truth.add(text, page=self.page, level=level)
        self.top += 6

    def _paragraph(self, text: str, told: str, ruby: tuple[tuple[str, str], ...], hanging: float = 0.0) -> None:
        size = self.habit.size
        lines = broken(text, self.right - self.left - hanging, size, self.habit)
        step = self.step + (0.35 * size if ruby else 0)
        page = None
        for place, line in enumerate(lines):
            self._room(step)
            page = page or self.page
            left = self.left + (hanging if place else 0)
            full = self.right - self.left - hanging - sum(advances(line, size, self.habit))
            spread = full / max(len(line) - 1, 1) if self.habit.justified and line is not lines[-1] else 0.0
            base = self.top + step - 0.55 * size
            self.sheet.write(line, left, base, size, self.habit, spread if 0 < spread < 0.4 * size else 0.0)
            self._ruby(line, left, base, ruby)
            self.top += step
        self.truth.add(told, page=page)
        self.top += 0.3 * size

    def _ruby(self, line: str, left: float, base: float, ruby: tuple[tuple[str, str], ...]) -> None:
        size = self.habit.size
        small = Habit(font=self.habit.font)
        self.sheet.boxes.append([])
        for word, reading in ruby:
            place = line.find(word)
            if place < 0:
                continue
            steps = advances(line, size, self.habit)
            centre = left + sum(steps[:place]) + sum(steps[place : place + len(word)]) / 2
            width = sum(advances(reading, size / 2, small))
            self.sheet.write(reading, centre - width / 2, base - size, size / 2, small)
        self.sheet.boxes.append([])

    def _columns(self, left: tuple[Block, ...], right: tuple[Block, ...]) -> None:
        start, edges = self.top, (self.left, self.right)
        middle = (self.left + self.right) / 2
        ends = []
        page = self.page
        for blocks, sides in ((left, (edges[0], middle - _GUTTER / 2)), (right, (middle + _GUTTER / 2, edges[1]))):
            self.top, (self.left, self.right) = start, sides
            for block in blocks:
                self.block(block)
            ends.append(self.top)
            if self.page != page:
                raise ValueError("columns that go on overleaf are not set")
        (self.left, self.right), self.top = edges, max(ends) + 6

    def _cards(self, cards: tuple[tuple[str, ...], ...], across: int) -> None:
        gap, size = 12.0, self.habit.size - 1
        width = (self.right - self.left - gap * (across - 1)) / across
        for start in range(0, len(cards), across):
            row = [
                [(text, broken(text, width - 3 * _PAD, size, self.habit)) for text in card]
                for card in cards[start : start + across]
            ]
            deep = max(sum(len(lines) for _, lines in card) for card in row) * size * 1.5 + 3 * _PAD
            self._room(deep + gap)
            for place, card in enumerate(row):
                left = self.left + place * (width + gap)
                self.sheet.frame(left, self.top, left + width, self.top + deep)
                self.sheet.boxes.append([])
                base = self.top + _PAD + size
                for text, lines in card:
                    for line in lines:
                        self.sheet.write(line, left + 1.5 * _PAD, base, size, self.habit)
                        base += size * 1.5
                    self.truth.add(text, page=self.page)
            self.top += deep + gap

    def _vertical(self, paragraphs: tuple[str, ...]) -> None:
        size, pitch = self.habit.size, self.step * 1.1
        rows = int((self.bottom - self.top) // size)
        left = self.right - size
        for text in paragraphs:
            self.sheet.boxes.append([])
            page = self.page
            for start in range(0, len(text), rows):
                if left < self.left:
                    self._overleaf()
                    left = self.right - size
                for place, character in enumerate(text[start : start + rows]):
                    over = 0.55 * size if character in "、。" else 0.0  # they hang in the upper right of their square
                    self.sheet.write(character, left + over, self.top + (place + 0.88) * size - over, size, self.habit)
                left -= pitch
            self.truth.add(text, page=page)
        self._overleaf()

    def _chart(self, chart: Chart) -> None:
        size = self.habit.size - 1
        self._room((len(chart.bars) + 1) * size * 2 + 10)
        self.sheet.write(chart.title, self.left, self.top + size, size, self.habit)
        self.truth.add(chart.title, page=self.page)
        self.top += size * 2
        longest = max(value for _, value in chart.bars)
        begin = self.left + 110
        for label, value in chart.bars:
            end = begin + (self.right - begin - 60) * value / longest
            self.sheet.bars.append((begin, self.top, end, self.top + size))
            self.sheet.boxes.append([])
            self.sheet.write(label, self.left, self.top + size * 0.88, size, self.habit)
            self.sheet.write(f"{value:,.0f}{chart.unit}", end + 5, self.top + size * 0.88, size, self.habit)
            self.truth.add(label, f"{value:,.0f}{chart.unit}", page=self.page)
            self.top += size * 2
        self.top += 8

    def _table(self, table: Table) -> None:
        self.tables += 1
        rows = _Rows(self, table, self.habit.size - 1)
        rows.set()


@dataclass(slots=True)
class _Rows:
    """Sets a table row by row."""

    setter: _Setter
    table: Table
    size: float
    edges: list[float] = field(default_factory=list)
    lines: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    spans: dict[tuple[int, int], Cell] = field(default_factory=dict)
    depths: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        whole = self.setter.right - self.setter.left
        self.edges = [self.setter.left]
        for width in self.table.widths:
            self.edges.append(self.edges[-1] + whole * width / sum(self.table.widths))
        self.depths = [self.step + 2 * _PAD] * len(self.table.rows)
        for row, column, cell in placed(self.table):
            width = self.edges[column + cell.across] - self.edges[column] - 2 * _PAD
            pieces = [broken(part, width, self.size, self.setter.habit) for part in cell.text.split("\n")]
            self.spans[row, column] = cell
            self.lines[row, column] = [line for piece in pieces for line in piece]
            deep = len(self.lines[row, column]) * self.step + 2 * _PAD
            if cell.down == 1:
                self.depths[row] = max(self.depths[row], deep)
            else:
                last = row + cell.down - 1
                self.depths[last] = max(self.depths[last], deep - sum(self.depths[row:last]))

    @property
    def step(self) -> float:
        return self.size * 1.35

    def set(self) -> None:
        row = 0
        while row < len(self.table.rows):
            block = max((cell.down for (top, _), cell in self.spans.items() if top == row), default=1)
            deep = sum(self.depths[row : row + block])
            room = self.setter.bottom - self.setter.top
            if deep <= room:
                self._rows(row, block)
            elif block == 1 and self.setter.habit.split_rows and room > 2 * self.step + 2 * _PAD:
                self._split(row, int((room - 2 * _PAD) // self.step))
            else:
                self._overleaf(row)
                continue
            row += block
        self.setter.top += 10

    def _overleaf(self, row: int) -> None:
        self.setter._overleaf()
        if row and self.setter.habit.repeat_header:
            head = max(cell.down for (top, _), cell in self.spans.items() if top == 0)
            self._draw(0, head, {key: lines for key, lines in self.lines.items() if key[0] < head})

    def _rows(self, first: int, count: int) -> None:
        lines = {key: lines for key, lines in self.lines.items() if first <= key[0] < first + count}
        self._draw(first, count, lines)
        cells = [[""] * len(self.table.widths) for _ in range(count)]
        for (row, column), cell in self.spans.items():
            if first <= row < first + count:
                for below in range(row - first, row - first + cell.down):
                    cells[below][column] = cell.text
        for row_cells in cells:
            self.setter.truth.add(*row_cells, page=self.setter.page, table=self.setter.tables)

    def _split(self, row: int, upto: int) -> None:
        """The first ``upto`` lines of each cell on this page, the others on the next."""
        cells = [""] * len(self.table.widths)
        for (top, column), cell in self.spans.items():
            cells[column] = cell.text if top == row else cells[column]
        self.setter.truth.add(*cells, page=self.setter.page, table=self.setter.tables)
        for start, end in ((0, upto), (upto, 10_000)):
            if start:
                self._overleaf(row)
            lines = {key: lines[start:end] for key, lines in self.lines.items() if key[0] == row}
            self.depths[row] = max(len(piece) for piece in lines.values()) * self.step + 2 * _PAD
            self._draw(row, 1, lines)

    def _draw(self, first: int, count: int, lines: dict[tuple[int, int], list[str]]) -> None:
        setter, sheet = self.setter, self.setter.sheet
        tops = [setter.top]
        for depth in self.depths[first : first + count]:
            tops.append(tops[-1] + depth)
        for (row, column), texts in lines.items():
            cell = self.spans[row, column]
            left, right = self.edges[column], self.edges[column + cell.across]
            top, bottom = tops[row - first], tops[row - first + cell.down]
            sheet.frame(left, top, right, bottom)
            sheet.boxes.append([])
            free = bottom - top - 2 * _PAD - len(texts) * self.step
            base = top + _PAD + self.size + (free / 2 if setter.habit.centred else 0.0)
            for text in texts:
                sheet.write(text, left + _PAD, base, self.size, setter.habit)
                base += self.step
        setter.top = tops[-1]
