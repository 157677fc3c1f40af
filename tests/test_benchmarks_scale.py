"""How building and asking grow, in short: the made-up plans are what they say, and the arithmetic is right."""

from pathlib import Path

import pytest

from benchmarks.made_plans import MadePlan, plans, questions, write_plans
from benchmarks.scale import ROWS, growth, table
from benchmarks.scale_measured import SHARES, ask, build, percentiles, recalled
from corpus.read_plan import read_without_records

PLANS = (80, 120)  # passages of a plan, fewer than a real one has


@pytest.mark.parametrize("passages", [300, 306])  # 306 leaves two parts behind the last whole section
def test_made_up_plans_have_as_many_passages_as_were_asked_for(passages: int, tmp_path: Path) -> None:
    made = write_plans(tmp_path, plans(passages, a_plan=PLANS))
    assert sum(plan.passages for plan in made) == passages
    assert [plan.passages for plan in made] == [cut(tmp_path, plan) for plan in made]
    assert len({plan.place.code for plan in made}) == len(made)


def cut(folder: Path, plan: MadePlan) -> int:
    [read] = read_without_records(None, plan.file, folder / plan.file)
    return len(read.structure.passages)


def test_the_same_seed_makes_the_same_plans_and_another_one_others() -> None:
    one, again, other = (list(plans(120, seed, PLANS)) for seed in (1, 1, 2))
    assert one == again
    assert {plan.text for plan in one}.isdisjoint(plan.text for plan in other)
    assert questions(10, 1) == questions(10, 1) != questions(10, 2)
    assert len(set(questions(500))) == 500


def test_percentiles_are_the_least_that_so_many_do_not_exceed() -> None:
    assert percentiles([float(each) for each in range(200, 0, -1)]) == (100.0, 190.0, 198.0)
    assert percentiles([3.0]) == (3.0, 3.0, 3.0)
    assert percentiles([1.0, 2.0, 3.0, 4.0], (0.25, 0.26, 1.0)) == (1.0, 2.0, 4.0)
    with pytest.raises(ValueError, match="nothing was measured"):
        percentiles([])


def test_growth_is_the_power_of_the_size() -> None:
    assert growth([(10, 1), (100, 10)]) == pytest.approx(1.0)
    assert growth([(10, 7), (1000, 7)]) == 0.0
    assert growth([(1, 3), (10, 300), (100, 30_000)]) == pytest.approx(2.0)
    with pytest.raises(ValueError, match="two sizes"):
        growth([(10, 1)])


def test_a_hit_is_right_where_it_is_as_near_as_the_last_exact_one() -> None:
    assert recalled([[0.9, 0.5, 0.2], [0.8]], [0.5, 0.8], 3) == pytest.approx(3 / 6)
    assert recalled([[0.4995]], [0.5], 1) == 1.0  # a tie, but for half precision


@pytest.mark.slow
def test_a_small_corpus_is_built_asked_and_shown(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    write_plans(tmp_path / "plans", plans(300, a_plan=PLANS))
    built = build(tmp_path, records=False)
    assert (built.passages, built.records) == (300, 0)
    assert 0 < built.size < built.peak
    asked = ask(tmp_path, asked=8, answered=4)
    assert asked.recall == 1.0  # so few are searched exactly
    for times in (asked.alone, asked.of_city, asked.at_once, asked.of_city_at_once, asked.answers):
        assert len(times) == len(SHARES)
        assert list(times) == sorted(times)
    shown = table([figures(300), figures(3000)])
    assert shown.columns == ("what", "300 passages, 3 plans", "3,000 passages, 30 plans", "growth")
    assert [row[0] for row in shown.rows] == [row.what for row in ROWS]
    assert ("build from text, finders and all", "100 passages/s", "100 passages/s", "") in shown.rows
    assert ("index on disk", "3 MiB", "30 MiB", "1.00") in shown.rows
    assert ("search of a city, p95", "2.0 ms", "2.0 ms", "0.00") in shown.rows


def figures(size: int) -> dict[str, object]:
    """What a machine might give, all but times in step with the size."""
    times = {key: (0.001, 0.002, 0.003) for key in ("alone", "of_city", "at_once", "of_city_at_once", "answers")}
    return {
        **times, "passages": size, "plans": size // 100, "reading": size / 200, "indexing": size / 200, "tokenising": 1e6,
        "build_peak": size * 1e6, "beside_peak": 1e8, "size": size * 2**20 // 100, "rate": 100.0, "recall": 1.0, "peak": 1e8, "cold": 1.0,
    }  # fmt: skip
