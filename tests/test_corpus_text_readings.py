from corpus.text.readings import kana_terms, sound, sound_terms


def test_a_word_in_kanji_is_sounded_as_it_is_read() -> None:
    assert sound("成年後見制度") == "セイネンコウケンセイド"


def test_an_inflected_word_sounds_as_it_stands_not_as_the_dictionary_lists_it() -> None:
    assert sound("見守り") == "ミマモリ"
    assert sound("居場所") == "イバシヨ"


def test_small_kana_and_long_marks_make_no_difference() -> None:
    assert sound("センター") == sound("センタ") == "センタ"
    assert sound("じゅう") == "ジユウ"


def test_what_has_no_reading_is_a_space() -> None:
    assert sound("介護。保険") == "カイゴ ホケン"


def test_runs_of_three_kana_never_cross_what_has_no_reading() -> None:
    assert sound_terms("介護。保険") == ["カイゴ", "ホケン"]


def test_runs_of_three_kana_overlap_and_cross_words() -> None:
    assert sound_terms("介護の") == ["カイゴ", "イゴノ"]


def test_a_word_shorter_than_a_run_has_none() -> None:
    assert kana_terms("ば") == kana_terms("まち") == kana_terms("") == []
    assert sound_terms("") == []


def test_an_abbreviation_typed_in_kana_meets_the_one_in_kanji() -> None:
    assert kana_terms("さこうじゅう") == ["サコウ", "コウジ", "ウジユ", "ジユウ"]
    assert set(kana_terms("さこうじゅう")) <= set(sound_terms("サ高住の入居者"))


def test_a_word_with_a_large_kana_for_a_small_one_sounds_the_same() -> None:
    assert kana_terms("エンデイングノート") == kana_terms("エンディングノート") == sound_terms("エンディングノート")


def test_half_width_kana_are_read_like_full_width_ones() -> None:
    assert kana_terms("ﾃﾞｲｻｰﾋﾞｽ") == kana_terms("デイサービス") == ["デイサ", "イサビ", "サビス"]


def test_hiragana_typed_for_a_kanji_word_finds_its_reading() -> None:
    assert set(kana_terms("みまもり")) <= set(sound_terms("高齢者の見守り活動"))


def test_emoji_and_lone_surrogates_only_part_the_runs() -> None:
    assert sound_terms("相談😀窓口") == sound_terms("相談\ud800窓口") == ["ソウダ", "ウダン", "マドグ", "ドグチ"]
