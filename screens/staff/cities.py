"""The table of municipalities and topics: in each cell the best sentence with its source, or that there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from index.catalog import PlanEntry
from search.answerer import Answerer
from search.citation import Citation, lines_of
from search.comparison import CityView, State, compare
from search.measures.shelf import Spot
from search.report.items import municipality

from .asked import Asked
from .cards import Source, source

TOPICS_MOST: Final = 5  # columns of the table; more are too narrow to read, and each is a question to each municipality
_SAID: Final = {
    State.STATED: "記載あり",
    State.NEAR: "近い記載(お答えとは限りません)",
    State.NONE: "記載なし",
    State.UNREADABLE: "読み取れず",
    State.NOT_INDEXED: "計画が入っていません",
}
# The order in which municipalities stand: what says most first.
_ORDER: Final = (State.STATED, State.NEAR, State.NONE, State.UNREADABLE, State.NOT_INDEXED)


@dataclass(frozen=True, slots=True)
class CityCell:
    """What one municipality's plans say on one topic."""

    state: State
    said: str
    text: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class CityRow:
    """A municipality's cells, in the order of the topics."""

    municipality: str
    cells: tuple[CityCell, ...]


@dataclass(frozen=True, slots=True)
class CityTable:
    """Topics as columns, municipalities as rows; ``left`` says which filters it does not keep to."""

    topics: tuple[str, ...]
    rows: tuple[CityRow, ...]
    left: str


def cities_asked(plans: Sequence[PlanEntry], asked: Asked) -> tuple[str, ...]:
    """The municipalities of the table, each by its code or else its name: those that the filters of place leave."""
    prefectures, names = asked.values("prefecture"), asked.values("municipality")
    found = {
        municipality(plan): plan.municipality_code or plan.municipality
        for plan in plans
        if plan.placed
        and (not prefectures or plan.prefecture in prefectures)
        and (not names or municipality(plan) in names)
    }
    return tuple(code for code in found.values() if code)


def city_table(answerer: Answerer, topics: Sequence[str], cities: Sequence[str], asked: Asked) -> CityTable:
    """Ask each municipality each topic. Raises: as :func:`search.comparison.compare`."""
    columns = [compare(answerer, topic, cities).cities for topic in topics] if cities else []
    rows = [
        CityRow(views[0].municipality, tuple(_cell(view) for view in views)) for views in zip(*columns, strict=True)
    ]
    ordered = sorted(rows, key=lambda row: tuple(_ORDER.index(cell.state) for cell in row.cells))
    others = [name for name, _ in asked.filters if name not in ("prefecture", "municipality")]
    left = (
        "この表にかかるのは、都道府県と市区町村の条件だけです。ほかの条件は、この表ではつかいません。" if others else ""
    )
    return CityTable(tuple(topics), tuple(ordered), left)


def _cell(view: CityView) -> CityCell:
    first = next(iter(view.citations), None)
    return CityCell(view.state, _SAID[view.state], view.text or "", _source(first) if first else None)


def _source(cited: Citation) -> Source:
    passage = cited.passage
    start, end = lines_of(passage, cited.start, cited.end)
    page = passage.printed_page if passage.printed_page is not None else passage.page
    spot = Spot(passage.headings, page, passage.printed_page is not None, start, end)
    return source(cited.plan, spot, passage.ocr, date.today())
