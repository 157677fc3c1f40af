"""The headings of a table -> what its columns mean; the table of headings is ``columns.tsv``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from ...text.folding import fold

_ASIDE: Final = re.compile(r"[(（〔\[【][^()（）〔〕\[\]【】]*[)）〕\]】]|[※*＊]+\d*$|(?<=\D)[0-9]{1,2}$|_[0-9]$")
_PARTS: Final = re.compile(r"[/／・|\n]|及び|または|又は|と(?=[電F所住])")
_HEADING_MAX: Final = 24  # characters of a heading; more is a sentence (arbitrary: the longest known is 22)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the cells under a heading are; of several columns of one kind that of the lowest rank is meant."""

    key: str
    rank: int


@cache
def _table() -> tuple[dict[str, Meaning], dict[str, list[tuple[str, Meaning]]]]:
    """Headings known whole, and ends of headings under their last character, the longest first."""
    whole: dict[str, Meaning] = {}
    ends: dict[str, Meaning] = {}
    rows = files(__package__).joinpath("columns.tsv").read_text(encoding="utf-8").splitlines()
    for row in rows:
        if row.startswith("#"):
            continue
        key, rank, headings = row.split("\t")
        for heading in headings.split():
            shape, target = (heading[1:], ends) if heading.startswith("*") else (heading, whole)
            target.setdefault(fold(shape).casefold(), Meaning(key, int(rank)))
    by_last: dict[str, list[tuple[str, Meaning]]] = {}
    for end, found in sorted(ends.items(), key=lambda pair: -len(pair[0])):
        by_last.setdefault(end[-1], []).append((end, found))
    return whole, by_last


@cache
def meaning(heading: str) -> Meaning | None:
    """What a column headed ``heading`` holds; None where the heading is none that is known."""
    flat = re.sub(r"\s+", "", fold(heading)).casefold()
    if not flat or len(flat) > _HEADING_MAX or flat.endswith("。"):
        return None
    bare = _ASIDE.sub("", flat)
    for shape in (flat, bare, *_PARTS.split(bare)):
        if (found := _known(shape)) is not None:
            return found
    return None


@cache
def labelled(word: str) -> str:
    """The field that ``word`` alone is a label of in running text; empty where it may be a name itself."""
    bare = re.sub(r"\s+", "", _ASIDE.sub("", fold(word))).casefold()
    found = _table()[0].get(bare)
    return found.key if found is not None and (found.rank == 0 or found.key not in ("name", "person")) else ""


def _known(flat: str) -> Meaning | None:
    whole, ends = _table()
    if (found := whole.get(flat)) is not None:
        return found
    able = ends.get(flat[-1:], ())
    return next((found for end, found in able if flat.endswith(end) and len(flat) > len(end)), None)


def columns_of(cells: Sequence[str]) -> list[Meaning | None]:
    """The meaning of each cell, where they are the headings of a table."""
    return [meaning(cell) for cell in cells]
