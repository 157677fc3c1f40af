"""Questions whose right desk is judged: those over the five plans, and the project's own over made-up towns.

A line of ``desk_questions.jsonl`` has the plan that is asked, the names of the right desks ([] where none fits; several
where the area decides and is not told) and whether it is held back from learning.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from benchmarks.questions import read_questions
from benchmarks.questions.cities import read_city_questions
from benchmarks.shared import SHARED
from corpus.about.sources import read_sources
from corpus.reading import read_corpus
from corpus.records.desks.desk import Desk
from index.build import build_index
from index.desks.naming import names_of
from search.desks.naming import buildings, is_typed, town_of
from search.evaluation.judging import plain
from search.question.filters import Filters
from search.searcher import Searcher

OWN: Final = "made-up towns"
HELD: Final = "made-up towns, held back"
RULES: Final = ("by name", "by place", "by matter", "by town")
_HERE: Final = Path(__file__).parent
_KIND: Final = range(3, 10)  # characters of the end that the names of a kind share: 保育所, 子育て支援センター
_SAME_KIND: Final = 0.7  # of the names that end like one but for its first letter (第一保育所, 台保育所; arbitrary)
_LISTED: Final = 8  # desks of one kind in a document, that they are a list
_EACH: Final = 12  # of them asked for by town
_MATTER: Final = re.compile("(?:^|(?<=、))([^、のにを]+?)(?=、|に関する)")  # of what a desk serves: 家計
_TOWNS: Final = (_HERE.parent / "corpus" / "samples", _HERE / "towns")


@dataclass(frozen=True, slots=True)
class Judged:
    """A question and the desks that are right for it; none where no desk fits."""

    file: str
    town: str  # of one fold in cross-validation
    query: str
    filters: Filters
    names: tuple[str, ...]
    phone: str | None  # where it is judged
    by_phone: bool = False  # whether by it alone: pages call one desk by several names

    def is_right(self, desk: Desk) -> bool:
        """Whether ``desk`` is one of those judged right."""
        if self.by_phone:
            return bool(self.phone and desk.phone) and _tail(desk.phone or "") == _tail(self.phone or "")
        name = plain(desk.name)
        same = any(name in plain(wanted) or plain(wanted) in name for wanted in self.names)
        return same and (not self.phone or desk.phone == self.phone)


def _tail(phone: str) -> str:
    """The digits of a number that is printed with its area code or without."""
    return re.sub(r"\D", "", plain(phone))[-6:]


def searchers(folder: Path) -> tuple[Searcher, Searcher, Searcher]:
    """Of the five plans, of the made-up towns and of many municipalities' documents; indexes are built in ``folder``."""
    return (
        _searcher(folder / "plans", (SHARED / "plans",), (SHARED / "plans",)),
        _searcher(folder / "towns", _TOWNS, _TOWNS),
        _searcher(folder / "cities", (SHARED / "cities" / "corpus", SHARED / "cities" / "more"), (SHARED / "cities",)),
    )


def _searcher(index: Path, folders: Sequence[Path], listed_in: Sequence[Path]) -> Searcher:
    sources = {name: row for folder in listed_in for name, row in read_sources(folder / "sources.csv").items()}
    build_index(index, read_corpus(list(folders), sources), None)
    return Searcher.open(index)


