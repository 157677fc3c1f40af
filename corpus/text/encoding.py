"""Bytes -> text: which of Japan's encodings a file is in, told from its bytes alone."""

import re
from typing import Final

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Legacy encodings in the order tried; where several decode, the more Japanese-looking text wins, the first of equals.
# Python's euc_jp lacks the ①, ㈱ and Ⅰ that editors put into EUC-JP; euc_jis_2004 has them at the same places.
_LEGACY: Final = ("cp932", "euc_jp", "euc_jis_2004")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
_JAPANESE: Final = re.compile(r"[ぁ-んァ-ヶ一-龠々ー、。]")
_SUSPECT: Final = re.compile(r"[｡-ﾟ\ue000-\uf8ff]")


def decode(raw: bytes) -> str | None:
    """The text of ``raw`` with line feeds as line ends, or None where it is not text in a known encoding.

    A byte-order mark decides first, then strict UTF-8, then ISO-2022-JP's escapes, then whichever of Shift_JIS
    and EUC-JP decodes strictly; of two that decode, the one with more kana and kanji and fewer half-width
    katakana and private characters (what the wrong one of the pair yields) is taken. Misses: a few bytes of
    kanji alone can be valid in both.
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return _as_text(raw, name)
    if b"\x1b$" in raw and (text := _as_text(raw, "iso2022_jp")) is not None:
        return text
    if (text := _as_text(raw, "utf-8")) is not None:
        return text
    candidates = [text for name in _LEGACY if (text := _as_text(raw, name)) is not None]
    return max(candidates, key=_looks_japanese, default=None)


def _as_text(raw: bytes, encoding: str) -> str | None:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    if _CONTROL.search(text):
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _looks_japanese(text: str) -> int:
    return len(_JAPANESE.findall(text)) - 2 * len(_SUSPECT.findall(text))
