"""A plan -> its items: measures, services, passages where it has neither."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from corpus.about.gazetteer import by_code, owners_by_name
from corpus.passage import Passage
from corpus.records.measures.measure import Measure
from corpus.records.services.service import Service
from corpus.text.folding import fold
from index.catalog import PlanEntry
from index.opened import Index

from .report import Item

_TITLE: Final = 40  # characters of a passage without a heading that stand for its title (arbitrary)
_ENDS_OF_NAME: Final = 60  # characters; a longer heading is a sentence (as in corpus.about.versions)
# Field names that say who does it, not what is done: a shared 担当課 makes no two measures alike.
_OF_OFFICE: Final = (
    "担当",
    "所管",
    "連携先",
    "関係課",
    "関連計画",
    "主管",
    "実施主体",
    "構成員",
    "問い合わせ",
    "問合せ",
)
_FOR_WHOM: Final = ("対象者", "対象", "利用者", "対象となる")
_RESULTS: Final = ("実績", "成果", "効果", "評価", "達成")


@dataclass(frozen=True, slots=True)
class Contents:
    """What one plan holds: its items, and what else of it says that something is there (``rest``, no items)."""

    plan: PlanEntry
    items: tuple[Item, ...]
    rest: tuple[Item, ...]

    @property
    def recorded(self) -> bool:
        """Whether the items are measures or services."""
        return any("#" not in item.id for item in self.items)


def contents_of(index: Index, plan: PlanEntry) -> Contents:
    """The items of ``plan`` in the order of its text. Raises: Altered."""
    text = index.catalog.text(plan.id)
    rows = range(plan.first_row, plan.last_row + 1)
    passages = sorted(index.catalog.passages(rows).values(), key=lambda each: each.start)
    by_id = {passage.id: passage for passage in passages}
    records: list[Measure | Service] = [*index.records.of(Measure, plan.id), *index.records.of(Service, plan.id)]
    named = [_of_record(record, text, by_id, plan) for record in sorted(records, key=lambda each: each.start)]
    covered = [(record.start, record.end) for record in records]
    outside = [each for each in passages if each.kind.answers and not _covered(each, covered)]
    others = tuple(_of_passage(passage, plan) for passage in outside)
    return Contents(plan, tuple(named), others) if named else Contents(plan, others, ())


def in_office(name: str) -> bool:
    """Whether a field of this name says who does it."""
    return any(word in fold(name) for word in _OF_OFFICE)


def for_whom(item: Item) -> str:
    """For whom the item is, in the plan's words; "" where no field says."""
    return _fields(item, lambda name: any(name.startswith(word) for word in _FOR_WHOM))


def done(item: Item) -> str:
    """What is done: every field but who does it, for whom and what came of it."""
    taken = (*_FOR_WHOM, *_RESULTS, *_OF_OFFICE)
    return _fields(item, lambda name: not any(word in name for word in taken))


def results(item: Item) -> str:
    """What came of it, as far as a field says."""
    return _fields(item, lambda name: any(word in name for word in _RESULTS))


def municipality(plan: PlanEntry) -> str:
    """Whose a plan is; one of nobody known is its own, and 府中市 says of which prefecture it is."""
    place = by_code().get(plan.municipality_code or "")
    prefecture = plan.prefecture or (place.prefecture if place else None)
    if plan.municipality and prefecture and len(owners_by_name().get(plan.municipality, ())) > 1:
        return f"{plan.municipality}({prefecture})"
    return plan.municipality or plan.municipality_code or f"({plan.title or plan.id})"


def by_municipality(items: Iterable[Item]) -> dict[str, list[Item]]:
    """The items of each municipality, in the order of its first."""
    found: dict[str, list[Item]] = {}
    for name, group in groupby(items, key=lambda item: municipality(item.plan)):
        found.setdefault(name, []).extend(group)
    return found


def _fields(item: Item, wanted: Callable[[str], bool]) -> str:
    return "\n".join(text for name, text in item.fields if wanted(fold(name)))


def _of_record(record: Measure | Service, text: str, by_id: dict[str, Passage], plan: PlanEntry) -> Item:
    if isinstance(record, Measure):
        title, number, within = record.title, record.number, record.passage_ids
    else:
        title, number, within = record.name, None, (record.passage_id,) if record.passage_id else ()
    first = next(iter(within), None)
    passage = by_id.get(first or "")
    headings = tuple(each for each in passage.headings if title not in each) if passage else ()
    return Item(
        record.id,
        title,
        text[record.start : record.end],
        headings,
        plan,
        first,
        passage.page if passage else None,
        record.fields,
        number,
        within,
        record.ocr,
    )


def _of_passage(passage: Passage, plan: PlanEntry) -> Item:
    name = next((each for each in reversed(passage.headings) if len(each) <= _ENDS_OF_NAME), "")
    title = " ".join(name.split()) or " ".join(passage.text.split())[:_TITLE]
    return Item(
        passage.id,
        title,
        passage.text,
        passage.headings,
        plan,
        passage.id,
        passage.page,
        (),
        None,
        (passage.id,),
        passage.ocr,
    )


def _covered(passage: Passage, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether most of a passage stands in records."""
    inside = sum(max(0, min(end, passage.end) - max(start, passage.start)) for start, end in spans)
    return 2 * inside > passage.end - passage.start
