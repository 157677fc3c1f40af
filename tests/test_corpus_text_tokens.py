import pytest

from corpus.text.tokens import lemmas, spans, terms, tokenize


def test_an_inflected_word_is_found_under_its_dictionary_form() -> None:
    assert lemmas("母がぼけてきた気がする") == ["母", "惚ける", "気"]


def test_kana_and_kanji_spellings_meet_in_one_lemma() -> None:
    assert lemmas("子どもの申込み") == lemmas("こどもの申し込み") == ["子供", "申し込み"]


def test_each_pair_of_neighbouring_words_is_a_term_of_its_own() -> None:
    assert terms("地域包括支援センター") == [
        "地域",
        "地域+包括",
        "包括",
        "包括+支援",
        "支援",
        "支援+センター",
        "センター",
    ]


def test_a_particle_or_a_comma_between_two_words_parts_the_pair() -> None:
    assert terms("介護の相談、見守り") == ["介護", "相談", "見守る"]


def test_a_line_break_ends_a_word_but_not_a_pair() -> None:
    assert terms("成年後見\n制度") == ["成年", "成年+後見", "後見", "後見+制度", "制度"]


def test_words_that_every_sentence_has_are_no_terms() -> None:
    assert lemmas("どこに相談すればよいですか") == ["相談"]
    assert lemmas("これは、そのようなことがある場合にするものです") == ["場合"]


def test_a_question_of_stop_words_alone_has_no_terms() -> None:
    assert terms("どこで、誰が、何をしてくれますか") == []


def test_a_loan_word_loses_the_english_that_the_dictionary_adds() -> None:
    assert [token.lemma for token in tokenize("センターのサービス")] == ["センター", "の", "サービス"]


def test_latin_letters_match_in_either_case() -> None:
    assert lemmas("NPOとnpo") == ["npo", "npo"]


def test_punctuation_and_list_marks_are_no_terms() -> None:
    assert terms("・○●※◆()「」。、,…") == []


@pytest.mark.parametrize("text", ["", "\n", "\n\n\n", " ", "\u3000", "\t", "\0", "\0\0\n\0"])
def test_a_text_of_white_space_has_no_terms(text: str) -> None:
    assert terms(text) == []


def test_a_nul_hides_nothing_that_stands_after_it() -> None:
    assert lemmas("介護\0相談\0窓口") == ["介護", "相談", "窓口"]


def test_a_lone_surrogate_hides_nothing_that_stands_after_it() -> None:
    assert lemmas("介護\ud800相談\udfff窓口") == ["介護", "相談", "窓口"]


def test_emoji_are_no_terms_and_leave_their_neighbours_alone() -> None:
    assert lemmas("😀相談👨\u200d👩\u200d👧窓口🏠") == ["相談", "窓口"]


@pytest.mark.parametrize("space", ["\t", "\r", "\r\n", "\v", "\f", "\u00a0", "\u2028", "\u3000", " "])
def test_terms_hold_no_white_space_whatever_stands_between_words(space: str) -> None:
    found = terms(f"介護{space}相談")
    assert [term for term in found if "+" not in term] == ["介護", "相談"]
    assert not any(letter.isspace() for term in found for letter in term)


def test_a_comma_does_not_shift_the_fields_of_the_dictionary() -> None:
    assert [(token.surface, token.content) for token in tokenize("5,000円")] == [
        ("5", True),
        (",", False),
        ("000", True),
        ("円", True),
    ]


def test_a_word_that_the_dictionary_lacks_is_its_own_lemma() -> None:
    token = tokenize("髙齢")[0]
    assert (token.surface, token.lemma, token.reading, token.content) == ("髙齢", "髙齢", "", True)


def test_the_surfaces_of_a_sentence_put_together_are_the_sentence() -> None:
    text = "民生委員・児童委員は、ひとり暮らしの高齢者(約1,200世帯)を訪問しています。"
    assert "".join(token.surface for token in tokenize(text)) == text


def test_spans_say_where_each_word_stands() -> None:
    text = "見守り ネットワークの\n見守り"
    assert [text[start:end] for start, end, _ in spans(text)] == ["見守り", "ネットワーク", "の", "見守り"]
    assert [start for start, _, _ in spans(text)] == [0, 4, 10, 12]


def test_spans_stay_in_step_after_a_lone_surrogate_although_a_question_mark_follows() -> None:
    text = "\ud800相談は?窓口"
    assert [(start, end) for start, end, token in spans(text) if token.content] == [(1, 3), (5, 7)]


def test_spans_count_code_points_not_bytes() -> None:
    assert [(start, end) for start, end, token in spans("😀𠮷野の相談") if token.lemma == "相談"] == [(4, 6)]


def test_a_hundred_thousand_characters_in_one_line_are_read_to_the_end() -> None:
    found = lemmas("相談窓口" * 24_999 + "介護保険")
    assert len(found) == 50_000
    assert found[-2:] == ["介護", "保険"]


@pytest.mark.xfail(strict=True, reason="UniDic splits 居場所 into 居 (a form of 居る, a stop word) and 場所")
def test_ibasho_keeps_its_first_half() -> None:
    assert lemmas("居場所")[0] != "場所"
