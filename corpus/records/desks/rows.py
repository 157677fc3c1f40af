"""窓口 of tables: rows under a header, whatever it calls its columns, one row of headings or two."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from ...figures import phones
from ...outline.tree import cells_of
from ...text.folding import fold
from .columns import Meaning, columns_of
from .draft import Draft, PrintedLine
from .office import is_office, shown_name, unwrapped
from .values import read_value

IN: Final = r"(?:階|隣|内|前|そば|横|館|所|庁舎|丁目|番地?|号)"
_NONE: Final = re.compile(
    r"[-－ー―—–‐*＊/／・…\s]*|な\s*し|無し?|未定|未設置|[(（].*のみ[)）]"
)  # a cell that says there is none
_LISTS: Final = re.compile(r"の(?<=\S.)(?:連絡先|一覧|所在地|窓口)")
_PERSONS: Final = re.compile(r"(?:民生|児童)委員|委員(?:名簿|一覧)|名簿")
_MOBILE: Final = re.compile(r"0[6789]0")
_OFFICES: Final = 0.6  # of the cells in a column that end as offices do, for a column of names whose heading says less
_TABLE_MAX: Final = 400  # rows that are looked at to tell a column of names (arbitrary)
_JOINED: Final = ("hours", "areas", "what_for", "address_part")

Columns = list[Meaning | None]


def row_desks(lines: Sequence[PrintedLine]) -> Iterator[Draft]:
    """A desk for each row under a header that names a number, or a column of 窓口.

    A row of persons gives a draft without a name: its number is nobody's to call.
    """
    columns: Columns = []
    subject = title = ""
    ended = private = False
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        cells = _cells(line)
        if not cells:
            subject, title, ended = _subject(line.text), line.text, True
            continue
        head = _header(cells)
        if head is not None:
            under = _cells(lines[place]) if place < len(lines) else []
            both = _two_rows(cells, under)
            place += both is not None
            columns = _with_names(both or head, lines, place)
            private = _of_persons(columns, title)
            ended = False
        elif private and not ended:
            yield Draft("", line.start, line.end)
        elif columns and (not ended or _fits(cells, columns)):
            draft = _row(cells, columns, line, subject)
            if draft is not None:
                yield draft


def _cells(line: PrintedLine) -> list[str]:
    return cells_of(line.text) if "\t" in line.text or " | " in line.text else []


def _header(cells: list[str]) -> Columns | None:
    """What the columns mean, where ``cells`` are headings of a table with desks."""
    found = columns_of(cells)
    keys = {each.key for each in found if each} - {"none"}
    if len(keys) < 2 or any(phone.number for cell in cells for phone in phones(cell)):
        return None
    named = {"name", "areas", "unit", "subunit"} & keys
    desks = "phone" in keys or any(re.match("相談|窓口", fold(cell)) for cell in cells)
    shapes = keys & {"phone", "fax", "address", "hours", "areas"}
    return found if shapes and (named or "phone" in keys) and desks else [] if shapes and len(keys) > 2 else None


def _of_persons(columns: Columns, title: str) -> bool:
    """Whether a table lists persons: by its columns or its title, and no column names what is no person."""
    persons = any(each and each.key == "person" for each in columns) or _PERSONS.search(title)
    return bool(persons) and not any(each and each.key in ("name", "unit") and each.rank < 2 for each in columns)


def _two_rows(upper: list[str], lower: list[str]) -> Columns | None:
    """The headings of two rows, the lower ones first; an upper heading holds for the empty ones to its right."""
    if not lower or any(phones(cell) for cell in lower) or len(lower) > len(upper) + len(lower) // 2:
        return None
    below = columns_of(lower)
    same = [each for each in below if each]
    if not same or len(same) < len([cell for cell in lower if cell]) / 2:
        return None
    above = columns_of([*upper, *[""] * (len(lower) - len(upper))])
    below += [None] * (len(above) - len(below))
    return [low or high for low, high in zip(below, above, strict=False)]


def _with_names(columns: Columns, lines: Sequence[PrintedLine], place: int) -> Columns:
    """``columns`` with one of names: the surest by its heading, else that whose cells name offices."""
    if any(each and each.key == "name" and each.rank < 2 for each in columns) or not columns:
        return columns
    if any(each and each.key in ("unit", "subunit") for each in columns):
        return columns
    rows = [cells for line in lines[place : place + _TABLE_MAX] if (cells := _cells(line))]
    best: tuple[float, int] | None = None
    for number, each in enumerate(columns):
        if each is not None and not (each.key == "name" or (each.key == "none" and each.rank)):
            continue
        filled = [row[number] for row in rows if number < len(row) and row[number]]
        share = sum(map(is_office, filled)) / len(filled) if filled else 0.0
        if share >= _OFFICES and (best is None or share > best[0]):
            best = share, number
    if best is None:
        return columns
    return [Meaning("name", 0) if number == best[1] else each for number, each in enumerate(columns)]


def _fits(cells: list[str], columns: Columns) -> bool:
    """Whether a row behind a line that is none still belongs to the table: as wide, and its number a number."""
    numbers = [place for place, each in enumerate(columns) if each and each.key == "phone"]
    if len(cells) > len(columns) or not numbers:
        return False
    return any(place < len(cells) and phones(f"電話 {cells[place]}") for place in numbers)


def _by_key(cells: Sequence[str], columns: Sequence[Meaning | None]) -> Mapping[str, str]:
    """The cells of a row by what they mean: of several the surest, hours and areas all of them together."""
    found: dict[str, tuple[int, str]] = {}
    beside = {f"{one} {other}" for one, other in pairwise(cells)}
    for column, cell in zip(columns, cells, strict=False):
        if column is None or not cell or _NONE.fullmatch(cell):
            continue
        rank, before = found.get(column.key, (column.rank, ""))
        if column.key in _JOINED and before and rank == column.rank:
            found[column.key] = rank, f"{before}{'' if column.key == 'address_part' else ' '}{cell}"
        elif column.key == "address" and before and f"{before} {cell}" in beside:
            found[column.key] = min(rank, column.rank), f"{before} {cell}"  # 市役所1階5番 | 本町1-1
        elif column.key == "phone" and before:
            found[column.key] = min(rank, column.rank), f"{before}、{cell}" if phones(f"電話 {cell}") else before
        elif not before or column.rank < rank:
            found[column.key] = column.rank, cell
    return {key: cell for key, (_, cell) in found.items()}


def drafted(cells: Sequence[str], columns: Sequence[Meaning | None], line: PrintedLine, subject: str = "") -> Draft:
    """What a row says under its columns, whether it is enough for a desk or not."""
    found = _by_key(cells, columns)
    keys = {each.key for each in columns if each}
    draft = Draft(_name(found, subject, keys), line.start, line.end)
    for key in ("phone", "fax", "address", "hours", "areas", "serves", "what_for", "extension", "url"):
        if key in found:
            value = found[key] if _stands(found[key], line) else found[key].split(" ")[0]
            read_value(draft, key, value if key == "phone" else unwrapped(value))
    if "address" not in draft.values and "address_part" in found:
        draft.values["address"] = found["address_part"]
    return draft


def _row(cells: list[str], columns: Columns, line: PrintedLine, subject: str) -> Draft | None:
    found = _by_key(cells, columns)
    keys = {each.key for each in columns if each}
    draft = drafted(cells, columns, line, subject)
    needed = {"phone", "fax", "extension"} if "phone" in keys else {"address", "hours"}
    if not draft.name or not draft.values.keys() & needed:
        return None
    if "person" in found and _MOBILE.match(fold(draft.values.get("phone", ""))):
        return Draft("", line.start, line.end)  # somebody's own
    bracket = re.search(r"[(（]([^()（）]+)[)）]$", draft.name)
    if bracket and re.search(f"{IN}$", bracket[1]):
        draft.values.setdefault("address", bracket[1])
    elif bracket and re.fullmatch(r".{0,4}全(?:域|区|地区)", bracket[1]):
        draft.values.setdefault("areas", bracket[1])
    return draft


def _stands(value: str, line: PrintedLine) -> bool:
    """Whether cells that were put together stand side by side."""
    return "".join(value.split()) in "".join(line.text.split()) or "、" in value


def _name(found: Mapping[str, str], subject: str, keys: set[str]) -> str:
    name, unit, subunit = (shown_name(found.get(key, "")) for key in ("name", "unit", "subunit"))
    if not name and (unit or subunit):
        return " ".join(part for part in (unit, subunit) if part)
    if not name and "name" not in keys:
        name = shown_name(found.get("areas", ""))
    if not subject or not re.fullmatch(r"\S{1,6}[市区町村]", name):
        return name
    return name + subject.removeprefix(name[-1])


def _subject(title: str) -> str:
    """What a title says that it lists, up to its の: 区○○センター of 【相談】区○○センターの連絡先; else empty."""
    match = _LISTS.search(title)
    if match is None:
        return ""
    word = title[: match.start()].split()[-1]
    label, _, behind = word.partition("】")
    return behind if behind and (label.startswith("【") or "【" not in label) else word
