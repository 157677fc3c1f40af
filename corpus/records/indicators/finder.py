"""A plan's outline -> its indicators (指標): tables, lists, counts by year, and figures of achievements."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from ...figures import read
from ...outline.lines import Role
from ...outline.tree import Section
from ...passage import Passage
from ...plan import Plan
from ...text.folding import fold
from ..found import Found
from ..linking import PassageSpans
from ..tagging.stretches import stretches
from .achievements import LABEL, achievements
from .choice import ROLE_NAME, chosen, is_plausible
from .counts import counts_by_year
from .indicator import Indicator
from .rows import list_indicators, table_indicators
from .tagged.finder import tagged

_LETTERS: Final = re.compile(r"[A-Za-zぁ-んァ-ヶ一-龠]")
_LETTERS_MIN: Final = 2
_REMARKS: Final = ("参考", "※", "注)")  # what a remark counts is no indicator
# A name that begins so is the rest of a sentence: には…, りの自殺者数, を受けた人; or a share of another (（6.0%）…).
_MID: Final = re.compile(
    r"(?:[をがにへとでもはの](?=[^ぁ-んー\s])|(?:には|では|とは|にも|での|への|との|から|まで|りの|るの|ます)|\([0-9.,]+%\))"
)
# A chance from which what the model reads is told. On pages of hands left out .7 gives precision .42 and recall .27, .8 .44 and .23;
# on pages arranged as real ones .63 and .43, .64 and .40.
_LIKELY: Final = 0.7
_AMONG: Final = re.compile(r"[\s(（]*(?:うち|内訳)[\s、:：]*(?P<part>[^)）]{2,})[)）]?$")
_PERIODS: Final = 3  # rows of one name (arbitrary)
_NEIGHBOURS: Final = 8  # indicators before a place that may reach over it (arbitrary)
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
    printed = (each for each in _all_found(root, plan) if _is_printed(each, plan.text))
    found = sorted(printed, key=lambda each: (each.end, each.start))
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


def _is_printed(found: Found, text: str) -> bool:
    """Whether its values stand in its span as they are told; a model may take two pieces for one value."""
    span = "".join(text[found.start : found.end].split())
    return all("".join(value.text.split()) in span for value in (found.baseline, found.target) if value)


def _all_found(root: Section, plan: Plan) -> Iterator[Found]:
    """What the outline shows, and in the text apart from that what rows, tables, labels, arrows and sentences do, or what the
    model reads in their place; then what else the model takes for likely.
    """
    text = stretches(plan.text)
    lead = text.plain.led_back
    told = [each for stretch in text.each for each in tagged(stretch) if each.found.target is not None]
    model = [each.found for each in told if each.sure >= _LIKELY and not _only_words(each.found)]
    by_rule: dict[str, list[Found]] = {}
    for name, rows in text.ruled.items():
        fit = _based(rows) if name == "labelled" else rows
        kept, model = chosen(fit, model, text.whole, whole=name == "planned")
        by_rule[name] = [lead(each) for each in kept]
    headed = _reached(by_rule["headed"])
    outlined = [each for each in _of_node(root, plan) if each.target is not None or not headed(each)]
    likely = [lead(each) for each in model]
    better = _reached(filter(is_plausible, likely))
    outlined = [each for each in outlined if is_plausible(each) or not better(each)]
    found: list[Found] = []
    for more in (outlined, *by_rule.values(), likely):
        found = sorted([*found, *_new(more, found)], key=lambda each: each.start)
    yield from _with_parts(found)


def _with_parts(found: Sequence[Found]) -> Iterator[Found]:
    """Rows that are a part of the one above (うち就労移行支援) with that one's name, and their own as the subject."""
    whole = ""
    for each in found:
        part = _AMONG.match(each.name)
        if part and whole and each.subject is None:
            yield replace(each, name=whole, subject=part["part"])
        else:
            whole = each.name
            yield each


def _based(rows: Sequence[Found]) -> list[Found]:
    """Rows with a baseline, and those without of which one name has many: a target for each of some periods."""
    often = Counter(each.name for each in rows)
    return [each for each in rows if each.baseline is not None or often[each.name] >= _PERIODS]


def _only_words(found: Found) -> bool:
    """Whether no figure is printed: 自殺者数が減少することを is said in any sentence."""
    return found.baseline is None and found.target is not None and found.target.value is None


def _reached(tables: Iterable[Found]) -> Callable[[Found], bool]:
    """Tells whether a row of ``tables`` that has a target prints the values of a find: counts of a table with targets."""
    spans = sorted((each.start, each.end) for each in tables)
    starts, ends = [start for start, _ in spans], list(accumulate((end for _, end in spans), max))

    def reached(found: Found) -> bool:
        before = bisect_left(starts, found.end)
        return before > 0 and ends[before - 1] > found.start

    return reached


def _new(found: Sequence[Found], told: Sequence[Found]) -> Iterator[Found]:
    """Those that have a name, reach into none of ``told`` and do not print once more what is told there."""
    starts = [each.start for each in told]
    known = {_printed(each) for each in told}
    for each in found:
        near = bisect_left(starts, each.end)
        apart = near == 0 or max(one.end for one in told[max(0, near - _NEIGHBOURS) : near]) <= each.start
        if apart and _printed(each) not in known and _is_name(each.name):
            yield each


def _printed(found: Found) -> tuple[str, str | None, float | None, float | None]:
    values = [each.value if each else None for each in (found.baseline, found.target)]
    return ("".join(found.name.split()), found.subject, values[0], values[1])


def _is_name(words: str) -> bool:
    """Whether words name something: more than marks and figures (→, R6, 第7期)."""
    flat = fold(words)
    if _MID.match(flat) or _STATISTIC.search(flat) or ROLE_NAME.search(flat.rstrip()):
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
