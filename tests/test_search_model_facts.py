import pytest

from search.model.reading.facts import Fact, all_printed, facts
from search.model.reading.spelling import in_one_spelling


def facts_of(text: str) -> tuple[Fact, ...]:
    return facts(in_one_spelling(text))


@pytest.mark.parametrize(
    ("cited", "told"),
    [
        ("1億5,000万円", "1.5億円"),
        ("百二十人", "120人"),
        ("8割", "80パーセント"),
        ("令和6・7年度", "令和6年度と令和7年度"),
        ("令和6年度から令和8年度まで", "2024年度から2026年度まで"),
        ("令和6年度に5か所、令和11年度に8か所", "令和6年度から令和11年度までに5か所から8か所に"),
        ("午後1時半から4時まで", "13時30分から16時まで"),
        ("令和7年3月31日", "2025年3月"),
        ("月〜金曜日", "平日"),
        ("40歳から64歳まで", "40歳以上"),
        ("年間1,204件", "1,204件"),
        ("第9期", "第9期"),
        ("砂丘台2-3", "砂丘台2-3"),
    ],
)
def test_a_figure_may_be_told_in_another_spelling(cited: str, told: str) -> None:
    assert all_printed(facts_of(told), facts_of(cited))


@pytest.mark.parametrize(
    ("cited", "told"),
    [
        ("65歳以上", "65歳"),
        ("20人以内", "20人以上"),
        ("2,310世帯", "2,310人"),
        ("8割", "8%"),
        ("月額6,200円", "6,200円"),
        ("1食450円", "1日450円"),
        ("令和6年度から令和8年度まで", "令和7年度"),
        ("令和7年3月31日", "2026年3月31日"),
        ("第2火曜日", "第3火曜日"),
        ("月〜金曜日", "土曜日"),
        ("第9期", "第8期"),
        ("0999-21-3456", "21-3456"),
        ("砂丘台2-3", "砂丘台2-4"),
        ("第3章", "第4章"),
    ],
)
def test_a_figure_with_another_value_unit_or_bound_is_not_printed(cited: str, told: str) -> None:
    assert not all_printed(facts_of(told), facts_of(cited))
