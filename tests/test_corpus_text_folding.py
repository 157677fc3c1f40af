from corpus.text.folding import fold


def test_folding_keeps_every_character_in_its_place() -> None:
    text = "㍻ＡＢ３ｶﾞ㈱①"
    assert len(fold(text)) == len(text)


def test_a_sign_has_one_spelling() -> None:
    assert fold("ＡＢ３－〜⇒㈪") == "AB3-~→月"


def test_circled_and_raised_numbers_stay() -> None:
    assert fold("①３人²") == "①3人²"
