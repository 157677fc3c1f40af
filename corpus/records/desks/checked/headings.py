"""The headings of a desk table: what its columns hold, and whether a row is its header at all."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from ....text.folding import fold
from ..columns import Meaning, meaning

_ASIDE: Final = re.compile(r"[(（〔\[【].*?[)）〕\]】]|[※＊*]+|\s+")
_OWN: Final = ("checked_on", "code", "municipality", "prefecture")


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a desk table: what each means for a desk, and where what is said of the entry stands."""

    columns: tuple[Meaning | None, ...]
    own: Mapping[str, int]  # checked_on, code, municipality, prefecture -> column

    def has(self, *keys: str) -> bool:
        """Whether a column holds one of ``keys``."""
        return any(each is not None and each.key in keys for each in self.columns)

    def names(self) -> Iterator[int]:
        """The columns that name a desk."""
        return (n for n, each in enumerate(self.columns) if each and each.key in ("name", "unit", "subunit"))

    def cell(self, key: str, cells: Sequence[str]) -> str:
        """What stands in the column ``key`` of a row; "" where there is none."""
        place = self.own.get(key, len(cells))
        return cells[place] if place < len(cells) else ""


@cache
def _known() -> dict[str, str]:
    rows = files(__package__).joinpath("headings.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if not row.startswith("#"))
    return {fold(heading).casefold(): key for key, headings in pairs for heading in headings.split()}


def header_of(cells: Sequence[str]) -> Header | None:
    """The columns, where ``cells`` head a table of desks with the day of a check; None elsewhere."""
    columns: list[Meaning | None] = []
    own: dict[str, int] = {}
    for place, cell in enumerate(cells):
        key = _known().get(_ASIDE.sub("", fold(cell)).casefold())
        if key in _OWN:
            own.setdefault(key, place)
        columns.append(None if key in _OWN else Meaning(key, 0) if key else meaning(cell))
    header = Header(tuple(columns), own)
    named, called = header.has("name", "unit", "subunit"), header.has("phone", "extension")
    return header if "checked_on" in own and named and called else None
