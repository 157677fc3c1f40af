"""The report as a workbook: what can be filtered and sorted, with the numbers behind 高, 中 and 低."""

from collections.abc import Iterable, Sequence
from math import isfinite
from typing import Final

from index.catalog import PlanEntry
from search.report.report import Boilerplate, Compared, Gap, Item, Match, Report

from ..source_line import credit, period
from .common import source_of
from .elements import names
from .gaps import ranked
from .indicators import directions, per_capita
from .items import titled, where, whose
from .levels import LEGEND, alike, sure
from .matches import MOST, told
from .overview import cautions, summary, title_of
from .sheets import Link, Sheet, Value, workbook

_OVERVIEW: Final = (("項目", 28), ("内容", 100))
_MATCHES: Final = (
    ("自団体の施策", 32), ("自団体の計画", 28), ("自団体の箇所", 28), ("相手の施策", 32), ("市区町村", 14),
    ("相手の計画", 28), ("相手の箇所", 28), ("分類", 16), ("意味の近さ", 10), ("意味の値", 10), ("表現の近さ", 10),
    ("表現の値", 10), ("確かさ", 10), ("確かさの値", 10), ("自団体の本文", 50), ("相手の本文", 50), ("共通の表現", 40),
)  # fmt: skip
_GAPS: Final = (
    ("順位", 8), ("不足とみられるもの", 32), ("自団体での状態", 24), ("市区町村の数", 12), ("市区町村", 40),
    ("市区町村の近さ", 12), ("近さの値", 10), ("確かさ", 10), ("確かさの値", 10), ("例", 8), ("例の施策", 32),
    ("例の計画", 32), ("例の箇所", 28), ("例の本文", 50), ("例の項目", 40), ("自団体の近い施策", 32),
)  # fmt: skip
_ITEMS: Final = (("施策", 36), ("計画", 32), ("箇所", 28), ("本文", 80))
_INDICATORS: Final = (
    ("指標", 36), ("単位", 12), ("市区町村", 16), ("現状値", 18), ("現状の年度", 12), ("目標値", 18), ("目標の年度", 12),
    ("目標の向き", 12), ("人口10万人あたりの現状値", 16),
)  # fmt: skip
_SHARED: Final = (
    ("共通する文章", 80),
    ("市区町村の数", 12),
    ("市区町村", 40),
    ("元とみられるもの", 40),
    ("箇所の数", 10),
)
_SOURCES: Final = (
    ("区分", 10), ("市区町村", 16), ("計画", 40), ("状態", 12), ("期間", 16), ("公表", 14), ("ファイル", 40),
    ("利用条件", 28), ("リンク", 60),
)  # fmt: skip


def report_xlsx(report: Report) -> bytes:
    """The workbook of a report."""
    sheets = (
        Sheet("概要", _OVERVIEW, list(_overview_rows(report))),
        Sheet("一致", _MATCHES, [_match_row(match) for match in told(report.matches)]),
        Sheet("不足", _GAPS, [row for rank, gap in ranked(report.gaps) for row in _gap_rows(rank, gap)]),
        Sheet("指標", _INDICATORS, [row for indicator in report.indicators for row in _indicator_rows(indicator)]),
        Sheet("定型文", _SHARED, [_shared_row(each) for each in report.boilerplate]),
        Sheet(
            "資料",
            _SOURCES,
            [
                *(_plan_row("自団体", plan) for plan in report.ours),
                *(_plan_row("相手", plan) for plan in report.others),
            ],
        ),
        Sheet("ほかにない施策", _ITEMS, [_item_row(item) for item in report.unique]),
        Sheet("版のちがい", _ITEMS, [_item_row(item) for item in report.new]),
    )
    return workbook(title_of(report), sheets)


def _overview_rows(report: Report) -> Iterable[tuple[str, str]]:
    yield "題名", title_of(report)
    yield from summary(report)
    yield from (("調べ方", sentence) for sentence in (*report.method, LEGEND))
    yield from (("ご注意", sentence) for sentence in cautions(report))
    yield "一致", f"「無関係」の組と、ひとつの施策につき {MOST:,}組を超える組は pairs.csv にあります。"


def _match_row(match: Match) -> Sequence[Value]:
    ours, theirs = match.ours, match.theirs
    shared = " / ".join(ours.text[start:end] for start, end, _, _ in match.shared)
    return (
        ours.title, _source(ours.plan), where(ours), theirs.title, whose(theirs.plan), _source(theirs.plan), where(theirs),
        match.likeness.value, alike(match.meaning), _number(match.meaning), alike(match.wording), _number(match.wording),
        sure(match.sure), _number(match.sure), ours.text, theirs.text, shared,
    )  # fmt: skip


def _gap_rows(rank: int, gap: Gap) -> Iterable[Sequence[Value]]:
    """A row for each example, with what is told of the gap in each, so that rows can be sorted."""
    told: tuple[Value, ...] = (
        rank, gap.name, gap.absence.value, len(gap.municipalities), names(gap.municipalities), alike(gap.alikeness),
        _number(gap.alikeness), sure(gap.sure), _number(gap.sure),
    )  # fmt: skip
    near = gap.nearest.ours.title if gap.nearest else None
    for number, item in enumerate(gap.examples, start=1):
        yield (*told, number, *_example_cells(item), near)
    if not gap.examples:
        yield (*told, None, None, None, None, None, None, near)


def _example_cells(item: Item) -> Sequence[Value]:
    fields = "\n".join(f"{name}: {text}" for name, text in item.fields)
    source = Link(f"{whose(item.plan)} {titled(item.plan)}", item.plan.url)
    return item.title, source, where(item), item.text, fields


def _item_row(item: Item) -> Sequence[Value]:
    return item.title, _source(item.plan), where(item), item.text


def _indicator_rows(indicator: Compared) -> Iterable[Sequence[Value]]:
    told = zip(indicator.rows, directions(indicator), per_capita(indicator), strict=True)
    return ((indicator.name, indicator.unit, *row, direction, share) for row, direction, share in told)


def _shared_row(each: Boilerplate) -> Sequence[Value]:
    source = Link(f"{whose(each.source)} {titled(each.source)}", each.source.url) if each.source else source_of(each)
    return each.text, len(each.municipalities), names(each.municipalities), source, len(each.items)


def _plan_row(side: str, plan: PlanEntry) -> Sequence[Value]:
    title, link = plan.title or plan.file, Link(plan.url, plan.url) if plan.url else None
    return side, whose(plan), title, plan.status, period(plan), plan.published, plan.file, credit(plan), link


def _source(plan: PlanEntry) -> Link:
    return Link(titled(plan), plan.url)


def _number(value: float) -> float | None:
    """To two digits; nothing where it is no number, which a workbook cannot hold."""
    return round(value, 2) if isfinite(value) else None
