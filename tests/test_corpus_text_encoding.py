import codecs

import pytest

from corpus.text.encoding import decode

SENTENCE = "灯台市は、困りごとを丸ごと受け止める相談窓口を設けます。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"])
def test_every_encoding_that_japanese_offices_use_is_told_from_the_bytes(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)) == SENTENCE


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        pytest.param("cp932", "① 相談窓口の充実、㈱灯台福祉", id="circled number and ㈱ in Shift_JIS"),
        pytest.param("euc_jis_2004", "① 相談窓口の充実を図ります。", id="circled number in EUC-JP"),
        pytest.param("cp932", "ﾃﾞｲｻｰﾋﾞｽ 12か所", id="half-width katakana in Shift_JIS"),
        pytest.param("euc_jp", "計画の策定にあたって", id="a short title in EUC-JP"),
    ],
)
def test_the_characters_that_tell_two_legacy_encodings_apart(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_line_ends_of_windows_and_old_macs_become_line_feeds() -> None:
    assert decode("第1章\r\n総論\r第2章".encode("cp932")) == "第1章\n総論\n第2章"


def test_a_form_feed_between_pages_is_text() -> None:
    assert decode("一枚目\f二枚目".encode()) == "一枚目\f二枚目"


def test_a_byte_order_mark_is_no_part_of_the_text_in_either_byte_order() -> None:
    assert decode(codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be")) == SENTENCE
    assert decode(codecs.BOM_UTF8) == ""


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"%PDF-1.7\x00\x01\x02\xff\xfe", id="the start of a PDF"),
        pytest.param(b"PK\x03\x04\x14\x00\x06\x00\x08\x00", id="the start of a zip"),
        pytest.param(bytes(range(256)), id="every byte once"),
        pytest.param(SENTENCE.encode("utf-16-le"), id="UTF-16 without a mark"),
        pytest.param(b"\xff\xfe\x42", id="UTF-16 cut in a character"),
        pytest.param(b"\x1b$B-!\x1b(B", id="ISO-2022-JP with a character that is not in it"),
    ],
)
def test_what_is_not_text_in_a_known_encoding_is_none(raw: bytes) -> None:
    assert decode(raw) is None
