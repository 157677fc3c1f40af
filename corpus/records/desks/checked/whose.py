"""Which municipality a row of a desk table is of, by code or by name."""

import re
from functools import cache
from typing import Final

from ....about.gazetteer import by_code, municipalities, owners_by_name
from ....text.folding import fold

_CODE: Final = re.compile(r"([0-9]{4,6})(?:\.0)?")  # a spreadsheet drops the nought in front and may add .0
_ENDS: Final = ("市", "町", "村", "区")


def code_of(code: str, name: str, prefecture: str) -> str | None:
    """The six-digit code of the municipality that a row names; a ward of a city is the city's.

    None where it names none that is known, or several could be meant (府中市).
    """
    for cell in (code, name):
        if match := _CODE.fullmatch(fold(cell).strip()):
            return _full(match[1])
    return _by_name(re.sub(r"\s", "", fold(name)), re.sub(r"\s", "", fold(prefecture))) if name else None


def _full(digits: str) -> str | None:
    """The code of a municipality for one without its check digit or the nought in front."""
    known = {each[:length]: each for length in (6, 5) for each in by_code()}
    found = next((known[each] for each in (digits, digits.zfill(5), digits.zfill(6)) if each in known), None)
    if found is None or by_code()[found].ward is None:
        return found
    place = by_code()[found]
    return next(each.code for each in municipalities() if (each.prefecture, each.name, each.ward) == (
        place.prefecture, place.name, None,
    ))  # fmt: skip


@cache
def _by_name(name: str, prefecture: str) -> str | None:
    for each in {place.prefecture for place in municipalities()}:
        if name.startswith(each) and name != each:
            name, prefecture = name.removeprefix(each), each
    name = re.sub(r"^.{1,5}郡(?=.+[町村]$)", "", name) if name not in owners_by_name() else name
    spellings = (name, *(name + end for end in _ENDS), name.partition("市")[0] + "市")
    for spelling in spellings:
        codes = owners_by_name().get(spelling, ())
        own = [code for code in codes if not prefecture or by_code()[code].prefecture == prefecture]
        if own:
            return own[0] if len(own) == 1 else None
    return None
