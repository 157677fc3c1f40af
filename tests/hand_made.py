"""Plans and desks of fictional municipalities, of which nothing is known but what a test says."""

from itertools import count

from corpus.records.desks.desk import Desk
from index.catalog import PlanEntry

_NUMBERS = count()


def entry_of(plan_id: str, municipality: str | None, code: str | None) -> PlanEntry:
    """A plan of ``municipality`` as the catalogue lists it."""
    return PlanEntry(
        number=0,
        id=plan_id,
        municipality_code=code,
        municipality=municipality,
        prefecture=None,
        title=f"{municipality}の計画",
        kind=None,
        status=None,
        period_start=None,
        period_end=None,
        published=None,
        url=None,
        file=f"{plan_id}.txt",
        digest="",
        first_row=0,
        last_row=0,
    )


def desk_of(
    plan_id: str, name: str, *, phone: str | None = None, areas: tuple[str, ...] = (), address: str | None = None
) -> Desk:
    """A desk of ``plan_id``; each has an id of its own."""
    return Desk(
        id=f"{plan_id}/d{next(_NUMBERS):04}",
        plan_id=plan_id,
        name=name,
        phone=phone,
        fax=None,
        address=address,
        hours=None,
        areas=areas,
        serves=None,
        start=0,
        end=len(name),
        passage_id=None,
        checked_on=None,
    )
