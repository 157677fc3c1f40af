"""Themes, indicators in one unit, peers."""

from dataclasses import replace

import numpy as np
import pytest

from corpus.records.indicators.indicator import Indicator, Value, ValueStatus
from index.encoder.static import StaticEncoder
from search.report.items import municipality
from search.report.overview.indicators import compared_indicators
from search.report.overview.notes import piece_of
from search.report.overview.themes import grouped, named_themes
from search.report.peers import Facts, peers_of
from search.report.report import Item
from tests.hand_made import entry_of


def value(number: float, year: int | None, unit: str) -> Value:
    return Value(number, year, ValueStatus.FIGURE, f"{number:g}{unit}")


def indicator(plan: str, name: str, unit: str, baseline: float, target: float) -> Indicator:
    return Indicator(
        f"{plan}/i0", plan, name, unit, value(baseline, 2022, unit), value(target, 2027, unit), 0, 1, None
    )  # fmt: skip


def compared(*indicators: Indicator, population: dict[str, float] | None = None) -> list[tuple[str, str | None, int]]:
    plans = {"a": entry_of("a", "青波市", "990101"), "b": entry_of("b", "白嶺市", "990102")}
    found = compared_indicators(indicators, plans, StaticEncoder(), population or {})
    return [(each.name, each.unit, len(each.rows)) for each in found]


def test_an_indicator_of_two_municipalities_is_one_table() -> None:
    ours, theirs = (indicator(plan, "認知症サポーター養成講座の受講者数", "人", 100, 200) for plan in "ab")
    assert compared(ours, theirs) == [("認知症サポーター養成講座の受講者数", "人", 2)]


def test_two_units_never_stand_in_one_table() -> None:
    ours = indicator("a", "認知症サポーター養成講座の受講者数", "人", 100, 200)
    theirs = indicator("b", "認知症サポーター養成講座の受講者数", "%", 10, 20)
    assert compared(ours, theirs) == []


def test_what_measures_something_else_stays_apart() -> None:
    assert compared(indicator("a", "自殺者数", "人", 9, 5), indicator("b", "ボランティア登録者数", "人", 90, 150)) == []


def test_the_direction_and_the_figure_for_each_inhabitant() -> None:
    plans = {"a": entry_of("a", "青波市", "990101"), "b": entry_of("b", "白嶺市", "990102")}
    pair = [indicator("a", "自殺者数", "人", 10, 5), indicator("b", "自殺者数", "人", 20, 25)]
    [table] = compared_indicators(pair, plans, StaticEncoder(), {"青波市": 50_000})
    assert table.rows == (("白嶺市", "20人", 2022, "25人", 2027), ("青波市", "10人", 2022, "5人", 2027))
    assert table.directions == ("増", "減")
    assert table.per_capita == (None, 20.0)


def test_a_theme_is_named_by_what_its_items_say_and_the_others_do_not() -> None:
    plan = entry_of("a", "青波市", "990101")
    texts = ["認知症カフェを開く。", "認知症サポーターを増やす。", "里親を増やす。", "里親の研修を開く。"]
    items = [Item(f"a/m{place}", text[:6], text, (), plan, None, None) for place, text in enumerate(texts)]
    themes = named_themes(items, np.array([0, 0, 1, 1]))
    assert [len(theme.items) for theme in themes] == [2, 2]
    assert {"里親" in theme.name for theme in themes} == {True, False}


def test_groups_are_of_rows_that_point_one_way_and_the_same_every_time() -> None:
    rows = np.array([[1, 0], [0.9, 0.1], [0, 1], [0.1, 0.9]], np.float32)
    groups = grouped(rows, 2)
    assert groups[0] == groups[1] != groups[2] == groups[3]
    assert (grouped(rows, 2) == groups).all()


def test_a_document_that_is_a_piece_of_a_plan_is_known_by_its_title() -> None:
    titles = (
        "総合計画 分野別施策 1-1 共生社会",
        "第2期計画 第3章",
        "子育てガイド(抜粋)",
        "ウェルネスプラン p.138",
        "青波市地域福祉計画",
        "第3次計画(2024-2029)",
    )
    plans = [entry_of("a", "青波市", None) for _ in titles]
    found = [piece_of(replace(plan, title=title)) is not None for plan, title in zip(plans, titles, strict=True)]
    assert found == [True, True, True, True, False, False]


@pytest.mark.parametrize(
    ("headings", "piece"),
    [
        (["第3章 分野別の施策"], "第3章"),
        (["第２編 各論", "資料"], "第2編"),
        (["基本目標 3 支え合う", "基本目標4 備える"], "基本目標3、基本目標4"),
        (["第四章 高齢者"], "第四章"),
        (["第1章 趣旨", "第2章 現状"], None),
        (["基本目標1 相談", "基本目標2 権利"], None),
        (["計画の趣旨", "施策"], None),
        ([], None),
    ],
)
def test_a_document_whose_chapters_do_not_begin_with_the_first_is_a_piece(
    headings: list[str], piece: str | None
) -> None:
    assert piece_of(replace(entry_of("a", "青波市", None), title=None), headings) == piece


def test_peers_by_place_kind_and_inhabitants() -> None:
    ours = entry_of("a", "鎌倉市", "142042")
    others = [entry_of("b", "逗子市", "142085"), entry_of("c", "鶴岡市", "062031"), entry_of("d", "葉山町", "143014")]
    peers = peers_of(
        ours, others, {}, Facts({"鎌倉市": 170_000, "鶴岡市": 120_000, "逗子市": 57_000, "葉山町": 32_000}, {})
    )
    assert [peer.municipality for peer in peers] == ["逗子市", "葉山町", "鶴岡市"]
    assert peers[0].why.startswith("同じ")


def test_two_municipalities_of_one_name_are_told_apart_by_their_prefectures() -> None:
    plans = [replace(entry_of(id, "府中市", code), prefecture=None) for id, code in (("a", "132063"), ("b", "342084"))]
    assert [municipality(plan) for plan in plans] == ["府中市(東京都)", "府中市(広島県)"]
    assert municipality(entry_of("c", "鎌倉市", "142042")) == "鎌倉市"
