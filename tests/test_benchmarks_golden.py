from pathlib import Path

import pytest

from benchmarks.golden import by_plan, corpus_of, found_indicators, listed_indicators
from corpus.reading import Corpus
from corpus.records.indicators.indicator import Indicator


@pytest.fixture(scope="module")
def corpus(shared: Path) -> Corpus:
    return corpus_of(shared / "plans")


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
def test_a_real_plan_has_as_many_indicators_as_were_counted_by_hand(corpus: Corpus, plan_id: str, count: int) -> None:
    assert len(by_plan(corpus.of(Indicator)).get(plan_id, ())) == count


def test_the_indicators_of_the_plans_are_those_found_by_hand(corpus: Corpus) -> None:
    assert found_indicators(corpus) == listed_indicators()


def test_values_are_verbatim_and_later_years_are_kept_in_a_real_plan(corpus: Corpus) -> None:
    (plan,) = [plan for plan in corpus.plans if plan.id == "kawasaki-houkatsu-2018"]
    found = {each.name: each for each in by_plan(corpus.of(Indicator))[plan.id]}
    assert all(value.text in plan.text[each.start : each.end] for each in found.values() for value in each.series)
    assert series(found["川崎市DV相談支援センターDV相談件数"]) == [(2016, 133), (2017, 249)]
    assert series(found["ふれあい収集 資源物登録世帯数"]) == [(2017, 695), (2018, 804)]
    assert series(found["協力民間事業者数"]) == [(2016, 56), (2017, 57)]
