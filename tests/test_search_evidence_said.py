from corpus.passage import Kind, Passage
from corpus.text.nouns import words_in
from index.wording.placed import packed, unpacked
from search.evidence.said import Said

TEXT = (
    "障害のある人の相談を受ける窓口を置きます。\n子育て中の家庭を訪問します。\n"
    "地域の見守りに協力する事業者と協定を結び、高齢者の異変に気づいたときに連絡を受ける体制を整備しま\nした。"
)
PASSAGE = Passage("p#0000", "p", ("第2章 相談",), (), Kind.BODY, 0, len(TEXT), TEXT, 1, 4, None, None, None, None)


def said(text: str = TEXT) -> Said:
    return Said(PASSAGE, unpacked(packed(text, ()), text))


def test_a_sentence_has_the_words_that_stand_in_it() -> None:
    assert said().sentences[:2] == [
        frozenset({"障害", "人", "相談", "受ける", "窓口", "置く"})
        & words_in("障害のある人の相談を受ける窓口を置きます。"),
        words_in("子育て中の家庭を訪問します。"),
    ]


def test_they_are_those_that_taking_the_sentence_apart_gives_where_the_page_broke_a_word_too() -> None:
    placed, alone = said(), Said(PASSAGE, None)
    assert placed.pieces == alone.pieces
    assert placed.sentences == alone.sentences
    assert "整備" in placed.sentences[-1]


def test_the_words_before_a_sentence_are_those_of_the_one_before_it() -> None:
    before = said().before
    assert before[0] == frozenset()
    assert before[1] == said().sentences[0]


def test_what_stands_above_is_no_word_of_the_text() -> None:
    assert said().above == words_in("第2章 相談")
    assert said().everything == said().words | words_in("第2章 相談")
