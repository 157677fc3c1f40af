"""Plans and passages in SQLite: written once per generation, then opened read-only."""

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

from corpus.about.sources import Look
from corpus.passage import Kind, Passage
from corpus.plan import Plan, text_digest

from .seal import Altered, opened, sealed

CATALOG: Final = "catalog.sqlite"  # the file inside a generation
_SCHEMA: Final = """
CREATE TABLE plan (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, municipality_code TEXT, municipality TEXT, prefecture TEXT,
    title TEXT, kind TEXT, status TEXT, period_start INTEGER, period_end INTEGER, published TEXT, url TEXT,
    file TEXT NOT NULL, digest TEXT NOT NULL, first_row INTEGER NOT NULL, last_row INTEGER NOT NULL, licence TEXT,
    attribution TEXT, looked_on TEXT, likely_codes TEXT NOT NULL,
    seal BLOB NOT NULL, text TEXT NOT NULL, line_starts TEXT NOT NULL, line_seal BLOB NOT NULL
);
CREATE TABLE passage (
    row INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, plan INTEGER NOT NULL REFERENCES plan (number),
    headings TEXT NOT NULL, header TEXT NOT NULL, kind TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    text TEXT NOT NULL, line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, page INTEGER, printed_page INTEGER,
    record_id TEXT, url TEXT, ocr REAL, measure_id TEXT, seal BLOB NOT NULL
);
CREATE TABLE problem (sentence TEXT NOT NULL, seal BLOB NOT NULL);
CREATE TABLE look (
    municipality_code TEXT NOT NULL, prefecture TEXT, municipality TEXT, kind TEXT, looked_on TEXT NOT NULL,
    seal BLOB NOT NULL
);
"""
_PLAN_COLUMNS: Final = (
    "number, id, municipality_code, municipality, prefecture, title, kind, status, period_start, period_end, "
    "published, url, file, digest, first_row, last_row, licence, attribution, looked_on, likely_codes"
)
_PASSAGE_COLUMNS: Final = (
    "row, id, plan, headings, header, kind, start, end, text, line_start, line_end, page, printed_page, record_id, "
    "url, ocr, measure_id, seal"
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """What is listed of a plan: everything but its text, of which it has the digest.

    Its passages are the rows first_row to last_row.
    """

    number: int
    id: str
    municipality_code: str | None
    municipality: str | None
    prefecture: str | None
    title: str | None
    kind: str | None
    status: str | None
    period_start: int | None
    period_end: int | None
    published: str | None
    url: str | None
    file: str
    digest: str
    first_row: int
    last_row: int
    licence: str | None = None
    attribution: str | None = None
    looked_on: str | None = None
    likely_codes: tuple[str, ...] = ()  # as in Plan

    @property
    def placed(self) -> bool:
        """Whether it is known of which municipality it is."""
        return self.municipality_code is not None or self.municipality is not None


class Plans(tuple[PlanEntry, ...]):
    """Plans that never change, of which what was found out once is kept: no question goes through all of them."""

    _kept: dict[Hashable, Any]

    def kept(self, make: Callable[["Plans"], T]) -> T:
        """What ``make`` makes of them, for as long as they are there; ``make`` is a function of a module."""
        made = self.__dict__.setdefault("_kept", {})
        if make not in made:
            made[make] = make(self)
        found: T = made[make]
        return found


def kept(plans: Sequence[PlanEntry], make: Callable[[Sequence[PlanEntry]], T]) -> T:
    """What ``make`` makes of ``plans``, made once where they are :class:`Plans`."""
    return plans.kept(make) if isinstance(plans, Plans) else make(plans)


def write_catalog(
    path: Path,
    plans: Collection[Plan],
    passages: Iterable[Passage],
    problems: Sequence[str],
    looks: Sequence[Look] = (),
) -> None:
    """Write a new catalogue; the row of a passage is its place in ``passages``, from 0.

    Passages stand in the order of ``plans``, each plan's own together. Both are gone through one by one, the plans twice.
    """
    number = {plan.id: place for place, plan in enumerate(plans)}
    rows = _Rows()
    with closing(sqlite3.connect(path)) as catalog:
        catalog.executescript(_SCHEMA)
        with catalog:
            catalog.executemany(
                f"INSERT INTO passage VALUES ({', '.join('?' * 18)})",
                (_passage_row(row, number, passage) for row, passage in enumerate(rows.noted(passages))),
            )
            catalog.executemany(
                f"INSERT INTO plan VALUES ({', '.join('?' * 24)})",
                (_plan_row(place, plan, *rows.of(plan.id)) for place, plan in enumerate(plans)),
            )
            catalog.executemany("INSERT INTO problem VALUES (?, ?)", [sealed((problem,)) for problem in problems])
            catalog.executemany("INSERT INTO look VALUES (?, ?, ?, ?, ?, ?)", [sealed(astuple(each)) for each in looks])


class _Rows:
    """The first and the last row of each plan's passages."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, int]] = {}

    def noted(self, passages: Iterable[Passage]) -> Iterator[Passage]:
        """The same passages, each noted as it goes by."""
        for row, passage in enumerate(passages):
            self._found[passage.plan_id] = (self._found.get(passage.plan_id, (row, row))[0], row)
            yield passage

    def of(self, plan_id: str) -> tuple[int, int]:
        """The last is before the first where the plan has none."""
        return self._found.get(plan_id, (0, -1))


def _plan_row(number: int, plan: Plan, first: int, last: int) -> tuple[Any, ...]:
    return (
        *sealed((
            number, plan.id, plan.municipality_code, plan.municipality, plan.prefecture, plan.title, plan.kind,
            plan.status, plan.period_start, plan.period_end, plan.published, plan.url, plan.file, plan.digest, first, last,
            plan.licence, plan.attribution, plan.looked_on, _json(plan.likely_codes),
        )),
        plan.text,
        *sealed((json.dumps(plan.line_starts),)),
    )  # fmt: skip


def _passage_row(row: int, numbers: Mapping[str, int], passage: Passage) -> tuple[Any, ...]:
    return sealed((
        row, passage.id, numbers[passage.plan_id], _json(passage.headings), _json(passage.header), passage.kind.value,
        passage.start, passage.end, passage.text, passage.line_start, passage.line_end, passage.page,
        passage.printed_page, passage.record_id, passage.url, passage.ocr, passage.measure_id,
    ))  # fmt: skip


def read_only(path: Path) -> sqlite3.Connection:
    """The catalogue at ``path``, of a generation that nobody writes to any more, even on a disk that allows no lock."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


class Catalog:
    """A catalogue opened read-only; safe to use from several threads, one query at a time."""

    def __init__(self, path: Path) -> None:
        """Open ``path`` and list its plans. Raises: sqlite3.Error where it is no catalogue; Altered."""
        self._catalog = read_only(path)
        listed = self._catalog.execute(f"SELECT {_PLAN_COLUMNS}, seal FROM plan ORDER BY number")
        self.plans = Plans(map(_listed_plan, listed))
        self.plan_by_id = {plan.id: plan for plan in self.plans}
        self._plan_by_number = {plan.number: plan for plan in self.plans}
        self._first_rows = [plan.first_row for plan in self.plans if plan.last_row >= plan.first_row]
        self._with_rows = [plan for plan in self.plans if plan.last_row >= plan.first_row]

    def plan_of(self, row: int) -> PlanEntry:
        """The plan that the passage in ``row`` belongs to: rows stand in the order of plans."""
        return self._with_rows[bisect_right(self._first_rows, row) - 1]

    def close(self) -> None:
        """Let go of the file."""
        self._catalog.close()

    def passages(self, rows: Iterable[int]) -> dict[int, Passage]:
        """The passages of ``rows``, by row. Raises: Altered where one is not as it was written."""
        wanted = list(rows)
        marks = ", ".join("?" * len(wanted))
        found = self._catalog.execute(f"SELECT {_PASSAGE_COLUMNS} FROM passage WHERE row IN ({marks})", wanted)
        return {row[0]: self._passage(row) for row in found}

    def passage(self, passage_id: str) -> Passage | None:
        """The passage with this id. Raises: Altered."""
        found = self._catalog.execute(f"SELECT {_PASSAGE_COLUMNS} FROM passage WHERE id = ?", (passage_id,)).fetchone()
        return self._passage(found) if found else None

    def text(self, plan_id: str) -> str:
        """The verbatim text of a plan. Raises: KeyError where there is no such plan; Altered."""
        found = self._catalog.execute("SELECT text FROM plan WHERE id = ?", (plan_id,)).fetchone()
        if found is None:
            raise KeyError(plan_id)
        text = str(found[0])
        if text_digest(text) != self.plan_by_id[plan_id].digest:
            raise Altered("a text does not fit its digest")
        return text

    def line_starts(self, plan_id: str) -> list[int]:
        """Offsets at which the lines of a plan's file start in its text. Raises: KeyError; Altered."""
        found = self._catalog.execute("SELECT line_starts, line_seal FROM plan WHERE id = ?", (plan_id,)).fetchone()
        if found is None:
            raise KeyError(plan_id)
        starts: list[int] = json.loads(opened(found)[0])
        return starts

    def problems(self) -> list[str]:
        """A sentence for every document that could not be read when the index was built. Raises: Altered."""
        return [str(opened(row)[0]) for row in self._catalog.execute("SELECT sentence, seal FROM problem")]

    def looks(self) -> tuple[Look, ...]:
        """Where somebody looked for a plan and found none. Raises: Altered."""
        found = self._catalog.execute(
            "SELECT municipality_code, prefecture, municipality, kind, looked_on, seal FROM look"
        )
        return tuple(Look(*opened(row)) for row in found)

    def _passage(self, row: Sequence[Any]) -> Passage:
        _, identifier, plan, headings, header, kind, *others = opened(row)
        above, columns = tuple(json.loads(headings)), tuple(json.loads(header))
        return Passage(identifier, self._plan_by_number[plan].id, above, columns, Kind(kind), *others)

    @cached_property
    def lists(self) -> frozenset[int]:
        """The numbers of the plans that are lists of records, such as a FAQ: all of their passages are."""
        found = self._catalog.execute(
            "SELECT plan.number FROM plan JOIN passage ON passage.row = plan.first_row "
            "WHERE plan.last_row >= plan.first_row AND passage.kind = ?",
            (Kind.RECORD.value,),
        )
        return frozenset(number for (number,) in found)

    def counts_by_kind(self, plan: PlanEntry) -> dict[str, int]:
        """How many passages of each kind the plan has."""
        found = self._catalog.execute("SELECT kind, count(*) FROM passage WHERE plan = ? GROUP BY kind", (plan.number,))
        return {str(kind): int(count) for kind, count in found}


def _listed_plan(row: Sequence[Any]) -> PlanEntry:
    *values, likely = opened(row)
    return PlanEntry(*(*values, tuple(json.loads(likely))))


_json: Final = json.JSONEncoder(ensure_ascii=False).encode  # made once: json.dumps would make one for each row
