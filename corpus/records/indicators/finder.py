"""A plan's outline -> its indicators (指標): tables, lists, counts by year, and figures of achievements."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ...figures import read
from ...outline.lines import Role
from ...outline.tree import Section
from ...passage import Passage
from ...plan import Plan
from ...text.folding import fold
from ..found import Found
from ..linking import PassageSpans
from ..tagging.stretches import Stretches, stretches
from .achievements import LABEL, achievements
from .counts import counts_by_year
from .indicator import Indicator
from .rows import list_indicators, table_indicators
from .running.headed import headed
from .running.labelled import arrows, labelled
from .running.planned import planned
from .stated import stated_targets
from .tagged.finder import tagged
from .weighed import MODEL, Proposal, chosen

_LETTERS: Final = re.compile(r"[A-Za-zぁ-んァ-ヶ一-龠]")
_LETTERS_MIN: Final = 2
_REMARKS: Final = ("参考", "※", "注)")  # what a remark counts is no indicator
# A name that begins so is the rest of a sentence: には…, りの自殺者数, を受けた人; or a share of another (（6.0%）…).
_MID: Final = re.compile(
    r"(?:[をがにへとでもはの](?=[^ぁ-んー\s])|(?:には|では|とは|にも|での|への|との|から|まで|りの|るの|ます)|\([0-9.,]+%\))"
)
# Of others, or of people alone: statistics that no plan steers by.
_STATISTIC: Final = re.compile(r"(?:全国|県内?|国|都道府県)(?:の?平均値?)?$")
_SURVEYED: Final = re.compile(
    r"推移|推計|人口|世帯|統計|アンケート|調査結果|データ[でにか]"
)  # headings over statistics


def find_indicators(plan: Plan, root: Section, passages: Sequence[Passage]) -> tuple[Indicator, ...]:
    """Every indicator of ``plan`` in the order in which their values are printed, found by shape alone.

    Args:
        plan: its text is read, and its first year, which tells a table of past years from one of expected figures.
        root: the outline of ``plan.text``.
        passages: the plan's, in order; an indicator links to the first that it overlaps.
    Returns: ids count from ``PLAN/i0000``. Measured by ``python -m benchmarks.indicators``. Misses: survey results,
        statistics by district, targets that only a sentence states.
    """
    spans = PassageSpans(passages)
    text = stretches(plan.text)
    found = sorted(chosen(proposals_of(root, plan, text), text), key=lambda each: (each.end, each.start))
    return tuple(
        Indicator(
            id=f"{plan.id}/i{place:04d}",
            plan_id=plan.id,
            name=" ".join(each.name.split()),
            unit=each.unit,
            baseline=each.baseline,
            target=each.target,
            start=each.start,
            end=each.end,
            passage_id=next(iter(spans.overlapping(each.start, each.end)), None),
            subject=each.subject,
            series=each.series,
        )
        for place, each in enumerate(found)
    )


def proposals_of(root: Section, plan: Plan, text: Stretches) -> list[Proposal]:
    """What every finder proposes, with its place in the running text."""
    read = text.whole
    found = {
        "outline": _of_node(root, plan),
        "rows": planned(read),
        "tables": headed(read),
        "labels": labelled(read),
        "arrows": arrows(read),
        "sentences": stated_targets(read.raw, 0, len(read.raw)),
    }
    places = text.plain.places
    proposals = [Proposal(each.found, MODEL, each.sure) for stretch in text.each for each in tagged(stretch)]
    for name, finder in found.items():
        for each in finder:
            if name == "outline":
                each = replace(each, start=bisect_left(places, each.start), end=bisect_left(places, each.end))
            proposals.append(Proposal(each, name))
    return [each for each in proposals if _is_name(each.found.name)]


def _is_name(words: str) -> bool:
    """Whether words name something: more than marks and figures (→, R6, 第7期)."""
    flat = fold(words)
    if _MID.match(flat) or _STATISTIC.search(flat):
        return False
    for figure in reversed(read(words)):
        flat = flat[: figure.start] + flat[figure.end :]
    return len(_LETTERS.findall(flat)) >= _LETTERS_MIN and not flat.startswith(_REMARKS)


def _of_node(section: Section, plan: Plan) -> Iterator[Found]:
    yield from table_indicators(section, plan.text, plan.period_start)
    yield from list_indicators(section, plan.text)
    surveyed = bool(section.line and _SURVEYED.search(section.line.title))
    achieved = bool(section.line and LABEL.match(section.line.title))
    for child in section.children:
        if isinstance(child, Section):
            yield from _of_node(child, plan)
            continue
        counts = [] if surveyed else list(counts_by_year(plan.text, child.start, child.end))
        yield from counts
        opening = plan.text[child.start : child.end].lstrip()
        if opening.startswith(("【", "[", "〔")):
            achieved = bool(LABEL.match(opening))
        if achieved and child.role is not Role.ROW:
            taken = [(count.start, count.end) for count in counts]
            yield from achievements(plan.text, child.start, child.end, taken)
