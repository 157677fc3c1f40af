from search.model.figures import figures
from search.model.years import governing_years, year_spans


def years_of_number(text: str, value: str) -> set[int]:
    found = figures(text)
    number = next(each for each in found if each.kind == "number" and each.value == value)
    spans = year_spans(text, [each for each in found if each.kind == "year"])
    return set(governing_years(text, number, spans, 0))


def test_the_last_year_before_a_figure_governs_it() -> None:
    assert years_of_number("令和5年度は340件、令和6年度は352件", "340") == {2023}
    assert years_of_number("令和5年度は340件、令和6年度は352件", "352") == {2024}


def test_a_year_in_brackets_behind_a_figure_comes_before_one_in_front() -> None:
    assert years_of_number("令和5年度から、352件(令和6年度)", "352") == {2024}


def test_years_side_by_side_govern_together() -> None:
    assert years_of_number("令和3年度から令和5年度までの相談は912件", "912") == {2021, 2023}
