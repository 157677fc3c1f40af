"""The rows of a desk table -> entries, and a sentence for each row that is not as it should be."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ....text.folding import fold
from ....text.matching import squeezed
from ..desk import Desk
from ..draft import Draft, PrintedLine
from ..rows import drafted
from .days import day_of
from .desk_table import DESK_TABLE
from .headings import Header
from .whose import code_of

_NOTES: Final = ("※", "*", "＊", "注")  # a row of one cell that begins so is no entry


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: where it stood, its text, whose it is, and its desk with places counted from the row's start."""

    sheet: str  # "" where the file has only one
    line: int
    header: Header
    text: str
    code: str | None
    place: str  # what the row calls its municipality
    desk: Desk

    @property
    def where(self) -> str:
        """The row in a sentence."""
        return f"シート「{self.sheet}」の {self.line} 行目" if self.sheet else f"{self.line} 行目"


Said = list[str]


def entries_of(rows: Iterable[tuple[int, str]], header: Header, sheet: str, today: date, said: Said) -> Iterator[Entry]:
    """The entries of the rows (line and text, cells parted by tabs); what is wrong with a row is added to ``said``."""
    for line, text in rows:
        cells = [cell.strip() for cell in text.split("\t")]
        filled = [cell for cell in cells if cell]
        if not filled or (len(filled) == 1 and filled[0].startswith(_NOTES)):
            continue
        draft = drafted(cells, header.columns, PrintedLine(0, len(text), text, fold(text)))
        place = header.cell("municipality", cells) or header.cell("code", cells)
        code = code_of(header.cell("code", cells), header.cell("municipality", cells), header.cell("prefecture", cells))
        entry = Entry(sheet, line, header, text, code, place, _desk(draft, None))
        if not draft.name:
            said.append(f"{entry.where}に窓口の名前がないので、読みませんでした。名前を書いてください。")
            continue
        _call(entry, header, cells, said)
        yield replace(entry, desk=replace(entry.desk, checked_on=_checked(entry, header, cells, today, said)))


def _call(entry: Entry, header: Header, cells: Sequence[str], said: Said) -> None:
    if entry.desk.phone:
        return
    columns = zip(header.columns, cells, strict=False)
    written = "、".join(cell for column, cell in columns if cell and column and column.key == "phone")
    wrong = f"の電話番号「{written}」は番号として読めません。" if written else "に電話番号がありません。"
    said.append(
        f"{entry.where}の「{entry.desk.name}」{wrong}番号のない窓口として、代表電話と公式サイトを添えて案内します。"
    )


def _checked(entry: Entry, header: Header, cells: Sequence[str], today: date, said: Said) -> date | None:
    cell = header.cell("checked_on", cells)
    day = day_of(cell)
    if day is not None and day <= today:
        return day
    why = (
        "に確認日がありません。"
        if not cell
        else f"の確認日「{cell}」は日付として読めません。"
        if day is None
        else f"の確認日「{cell}」は、まだ来ていない日です。"
    )
    said.append(f"{entry.where}の「{entry.desk.name}」{why}確認日の分からない窓口として案内します。")
    return None


def _desk(draft: Draft, checked_on: date | None) -> Desk:
    values = draft.values
    return Desk(
        id="",
        plan_id="",
        name=draft.name,
        phone=values.get("phone"),
        fax=values.get("fax"),
        address=values.get("address"),
        hours=values.get("hours"),
        areas=(values["areas"],) if "areas" in values else (),
        serves=values.get("serves"),
        start=draft.start,
        end=draft.end,
        passage_id=None,
        checked_on=checked_on,
        more_phones=tuple(draft.more_phones),
        extension=values.get("extension"),
        what_for=values.get("what_for"),
        url=values.get("url"),
        source=DESK_TABLE,
    )


def one_each(entries: Sequence[Entry], said: Said) -> list[Entry]:
    """The entries without those of a desk that another row states for the same matter and area: the later check stays.

    Of equals the first stays. A desk with a row for each of its matters or areas keeps them all.
    """
    kept: dict[tuple[str | None, str, str, tuple[str, ...]], Entry] = {}
    for entry in entries:
        desk = entry.desk
        key = (entry.code or entry.place, squeezed(desk.name), squeezed(desk.what_for or ""), desk.areas)
        other = kept.setdefault(key, entry)
        if other is entry:
            continue
        newer = (desk.checked_on or date.min) > (other.desk.checked_on or date.min)
        stays, goes = (entry, other) if newer else (other, entry)
        kept[key] = stays
        said.append(
            f"{other.where}と{entry.where}は、どちらも「{desk.name}」です。"
            f"{stays.where}を残し、{goes.where}は読みませんでした。どちらかを消してください。"
        )
    stay = set(map(id, kept.values()))
    return [entry for entry in entries if id(entry) in stay]
