"""What programs are told, over REST and MCP alike: the documents of the JSON contract from the live index."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from corpus.records.record_types import RecordKind
from index.errors import UnknownPlan
from search.comparison import compare
from search.context import open_passage
from search.coverage import coverage
from search.errors import UnknownPassage
from search.live import LiveSearcher, Made
from search.question.filters import Filters
from search.ranking.modes import Mode
from search.report.build_report import library_of, similar
from search.searcher import Searcher

from ..documents.answer import AskJson, DesksJson, answer_json, desks_json
from ..documents.comparison import CompareJson, comparison_json
from ..documents.coverage import CoverageJson, coverage_json
from ..documents.plans import PlanDetailsJson, PlansJson, plan_details_json, plans_json
from ..documents.records import RecordsJson, records_json
from ..documents.search import PassageJson, SearchJson, context_json, reply_json
from ..documents.similar import SimilarJson, similar_json


class Replies:
    """Every method is one document; each raises INDEX_ERRORS where the index cannot be read, and what it says besides."""

    def __init__(self, live: LiveSearcher) -> None:
        self._live = live
        self._libraries = Made(library_of)

    def __reduce__(self) -> tuple[object, ...]:
        """In another process it is the one of that process."""
        return _replies_of, (self._live,)

    def search(self, query: str, filters: Filters, k: int, mode: Mode) -> SearchJson:
        """Ranked excerpts. Raises: as :meth:`Searcher.search`."""
        return self._live.use(lambda searcher: reply_json(searcher.search(query, filters, k, mode)))

    def ask(self, query: str, filters: Filters, area: str | None) -> AskJson:
        """An answer, or an honest no. Raises: as :meth:`Answerer.ask`."""
        return self._live.answer(lambda answerer: answer_json(answerer.ask(query, filters, area)))

    def desks(self, query: str, filters: Filters, area: str | None) -> DesksJson:
        """The desks of an answer. Raises: as :meth:`Answerer.ask`."""
        return self._live.answer(lambda answerer: desks_json(answerer.ask(query, filters, area)))

    def compare(self, query: str, cities: Sequence[str]) -> CompareJson:
        """City by city. Raises: as :func:`search.comparison.compare`."""
        return self._live.answer(lambda answerer: comparison_json(compare(answerer, query, cities), date.today()))

    def similar(self, measure_id: str, k: int) -> SimilarJson:
        """The like of one measure. Raises: UnknownMeasure."""

        def alike(searcher: Searcher) -> SimilarJson:
            item, matches = similar(searcher, self._libraries.of(searcher), measure_id, k)
            return similar_json(item, matches, date.today())

        return self._live.use(alike)

    def plans(self) -> PlansJson:
        """Every plan."""
        return self._live.use(lambda searcher: plans_json(searcher.index.catalog.plans, date.today()))

    def plan(self, plan_id: str) -> PlanDetailsJson:
        """One plan, and how well it could be read. Raises: UnknownPlan."""

        def details(searcher: Searcher) -> PlanDetailsJson:
            catalog = searcher.index.catalog
            plan = catalog.plan_by_id.get(plan_id)
            if plan is None:
                raise UnknownPlan(plan_id)
            return plan_details_json(plan, searcher.index.records.readability()[plan.id], catalog, date.today())

        return self._live.use(details)

    def passage(self, passage_id: str, lines: int) -> PassageJson:
        """One passage with ``lines`` lines before and after it. Raises: UnknownPassage."""
        try:
            passage_id.encode()
        except UnicodeEncodeError as error:  # half a character, which SQLite could not look for
            raise UnknownPassage("") from error
        return self._live.use(
            lambda searcher: context_json(open_passage(searcher.index.catalog, passage_id, lines), date.today())
        )

    def records(self, kind: RecordKind, plan_id: str | None, offset: int, limit: int) -> RecordsJson:
        """The records of a kind, ``limit`` of them from ``offset`` on. Raises: UnknownPlan."""

        def some(searcher: Searcher) -> RecordsJson:
            index = searcher.index
            if plan_id is not None and plan_id not in index.catalog.plan_by_id:
                raise UnknownPlan(plan_id)
            return records_json(index.records, index.catalog, kind, plan_id, slice(offset, offset + limit))

        return self._live.use(some)

    def coverage(self, prefectures: Sequence[str], kinds: Sequence[str]) -> CoverageJson:
        """Whose plan is there. Raises: UnknownPrefecture, UnknownChoice."""

        def covered(searcher: Searcher) -> CoverageJson:
            catalog = searcher.index.catalog
            return coverage_json(coverage(catalog.plans, catalog.looks(), date.today(), prefectures, kinds))

        return self._live.use(covered)

    def is_behind(self) -> bool:
        """Whether an earlier generation than the live one answers, since that one is not as it was built."""
        return self._live.is_behind()


@cache
def _replies_of(live: LiveSearcher) -> Replies:
    return Replies(live)
