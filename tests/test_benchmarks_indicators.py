from collections import Counter
from pathlib import Path

import pytest

from benchmarks.indicators import found_in, golden, key
from corpus.records.indicator import Indicator


def series(indicator: Indicator) -> list[tuple[int | None, float | None]]:
    return [(value.year, value.value) for value in indicator.series]


@pytest.mark.parametrize(
    ("plan_id", "count"),
    [
        ("tsuruoka-chiikifukushi", 14),
        ("iga-sogokeikaku-1-1", 6),
        ("kamakura-manifesto-2021", 16),
        ("kawasaki-houkatsu-2018", 83),  # 33 under 視点 1 and 2, 50 after: counted by hand
        ("zushi-chiikifukushi-2023", 0),
    ],
)
def test_a_real_plan_has_as_many_as_were_counted_by_hand(shared: Path, plan_id: str, count: int) -> None:
    assert sum(1 for _ in found_in(shared, plan_id)) == count


@pytest.mark.parametrize("plan_id", list(golden()))
def test_a_real_plan_has_every_indicator_of_the_hand_checked_list(shared: Path, plan_id: str) -> None:
    assert not golden()[plan_id] - Counter(key(each) for _, each in found_in(shared, plan_id))


def test_values_are_verbatim_and_later_years_are_kept_in_a_real_plan(shared: Path) -> None:
    found = {each.name: (plan, each) for plan, each in found_in(shared, "kawasaki-houkatsu-2018")}
    for plan, each in found.values():
        assert all(value.text in plan.text[each.start : each.end] for value in each.series)
    assert series(found["川崎市DV相談支援センターDV相談件数"][1]) == [(2016, 133), (2017, 249)]
    assert series(found["ふれあい収集 資源物登録世帯数"][1]) == [(2017, 695), (2018, 804)]
    assert series(found["協力民間事業者数"][1]) == [(2016, 56), (2017, 57)]
