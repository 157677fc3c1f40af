"""The towns (町・字) of municipalities, as addresses have them: whose one is, and how many share its name."""

import gzip
import re
from collections.abc import Collection, Mapping
from functools import cache
from importlib import resources
from typing import Final

from .gazetteer import by_code, municipalities

# Geolonia 住所データ (https://github.com/geolonia/japanese-addresses), CC BY 4.0, cut to the names without 丁目.
FILE: Final = resources.files("corpus.about").joinpath("towns.csv.gz")
_BEGINNING: Final = re.compile(r"[一-龠々]{1,4}[町村](?=[一-龠々ァ-ヶぁ-ん])")
_BEGUN_LEAST: Final = 3  # towns that begin with the name of a former municipality (羽黒町手向, 羽黒町荒川); arbitrary


def towns_of(codes: Collection[str]) -> Mapping[str, str]:
    """The town names that one alone of the municipalities ``codes`` has, each with its code; a ward's are its city's.

    What several towns of one begin with is the name of a former municipality, and counts too.
    """
    owners: dict[str, str] = {}
    shared: set[str] = set()
    for code in codes:
        own = _towns_in(code)
        shared |= own & owners.keys()
        owners |= dict.fromkeys(own, code)
    for name in shared:
        del owners[name]
    return owners


@cache
def shared_by(name: str) -> int:
    """How many municipalities and wards of Japan have a town ``name``."""
    return _text().count(f",{name},") + _text().count(f",{name}\n")


def _towns_in(code: str) -> set[str]:
    lines = [_lines().get(each, "") for each in (code, *_wards_of().get(code, ()))]
    names = {name for line in lines for name in line.split(",")[1:]}
    begun: dict[str, int] = {}
    for name in names:
        if (former := _BEGINNING.match(name)) is not None:
            begun[former[0]] = begun.get(former[0], 0) + 1
    return names | {name for name, count in begun.items() if count >= _BEGUN_LEAST}


@cache
def _lines() -> dict[str, str]:
    """A municipality's or ward's line by its code."""
    return {line.partition(",")[0]: line for line in _text().split("\n")}


@cache
def _text() -> str:
    with FILE.open("rb") as file:
        return "\n" + gzip.decompress(file.read()).decode()


@cache
def _wards_of() -> dict[str, tuple[str, ...]]:
    cities = {(each.prefecture, each.name): each.code for each in municipalities() if each.ward is None}
    found: dict[str, tuple[str, ...]] = {}
    for each in by_code().values():
        if each.ward is not None:
            city = cities[each.prefecture, each.name]
            found[city] = (*found.get(city, ()), each.code)
    return found
