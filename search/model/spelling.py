"""One spelling for what a model wrote and for what it was given, so that they compare character by character."""

import re
import unicodedata
from decimal import Decimal
from typing import Final

from corpus.text.matching import matching_text

KANJI: Final = "一-鿿㐀-䶿々ヶ\U00020000-\U0003ffff"
KATAKANA: Final = "ァ-ヴー"
LINE_END: Final = "¶"  # where a line, an item or a cell's piece ends; no fact and no word goes across

_SPACE: Final = re.compile(r"(?<![0-9A-Za-z])[^\S\t]+|[^\S\t]+(?![0-9A-Za-z])")  # 12 34 and LINE WORKS stay two
_DIGITS: Final = "〇一二三四五六七八九"
_SMALL: Final = {"十": 10, "百": 100, "千": 1000}
_BIG: Final = {"万": 10**4, "億": 10**8, "兆": 10**12}
COUNTER: Final = (
    "か所|カ所|ヵ所|ヶ所|ケ所|箇所|か月|カ月|ヵ月|ヶ月|ケ月|箇月|か年|カ年|ヵ年|ヶ年|ケ年|箇年|か国|カ国|人|名|年|月|日|歳|才|円|%|割|件|"
    "回|時|分|秒|週|世帯|団体|校|園|つ|台|床|施設|地区|期|次|章|節|号|条|項|級|階|丁目|番地|倍|泊|食|組|類"
)
# Words with a numeral in them that count nothing.
_NO_COUNT: Final = "一人(?:ひとり|一人|暮|親)|十分(?![間前後程以])|一時(?=[的預保避利支])|一つ|一日も早"
_FIGURE: Final = rf"[0-9]+(?:\.[0-9]+)?|[{_DIGITS}]+|[十百千]|[万億兆]"
_NUMERAL: Final = re.compile(
    rf"(?P<word>{_NO_COUNT})|(?P<long>[0-9](?:{_FIGURE})*[十百千万億兆](?:{_FIGURE})*|[{_DIGITS}十百千](?:{_FIGURE})+)"
    rf"|(?P<one>(?<=第)[{_DIGITS}十]|(?<=令和|平成|昭和)[{_DIGITS}十]|[{_DIGITS}十百千](?=(?:{COUNTER})))"
)


def plain(text: str) -> str:
    """``text`` as it is compared: 第 三 期 is 第3期, ３カ所 3か所, 1万2千円 12000円, 9:30 and 9時半 9時30分."""
    text = unicodedata.normalize("NFKC", text)
    text = _SPACE.sub("", "".join(char for char in text if char.isspace() or unicodedata.category(char)[0] != "C"))
    text = re.sub(r"(?<=[0-9)])[‐-―−ー](?=[0-9])", "-", text.translate({ord("〜"): "~"}))
    text = re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", text)
    text = _NUMERAL.sub(_arabic, text)
    text = re.sub(r"(?<=[0-9])(?:カ|ヵ|ヶ|ケ|箇)(?=所|月|年|国)", "か", text).replace("パーセント", "%")
    text = re.sub(r"(?<![0-9:A-Za-z])([01]?[0-9]|2[0-4]):([0-5][0-9])(?![0-9:])", r"\1時\2分", text).replace(
        "時半", "時30分"
    )
    return re.sub(r"(?<=[0-9]時)0{1,2}分", "", text)


def _arabic(match: re.Match[str]) -> str:
    run = match[0]
    if match["word"]:
        return run
    figures = run.translate({ord(char): str(value) for value, char in enumerate(_DIGITS)})
    if figures.isascii():
        return figures  # 〇一二〇 is 0120
    total, section, number = Decimal(0), Decimal(0), None
    for part in re.findall(r"[0-9]+(?:\.[0-9]+)?|[十百千万億兆]", figures):
        if part in _SMALL:
            section, number = section + (1 if number is None else number) * _SMALL[part], None
        elif part in _BIG:
            total, section, number = total + (section + (number or 0) or 1) * _BIG[part], Decimal(0), None
        else:
            number = Decimal(part)
    value = f"{total + section + (number or 0):f}"
    return value.rstrip("0").rstrip(".") if "." in value else value


# Blanks between figures and what they count are left to :func:`plain`, which closes them.
_BREAK: Final = re.compile(r"\s*\n\s*|(?<=[^\x00-\x7f])[ \u3000]+(?=[^\x00-\x7f])|\s+(?=[○◇◆●◎□■・])")
_NUMERIC: Final = re.compile(r"[0-9０-９〇一二三四五六七八九十百千万億兆第]")


def lined(text: str) -> str:
    """:func:`plain`, with ``LINE_END`` where a line or an item ends; a sentence that a page broke is joined."""

    def mark(match: re.Match[str]) -> str:
        around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
        return match[0] if "\t" in match[0] or (_NUMERIC.search(around) and "\n" not in match[0]) else LINE_END

    text = text if "\t" in text else matching_text(text)  # rows of a table are not joined
    return plain(_BREAK.sub(mark, text))
