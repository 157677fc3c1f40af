"""What a report cannot know: chapters for plans, pages that were not read, what an order in time proves."""

import re
from collections.abc import Sequence
from typing import Final

from corpus.text.folding import fold
from index.catalog import PlanEntry

from ..items import municipality
from ..library import Library
from ..scope import year_of

# What a title says of a document that is a piece of a plan: 第3章, 1-1, p.21, 抜粋, (基本目標1~6), 資料2, 目次, 成果目標.
_PIECES: Final = (
    (re.compile(r"第\s*[0-9０-９一二三四五六七八九十]+\s*[章節編部]"), "章"),
    (re.compile(r"(?:[pP]\.?|ページ)\s*[0-9]+"), "ページ"),
    (re.compile(r"(?<![0-9])[0-9]{1,2}\s*[-－‐][0-9]{1,2}(?![0-9-])"), "項目"),
    (re.compile(r"抜粋|一部"), "抜粋"),
    (re.compile(r"基本目標\s*[0-9０-９]"), "基本目標の部分"),
    (re.compile(r"目次"), "目次"),
    (re.compile(r"資料"), "会議の資料"),
)
_CHAPTER: Final = re.compile(
    r"\s*(?:第\s*([0-9０-９]+|[一二三四五六七八九十]+)\s*[章編部]|(?:基本目標|基本方針|基本施策)\s*([0-9０-９]+|[一二三四五六七八九十]+))"
)
_FIRST: Final = ("1", "一")
_SHOWN: Final = 5


def notes_on(library: Library, ours: Sequence[PlanEntry], others: Sequence[PlanEntry]) -> tuple[str, ...]:
    """Sentences for the reader, those on our own plans first."""
    return (
        *_pieces(library, ours, "この文書にないだけで、計画全体にはあるかもしれません"),
        *_pieces(library, others, "この文書の範囲だけをくらべています"),
        *_unread(library, ours, "読めなかった部分にあるかもしれないものは、不足に数えていません"),
        *_unread(library, others, "その部分にある施策は、一致にも不足にも出ません"),
        *_without_records(library, (*ours, *others)),
        *_kinds(ours),
        *_undated((*ours, *others)),
        "「無関係」や「不足」は、索引にある文書の中で似た記述が見当たらないという意味で、その市区町村が行っていないことの証明ではありません。",
        "年の順は文書に書かれた年によります。先に書いたほうから後のほうが学んだ、という証明にはなりません。",
    )


def pieces_of(library: Library, plans: Sequence[PlanEntry]) -> tuple[tuple[PlanEntry, str], ...]:
    """The documents that are a part of a plan, and which."""
    headings: dict[str, list[str]] = {}
    for each in library.contents:
        tops = (item.headings[0] for item in (*each.items, *each.rest) if item.headings)
        headings[each.plan.id] = list(dict.fromkeys(tops))
    found = ((plan, piece_of(plan, headings.get(plan.id, ()))) for plan in plans)
    return tuple((plan, name) for plan, name in found if name is not None)


def piece_of(plan: PlanEntry, headings: Sequence[str] = ()) -> str | None:
    """Which part of a plan a document is: its title says so, or its chapters do not begin with the first."""
    named = next((name for shape, name in _PIECES if shape.search(plan.title or "")), None)
    if named is not None:
        return named
    numbered = [
        (fold("".join(found[0].split())), fold(found[1] or found[2]))
        for each in headings
        if (found := _CHAPTER.match(each))
    ]
    if not numbered or any(number in _FIRST for _, number in numbered):
        return None
    return "、".join(dict.fromkeys(name for name, _ in numbered[:_SHOWN]))


def _pieces(library: Library, plans: Sequence[PlanEntry], means: str) -> tuple[str, ...]:
    return tuple(
        f"{municipality(plan)}「{plan.title or plan.id}」は計画の一部({name})です。{means}。"
        for plan, name in pieces_of(library, plans)
    )


def _unread(library: Library, plans: Sequence[PlanEntry], means: str) -> tuple[str, ...]:
    lost = [plan for plan in plans if library.lost([plan]) > 0]
    return tuple(
        f"{municipality(plan)}「{plan.title or plan.id}」: {''.join(library.readability[plan.id].notes)}{means}。"
        for plan in lost
    )


def _without_records(library: Library, plans: Sequence[PlanEntry]) -> tuple[str, ...]:
    ids = {plan.id for plan in plans}
    bare = [each.plan for each in library.contents if each.plan.id in ids and not each.recorded]
    if not bare:
        return ()
    return (f"施策の一覧を読み取れなかったので、{_named(bare)}は文章のまとまりごとにくらべました。",)


def _kinds(plans: Sequence[PlanEntry]) -> tuple[str, ...]:
    """What ours are: what another sort of document has may stand in one of ours that is not in the index."""
    kinds = sorted({plan.kind for plan in plans if plan.kind})
    if not kinds or len(plans) > _SHOWN:
        return ()
    return (
        f"くらべた側の文書は{'、'.join(kinds)}です。ほかの種類の文書にあることが、不足として出ている場合があります。",
    )


def _undated(plans: Sequence[PlanEntry]) -> tuple[str, ...]:
    bare = [plan for plan in plans if year_of(plan) is None]
    return (f"{_named(bare)}は、いつの文書かが分かりません。",) if bare else ()


def _named(plans: Sequence[PlanEntry]) -> str:
    names = "、".join(f"{municipality(plan)}「{plan.title or plan.id}」" for plan in plans[:_SHOWN])
    return f"{names}など {len(plans)} 件" if len(plans) > _SHOWN else names
