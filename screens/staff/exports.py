"""Exactly what a page shows as rows, for CSV and XLSX: the same view, never another question."""

from collections.abc import Sequence
from typing import Final

from ..inert import inert
from ..report.sheets import Link, Sheet, Value, workbook
from ..report.tables import csv_bytes
from .beside import NOTHING, own_name
from .cards import ROWS, Card, Source
from .page import Shown

_SOURCE_HEADS: Final = (
    ("都道府県", 10), ("市区町村", 16), ("計画", 40), ("状態", 12), ("期間", 16), ("注意", 24), ("箇所", 16), ("見出し", 32),
    ("出典", 60), ("リンク", 40),
)  # fmt: skip
_CARD_HEADS: Final = (("施策の id", 24), ("番号", 8), ("施策", 36), *((name, 40) for name in ROWS))
_TITLE: Final = "施策をさがす"


def table_of(shown: Shown) -> Sheet:
    """What is shown, as one table."""
    if shown.listing is not None:
        cards = [card for group in shown.listing.groups for card in group.cards]
        return Sheet(
            "施策", (*_CARD_HEADS, *_SOURCE_HEADS), [(*_card_cells(card), *_where(card.source)) for card in cards]
        )
    if shown.beside:
        return _beside_rows(shown)
    if shown.cities is not None:
        return _city_rows(shown)
    if shown.alike is not None:
        columns = (("似ている度合い", 16), ("確からしさ", 12), *_CARD_HEADS, *_SOURCE_HEADS)
        rows = [
            (each.likeness, each.sure, *_card_cells(each.card), *_where(each.card.source))
            for each in shown.alike.others
        ]
        return Sheet("似た施策", columns, rows)
    heads = (("指標", 40), ("単位", 10), ("現状値", 24), ("目標値", 24), ("目標の向き", 12), *_SOURCE_HEADS)
    rows = [
        (row.name, unit.unit, row.baseline, row.target, row.direction, *_where(row.source))
        for unit in shown.gauges
        for row in unit.rows
    ]
    return Sheet("指標", heads, rows)


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a byte order mark, one header row."""
    # Titles of measures and what was asked stand in headings too.
    return csv_bytes(
        [inert(name) for name, _ in sheet.columns], ([_text(value) for value in row] for row in sheet.rows)
    )


def as_xlsx(sheet: Sheet) -> bytes:
    """The same as a workbook of one sheet."""
    return workbook(_TITLE, (sheet,))


def _beside_rows(shown: Shown) -> Sheet:
    """As on the page: what a field tells is a row, a measure a column."""
    cards = shown.beside
    rows: list[Sequence[Value]] = [
        ("市区町村", *(card.source.municipality for card in cards)),
        *((row.name, *(_joined(row.name, cell) for cell in row.cells)) for row in shown.rows),
        ("注意", *(card.source.caution for card in cards)),
        ("出典", *(_cited(card.source) for card in cards)),
    ]
    return Sheet("施策をならべる", (("項目", 14), *((card.title, 44) for card in cards)), rows)


def _city_rows(shown: Shown) -> Sheet:
    table = shown.cities
    if table is None:
        raise ValueError("there is no table of municipalities")
    columns = [("市区町村", 16)]
    for topic in table.topics:
        columns += [(topic, 60), (f"{topic}: 判定", 20), (f"{topic}: 出典", 50)]
    rows: list[Sequence[Value]] = []
    for row in table.rows:
        cells: list[Value] = []
        for cell in row.cells:
            cells += [cell.quote, cell.said, _cited(cell.source) if cell.source else ""]
        rows.append((row.municipality, *cells))
    return Sheet("市区町村ごとの記載", tuple(columns), rows)


def _card_cells(card: Card) -> Sequence[Value]:
    return card.id, card.number, card.title, *(_joined(name, card.row(name), "") for name in ROWS)


def _where(source: Source) -> Sequence[Value]:
    return (
        source.prefecture, source.municipality, source.plan, source.status, source.period, source.caution, source.place,
        source.headings, source.citation, Link(source.url or "", source.url),
    )  # fmt: skip


def _cited(source: Source) -> str:
    """A citation with the lines of a document that has no pages."""
    return source.citation if source.place in source.citation else f"{source.citation}、{source.place}"


def _joined(row: str, fields: Sequence[tuple[str, str]], nothing: str = NOTHING) -> str:
    """The fields of a row, each behind its own name where that says more."""
    told = (f"{name}: {text}" if (name := own_name(row, field)) else text for field, text in fields)
    return "\n".join(told) or nothing


def _text(value: Value) -> str:
    return value.text if isinstance(value, Link) else "" if value is None else str(value)
