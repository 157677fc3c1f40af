"""概要 and 資料: what was compared with what, how, and what to keep in mind."""

from collections import Counter
from html import escape

from index.catalog import PlanEntry
from search.report.report import Absence, Likeness, Report

from ..quoted import link_html
from ..source_line import credit, period
from .elements import listed, names, section, shown, table
from .items import LIKENESSES, likeness_html, titled, whose
from .levels import LEGEND
from .matches import grouped

_CAUTIONS = (
    "計画に書かれた文章を比べたものです。計画に書かれていない取組や、計画ができた後の変更は分かりません。",
    "似ていることは、写したことを意味しません。法令や国の指針に沿って書くと、文章は似ます。",
    "分類と順位は計算によるものです。使う前に、出典の文書で確かめてください。",
)
_PLANS = ("市区町村", "計画", "期間", "公表", "ファイル", "利用条件", "リンク")


def title_of(report: Report) -> str:
    """The title of the page and of the workbook."""
    return f"施策の類似調査 {names(municipalities(report.ours))}".rstrip()


def municipalities(plans: tuple[PlanEntry, ...]) -> list[str]:
    """Of whom the plans are, each once."""
    return list(dict.fromkeys(map(whose, plans)))


def summary(report: Report) -> list[tuple[str, str]]:
    """What was compared and what came of it, each under its name."""
    alike = [each for each in report.matches if each.likeness in (Likeness.NEAR_COPY, Likeness.SAME_AIM)]
    others, lacked = municipalities(report.others), [g for g in report.gaps if g.absence is not Absence.UNREAD]
    return [
        ("自団体", f"{names(municipalities(report.ours))}(計画 {len(report.ours):,}件)"),
        ("比べた相手", f"{names(others)}({len(others):,}団体、計画 {len(report.others):,}件)"),
        ("索引を作った日", report.indexed or "記録がありません"),
        ("似た施策のある自団体の施策", f"{len(grouped(alike)):,}件(組にして {len(alike):,}組)"),
        ("不足とみられるもの", f"{len(lacked):,}件(ほかに判定できないもの {len(report.gaps) - len(lacked):,}件)"),
    ]


def cautions(report: Report) -> tuple[str, ...]:
    """What the report cannot know: of these documents, then of any."""
    return (*report.notes, *_CAUTIONS)


def overview_html(report: Report) -> str:
    """Who, when, how, what came of it, what to keep in mind."""
    told = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in summary(report))
    count = Counter(match.likeness for match in report.matches)
    rows = ((likeness_html(each), f"{count[each]:,}") for each in LIKENESSES)
    return section(
        "overview",
        "概要",
        f'<dl class="facts">{told}</dl>{table("分類ごとの組の数", ("分類", "組の数"), rows)}'
        f"<h3>調べ方</h3>{listed((*report.method, LEGEND))}<h3>ご注意</h3>{listed(cautions(report))}",
    )


def plans_html(report: Report) -> str:
    """Every plan that was compared."""
    heads = _PLANS
    html = table(f"自団体の計画 {len(report.ours):,}件", heads, map(_plan, report.ours))
    html += table(f"比べた相手の計画 {len(report.others):,}件", heads, map(_plan, report.others))
    return section("plans", "資料", html)


def _plan(plan: PlanEntry) -> tuple[str, ...]:
    return (
        escape(whose(plan)),
        escape(titled(plan)),
        shown(period(plan)),
        shown(plan.published),
        escape(plan.file),
        shown(credit(plan)),
        link_html(plan.url).strip() or shown(None),
    )
