import pytest

from corpus.records.indicators.indicator import Value, ValueStatus
from corpus.records.indicators.values import parse_series, parse_value


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        pytest.param("4,726回", 4726, "回", id="thousands"),
        pytest.param("３，９６３件", 3963, "件", id="full-width"),
        pytest.param("79.7%", 79.7, "%", id="decimal"),
        pytest.param("80%以上", 80, "%", id="at least"),
        pytest.param("15.0以下", 15, None, id="at most, no unit"),
        pytest.param("5 6 社", 56, "社", id="a space inside the number"),
        pytest.param("1 671 戸", 671, "戸", id="a number behind another is its own"),
        pytest.param("約3,000人", 3000, "人", id="about"),
        pytest.param("延べ1,842回", 1842, "回", id="延べ"),
        pytest.param("500万円", 5_000_000, "円", id="万円 are 円"),
        pytest.param("6万2千人", 62_000, "人", id="万 and 千"),
        pytest.param("1,860千円", 1_860_000, "円", id="千円 are 円"),
        pytest.param("8割5分", 85, "%", id="割 and 分"),
        pytest.param("百二十名", 120, "人", id="kanji, 名 is 人"),
        pytest.param("▲3.2ポイント", -3.2, "ポイント", id="a fall"),
        pytest.param("小学6年生 82.3% 中学3年生 69.3%", 82.3, "%", id="school years are no figures"),
        pytest.param("6回 347名", 6, "回", id="the first of two"),
        pytest.param("65歳以上の30%", 30, "%", id="an age is passed over"),
        pytest.param("79.5歳", 79.5, "歳", id="unless nothing else is there"),
        pytest.param("第7期 12か所", 12, "か所", id="an ordinal is passed over"),
        pytest.param("120", 120, None, id="bare"),
    ],
)
def test_a_printed_figure_gives_its_number_and_unit(cell: str, value: float, unit: str | None) -> None:
    reading = parse_value(cell, 2024)
    assert reading is not None
    assert (reading.value, reading.unit) == (Value(value, 2024, ValueStatus.FIGURE, cell), unit)


def test_a_year_in_the_cell_overrides_that_of_the_column() -> None:
    reading = parse_value("23人 (R4)", 2024)
    assert reading is not None
    assert reading.value == Value(23, 2022, ValueStatus.FIGURE, "23人 (R4)")


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        pytest.param("(検討中)件", "件", id="unit behind"),
        pytest.param("（検討中）回 ※累計", "回", id="and a note"),
        pytest.param("(検討中) %", "%", id="a space between"),
        pytest.param("検討中", None, id="alone"),
        pytest.param("小学6年生 （検討中）% 中学3年生 （検討中）%", "%", id="two of them"),
    ],
)
def test_what_is_still_to_be_decided_says_so_and_keeps_its_unit(cell: str, unit: str | None) -> None:
    reading = parse_value(cell, 2030)
    assert reading is not None
    assert (reading.value, reading.unit) == (Value(None, 2030, ValueStatus.PENDING, cell), unit)


@pytest.mark.parametrize("cell", ["増加", "減少", "維持", "現状維持", "上昇させる", "増加傾向"])
def test_a_direction_is_a_trend(cell: str) -> None:
    reading = parse_value(cell)
    assert reading is not None
    assert reading.value == Value(None, None, ValueStatus.TREND, cell)


@pytest.mark.parametrize("cell", ["", "-", "－", "…", "なし", "担当課", "第3期", "令和の福祉"])
def test_words_and_dashes_are_no_value(cell: str) -> None:
    assert parse_value(cell) is None


def test_a_cell_of_several_years_is_one_value_each() -> None:
    values = [reading.value for reading in parse_series("61人 (R4) 68人 (R5)", 2023)]
    assert values == [
        Value(61, 2022, ValueStatus.FIGURE, "61人 (R4)"),
        Value(68, 2023, ValueStatus.FIGURE, "68人 (R5)"),
    ]


def test_a_unit_of_the_header_counts_where_the_cell_prints_none() -> None:
    bare, own = parse_value("2024", 2024, "千円"), parse_value("3人", 2024, "千円")
    assert bare is not None and (bare.value.value, bare.unit) == (2_024_000, "円")
    assert own is not None and (own.value.value, own.unit) == (3, "人")
