"""``fukushi coverage`` in a terminal."""

from collections.abc import Sequence
from typing import Final

from rich.console import Console

from corpus.about.standing import Standing
from search.coverage import Coverage, Held, Municipal

from ..documents.coverage import by_prefecture, without_plans
from ..source_line import period
from .console import print_whole, say

_WORDS: Final = {Standing.DRAFT: "案のみ", Standing.IN_FORCE: "期間中", Standing.EXPIRED: "期間終了"}


def print_coverage(found: Coverage, console: Console) -> None:
    """Prefecture by prefecture a table of what there is and a line of who has nothing, then what ends within a year."""
    for prefecture, places in by_prefecture(found):
        _print_prefecture(prefecture or "都道府県不明", places, console)
    ending = [
        f"{each.municipality} {held.kind}({held.plan.period_end}年度まで)"
        for each in found.municipalities
        for held in each.plans
        if held.ends_soon and held.plan is not None
    ]
    if ending:
        say(console, f"1 年以内に期間の終わる計画({len(ending):,}): {'、'.join(ending)}")
    if found.unplaced:
        say(
            console,
            f"どの市区町村のものか分からない文書が {len(found.unplaced):,} 件あります。fukushi status で確かめてください。",
        )
    if not found.municipalities:
        say(
            console, "市区町村の分かる文書が索引にありません。--prefecture で都道府県を指定すると、その一覧を示します。"
        )


def _print_prefecture(prefecture: str, places: Sequence[Municipal], console: Console) -> None:
    current = [each for each in places if Standing.IN_FORCE in each.states]
    empty = without_plans(places)
    unknown = sum(each.only_undated for each in current)
    undated = f"(うち期間の分からないものだけ {unknown:,})" if unknown else ""
    lapsed = len(places) - len(current) - len(empty)
    say(
        console,
        f"{prefecture}: {len(places):,} 市区町村のうち、期間中の計画がある {len(current):,}{undated}、案か期間の終わった計画だけ {lapsed:,}、"
        f"計画が索引にない {len(empty):,}",
    )
    rows = [
        (each.municipality, *_cells(held))
        for each in places
        for held in each.plans
        if held.plan is not None or (held.looked_on is not None and each not in empty)
    ]
    if rows:
        print_whole(console, ("市区町村", "種別", "状態", "期間", "公表", "確認", "計画"), rows, ("計画",))
    if empty:
        say(console, f"計画が索引にない市区町村: {'、'.join(map(_without, empty))}")


def _cells(held: Held) -> tuple[str, ...]:
    plan = held.plan
    if plan is None:
        return held.kind, "なし", "", "", held.looked_on or "", ""
    state = _WORDS[held.state]
    if held.state is Standing.DRAFT and not (plan.status or "").endswith("案") and plan.period_start is not None:
        state = "開始前"
    if held.state is Standing.IN_FORCE and not held.has_years:
        state = "あり"
    more = f" ほか {len(held.others)} 件" if held.others else ""
    return held.kind, state, period(plan) or "不明", plan.published or "", held.looked_on or "", f"{plan.id}{more}"


def _without(place: Municipal) -> str:
    """A municipality of which there is no plan: when somebody looked, and whether it has other documents."""
    looked = max((held.looked_on for held in place.plans if held.looked_on), default=None)
    notes = [f"{looked} 確認"] if looked else []
    notes += [f"計画でない文書 {place.other_documents} 件"] if place.other_documents else []
    return f"{place.municipality}({'、'.join(notes)})" if notes else place.municipality
