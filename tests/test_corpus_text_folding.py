from unicodedata import normalize

from corpus.text.folding import fold


def test_folding_keeps_every_character_in_its_place() -> None:
    text = "㍻ＡＢ３ｶﾞ㈱①"
    assert len(fold(text)) == len(text)


def test_a_sign_has_one_spelling() -> None:
    assert fold("ＡＢ３－〜⇒㈪") == "AB3-~→月"


def test_circled_and_raised_numbers_stay() -> None:
    assert fold("①３人²") == "①3人²"


def test_signs_among_japanese_letters_are_folded_where_they_stand() -> None:
    assert fold("令和６年度〜（第３期）、計画－１") == "令和6年度~(第3期)、計画-1"


def test_every_sign_is_folded_alike_by_itself_and_among_letters() -> None:
    signs = [chr(code) for code in range(0x20, 0x10000) if len(normalize("NFKC", chr(code))) == 1]
    assert [each for each in signs if fold(f"あ{each}漢") != f"あ{fold(each)}漢"] == []
    letters = [chr(code) for start, end in ((0x3041, 0x3100), (0x4E00, 0xA000)) for code in range(start, end)]
    assert fold("".join(letters)) == "".join(letters)
