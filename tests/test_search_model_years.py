from corpus.figures import Quantity
from search.model.reading.facts import facts
from search.model.reading.mentions import governing_years


def years_of_number(text: str, value: int) -> set[int]:
    found = facts(text)
    number = next(each for each in found if isinstance(each, Quantity) and each.low == value)
    return set(governing_years(text, number, found, 0))


def test_the_last_year_before_a_figure_governs_it() -> None:
    assert years_of_number("令和5年度は340件、令和6年度は352件", 340) == {2023}
    assert years_of_number("令和5年度は340件、令和6年度は352件", 352) == {2024}


def test_a_year_in_brackets_behind_a_figure_comes_before_one_in_front() -> None:
    assert years_of_number("令和5年度から、352件(令和6年度)", 352) == {2024}


def test_the_years_of_a_range_govern_together() -> None:
    assert years_of_number("令和3年度から令和5年度までの相談は912件", 912) == {2021, 2022, 2023}
