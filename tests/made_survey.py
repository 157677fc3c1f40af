"""A corpus as the checks look at it, made by hand: a table, files and documents of which a test says what matters."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from corpus.about.readability import Readability
from corpus.about.sources import COLUMNS, Row, Table
from corpus.errors import UnreadableDocument
from corpus.passage import Kind, Passage
from corpus.plan import Plan
from corpus.validation.spoiled import Spoiled
from corpus.validation.survey import File, Read, Survey

ROW: Final = {
    "plan_id": "kamakura-chiiki-4", "file": "kamakura.txt", "municipality_code": "142042", "prefecture": "神奈川県",
    "municipality": "鎌倉市", "title": "鎌倉市地域福祉計画", "kind": "地域福祉計画", "status": "確定",
    "period_start": "2024", "period_end": "2029", "published": "2024-03",
}  # fmt: skip


def row_of(line: int = 2, beyond: tuple[str, ...] = (), **cells: str) -> Row:
    """A faultless row, but for ``cells``."""
    return Row(line, {**ROW, **cells}, beyond)


def file_of(name: str, digest: str | None = None, *spoiled: Spoiled, folder: str = "計画") -> File:
    """A file; every name has bytes of its own unless a digest is given."""
    return File(Path(folder) / name, name, digest or f"bytes of {folder}/{name}", spoiled)


def read_of(
    name: str,
    *,
    text: str | None = None,
    code: str | None = "142042",
    likely: tuple[str, ...] = (),
    title: str | None = "鎌倉市地域福祉計画",
    kind: str | None = "地域福祉計画",
    status: str | None = "確定",
    period: tuple[int | None, int | None] = (2024, 2029),
    garbled: Sequence[tuple[str, int | None]] = (),
    characters: int = 40_000,
    pages: int | None = None,
    images: tuple[int, ...] = (),
    lost: int = 0,
    row: Row | None = None,
) -> Read:
    """A document that was read; ``garbled`` are passages with their pages."""
    plan = Plan(
        name.rpartition(".")[0], text or f"text of {name}", (0,), code, "鎌倉市" if code else None, None, title, kind,
        status, *period, None, None, name, "", likely_codes=likely,
    )  # fmt: skip
    average = characters / pages if pages else None
    readability = Readability(pages, characters, average, lost, images, 0, 0, (), ())
    return Read(plan, tuple(_garbled(plan.id, at, *each) for at, each in enumerate(garbled)), readability, row)


def survey_of(
    *rows: Row,
    columns: Sequence[str] = COLUMNS,
    fault: str | None = None,
    files: Sequence[File] = (),
    read: Sequence[Read] = (),
    unreadable: Sequence[UnreadableDocument] = (),
) -> Survey:
    """A corpus on 2026-11-28."""
    table = None if fault else Table(tuple(columns), rows)
    return Survey(date(2026, 11, 28), "sources.csv", table, fault, tuple(files), tuple(read), tuple(unreadable))


def _garbled(plan_id: str, at: int, text: str, page: int | None) -> Passage:
    return Passage(
        f"{plan_id}#{at:04}",
        plan_id,
        (),
        (),
        Kind.GARBLED,
        0,
        len(text),
        text,
        10 + at,
        10 + at,
        page,
        None,
        None,
        None,
    )
