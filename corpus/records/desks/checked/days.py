"""The day on which a person checked a row: what a cell says, and whether it can be."""

import re
from datetime import date
from typing import Final

from ....figures import Date, dates
from ....text.folding import fold

_RUN: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TIME: Final = re.compile(r"[\sT]+\d{1,2}:\d{2}(?::\d{2})?(?:\.0+)?$")


def day_of(cell: str) -> date | None:
    """The one day that ``cell`` states; None where it states none that can be: 2026-02-30, 昨年, 4月."""
    flat = _TIME.sub("", _RUN.sub(r"\1-\2-\3", fold(cell).strip(), count=1))
    found = dates(flat)
    match found:
        case [Date(year=int(year), month=month, day=int(day))]:
            return date(year, month, day)
        case _:
            return None
