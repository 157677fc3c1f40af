"""The list of plans: what is shown of each, chosen by place and kind, in an order, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.about.readability import Readability
from corpus.about.standing import Standing, standing
from corpus.text.matching import squeezed
from index.catalog import PlanEntry

from ..source_line import period
from .addresses import list_address, plan_address

_PAGE: Final = 50  # plans on a page (arbitrary: a dozen screens of a phone)
_NAMES: Final = 300  # names offered at once; more are typed (arbitrary)
_STANDINGS: Final = {Standing.DRAFT: "案・期間前", Standing.IN_FORCE: "期間中", Standing.EXPIRED: "期間終了"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What of the list is asked for; "" is all of it."""

    prefecture: str = ""
    city: str = ""
    kind: str = ""
    order: str = ""  # "read": what could be read worst comes first
    page: int = 1

    def address(self, **changed: str) -> str:
        """The list with some of it ``changed``; from the first page where that is not named."""
        own = {"prefecture": self.prefecture, "city": self.city, "kind": self.kind, "order": self.order}
        return list_address({**own, **changed})


@dataclass(frozen=True, slots=True)
class Row:
    """A plan as the list shows it; what is not known is ""."""

    address: str
    title: str
    prefecture: str
    municipality: str
    kind: str
    status: str
    period: str
    pages: str
    read: str
    unread: float  # roughly the share that could not be read
    licence: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the list, and what can be chosen."""

    rows: tuple[Row, ...]
    total: int
    page: int
    last: int
    prefectures: tuple[str, ...]
    cities: tuple[str, ...]
    kinds: tuple[str, ...]


def row_of(plan: PlanEntry, read: Readability | None, today: date) -> Row:
    """What is shown of ``plan``."""
    return Row(
        address=plan_address(plan.id),
        title=plan.title or plan.file,
        prefecture=plan.prefecture or "",
        municipality=plan.municipality or "",
        kind=plan.kind or "",
        status=status_of(plan, today),
        period=period(plan),
        pages=f"{read.pages:,}" if read and read.pages else "",
        read=how_read(read),
        unread=read.lost if read else 0.0,
        licence=plan.licence or "",
        attribution=plan.attribution or "",
    )


def status_of(plan: PlanEntry, today: date) -> str:
    """案, 期間終了 or what staff call it; "" where a document says nothing of it."""
    stands = standing(plan, today)
    dated = plan.period_start is not None or plan.period_end is not None
    told = _STANDINGS[stands] if dated or stands is not Standing.IN_FORCE else ""
    own = plan.status or ""
    return own if own in told else "・".join(filter(None, (own, told))) if told not in own else own


def how_read(read: Readability | None) -> str:
    """How well a document could be read, in a few words."""
    if read is None:
        return ""
    if read.lost >= 0.005:
        return f"約{read.lost:.0%}が読めていません"
    return "注意があります" if read.notes else "読めています"


def shelf_of(rows: Sequence[Row], wish: Wish) -> Shelf:
    """The page of ``rows`` that is wished for; the last one where there are fewer pages."""
    here = [row for row in rows if wish.prefecture in ("", row.prefecture)]
    name = squeezed(wish.city)
    found = [row for row in here if name in squeezed(row.municipality) and wish.kind in ("", row.kind)]
    if wish.order == "read":
        found.sort(key=lambda row: -row.unread)
    last = max(1, -(-len(found) // _PAGE))
    page = min(max(wish.page, 1), last)
    cities = tuple(dict.fromkeys(row.municipality for row in here if row.municipality))
    return Shelf(
        rows=tuple(found[(page - 1) * _PAGE : page * _PAGE]),
        total=len(found),
        page=page,
        last=last,
        prefectures=tuple(dict.fromkeys(row.prefecture for row in rows if row.prefecture)),
        cities=cities if len(cities) <= _NAMES else (),
        kinds=tuple(sorted({row.kind for row in rows if row.kind})),
    )


def rows_of(plans: Sequence[PlanEntry], read: Mapping[str, Readability], today: date) -> tuple[Row, ...]:
    """Every plan, by municipality in the order of their codes, then by kind and age."""
    ordered = sorted(
        plans, key=lambda plan: (plan.municipality_code or "~", plan.kind or "", -(plan.period_end or 0), plan.id)
    )
    return tuple(row_of(plan, read.get(plan.id), today) for plan in ordered)
