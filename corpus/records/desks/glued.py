"""窓口 of rows whose cells an extraction has run together: 公立かもめ園浜町1230-1232-276250延長保育.

The address settles where a name ends, the list where a number begins: in every row the same count of digits before the last
hyphen is its exchange, the longest that leaves each row an address. Only where a heading above names a number and an
address, and four rows of one kind stand together.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ...figures import phones
from .columns import labelled
from .draft import Draft, PrintedLine
from .office import KIND

_ROW: Final = re.compile(
    r"(?P<words>[^0-9\s\t]{2,40}(?:\s[^0-9\s]{1,20})?)(?P<street>(?:[0-9]+(?:丁目|番地の?|番|号|-))*)(?P<digits>[0-9]+)-(?P<last>[0-9]{4})(?P<more>[0-9]{0,3})(?![0-9-])"
)
_KINDS: Final = re.compile(r"^(?:公立|私立|市立|町立|村立|民間|公設|認可)(?=[^\s])")
_LEAST: Final = 4  # rows of a list (arbitrary: fewer do not settle where a number begins)
_HEADS: Final = 12  # lines above the first row among which the headings stand
_EXCHANGE: Final = (4, 3, 2)  # digits of an exchange, the longest first


def glued_desks(lines: Sequence[PrintedLine]) -> Iterator[Draft]:
    """A desk for every row of a list whose cells are run together; of one list all rows or none."""
    rows: list[tuple[PrintedLine, re.Match[str]]] = []
    first = 0
    for place, line in enumerate(lines):
        match = _ROW.match(line.flat) if "\t" not in line.text else None
        match = None if match and phones(line.text) else match  # a number that can be told needs no list
        if match is not None:
            first = first if rows else place
            rows.append((line, match))
    if len(rows) < _LEAST or not _headed(lines[max(0, first - _HEADS) : first]):
        return
    size = next((size for size in _EXCHANGE if all(_keeps_address(match, size) for _, match in rows)), None)
    for line, match in rows if size else ():
        words = match["words"]
        kind = _KINDS.match(words)
        start = kind.end() if kind else 0
        ends = [each.end() for each in re.finditer(KIND, words) if start + 2 <= each.end() <= len(words) - 2]
        if not ends or size is None:
            continue
        number = match.end("digits") - size
        draft = Draft(line.text[start : ends[-1]], line.start + start, line.start + match.end("last"))
        draft.values["phone"] = line.text[number : match.end("last")]
        draft.values["address"] = line.text[ends[-1] : number]
        yield draft


def _headed(lines: Sequence[PrintedLine]) -> bool:
    return {"phone", "address"} <= {labelled(word) for line in lines for word in line.flat.split()}


def _keeps_address(match: re.Match[str], size: int) -> bool:
    """Whether a row keeps an address where its exchange has ``size`` digits."""
    digits = match["digits"]
    return (
        len(digits) >= size
        and bool(len(digits) > size or match["street"].endswith(("丁目", "番", "番地", "号")))
        and digits[-size] != "0"
    )
