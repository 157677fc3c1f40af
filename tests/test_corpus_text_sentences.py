import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.sentences import sentence_spans, split


def pieces(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("窓口を置きます。週に5日開きます。", ["窓口を置きます。", "週に5日開きます。"], id="full stops"),
        pytest.param(
            "「家族に話せない。」と答えた人がいます。次に聞きます。",
            ["「家族に話せない。」と答えた人がいます。", "次に聞きます。"],
            id="a quotation goes on with と",
        ),
        pytest.param(
            "窓口を増やしました。ところが、相談は減りました。",
            ["窓口を増やしました。", "ところが、相談は減りました。"],
            id="と starts a sentence after a full stop",
        ),
        pytest.param(
            "参加しよう！と呼びかけました。集まりました。",
            ["参加しよう！と呼びかけました。", "集まりました。"],
            id="と after a call",
        ),
        pytest.param(
            "（「遠い。」という声もあります。）次に進みます。",
            ["（「遠い。」という声もあります。）", "次に進みます。"],
            id="a stop inside brackets ends with them",
        ),
        pytest.param(
            "「（申し込みは要りません。）」次に進みます。",
            ["「（申し込みは要りません。）」", "次に進みます。"],
            id="brackets within brackets",
        ),
        pytest.param(
            "どこに相談？ 窓口です。", ["どこに相談？ ", "窓口です。"], id="a question and the space after it"
        ),
        pytest.param("○見守り○配食", ["○見守り", "○配食"], id="items run together"),
        pytest.param("次の事業です ・見守り ・配食", ["次の事業です ", "・見守り ", "・配食"], id="bullets"),
        pytest.param("民生委員・児童委員の会", ["民生委員・児童委員の会"], id="a middle dot inside a name"),
        pytest.param("見守り\n配食", ["見守り\n", "配食"], id="lines"),
    ],
)
def test_text_is_parted_after_sentences_and_before_items(text: str, sentences: list[str]) -> None:
    assert pieces(text, sentence_spans(text)) == sentences


def test_text_that_fits_is_not_cut() -> None:
    assert split("窓口を置きます。", 8) == [(0, 8)]


def test_a_cut_falls_on_the_sentence_end_nearest_to_equal_pieces() -> None:
    text = "あ" * 9 + "。" + "い" * 2 + "。" + "う" * 9 + "。"
    assert pieces(text, split(text, 16)) == ["あ" * 9 + "。", "い" * 2 + "。" + "う" * 9 + "。"]


def test_a_sentence_too_long_is_cut_at_a_comma() -> None:
    text = "見守りと配食と送迎と、買い物の手伝いを進める"
    assert pieces(text, split(text, 16)) == ["見守りと配食と送迎と、", "買い物の手伝いを進める"]


def test_text_without_any_mark_is_cut_at_the_limit() -> None:
    assert split("あ" * 25, 10) == [(0, 10), (10, 20), (20, 25)]


def test_a_row_of_items_is_cut_before_an_item() -> None:
    text = "○見守り活動の支援○配食の支援と送迎○買い物"
    assert pieces(text, split(text, 12)) == ["○見守り活動の支援", "○配食の支援と送迎", "○買い物"]


@given(st.text(alphabet="あい、。」「○・ \n", max_size=200), st.integers(min_value=3, max_value=40))
def test_cut_pieces_cover_the_text_in_order_and_fit(text: str, limit: int) -> None:
    spans = split(text, limit)
    assert "".join(pieces(text, spans)) == text
    assert max(end - start for start, end in spans) <= limit


@given(st.text(alphabet="あい、。」「！）○・ \n", max_size=200))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    assert "".join(pieces(text, sentence_spans(text))) == text
