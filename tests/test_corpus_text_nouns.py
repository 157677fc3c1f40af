from corpus.text.nouns import nouns, words_in


def found(text: str) -> list[str]:
    return [text[noun.start : noun.end] for noun in nouns(text)]


def test_nouns_that_touch_are_one_and_verbs_are_none() -> None:
    assert found("避難行動要支援者の登録者数") == ["避難行動要支援者", "登録者数"]
    assert found("養成講座を受けた人の数") == ["養成講座", "人", "数"]


def test_a_number_is_no_word_of_a_noun() -> None:
    assert [set(noun.words) for noun in nouns("相談340件")] == [{"相談", "件"}]


def test_words_are_in_dictionary_form() -> None:
    assert words_in("名簿を配った") == {"名簿", "配る"}


def test_the_circled_mark_of_an_item_is_no_part_of_a_noun() -> None:
    assert found("③資源登録世帯数") == ["資源登録世帯数"]
    assert found("取組②介護×医療") == ["取組", "介護", "医療"]


def test_what_is_raised_for_a_note_is_no_word() -> None:
    assert [sorted(word for noun in nouns("見守り²") for word in noun.words)] == [["見守る"]]
