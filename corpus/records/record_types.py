"""The record types: a new one is its folder, a line of ``RECORD_TYPES`` and its JSON in ``screens.documents.records``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeVar

from ..passage import Passage
from ..plan import Plan
from .desks.desk import Desk
from .indicators.indicator import Indicator
from .measures.measure import Measure
from .services.service import Service

if TYPE_CHECKING:
    from ..outline.tree import Section

Record = Measure | Indicator | Desk | Service
AnyRecord = TypeVar("AnyRecord", bound=Record)
Finder = Callable[[Plan, "Section | None", Sequence[Passage]], tuple[Record, ...]]


class RecordKind(StrEnum):
    """A record type's name, as the command line, the JSON and the catalogue call it."""

    MEASURES = "measures"
    INDICATORS = "indicators"
    DESKS = "desks"
    SERVICES = "services"


@dataclass(frozen=True, slots=True)
class RecordType:
    """One kind of record.

    ``find`` takes the plan, its outline (None for a list of records, which has none) and its passages; ``columns`` are
    the headings of a table of them, each with the key of the JSON that stands in it.
    """

    name: RecordKind
    japanese: str
    record: type[Record]
    find: Finder
    columns: tuple[tuple[str, str], ...]


# The finders import what they need when they are called: a process that is only handed records does without.


def _measures(plan: Plan, root: "Section | None", passages: Sequence[Passage]) -> tuple[Record, ...]:
    from .measures.finder import find_measures

    return find_measures(plan, root, passages) if root is not None else ()


def _indicators(plan: Plan, root: "Section | None", passages: Sequence[Passage]) -> tuple[Record, ...]:
    from .indicators.finder import find_indicators

    return find_indicators(plan, root, passages) if root is not None else ()


def _desks(plan: Plan, root: "Section | None", passages: Sequence[Passage]) -> tuple[Record, ...]:
    from .desks.finder import find_desks

    return find_desks(plan, root, passages) if root is not None else ()


def _services(plan: Plan, root: "Section | None", passages: Sequence[Passage]) -> tuple[Record, ...]:
    from .services.finder import find_services

    return find_services(plan, root, passages)


RECORD_TYPES: Final = (
    RecordType(
        RecordKind.MEASURES, "施策", Measure, _measures,
        (("計画", "plan_id"), ("番号", "number"), ("施策", "title"), ("項目", "fields")),
    ),
    RecordType(
        RecordKind.INDICATORS, "指標", Indicator, _indicators,
        (("計画", "plan_id"), ("指標", "name"), ("現状", "baseline"), ("目標", "target")),
    ),
    RecordType(
        RecordKind.DESKS, "窓口", Desk, _desks,
        (("計画", "plan_id"), ("窓口", "name"), ("電話", "phone"), ("所在地", "address"), ("担当地域", "areas")),
    ),
    RecordType(
        RecordKind.SERVICES, "給付・サービス", Service, _services,
        (("計画", "plan_id"), ("給付・サービス", "name"), ("項目", "fields")),
    ),
)  # fmt: skip
