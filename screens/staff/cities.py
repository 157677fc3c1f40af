"""The table of municipalities and topics: in each cell the best sentence with its source, or that there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from index.catalog import PlanEntry
from search.answerer import Answerer
from search.citation import Citation, lines_of
from search.comparison import CityView, State, compare
from search.measures.matching import nearness, words_of
from search.measures.shelf import Spot
from search.report.items import municipality

from .asked import Asked
from .cards import Source, source
from .excerpts import Excerpt, excerpt, telling

TOPICS_MOST: Final = 5  # columns of the table; more are too narrow to read, and each is a question to each municipality
_SAID: Final = {
    State.STATED: "記載あり",
    State.NEAR: "近い記載(同じこととは限りません)",
    State.NONE: "記載なし",
    State.UNREADABLE: "読み取れず",
    State.NOT_INDEXED: "計画が入っていません",
}
_SHORT: Final = _SAID | {State.NEAR: "近い記載"}
# How much of a topic's words a cell's passage, its headings and its plan's title must have to be told, and to be told as
# said. A resident is glad of what is near; a table of sixty municipalities that is full of it says nothing. Read on eight
# topics to 65 municipalities: below .5 three of 330 cells are to the point, from .5 to .6 half of them.
_LEAST: Final = 0.5
_SURE: Final = 0.6
_CUT: Final = 200  # characters of a cell (arbitrary)
# What says most stands first.
_RANKS: Final = (State.STATED, State.NEAR, State.NONE, State.UNREADABLE, State.NOT_INDEXED)


@dataclass(frozen=True, slots=True)
class CityCell:
    """What one municipality's plans say on one topic; ``quote`` is all of it, ``excerpt`` what is shown."""

    state: State
    said: str
    quote: str = ""
    excerpt: Excerpt | None = None
    source: Source | None = None


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

    @property
    def counts(self) -> tuple[str, ...]:
        """For each topic how many municipalities say it: 記載あり 5、記載なし 3."""
        columns = zip(*(row.cells for row in self.rows), strict=True)
        return tuple(_counted([cell.state for cell in column]) for column in columns)


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
    columns = [_column(answerer, topic, cities) for topic in topics] if cities else []
    names = [view.municipality for view, _ in columns[0]] if columns else []
    rows = [
        CityRow(name, tuple(cell for _, cell in each))
        for name, each in zip(names, zip(*columns, strict=True), strict=True)
    ]
    ordered = sorted(rows, key=lambda row: sorted(_RANKS.index(cell.state) for cell in row.cells))
    others = [name for name, _ in asked.filters if name not in ("prefecture", "municipality")]
    left = (
        "この表にかかるのは、都道府県と市区町村の条件だけです。ほかの条件は、この表ではつかいません。" if others else ""
    )
    return CityTable(tuple(topics), tuple(ordered), left)


def judged(state: State, near: float) -> State:
    """The state of a cell, seen how ``near`` its passage is to the topic."""
    if state not in (State.STATED, State.NEAR) or near < _LEAST:
        return State.NONE if state in (State.STATED, State.NEAR) else state
    return state if near >= _SURE else State.NEAR


def _counted(states: Sequence[State]) -> str:
    return "、".join(f"{_SHORT[state]} {states.count(state):,}" for state in _RANKS if state in states)


def _column(answerer: Answerer, topic: str, cities: Sequence[str]) -> list[tuple[CityView, CityCell]]:
    views = compare(answerer, topic, cities).cities
    near = iter(nearness(answerer.searcher, topic, [_read_with(each.citations[0]) for each in views if each.citations]))
    asked = telling(words_of(answerer.searcher, topic))
    found = []
    for view in views:
        state = judged(view.state, next(near)) if view.citations else view.state
        cell = CityCell(state, _SAID[state])
        if state in (State.STATED, State.NEAR) and view.citations:
            first = view.citations[0]
            cell = CityCell(state, _SAID[state], first.quote, excerpt("", first.quote, asked, _CUT), _cited_at(first))
        found.append((view, cell))
    return found


def _read_with(cited: Citation) -> str:
    """What is read to say whether a cell is to the point: a sentence alone leaves out what its headings have said."""
    return "\n".join((cited.plan.title or "", *cited.passage.headings[-2:], cited.passage.text))


def _cited_at(cited: Citation) -> Source:
    passage = cited.passage
    first, last = lines_of(passage, cited.start, cited.end)
    page = passage.printed_page if passage.printed_page is not None else passage.page
    spot = Spot(passage.headings, page, passage.printed_page is not None, first, last, cited.start, cited.end)
    return source(cited.plan, spot, passage.ocr, date.today())
