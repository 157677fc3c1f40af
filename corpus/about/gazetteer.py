"""Japan's municipalities and wards: codes, names, readings and web domains."""

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
    domain: str | None  # city.kawasaki.jp; None for a ward, which is found under its city's
    ward_kana: str | None = None  # たかつく


@cache
def municipalities() -> tuple[Municipality, ...]:
    """All of them, in order of code. Source: ``municipalities.csv``, facts under CC0."""
    with resources.files("corpus.about").joinpath("municipalities.csv").open(encoding="utf-8") as file:
        return tuple(_of_row(row) for row in csv.DictReader(file))


@cache
def by_code() -> dict[str, Municipality]:
    """Every municipality and ward by its code."""
    return {each.code: each for each in municipalities()}


@cache
def owners_by_name() -> dict[str, tuple[str, ...]]:
    """Codes by full name; a ward's name stands for the cities that have such a ward (北区: the special ward, 札幌市, …)."""
    cities = {(each.prefecture, each.name): each.code for each in municipalities() if each.ward is None}
    found: dict[str, list[str]] = {}
    for each in municipalities():
        owner = cities[each.prefecture, each.name]
        codes = found.setdefault(each.ward or each.name, [])
        if owner not in codes:
            codes.append(owner)
    return {name: tuple(codes) for name, codes in found.items()}


def _of_row(row: dict[str, str]) -> Municipality:
    name, _, ward = row["name"].partition(" ")
    kana, _, ward_kana = row["kana"].partition(" ")
    return Municipality(
        row["code"], row["prefecture"], name, kana, ward or None, row["domain"] or None, ward_kana or None
    )
