import pytest

from corpus.text.matching import matching_text


def test_a_sentence_broken_by_a_page_is_joined_for_matching() -> None:
    broken = "地域で暮らす一人ひとりが困りごとを抱え込まず、いつでも相談でき\n\nる窓口を身近な場所に置きます。"
    joined = "地域で暮らす一人ひとりが困りごとを抱え込まず、いつでも相談できる窓口を身近な場所に置きます。"
    assert matching_text(broken) == joined


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        pytest.param("相談支援\n窓口を置きます。", "相談支援\n窓口を置きます。", id="a title ends where it ends"),
        pytest.param(
            "困りごとを丸ごと受け止める窓口を市役所の一階に置きました。\n次の年は出張所にも置きます。",
            "困りごとを丸ごと受け止める窓口を市役所の一階に置きました。\n次の年は出張所にも置きます。",
            id="a stop ends the sentence",
        ),
        pytest.param(
            "この計画で特に力を入れて取り組むことは次に掲げる三つの柱です\n・見守り",
            "この計画で特に力を入れて取り組むことは次に掲げる三つの柱です\n・見守り",
            id="an item starts anew",
        ),
        pytest.param("主 な 取 組", "主な取組", id="a spaced-out title"),
        pytest.param("事　業　名\t担　当", "事業名\t担当", id="spaced out with full-width spaces, in two cells"),
        pytest.param("みんなで つくる まち", "みんなで つくる まち", id="words with spaces between stay"),
        pytest.param("ＤＶ相談（２４時間）", "DV相談(24時間)", id="full-width Latin"),
        pytest.param("ﾃﾞｲｻｰﾋﾞｽ", "デイサービス", id="half-width katakana"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_wording_is_brought_into_the_shape_that_is_matched(text: str, matched: str) -> None:
    assert matching_text(text) == matched


def test_matching_text_is_matched_as_it_is() -> None:
    once = matching_text("主 な 取 組\nＤＶ相談は、こども家庭センターと同時に支援を始めることとし\nます。")
    assert matching_text(once) == once
