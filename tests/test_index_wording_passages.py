"""The words of a passage, from each of its texts."""

from corpus.passage import Kind, Passage
from index.wording.passages import Worded, worded, written
from index.wording.placed import Placed, unpacked


def passage(text: str, headings: tuple[str, ...], header: tuple[str, ...] = (), kind: Kind = Kind.BODY) -> Passage:
    return Passage("p#0000", "p", headings, header, kind, 0, len(text), text, 1, 1, None, None, None, None)


def test_a_passage_is_in_words_and_pairs_of_words_and_in_sounds() -> None:
    texts = written(passage("窓口で相談を受けます。", ("第1章 総論", "1 支援", "(1) 相談支援")), "青波市計画")
    [words] = worded([texts])
    assert words == Worded(
        body="窓口 相談 受ける",
        headings="アオナミ アオナミ+市 市 市+計画 計画 計画+第 第 第+1 1 1+章 章 章+総論 総論 総論+1 1 1+支援 支援 1 相談 相談+支援 支援",
        sounds="マドグ ドグチ グチデ チデソ デソウ ソウダ ウダン ダンヲ ンヲウ ヲウケ ウケマ ケマス",
        title="1 1+支援 支援 1 相談 相談+支援 支援",  # the two headings above it
        own="窓口 相談 受ける",
        words="受ける 相談 窓口",
        placed=words.placed,
    )


def test_the_title_of_a_record_is_no_word_of_its_body_but_is_one_of_its_terms() -> None:
    texts = written(
        passage("配食はありますか\n見守りも兼ねます。", ("配食はありますか",), kind=Kind.RECORD), "よくある質問"
    )
    [words] = worded([texts])
    assert words.title == "配食"
    assert words.own == "見守る 兼ねる"
    assert words.body == "配食 見守る 兼ねる"


def test_a_word_is_told_by_the_first_passage_that_has_it() -> None:
    texts = [written(passage(text, ()), "") for text in ("相談の窓口", "窓口の配食", "相談")]
    assert [each.words for each in worded(texts)] == ["相談 窓口", "配食", ""]
    assert [each.words for each in worded(texts[2:])] == ["相談"]


def test_an_empty_text_has_no_words() -> None:
    [words] = worded([written(passage("", ()), "")])
    assert words == Worded("", "", "", "", "", "", words.placed)
    assert unpacked(words.placed, "") == Placed([], frozenset())


def test_where_words_stand_is_told_of_the_text_as_it_is_written_and_with_what_stands_above_it() -> None:
    texts = written(passage("相談は ３ か所", ("1 支援",), ("事業名",)), "青波市計画")
    [words] = worded([texts])
    placed = unpacked(words.placed, texts.text)
    assert placed.words == [(0, 2, "相談"), (4, 5, "3"), (6, 8, "箇所")]
    assert {"支援", "事業", "名"} < placed.lemmas
    assert "青波" not in placed.lemmas
