import pytest

from corpus.text.nouns import words
from search.ranking.excerpt import highlights, window


def marked(text: str, *lemmas: str) -> list[str]:
    return [text[start:end] for start, end in highlights(words(text), set(lemmas))]


@pytest.mark.parametrize(
    ("text", "lemmas", "words"),
    [
        pytest.param("母が少しぼけてきて困っています。", ["惚ける", "困る"], ["ぼけ", "困っ"], id="inflected verbs"),
        pytest.param("家賃を払えない人が増えました。", ["家賃", "払う"], ["家賃", "払え"], id="a potential form"),
        pytest.param("ＤＶの相談は平日に受けます。", ["dv"], ["ＤＶ"], id="full-width capitals"),
        pytest.param("ｅスポーツは月2回です。", ["スポーツ"], ["スポーツ"], id="after a full-width letter"),
        pytest.param("３か所で開きます。", ["3"], ["３"], id="a full-width digit"),
        pytest.param("担当は地域包括支援センターです。", ["地域", "包括", "支援", "センター"], ["地域包括支援センター"], id="a compound"),
        pytest.param("相談に応じる。\n相談は無料。", ["相談"], ["相談", "相談"], id="on both sides of a line break"),
        pytest.param("見守りを行います。", ["行う", "家賃"], ["行い"], id="one of two"),
        pytest.param("見守りを行います。", [], [], id="nothing looked for"),
        pytest.param("", ["相談"], [], id="nothing to look in"),
    ],
)  # fmt: skip
def test_the_words_of_the_question_are_marked_as_they_stand(text: str, lemmas: list[str], words: list[str]) -> None:
    assert marked(text, *lemmas) == words


def test_a_text_within_the_limit_is_shown_whole() -> None:
    assert window("相談は無料です。予約は要りません。", [(0, 2)], 17) == (0, 17)


def test_a_longer_text_is_cut_to_the_sentences_that_hold_most_marks() -> None:
    text = "会場は公民館です。里親の相談は水曜です。里親の会は月1回です。"  # sentences of 9, 11 and 11 characters
    assert window(text, [(9, 11), (20, 22)], 22) == (9, 31)
    assert window(text, [(9, 11), (20, 22)], 21) == (0, 20)
    assert window(text, [(20, 22)], 11) == (20, 31)


def test_without_marks_the_beginning_is_shown() -> None:
    assert window("会場は公民館です。相談は水曜です。", [], 10) == (0, 9)


def test_a_sentence_longer_than_the_limit_is_cut_at_the_limit() -> None:
    assert window("あ" * 30, [], 12) == (0, 12)


@pytest.mark.parametrize("limit", [1, 50, 600])
def test_a_window_is_never_longer_than_its_limit(limit: int) -> None:
    text = (
        "申請は窓口で受け付けます。" * 20
        + "通院や買い物の付添いを頼める人がいない世帯のために" * 30
        + "。里親を募ります。"
    )
    start, end = window(text, highlights(words(text), {"里親"}), limit)
    assert 0 <= start < end <= min(len(text), start + limit)


def test_a_mark_at_the_end_of_a_long_text_is_in_the_window() -> None:
    text = "申請は窓口で受け付けます。" * 60 + "里親を募ります。"
    start, end = window(text, highlights(words(text), {"里親"}), 600)
    assert text[start:end].endswith("里親を募ります。")
    assert text[start:end].startswith("申請は窓口で")
