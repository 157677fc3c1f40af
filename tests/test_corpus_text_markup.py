import pytest

from corpus.text.markup import read_markup


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        pytest.param("<p>◇相談窓口を置く</p> <p>◇見守る</p>", "◇相談窓口を置く\n◇見守る", id="paragraphs"),
        pytest.param("<ul><li>配食</li><li>見守り</li></ul>", "・配食\n・見守り\n", id="a list gets bullets"),
        pytest.param(
            '<ul style="list-style-type: none"><li>○配食</li></ul>', "○配食\n", id="a list that has its own bullets"
        ),
        pytest.param("担当課<br>福祉課<BR/>交通課", "担当課\n福祉課\n交通課", id="breaks"),
        pytest.param(
            '案内は<a href="https://example.invalid/a">こちら</a>です', "案内はこちらです", id="a link keeps its text"
        ),
        pytest.param("これは**大切な**ことです", "これは大切なことです", id="bold"),
        pytest.param("2 ** 3 ** 4", "2 ** 3 ** 4", id="stars that mark nothing"),
        pytest.param("<つながる方法>を選ぶ", "<つながる方法>を選ぶ", id="the plan's own angle brackets"),
        pytest.param("p<0.05 かつ 3>2", "p<0.05 かつ 3>2", id="comparisons"),
        pytest.param("子育て&amp;仕事&nbsp;&#9312;", "子育て&仕事\xa0①", id="entities"),
        pytest.param("&amp;lt;", "&lt;", id="an entity is read once"),
        pytest.param("Q&A", "Q&A", id="an ampersand"),
        pytest.param("---|---|", "", id="the rule under a Markdown table's header"),
        pytest.param("| :-- | --: |", "", id="a rule that says how columns are set"),
        pytest.param("|-|-|", "", id="a rule of single dashes"),
        pytest.param("- |", "- |", id="a cell without a value, alone on its line"),
        pytest.param("| - | - |", "| - | - |", id="a row without values"),
        pytest.param("------", "------", id="a rule without cells stays"),
        pytest.param(
            "<tr><td>東部</td><td>36.9%</td></tr><tr><td>西部</td><td>34.2%</td></tr>",
            "東部\t36.9%\n西部\t34.2%",
            id="cells of an HTML table stay apart",
        ),
        pytest.param("全角　と  半角", "全角　と  半角", id="everything else is untouched"),
    ],
)
def test_the_text_is_what_a_person_sees(source: str, shown: str) -> None:
    assert read_markup(source).text == shown


def test_a_heading_loses_its_marks_and_keeps_its_level() -> None:
    document = read_markup("# 計画\n\n##　方針\n#番号 ではない\n#")
    assert document.text == "計画\n\n方針\n#番号 ではない\n#"
    assert document.heading_levels == {1: 1, 3: 2}


def test_lines_of_the_file_are_found_again_behind_a_break() -> None:
    document = read_markup("一<br>二\n三")
    assert document.text == "一\n二\n三"
    assert document.line_starts == (0, 4)


def test_an_empty_line_and_a_last_line_feed_are_lines_too() -> None:
    assert read_markup("一\n\n二\n").line_starts == (0, 2, 3, 5)
