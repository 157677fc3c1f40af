"""不足: what several municipalities have and ours lacks."""

from collections.abc import Sequence
from html import escape

from index.catalog import PlanEntry
from search.report.report import Absence, Gap

from .elements import names, nothing, opened, section, table
from .items import item_html, pair_html, source_html, titled, whose
from .levels import alike_html, sure_html

_LONG, _BEGIN = 400, 200  # characters of an example that is shown whole, and of a longer one at first (arbitrary)
_HEADS = ("不足とみられるもの", "不足する市区町村", "ある市区町村の数", "状態", "市区町村の近さ", "確かさ")


def gaps_html(gaps: Sequence[Gap], pieces: Sequence[tuple[PlanEntry, str]] = ()) -> str:
    """The gaps by rank; those that an unread page may explain stand apart."""
    if not gaps:
        return section("gaps", "不足", nothing("不足とみられるものは見つかりませんでした。"))
    ordered = ranked(gaps)
    lacked = [each for each in ordered if each[1].absence is not Absence.UNREAD]
    unread = ordered[len(lacked) :]
    intro = (
        "<p>ほかの市区町村の計画にあり、自団体の計画には見当たらない施策を、見直しの候補として順に並べています。"
        "計画に書かれていないことは、行われていないことを意味しません。"
        f"「{Absence.NOT_INDEXED.value}」ものは、索引に入れていない計画に書かれているかもしれません。"
        "「市区町村の近さ」は、それを載せている市区町村が自団体とどれほど似ているかです。</p>"
    )
    intro += "".join(
        f"<p>{escape(f'{whose(plan)}「{titled(plan)}」は計画の一部({name})です。')}"
        "ここでの不足は、この文書に見当たらないという意味で、計画のほかの部分にはあるかもしれません。</p>"
        for plan, name in pieces
    )
    apart = (
        "<h3>判定できないもの</h3><p>自団体の計画に読み取れないページがあるため、不足しているかどうかを判定できません。"
        "不足には数えていません。</p>"
    )
    html = (
        _overview("不足とみられるものの一覧", lacked) if lacked else nothing("不足とみられるものはありませんでした。")
    )
    html += "".join(_gap(number, gap) for number, gap in lacked)
    if unread:
        html += apart + _overview("判定できないものの一覧", unread) + "".join(_gap(*each) for each in unread)
    return section("gaps", "不足", intro + html)


def ranked(gaps: Sequence[Gap]) -> list[tuple[int, Gap]]:
    """Gaps with their ranks, in the order in which they come, those that an unread page may explain last."""
    return list(enumerate(sorted(gaps, key=lambda gap: gap.absence is Absence.UNREAD), start=1))


def _overview(caption: str, gaps: Sequence[tuple[int, Gap]]) -> str:
    rows = (
        (
            f'<a href="#gap-{number}">{number}. {escape(gap.name)}</a>',
            escape(gap.lacking or "自団体"),
            f"{len(gap.municipalities):,}",
            gap.absence.value,
            alike_html(gap.alikeness),
            sure_html(gap.sure),
        )
        for number, gap in gaps
    )
    return table(caption, _HEADS, rows)


def _gap(number: int, gap: Gap) -> str:
    examples = [_example(gap, place) for place in range(len(gap.examples))]
    first, others = "".join(examples[:1]), "".join(examples[1:])
    more = opened(f"ほかの例 {len(examples) - 1:,}件を読む", others) if others else ""
    return (
        f'<article class="gap" id="gap-{number}"><h3>{number}. {escape(gap.name)}</h3>'
        f"<p>{len(gap.municipalities):,}団体の計画にあります: {escape(names(gap.municipalities))}。"
        f"{escape(gap.lacking or '自団体')}では「{gap.absence.value}」です。</p>{first}{more}{_nearest(gap)}</article>"
    )


def _example(gap: Gap, place: int) -> str:
    item = gap.examples[place]
    kind = "参考になる例" if place == 0 else f"例{place + 1}"
    if len(item.text) <= _LONG:
        return f"<figure><figcaption>{kind}: {escape(item.title)}</figcaption>{item_html(item)}</figure>"
    begins = " ".join(item.text.split())[:_BEGIN]
    return (
        f"<figure><figcaption>{kind}: {escape(item.title)}</figcaption><p>{escape(begins)}…</p>"
        f"{source_html(item)}{opened('全文を読む', item_html(item))}</figure>"
    )


def _nearest(gap: Gap) -> str:
    if gap.nearest is None:
        read = "のうち読み取れたところ" if gap.absence is Absence.UNREAD else ""
        return f"<p>自団体の計画{read}には、近い施策がありません。</p>"
    near = gap.nearest
    return (
        f"<p>自団体の計画でいちばん近い施策は「{escape(near.ours.title)}」です"
        f"({near.likeness.value}、意味の近さ {alike_html(near.meaning)})。</p>{pair_html(near, '自団体', '相手')}"
    )