def over_plans(searcher: Searcher) -> Iterator[Judged]:
    """The contact questions of ``eval/dev`` and the project's own, and the questions off every topic."""
    catalog = searcher.index.catalog
    texts = {plan.id: catalog.text(plan.id) for plan in catalog.plans}
    for name in ("contact", "unanswerable"):
        lines = (SHARED / "eval" / "dev" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for file, rows in (("dev", map(json.loads, lines)), ("own", read_questions(name, texts))):
            yield from (_judged(f"{file}, {name}", row) for row in rows if row["kind"] != "near_miss")


def _judged(file: str, row: Mapping[str, Any]) -> Judged:
    contact = row.get("contact")
    town = row["relevant"][0]["doc"] if row["relevant"] else "none"
    names, phone = ((contact["name"],), contact["phone"]) if contact else ((), None)
    return Judged(file, town, row["query"], Filters(), names, phone)


def over_cities(searcher: Searcher) -> Iterator[Judged]:
    """The project's own over real documents of many municipalities, judged by the number."""
    known = {plan.id for plan in searcher.index.catalog.plans}
    for name in ("contact", "unanswerable"):
        for row in read_city_questions(name, SHARED):
            if name == "unanswerable" or row["relevant"][0]["doc"] in known:
                judged = _judged(f"cities, {name}", row)
                yield replace(judged, town=judged.town.partition("-")[0], by_phone=True)


def over_towns(searcher: Searcher) -> Iterator[Judged]:
    """The project's own over made-up towns; the town is known apart from the question."""
    codes = {plan.id: plan.municipality_code or "" for plan in searcher.index.catalog.plans}
    for line in (_HERE / "desk_questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        filters = Filters(cities=(codes[row["plan"]],))
        yield Judged(HELD if row["held"] else OWN, row["plan"], row["query"], filters, tuple(row["desks"]), None)


def by_rule(searcher: Searcher) -> Iterator[Judged]:
    """Each desk of the made-up towns, asked for by its names, by the building where it stands, and by what it takes."""
    plans, desks = searcher.index.catalog.plan_by_id, searcher.index.records.desks(None)
    for desk in desks:
        filters = Filters(cities=(plans[desk.plan_id].municipality_code or "",))
        near = [each for each in desks if each.plan_id == desk.plan_id]
        for name in names_of(desk, plans[desk.plan_id]):
            called = tuple(each.name for each in near if is_typed(each, plans[each.plan_id], name))
            if called:
                yield Judged(RULES[0], desk.plan_id, f"{name}の電話番号", filters, called, None)
        for building in buildings(desk):
            inside = tuple(each.name for each in near if building in buildings(each))
            yield Judged(RULES[1], desk.plan_id, f"{building}にある窓口の名前と電話", filters, inside, None)
        for matter in _MATTER.findall(desk.serves or ""):
            taking = tuple(each.name for each in near if matter in (each.serves or ""))
            yield Judged(RULES[2], desk.plan_id, f"{matter}の相談を受けている所の名前と電話", filters, taking, None)


def by_town(searcher: Searcher) -> Iterator[Judged]:
    """The desks of a list, asked for by their kind and the town of their address, in documents that are judged."""
    plans, desks = searcher.index.catalog.plan_by_id, searcher.index.records.desks(None)
    judged = {row["relevant"][0]["doc"] for row in read_city_questions("contact", SHARED)}
    for plan_id in sorted(judged & plans.keys()):
        plan, listed = plans[plan_id], [desk for desk in desks if desk.plan_id == plan_id and desk.phone]
        for kind in _kinds(listed):
            towns: dict[str, list[Desk]] = {}
            for desk in (desk for desk in listed if desk.name.endswith(kind)):
                towns.setdefault(_without_part(town_of(desk, plan)), []).append(desk)
            for town, there in list(towns.items())[:_EACH]:
                if town:
                    query = f"{plan.municipality}の{town}にある{kind}の電話番号"
                    yield Judged(
                        RULES[3], plan_id.partition("-")[0], query, Filters(), tuple(d.name for d in there), None
                    )


def _kinds(desks: Sequence[Desk]) -> list[str]:
    """The longest ends that many names share, each once."""
    ends = Counter(desk.name[-length:] for desk in desks for length in _KIND if length < len(desk.name))
    many = [end for end, count in ends.items() if count >= _LISTED and count >= _SAME_KIND * ends[end[1:]]]
    return [end for end in many if not any(other != end and other.endswith(end) for other in many)]


def _without_part(town: str) -> str:
    """A town without its 丁目 and its 字."""
    return re.split("[一二三四五六七八九十]+丁目|字", town)[0]
