"""一致: what of ours others have too; 版のちがい: the same between two versions of a plan."""

from collections.abc import Sequence
from html import escape
from typing import Final

from search.report.report import Item, Likeness, Match

from .elements import nothing, opened, row, section, table, table_of
from .items import LIKENESSES, item_html, likeness_html, pair_html, source_html, titled, whose
from .levels import alike_html, sure_html

_HEADS = ("相手の施策", "市区町村と計画", "分類", "意味の近さ", "表現の近さ", "確かさ")
# Pairs from which on a browser lays out only what is in its window: 2,400 open in 0.9 s instead of 4.3 s. Where to begin
# with it is arbitrary; below, pictures of the whole page are complete.
_MANY: Final = 200


_BEGINS: Final = 40  # characters of a passage
MOST: Final = 20  # pairs shown of each of our items; among fewer municipalities all are (arbitrary: a screen or two)


def matches_html(matches: Sequence[Match], first: int = 1) -> str:
    """Each of our items, numbered from ``first``, with what is like it, the likest first; the tables for programs have what is not, too."""
    matches = told(matches)
    if not matches:
        return section("matches", "一致", nothing("似た施策は見つかりませんでした。"))
    intro = (
        "<p>自団体の施策ごとに、ほかの計画の似た施策を並べています。「本文を並べて読む」を開くと、双方の文章を見比べられます。"
        "<mark>色と下線の付いたところ</mark>は、双方に共通する言い回しです。印刷には、開いたところだけが載ります。"
        f"「無関係」の組と、ひとつの施策につき {MOST:,}組を超える組は省きました(pairs.csv にあります)。</p>"
    )
    return section("matches", "一致", intro + _filter(matches) + _by_ours(matches, "自団体", "相手", first))


def unique_html(items: Sequence[Item]) -> str:
    """Our items with whose aim nobody else has one."""
    if not items:
        return section("unique", "ほかにない施策", nothing("ほかに同じ趣旨のもののない施策はありませんでした。"))
    intro = (
        "<p>比べた計画のどれにも、同じ趣旨の施策が見当たらなかった自団体の施策です。"
        "比べた相手が少ないと、ここに多く出ます。ほかの市区町村が行っていないことの証明ではありません。</p>"
    )
    return section("unique", "ほかにない施策", intro + _listed(f"ほかにない施策 {len(items):,}件", items))


def versions_html(matches: Sequence[Match], new: Sequence[Item]) -> str:
    """What of a plan's one version stands in the other, and what does not."""
    if not matches and not new:
        return section("versions", "版のちがい", nothing("見比べられる版の組はありませんでした。"))
    intro = (
        "<p>同じ計画の2つの版(案と確定版など)で対応する施策です。色と下線の付いたところは双方に共通する言い回しで、"
        "付いていないところが書き換えられています。</p>"
    )
    fresh = (
        _listed(f"この版だけにある施策 {len(new):,}件", new)
        if new
        else nothing("この版だけにある施策はありませんでした。")
    )
    return section("versions", "版のちがい", intro + fresh + _by_ours(matches, "この版", "もう一方の版"))


def _listed(caption: str, items: Sequence[Item]) -> str:
    rows = ((escape(item.title), opened("本文を読む", item_html(item))) for item in items)
    return table(caption, ("施策", "本文と出典"), rows)


def told(matches: Sequence[Match]) -> list[Match]:
    """Those that are alike at all, for each of our items the likest first, as many as somebody reads."""
    ranks = {likeness: rank for rank, likeness in enumerate(Likeness)}
    groups = grouped([match for match in matches if match.likeness is not Likeness.UNRELATED]).values()
    return [
        each
        for group in groups
        for each in sorted(group, key=lambda match: (ranks[match.likeness], -match.meaning))[:MOST]
    ]


def grouped(matches: Sequence[Match]) -> dict[str, list[Match]]:
    """Matches by the id of our item, in the order in which they come."""
    groups: dict[str, list[Match]] = {}
    for match in matches:
        groups.setdefault(match.ours.id, []).append(match)
    return groups


def _by_ours(matches: Sequence[Match], ours: str, theirs: str, first: int = 1) -> str:
    kind = "ours late" if len(matches) > _MANY else "ours"
    return "".join(
        f'<article class="{kind}"><h3>{number}. {escape(group[0].ours.title)}</h3>{source_html(group[0].ours)}'
        f"{_table(group[0].ours, group, ours, theirs)}</article>"
        for number, group in enumerate(grouped(matches).values(), start=first)
    )


def _table(item: Item, matches: Sequence[Match], ours: str, theirs: str) -> str:
    bodies = "".join(
        f'<tbody data-city="{escape(whose(match.theirs.plan))}" data-class="{match.likeness.value}">{_row(match)}'
        f'<tr><td class="deep" colspan="{len(_HEADS)}">{pair_html(match, ours, theirs)}</td></tr></tbody>'
        for match in matches
    )
    return table_of(f"「{item.title}」に似た施策 {len(matches):,}件", _HEADS, bodies)


def _row(match: Match) -> str:
    plan = match.theirs.plan
    cells = (
        escape(match.theirs.title) + _begins(match.theirs),
        f"{escape(whose(plan))}<br><small>{escape(titled(plan))}</small>",
        likeness_html(match.likeness),
        alike_html(match.meaning),
        alike_html(match.wording),
        sure_html(match.sure),
    )
    return row(_HEADS, cells)


def _begins(item: Item) -> str:
    """How a passage begins: several stand under one heading."""
    if item.id != item.passage_id:
        return ""
    text = " ".join(item.text.removeprefix(item.title).split())
    return f"<br><small>{escape(text[:_BEGINS])}{'…' if len(text) > _BEGINS else ''}</small>"


def _filter(matches: Sequence[Match]) -> str:
    """Fields that narrow the list; hidden unless the script of the page runs."""
    cities = dict.fromkeys(whose(match.theirs.plan) for match in matches)
    classes = [each.value for each in LIKENESSES if any(match.likeness is each for match in matches)]
    return (
        '<div class="filter" id="filter" role="group" aria-label="一致を絞り込む" hidden>'
        f"{_choice('city', '市区町村', cities)}{_choice('class', '分類', classes)}"
        '<div><label for="f-word">言葉</label><input id="f-word" type="search" autocomplete="off"></div>'
        '<button type="button" id="f-open">本文をすべて開く</button>'
        '<button type="button" id="f-shut">すべて閉じる</button>'
        f'<p role="status" id="f-said">{len(matches):,}件を表示しています。</p></div>'
    )


def _choice(name: str, label: str, options: Sequence[str] | dict[str, None]) -> str:
    given = "".join(f"<option>{escape(option)}</option>" for option in options)
    return (
        f'<div><label for="f-{name}">{label}</label>'
        f'<select id="f-{name}"><option value="">すべて</option>{given}</select></div>'
    )
