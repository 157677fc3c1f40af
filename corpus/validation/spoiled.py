"""Lines of a text whose encoding went wrong before it came here, told from its bytes."""

import re
from dataclasses import dataclass
from typing import Final

from ..text.encoding import decode

_HIGH: Final = re.compile(rb"[\x80-\xff]")
_RUN: Final = re.compile(r"[^\x00-\x7f]{4,}")  # fewer characters say too little (arbitrary)
_JAPANESE: Final = re.compile(r"[ぁ-んァ-ヶ一-龠々ー、。「」・]")
# UTF-8 that was taken for one of these and saved as such: 蝨ｰ蝓溽ｦ冗･, åœ°åŸŸ. Read back, it is Japanese again; a text that
# was read rightly never is: of the five plans and 82 other documents of towns no line is told.
_TAKEN_FOR: Final = ("cp932", "cp1252", "latin-1")
_BACK: Final = 0.6  # of the characters are Japanese again; the rest lost a byte on the way
_MIXED: Final = 0.1  # of the lines are in another encoding than the most: fewer may be damage (arbitrary)


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A line, from 1, and what is wrong with it, in a sentence."""

    line: int
    message: str


def spoiled(raw: bytes) -> tuple[Spoiled, ...]:
    """The first line of each kind of fault in the bytes of a text."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16, whose bytes are no lines
        text = decode(raw)
        return (Spoiled(1, "UTF-16 の印がありますが、UTF-16 として読めません。"),) if text is None else _in_text(text)
    if mixed := _mixed(raw):
        return (mixed,)
    text = decode(raw)
    if text is None:
        return (Spoiled(_undecoded(raw), "この行のあたりが、どの文字コードでも読めません。"),)
    return _in_text(text)


def _mixed(raw: bytes) -> Spoiled | None:
    """A line in Shift_JIS among lines in UTF-8, or the other way round: no one encoding reads both."""
    lines = [(number, line) for number, line in enumerate(raw.splitlines(), start=1) if _HIGH.search(line)]
    fitting = [(number, _fits(line, "utf-8"), _fits(line, "cp932") or _fits(line, "euc_jp")) for number, line in lines]
    utf = [number for number, is_utf, _ in fitting if is_utf]
    other = [number for number, is_utf, is_legacy in fitting if not is_utf and is_legacy]
    fewer, more = sorted((utf, other), key=len)
    if not fewer or not more or (fewer is utf and len(fewer) < _MIXED * len(more)):
        return None  # a line or two of Shift_JIS may be valid UTF-8 by chance, hardly ever the other way round
    return Spoiled(fewer[0], "この行は、ほかの行と文字コード(UTF-8 と Shift_JIS など)が違います。")


def _undecoded(raw: bytes) -> int:
    """The first line that neither UTF-8 nor Shift_JIS nor EUC-JP reads, the first of all where each reads by itself."""
    for number, line in enumerate(raw.splitlines(), start=1):
        if decode(line) is None:
            return number
    return 1


def _in_text(text: str) -> tuple[Spoiled, ...]:
    found = []
    lines = text.split("\n")
    if replaced := [number for number, line in enumerate(lines, start=1) if "\ufffd" in line]:
        found.append(
            Spoiled(replaced[0], f"文字コードの変換で失われた文字(U+FFFD)が {text.count(chr(0xFFFD)):,} 字あります。")
        )
    if taken := [number for number, line in enumerate(lines, start=1) if _taken_for_another(line)]:
        found.append(
            Spoiled(taken[0], f"UTF-8 の文章を別の文字コードとして保存した文字化けが {len(taken):,} 行あります。")
        )
    return tuple(found)


def _taken_for_another(line: str) -> bool:
    for run in _RUN.findall(line):
        for encoding in _TAKEN_FOR:
            back = run.encode(encoding, "replace").decode("utf-8", "replace")
            if len(back) >= 2 and len(_JAPANESE.findall(back)) >= _BACK * len(back):
                return True
    return False


def _fits(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
