import pytest

from corpus.figures import period_of, spelt_otherwise, year_of
from corpus.figures import years as years_of


@pytest.mark.parametrize(
    ("text", "year"),
    [
        pytest.param("令和6年度", 2024, id="era year"),
        pytest.param("令和元年", 2019, id="first year"),
        pytest.param("平成３１年度", 2019, id="full-width digits"),
        pytest.param("平成 28 年 4 月", 2016, id="spaces inside"),
        pytest.param("昭和64年", 1989, id="last year of an era"),
        pytest.param("R6.4.1", 2024, id="initial"),
        pytest.param("H30", 2018, id="initial at the end"),
        pytest.param("2024（令和6）年度", 2024, id="Western year first"),
        pytest.param("2021-09", 2021, id="year and month"),
        pytest.param("平成50年ではなく令和20年", 2038, id="the year that never was is passed over"),
    ],
)
def test_the_first_year_named_is_a_western_one(text: str, year: int) -> None:
    assert year_of(text) == year


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("令和0年", id="no year 0"),
        pytest.param("昭和70年", id="the era ended before"),
        pytest.param("約12024人", id="digits inside a larger number"),
        pytest.param("DR6号棟", id="a letter before the initial"),
    ],
)
def test_no_year_is_none(text: str) -> None:
    assert year_of(text) is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        pytest.param("2023（令和5）年度～2030（令和12）年度", (2023, 2030), id="Western, era in brackets"),
        pytest.param("令和6（2024）年度から令和11（2029）年度までの6年間", (2024, 2029), id="era, Western in brackets"),
        pytest.param("令和6年度～11年度", (2024, 2029), id="second era left out"),
        pytest.param("令和6～11年度", (2024, 2029), id="unit only at the end"),
        pytest.param("平成30年度から令和5年度まで", (2018, 2023), id="across eras"),
        pytest.param("昭和63年～平成4年", (1988, 1992), id="across older eras"),
        pytest.param("2024-2029", (2024, 2029), id="hyphen"),
        pytest.param("H30〜R4", (2018, 2022), id="initials and a wave dash"),
        pytest.param("令和元年度－令和4年度", (2019, 2022), id="first year and a full-width minus"),
        pytest.param(
            "令和5年度～令和3年度(誤り)、令和6年度～令和8年度", (2024, 2026), id="a span in disorder is passed over"
        ),
    ],
)
def test_a_span_of_years_is_its_first_and_last(text: str, period: tuple[int, int]) -> None:
    assert period_of(text) == period


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("令和6年度", id="one year"),
        pytest.param("令和11年度～令和6年度", id="backwards"),
        pytest.param("1950年～2020年", id="longer than any plan"),
        pytest.param("第6期～第8期", id="terms, not years"),
    ],
)
def test_what_is_no_span_in_order_is_none(text: str) -> None:
    assert period_of(text) is None


def test_a_span_of_months_ends_in_the_fiscal_year_of_its_march() -> None:
    assert period_of("令和6年4月から令和12年3月まで") == (2024, 2029)
    assert period_of("2024年（令和6年）4月1日～2030年（令和12年）3月31日") == (2024, 2029)
    assert period_of("令和6年10月～令和8年12月") == (2024, 2026)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        pytest.param("令和6年度の件数", ["2024年", "R6"], id="a year of 令和"),
        pytest.param("2016年", ["平成28年", "H28"], id="a Western year of 平成"),
        pytest.param("H28", ["2016年", "平成28年"], id="a letter"),
        pytest.param("2024年", ["令和6年", "R6"], id="a Western year of 令和"),
        pytest.param("1970年", [], id="before 平成"),
        pytest.param("平成50年", [], id="a year that never was"),
        pytest.param("六年間", [], id="no year"),
    ],
)
def test_a_year_is_spelt_as_plans_may_write_it_instead(text: str, forms: list[str]) -> None:
    assert spelt_otherwise(text) == forms


@pytest.mark.parametrize(
    ("text", "years"),
    [
        pytest.param("令和2年度の件数", (2020,), id="one"),
        pytest.param("R2とH30", (2018, 2020), id="letters, in order of time"),
        pytest.param("平成28・29年度", (2016, 2017), id="the second takes the first one's era"),
        pytest.param("令和2、3年度", (2020, 2021), id="a comma"),
        pytest.param("令和3～5年度", (2021, 2022, 2023), id="a range"),
        pytest.param("2016（平成28）年度から2018（平成30）年度", (2016, 2017, 2018), id="a range with brackets"),
        pytest.param("H28:133件 H29:249件", (2016, 2017), id="each of a series"),
        pytest.param("2023（令和5）年1月", (2023,), id="named twice"),
        pytest.param("令和6年から5年間", (2024,), id="a number of years is none"),
        pytest.param("昨年度", (), id="counted from today"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_every_year_that_is_named(text: str, years: tuple[int, ...]) -> None:
    assert years_of(text) == years
