"""How well a file was read: characters, lines, cells, tables as trees, order."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from apted import APTED, Config
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from corpus.plan import Document

from .model import Told

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a program made of a file: its text as lines, and its tables as rows of cells."""

    lines: tuple[str, ...]
    tables: tuple[Rows, ...]
    told: bool = False  # whether it says that something could not be read


@dataclass(frozen=True, slots=True)
class Marks:
    """The measures of one document; ``teds`` None where it holds no table."""

    cer: float
    teds: float | None
    cells: float | None
    order: float
    lines: float
    pages: float | None
    silent: bool


def reading_of(document: Document) -> Reading:
    """A document of this project: a table is lines without an empty one between, from the first with a tab to the last."""
    ends = [*document.line_starts[1:], len(document.text) + 1]
    lines = [document.text[start : end - 1] for start, end in zip(document.line_starts, ends, strict=True)]
    tables = []
    for empty, group in groupby(lines, key=lambda line: not line.strip()):
        rows = [line.split("\t") for line in group]
        wide = [place for place, row in enumerate(rows) if len(row) > 1]
        if not empty and wide:
            tables.append(rows[wide[0] : wide[-1] + 1])
    return Reading(tuple(lines), tuple(tables), bool(document.unparsed_tables or document.image_only_pages))


def marks(truth: Sequence[Told], reading: Reading, document: Document | None = None) -> Marks:
    """Compare a reading with the lines that are right."""
    wanted = [_plain(line.text) for line in truth]
    got = [_plain(line) for line in reading.lines if line.strip()]
    cer = Levenshtein.distance("".join(wanted), "".join(got)) / max(len("".join(wanted)), 1)
    tables = [
        [list(line.cells) for line in group]
        for number, group in groupby(truth, key=lambda line: line.table)
        if number is not None
    ]
    matched = _matched(tables, reading.tables)
    cells = [cell for rows in tables for row in rows for cell in row if cell]
    found = Counter(cell for rows in reading.tables for row in rows for cell in map(str.strip, row))
    missing = sum((Counter(cells) - found).values())
    kept = sum((Counter(wanted) & Counter(got)).values()) / max(len(wanted), 1)
    lost = cer > 0.05 or any(cell not in "".join(got) for cell in map(_plain, cells))
    return Marks(
        cer,
        sum(matched) / len(matched) if matched else None,
        1 - missing / len(cells) if cells else None,
        _order(wanted, "".join(got)),
        kept,
        own_pages(truth, document) if document is not None else None,
        lost and not reading.told,
    )


def _plain(text: str) -> str:
    """The characters that count: a blank of whatever kind is one blank, and line ends lay out, and say nothing."""
    return " ".join(text.replace("\n", "").split())


def _order(wanted: Sequence[str], got: str) -> float:
    """The share of lines found in ``got`` that stand in rising order; those that stand twice tell nothing."""
    places = [place for line in wanted if got.count(line) == 1 and (place := got.find(line)) >= 0]
    rising: list[int] = []
    for place in places:
        at = bisect_left(rising, place)
        rising[at : at + 1] = [place]
    return len(rising) / len(places) if places else 0.0


def own_pages(truth: Sequence[Told], document: Document) -> float:
    """The share of lines whose first words stand on their page."""
    right = total = 0
    places = [place for place, character in enumerate(document.text) if not character.isspace()]
    text = "".join(document.text[place] for place in places)
    for line in truth:
        opening = "".join(next((cell for cell in line.cells if len(cell) >= 8), "").split())[:12]
        if line.page is None or not opening:
            continue
        total += 1
        pages: set[int | None] = set()
        at = text.find(opening)
        while at >= 0:
            pages.add(document.origins[bisect_right(document.line_starts, places[at]) - 1].page)
            at = text.find(opening, at + 1)
        right += line.page in pages
    return right / total if total else 1.0


def _matched(tables: Sequence[Rows], found: Sequence[Rows]) -> list[float]:
    """TEDS of each right table with the one found whose words are most like its own."""
    if not found:
        return [0.0] * len(tables)
    texts = ["".join(cell for row in rows for cell in row) for rows in found]
    scores = []
    for rows in tables:
        text = "".join(cell for row in rows for cell in row)
        best = process.extractOne(text, texts, scorer=fuzz.ratio)
        scores.append(teds(rows, found[best[2]]) if best else 0.0)
    return scores


class _Node:
    def __init__(self, name: str, text: str, children: "Sequence[_Node]") -> None:
        self.name, self.text, self.children = name, text, children


class _Costs(Config):  # type: ignore[misc]
    def rename(self, one: _Node, other: _Node) -> float:
        if one.name != other.name:
            return 1.0
        return float(Levenshtein.normalized_distance(one.text, other.text))


def teds(rows: Rows, other: Rows) -> float:
    """Tree-edit-distance similarity of two tables, 1 where they are the same.

    Source: Zhong, ShafieiBavani & Jimeno Yepes, ECCV 2020, arXiv:1911.10683; spans are written out (``model.grid``).
    """
    trees = [_tree(rows), _tree(other)]
    size = max(sum(1 + len(row.children) for row in tree.children) + 1 for tree in trees)
    return 1 - float(APTED(*trees, _Costs()).compute_edit_distance()) / size


def _tree(rows: Rows) -> _Node:
    width = max((len(row) for row in rows), default=0)
    return _Node("table", "", [
        _Node("tr", "", [_Node("td", cell.strip(), []) for cell in (*row, *[""] * (width - len(row)))]) for row in rows
    ])  # fmt: skip
