"""A table in a file, CSV or a workbook's sheets -> the documents of a desk table, one for each municipality."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from ....errors import UnreadableDocument
from ....plan import Document
from ....readers.lines_builder import LinesBuilder, joined_cells
from ..office import is_office
from .desk_table import TITLE, DeskTable
from .headings import Header, header_of
from .rows import Entry, Said, entries_of, one_each

_HEADER_ROWS: Final = 15  # among which the headings stand (arbitrary: a title, a note, a date, blank rows)
_OFFICES: Final = 0.6  # of the names that end as offices do, as corpus.records.desks.rows takes it

Rows = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet with its header; ``titles`` stand above it."""

    name: str
    titles: tuple[str, ...]
    header: Header
    head: str
    rows: list[tuple[int, str]]


def read_desk_table(path: Path, sheets: Sequence[tuple[str, Rows]]) -> tuple[Document, ...] | None:
    """The documents of a desk table; None where the file is none: no sheet has the day of a check over rows of desks.

    A list of facilities with such a day is none either: its names are no offices, and it says nothing of what they
    take or whom they serve.

    Raises: UnreadableDocument where it is one and no row of it can be used.
    """
    filled = [(name, rows) for name, rows in sheets if rows]
    found = [sheet for name, rows in filled if (sheet := _sheet(name if len(filled) > 1 else "", rows)) is not None]
    if not found:
        return None
    said: Said = []
    names = {sheet.name for sheet in found}
    for name, _ in filled:
        if len(filled) > 1 and name not in names:
            said.append(f"シート「{name}」は確認日のある窓口の表ではないので、読みませんでした。")
    today = date.today()
    entries = [each for sheet in found for each in entries_of(sheet.rows, sheet.header, sheet.name, today, said)]
    entries = one_each(_with_the_only_place(entries), said)
    if not entries:
        raise UnreadableDocument(path, "窓口台帳に使える行がありません。" + "".join(said), "")
    places = list(dict.fromkeys(_place(entry) for entry in entries))
    groups = [[entry for entry in entries if _place(entry) == place] for place in places]
    return tuple(_document(found, group, said if group is groups[0] else ()) for group in groups)


def _sheet(name: str, rows: Rows) -> _Sheet | None:
    for place, (_, cells) in enumerate(rows[:_HEADER_ROWS]):
        header = header_of(cells)
        if header is None:
            continue
        below = [row for row in rows[place + 1 :] if any(row[1]) and header_of(row[1]) is None]
        if not below or not _of_desks(header, below):
            return None
        titles = tuple(" ".join(filter(None, map(str.strip, above))) for _, above in rows[:place] if any(above))
        return _Sheet(name, titles, header, joined_cells(cells), [(line, _line(row)) for line, row in below])
    return None


def _line(cells: Sequence[str]) -> str:
    return joined_cells([" ".join(cell.split()) for cell in cells])


def _of_desks(header: Header, rows: Rows) -> bool:
    """Whether the rows are desks that people are told to call: what they take is said, or they are named as offices."""
    if header.has("what_for", "areas", "serves", "unit"):
        return True
    names = [row[place] for _, row in rows for place in header.names() if place < len(row) and row[place]]
    return bool(names) and sum(map(is_office, names)) >= _OFFICES * len(names)


def _with_the_only_place(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, those that name no municipality being of the one that all others name."""
    named = {(entry.code, entry.place) for entry in entries if entry.place}
    if len({code for code, _ in named}) != 1:
        return list(entries)
    code, place = sorted(named, key=str)[0]
    return [entry if entry.place else replace(entry, code=code, place=place) for entry in entries]


def _place(entry: Entry) -> str:
    return entry.code or entry.place


def _document(sheets: Sequence[_Sheet], entries: Sequence[Entry], said: Sequence[str]) -> Document:
    """The rows of one municipality under their headings and titles, with the desks where they stand in the text."""
    titles = list(dict.fromkeys(title for sheet in sheets for title in sheet.titles))
    out = LinesBuilder()
    for title in titles:
        out.add(title)
    desks, header = [], None
    offset = sum(len(line) + 1 for line in out.lines)
    for entry in entries:
        if entry.header is not header:
            header = entry.header
            head = next(sheet.head for sheet in sheets if sheet.header is header)
            out.add(head)
            offset += len(head) + 1
        out.add(entry.text, line=entry.line)
        desks.append(replace(entry.desk, start=offset, end=offset + len(entry.text)))
        offset += len(entry.text) + 1
    return replace(
        out.build(),
        municipality_code=entries[0].code,
        desk_table=DeskTable(titles[0] if titles else TITLE, tuple(desks), tuple(said), tuple(_unplaced(entries))),
    )


def _unplaced(entries: Sequence[Entry]) -> list[str]:
    """A sentence for each row of which nobody knows whose it is."""
    table = any(entry.header.own.keys() & {"municipality", "code"} for entry in entries)
    if entries[0].code or not table:
        return []
    return [
        f"{entry.where}の「{entry.desk.name}」は、市区町村"
        + (f"「{entry.place}」がどこか分からないので、" if entry.place else "が書かれていないので、")
        + "読みませんでした。都道府県から書くか、全国地方公共団体コードを書いてください。"
        for entry in entries
    ]
