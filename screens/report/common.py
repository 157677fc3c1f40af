"""What plans have in common: 定型文, テーマ and 同じような市."""

from collections.abc import Sequence
from html import escape
from typing import Final

from search.report.report import Boilerplate, Cell, Item, Peer, Theme

from .elements import names, nothing, opened, section, shown, table
from .items import source_html, titled, where, whose

_BOILERPLATE: Final = ("共通する文章", "市区町村", "元とみられるもの")
_CHAPTERS: Final = ("章", "市区町村", "定型文の割合", "文章の数")
_THEMES: Final = ("テーマ", "施策の数", "市区町村")
_DISTANCES: Final = {
    "place": "場所",
    "kind": "種類",
    "density": "人口密度",
    "emphasis": "重点",
    "all": "全体",
}


def boilerplate_html(boilerplate: Sequence[Boilerplate], chapters: Sequence[Cell] = ()) -> str:
    """Each shared wording, who has it, and where it seems to come from."""
    if not boilerplate:
        return section("boilerplate", "定型文", nothing("多くの計画に共通する文章は見つかりませんでした。"))
    intro = (
        "<p>多くの計画にほぼ同じ形で現れる文章と、法令や国の動きを述べた文章です。一致と不足の値には含めていません。"
        "元とみられるものは推定です。</p>"
    )
    rows = (
        (
            f'<span class="verbatim">{escape(each.text)}</span>',
            f"{len(each.municipalities):,}団体: {escape(names(each.municipalities))}{_places(each)}",
            escape(source_of(each)),
        )
        for each in boilerplate
    )
    html = table(f"定型文 {len(boilerplate):,}件", _BOILERPLATE, rows) + _by_chapter(chapters)
    return section("boilerplate", "定型文", intro + html)


def source_of(each: Boilerplate) -> str:
    """Where a wording seems to come from."""
    if each.source:
        return f"{whose(each.source)}「{titled(each.source)}」"
    return {"国": "国の施策の説明", None: "分かりません"}.get(each.law, f"「{each.law}」の説明")


def _by_chapter(chapters: Sequence[Cell]) -> str:
    """How much of each chapter is shared wording, the fullest first."""
    if not chapters:
        return ""
    rows = ((escape(cell.row), escape(cell.column), f"{cell.value:.0%}", f"{cell.count:,}") for cell in chapters)
    return opened("章ごとの割合を見る", table("定型文の多い章", _CHAPTERS, rows))


def themes_html(themes: Sequence[Theme]) -> str:
    """Themes with their measures and who has them."""
    if not themes:
        return section("themes", "テーマ", nothing("テーマに分けられる施策はありませんでした。"))
    intro = "<p>似た施策をまとめたものです。名前は、まとまりをよく表す言葉から付けています。</p>"
    rows = (
        (
            escape(theme.name) + opened("施策を見る", f"<ul>{''.join(map(_item, theme.items))}</ul>"),
            f"{len(theme.items):,}",
            f"{len(theme.municipalities):,}団体: {escape(names(theme.municipalities))}",
        )
        for theme in themes
    )
    return section("themes", "テーマ", intro + table(f"テーマ {len(themes):,}件", _THEMES, rows))


def peers_html(peers: Sequence[Peer]) -> str:
    """Municipalities like ours, with their distances and why."""
    if not peers:
        return section("peers", "同じような市", nothing("比べられる市区町村はありませんでした。"))
    intro = "<p>自団体と条件の似た市区町村です。数字は隔たりの大きさで、小さいほど似ています。</p>"
    kinds = list(dict.fromkeys(name for peer in peers for name, _ in peer.distances))
    heads = ("市区町村", *(f"{_DISTANCES.get(kind, kind)}の隔たり" for kind in kinds), "似ている理由")
    rows = ((escape(peer.municipality), *_distances(peer, kinds), escape(peer.why)) for peer in peers)
    return section("peers", "同じような市", intro + table(f"同じような市 {len(peers):,}件", heads, rows))


def _places(each: Boilerplate) -> str:
    return opened(f"出典 {len(each.items):,}件", "".join(map(source_html, each.items))) if each.items else ""


def _item(item: Item) -> str:
    return f"<li>{escape(f'{item.title}({whose(item.plan)} {where(item)}'.rstrip())})</li>"


def _distances(peer: Peer, kinds: Sequence[str]) -> list[str]:
    told = dict(peer.distances)
    return [shown(f"{told[kind]:.2f}" if kind in told else None) for kind in kinds]
