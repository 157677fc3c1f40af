"""地図: heat maps as drawings with the numbers in their cells, and a table beside each."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from math import ceil, isfinite
from typing import Final

from search.report.report import Cell

from ..elements import nothing, opened, section, table, width

# One hue from light to dark: whoever cannot tell colours apart still sees which is darker, and so does paper.
_LIGHT, _DARK = (239, 246, 255), (12, 52, 110)
_WHITE_FROM: Final = 0.66  # of the scale: there black has a contrast of 4.5 with the cell and white one of 4.6
_WIDTH, _HEIGHT = 76, 46  # of a cell, in pixels
_BESIDE_NAMES: Final = 16  # pixels beside the names of rows
_SIZE: Final = 13  # of letters, in pixels
_MOST: Final = 30  # rows and columns drawn; more would be too small to read on paper
_BESIDE: Final = 5  # columns of a drawing that leave room for a table beside it
_ACROSS: Final = 10  # columns that fit on a page
_FIRST: Final = 8  # rows of the table that are shown at once; arbitrary
_ROW_LINES, _LINES = 2, 4  # of the name of a row, which is no higher than its cells, and of a column
_ROW, _COLUMN = 38, 10  # how wide a line of the name of a row or column may be, in half-width characters
_LINE: Final = 17  # from one line to the next, in pixels


def maps_html(cities: Sequence[Cell], chapters: Sequence[Cell], points: str = "") -> str:
    """Both heat maps, and the map of measures as markup."""
    intro = (
        "<p>色が濃いほど似ています。ますの中の数字は、行の施策それぞれと、列でいちばん近い施策との意味の近さ(0から1)の平均で、"
        "下はその行の施策の数です。行と列を入れ替えると値は変わります。</p>"
    )
    html = _map("cities", "市区町村どうし", cities) + _map("chapters", "章どうし", chapters) + points
    return section("maps", "地図", intro + html)


def _map(name: str, title: str, cells: Sequence[Cell]) -> str:
    drawn = [cell for cell in cells if isfinite(cell.value)]
    if not drawn:
        return f"<h3>{title}</h3>" + nothing("比べられる施策がありませんでした。")
    rows, columns = (list(dict.fromkeys(each)) for each in ((c.row for c in drawn), (c.column for c in drawn)))
    if set(rows) == set(columns):
        columns = rows
    flat = len(columns) > _ACROSS and len(rows) < len(
        columns
    )  # few rows, many columns: columns stand below one another
    cut = max(len(rows), len(columns)) > _MOST
    said = f"<p>図は初めの{_MOST}行・{_MOST}列です。すべては表にあります。</p>" if cut else ""
    said += "<p>図では、行と列を入れ替えて、自団体の章を上に並べています。</p>" if flat else ""
    shown = [replace(cell, row=cell.column, column=cell.row) for cell in drawn] if flat else drawn
    across, down = (rows, columns) if flat else (columns, rows)
    wide = " wide" if flat or len(across) > _BESIDE else ""
    return (
        f'<h3>{title}</h3>{said}<div class="map{wide}"><div class="drawing" tabindex="0" role="region" '
        f'aria-label="{title}の図">{_drawing(name, title, shown, down[:_MOST], across[:_MOST])}</div>'
        f"<div>{_tables(title, drawn)}</div></div>"
    )


def _tables(title: str, cells: Sequence[Cell]) -> str:
    """The numbers of the drawing, the most alike first; the lower ones are shown when somebody asks for them."""
    apart = [cell for cell in cells if cell.row != cell.column]
    ordered = sorted(apart, key=lambda cell: (-cell.value, cell.row, cell.column))
    first, others = ordered[:_FIRST], ordered[_FIRST:]
    rest = opened(f"続き {len(others):,}件", _numbers(f"{title}、似ている順の続き", others)) if others else ""
    return _numbers(f"{title}、似ている順", first) + rest


def _numbers(caption: str, cells: Sequence[Cell]) -> str:
    rows = ((escape(cell.row), escape(cell.column), f"{cell.value:.2f}", f"{cell.count:,}") for cell in cells)
    return table(caption, ("行", "列", "似ている度合い", "行の施策の数"), rows)


def _drawing(name: str, title: str, cells: Sequence[Cell], rows: Sequence[str], columns: Sequence[str]) -> str:
    most = max((cell.value for cell in cells if cell.row != cell.column), default=0.0)
    placed = {(cell.row, cell.column): cell for cell in cells}
    top = _LINE * max(len(_wrapped(column, _COLUMN, _LINES)) for column in columns) + _LINE
    widest = max(width(line) for label in rows for line in _wrapped(label, _ROW, _ROW_LINES))
    left = _BESIDE_NAMES + ceil(widest * _SIZE / 2)  # a half-width character is half as wide as it is high
    across, down = left + _WIDTH * len(columns), top + _HEIGHT * len(rows)
    parts = [_column_name(column, left + _WIDTH * x, top) for x, column in enumerate(columns)]
    for y, label in enumerate(rows):
        parts.append(_row_name(label, left, top + _HEIGHT * y))
        parts += [
            _cell(placed.get((label, column)), left + _WIDTH * x, top + _HEIGHT * y, most)
            for x, column in enumerate(columns)
        ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-t {name}-d" width="{across}" '
        f'height="{down}" viewBox="0 0 {across} {down}" font-size="{_SIZE}"><title id="{name}-t">{title}の似ている度合い'
        f'</title><desc id="{name}-d">同じ値がとなりの表にあります。</desc>{"".join(parts)}</svg>'
    )


def _cell(cell: Cell | None, x: int, y: int, most: float) -> str:
    box = f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" stroke="#fff" stroke-width="2" '
    if cell is None:
        return f'<g>{box}fill="#f3f4f6"/>{_text("—", x, y + 28, "#4b5563")}</g>'
    alone = cell.row == cell.column
    share = 0.0 if alone or most <= 0 else min(max(cell.value / most, 0.0), 1.0)
    ink = "#fff" if share >= _WHITE_FROM else "#000"
    said = f"{cell.row} と {cell.column}: {cell.value:.2f}({cell.count:,}件)"
    return (
        f'<g><title>{escape(said)}</title>{box}fill="{"#e5e7eb" if alone else _colour(share)}"/>'
        f"{_text(f'{cell.value:.2f}', x, y + 20, ink)}{_text(f'{cell.count:,}件', x, y + 37, ink)}</g>"
    )


def _text(text: str, x: int, y: int, ink: str) -> str:
    return f'<text x="{x + _WIDTH // 2}" y="{y}" text-anchor="middle" fill="{ink}">{text}</text>'


def _colour(share: float) -> str:
    mixed = (round(light + (dark - light) * share) for light, dark in zip(_LIGHT, _DARK, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _row_name(text: str, left: int, y: int) -> str:
    """A name before ``left``, where the cells begin, in the middle of the row that begins at ``y``."""
    lines = _wrapped(text, _ROW, _ROW_LINES)
    return _lines(text, lines, left - 8, y + _HEIGHT // 2 + 5 - _LINE * (len(lines) - 1) // 2, "end")


def _column_name(text: str, x: int, top: int) -> str:
    """A name above the column that begins at ``x`` and ``top``."""
    lines = _wrapped(text, _COLUMN, _LINES)
    return _lines(text, lines, x + _WIDTH // 2, top - 10 - _LINE * (len(lines) - 1), "middle")


def _lines(text: str, lines: Sequence[str], x: int, y: int, anchor: str) -> str:
    spans = "".join(
        f'<tspan x="{x}" y="{y + _LINE * place}">{escape(line)}</tspan>' for place, line in enumerate(lines)
    )
    return f'<text text-anchor="{anchor}" fill="#000"><title>{escape(text)}</title>{spans}</text>'


def _wrapped(text: str, most: int, count: int) -> list[str]:
    """A name in at most ``count`` lines as wide as ``most`` half-width characters."""
    lines, taken = [""], 0
    for character in " ".join(text.split()):
        if taken + width(character) > most:
            if len(lines) == count:
                return [*lines[:-1], lines[-1][:-1] + "…"]
            lines, taken = [*lines, ""], 0
        lines[-1] += character
        taken += width(character)
    return lines
