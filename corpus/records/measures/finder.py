"""A plan's text -> its measures (施策), whatever shape the plan gives them."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from ...outline.tree import Section
from ...passage import Kind, Passage
from ...plan import Plan
from ...text.folding import fold
from ..linking import PassageSpans
from ..tagging.stretches import stretches
from .fields import labelled_measures
from .listed.finder import listed_measures
from .measure import Measure
from .parts import Draft, Row, parts_of
from .tables import table_measures
from .tagged.fields import add_fields, limits
from .tagged.titles import tagged_titles
from .typed import typed_measures

_WHO_DOES_IT: Final = re.compile(r"担当|所管|部署|主体|推進者")
_STATE: Final = re.compile(r"(?:現状|課題|目標|指標|めざす|目指す)(?!.*(?:取り?組|施策|対応|方向)).*")  # how things are
_TOLD: Final = 0.3  # share of titles with a text; arbitrary
# Chances from which the titles that the model reads are added: LIKELY where there are as many as in a LIST, else SURE. On pages
# of hands left out .5 gives precision .89 and recall .44, .7 gives .92 and .40; on pages arranged as real ones .96 and .71, .98 and .70.
_LIST: Final = 3  # titles
_LIKELY: Final = 0.6
_SURE: Final = 0.9
_MARKED: Final = 6  # headings of the file's own markup have ranks up to here


def find_measures(plan: Plan, root: Section, passages: Sequence[Passage]) -> tuple[Measure, ...]:
    """The measures of ``plan``, in the order of its text.

    Args:
        plan: its text is what every field is quoted from.
        root: the outline of the same text.
        passages: of the same plan, in order.
    Returns: measures, told by the shape of the text alone: numbered headings with labelled
        fields, blocks of two-cell rows, and tables; where there are none, typed tables and the lists that look like measures. A field of several items or statements comes once for each. A
        field that a page broke is one field, whose text holds the break (a repeated label or header and all), so
        that it stays verbatim.
        Titles that the model reads besides have the fields that are certain (``tagged/fields.py``), or none.
    Measured: against benchmarks/golden/measures.csv, by ``python -m benchmarks.records``.
    Misses: measures in running text, and rows that do not fit their header.
    """
    parts = parts_of(root, plan.text)
    drafts = _in_order([*labelled_measures(parts, plan.text), *table_measures(parts, plan.text)])
    drafts = [draft for draft in drafts if any(not _STATE.fullmatch(name) for name, _ in draft.fields)]
    typed = typed_measures(plan.text)
    drafts = [draft for draft in drafts if not any(draft.start <= each.start < draft.end for each in typed)]
    if not _say_something(drafts):
        drafts = listed_measures(plan.text, _marked_headings(root), typed) or drafts
    elif all(len({name for name, _ in draft.fields}) == 1 for draft in drafts):
        listed = listed_measures(plan.text, _marked_headings(root), typed)
        drafts = listed if _a_level_below(drafts, listed) else _in_order([*drafts, *typed])
    else:
        drafts = _in_order([*drafts, *typed])
    more = _more(plan.text, drafts, [passage for passage in passages if passage.kind is Kind.CONTENTS])
    drafts = _in_order([*drafts, *more])
    ends = limits(drafts, parts, plan.text)
    rows = [part for part in parts if isinstance(part, Row)]
    for draft in more:
        add_fields(
            draft, rows, plan.text, ends[bisect_left(ends, draft.end)] if draft.end <= ends[-1] else len(plan.text)
        )
    spans = PassageSpans(passages)
    return tuple(
        Measure(
            id=f"{plan.id}/m{place:04d}",
            plan_id=plan.id,
            number=draft.number,
            title=draft.title,
            fields=tuple((name, plan.text[span.start : span.end]) for name, span in draft.fields),
            start=draft.start,
            end=draft.end,
            passage_ids=spans.overlapping(draft.start, draft.end),
        )
        for place, draft in enumerate(drafts)
    )


def _more(text: str, drafts: Sequence[Draft], contents: Sequence[Passage]) -> list[Draft]:
    """The titles that the model reads and that are none of ``drafts``, nor stand in one's span or in a list of contents."""
    told = stretches(text)
    likely = [each for stretch in told.each for each in tagged_titles(stretch) if each.sure >= _LIKELY]
    known = {_letters(draft.title) for draft in drafts}
    spans = sorted([*((draft.start, draft.end) for draft in drafts), *((each.start, each.end) for each in contents)])
    reached = list(accumulate((end for _, end in spans), max))  # by the spans up to each
    found = []
    for each in likely:
        begin, stop = told.plain.places[each.start], told.plain.places[each.end - 1] + 1
        before = bisect_left(spans, (stop, -1))
        inside = before > 0 and reached[before - 1] > begin
        if not inside and _letters(each.title) not in known:
            known.add(_letters(each.title))
            found.append((each.sure, Draft(None, each.title, begin, stop)))
    if len(found) < max(_LIST, len(drafts)):
        return [draft for sure, draft in found if not drafts and sure >= _SURE]
    return [draft for _, draft in found]


def _letters(title: str) -> str:
    return re.sub(r"\W", "", fold(title))


def _in_order(drafts: Sequence[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda draft: (draft.start, draft.end))


def _a_level_below(drafts: Sequence[Draft], listed: Sequence[Draft]) -> bool:
    """Whether what the one field of each draft lists are titles with a text of their own: these are the measures."""
    inner = [each for each in listed if any(draft.start < each.start < draft.end for draft in drafts)]
    told = sum(bool(each.fields) for each in inner)
    return len(inner) >= len(drafts) and told >= len(inner) * _TOLD


def _say_something(drafts: Sequence[Draft]) -> bool:
    """Whether the fields are more than who does it: the one column name 所管課 on a line of its own is no field."""
    fields = [name for draft in drafts for name, _ in draft.fields]
    return len(fields) > 1 or any(not _WHO_DOES_IT.search(name) for name in fields)


def _marked_headings(root: Section) -> dict[int, int]:
    """Where each heading that the file's markup makes begins, and its level."""
    found: dict[int, int] = {}
    inner = [root]
    while inner:
        section = inner.pop()
        if section.line is not None and section.line.rank is not None and section.line.rank <= _MARKED:
            found[section.line.start] = section.line.rank
        inner.extend(child for child in section.children if isinstance(child, Section))
    return found
