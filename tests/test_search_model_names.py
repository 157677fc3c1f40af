from search.model.reading.names import first_named, has_name, last_named, names


def test_names_are_runs_of_kanji_or_katakana_and_what_is_quoted_whole() -> None:
    assert names("「情報があれば相談できる」と答えたサロンの利用者") == ["情報があれば相談できる", "サロン", "利用者"]


def test_what_any_figure_has_and_a_stage_alone_name_nothing() -> None:
    assert names("相談件数") == ["相談"]
    assert last_named("相談の目標値") == "相談"
    assert first_named("目標は訪問、相談") == "訪問"


def test_a_name_may_stand_in_pieces() -> None:
    assert has_name("就労の準備のための支援を行う事業", "就労準備支援事業")
    assert not has_name("就労の準備", "就労準備支援事業")
