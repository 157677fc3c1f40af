"""``pairs.csv`` and ``gaps.csv``: UTF-8 with a byte order mark, one header row, the same bytes for the same report."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from search.report.items import municipality, results
from search.report.report import Gap, Item, Match, Report

from ..inert import inert

_PAIR_HEADS: Final = (
    "市区町村", "計画", "施策の id", "施策", "ページ", "相手の市区町村", "相手の計画", "相手の施策の id", "相手の施策", "相手のページ",
    "分類", "確からしさ", "意味", "言い回し", "対象の近さ", "内容の近さ", "同じ言い回し", "相手の実績など", "本文", "相手の本文",
)  # fmt: skip
_GAP_HEADS: Final = (
    "不足する市区町村", "順位", "不足", "判定", "確からしさ", "ある市区町村の数", "ある市区町村", "市区町村の近さ", "例の市区町村", "例の施策の id",
    "例の施策", "例の実績など", "ほかの例", "最も近い自分の施策の id", "最も近い自分の施策", "その分類", "その意味の近さ",
)  # fmt: skip


def pairs_csv(report: Report) -> bytes:
    """A row a match."""
    return csv_bytes(_PAIR_HEADS, (_pair(match) for match in (*report.matches, *report.versions)))


def gaps_csv(report: Report) -> bytes:
    """A row a gap, in the order of the report."""
    seen: dict[str, int] = {}
    rows = []
    for gap in report.gaps:
        seen[gap.lacking] = seen.get(gap.lacking, 0) + 1
        rows.append(_gap_row(gap, seen[gap.lacking]))
    return csv_bytes(_GAP_HEADS, rows)


def figure(value: float | None) -> str:
    """A likeness as it is written out: two places."""
    return "" if value is None else f"{value:.2f}"


def _pair(match: Match) -> list[str]:
    ours, theirs = match.ours, match.theirs
    shared = " / ".join(_line(ours.text[start:end]) for start, end, _, _ in match.shared)
    return [
        *_naming(ours), *_naming(theirs), match.likeness.value, figure(match.sure), figure(match.meaning), figure(match.wording),
        figure(match.for_whom), figure(match.done), shared, _line(results(theirs)), _line(ours.text), _line(theirs.text),
    ]  # fmt: skip


def _gap_row(gap: Gap, rank: int) -> list[str]:
    best = gap.examples[0]
    others = "、".join(f"{municipality(item.plan)}「{_line(item.title)}」" for item in gap.examples[1:])
    near = gap.nearest
    return [
        gap.lacking, str(rank), gap.name, gap.absence.value, figure(gap.sure), str(len(gap.municipalities)),
        "、".join(gap.municipalities), figure(gap.alikeness), municipality(best.plan), best.id, _line(best.title),
        _line(results(best)), others, near.ours.id if near else "", _line(near.ours.title) if near else "",
        near.likeness.value if near else "", figure(near.meaning) if near else "",
    ]  # fmt: skip


def _naming(item: Item) -> list[str]:
    page = "" if item.page is None else str(item.page)
    return [municipality(item.plan), item.plan.title or item.plan.id, item.id, _line(item.title), page]


def _line(text: str) -> str:
    return " ".join(text.split())


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A header and rows as a file that spreadsheets open as UTF-8 and calculate nothing of."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([[inert(cell) for cell in row] for row in rows])
    return ("\ufeff" + out.getvalue()).encode("utf-8", "backslashreplace")
