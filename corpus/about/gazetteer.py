"""Japan's municipalities and wards: codes, names and readings."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Municipality:
    """A city, town, village, special ward, or (with ``ward``) a ward of a designated city."""

    code: str  # six digits, with the check digit
    prefecture: str
    name: str  # 川崎市; for a ward, of the city it belongs to
    kana: str  # かわさきし
    ward: str | None  # 高津区


@cache
def municipalities() -> tuple[Municipality, ...]:
    """All of them, in order of code. Source: ``municipalities.csv``, facts under CC0."""
    with resources.files("corpus.about").joinpath("municipalities.csv").open(encoding="utf-8") as file:
        return tuple(_of_row(row) for row in csv.DictReader(file))


def _of_row(row: dict[str, str]) -> Municipality:
    name, _, ward = row["name"].partition(" ")
    return Municipality(row["code"], row["prefecture"], name, row["kana"].partition(" ")[0], ward or None)
