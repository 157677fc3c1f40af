"""窓口: where people are told to go."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Desk:
    """A consultation point as the plan states it; what it does not state is None or empty.

    ``areas`` are the areas it serves, each as printed, exclusions and all; :mod:`corpus.records.desks.area` reads them.
    ``checked_on`` is only ever a date on which a person checked the entry: no program sets it.
    """

    id: str  # "zushi-chiikifukushi-2023/d0000"
    plan_id: str
    name: str
    phone: str | None
    fax: str | None
    address: str | None
    hours: str | None
    areas: tuple[str, ...]
    serves: str | None
    start: int
    end: int
    passage_id: str | None
    checked_on: date | None
    more_phones: tuple[str, ...] = ()  # that stand beside ``phone``
    extension: str | None = None  # 内線
    what_for: str | None = None  # the matters it takes
    url: str | None = None
    source: str = "plan"  # or "desk_table", which staff keep
    area_code: str | None = None  # 市外局番 of ``phone`` where it is printed without and the document leaves no doubt
    ocr: float | None = None  # how sure a scan's letters are, 0 to 1

    @property
    def phones(self) -> tuple[str, ...]:
        """Every number, the one to call first before the others."""
        return (self.phone, *self.more_phones) if self.phone else ()
