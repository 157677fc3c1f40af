"""The numbers that Word counts itself: 第１章, 1, (2), ア, as a person sees them before a paragraph."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from docx.oxml import parse_xml
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part
    from docx.oxml.xmlchemy import BaseOxmlElement

_KANJI: Final = "〇一二三四五六七八九"
# Counting signs by the name of their format (ECMA-376 Part 1, 17.18.59); the first sign is for 1.
_SIGNS: Final = {
    "aiueo": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "iroha": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
}
_SIGNS_OF: Final = {
    "aiueoFullWidth": "aiueo", "irohaFullWidth": "iroha", "decimalEnclosedCircleChinese": "decimalEnclosedCircle",
}  # fmt: skip
_IN_KANJI: Final = frozenset(
    ("japaneseCounting", "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
     "japaneseDigitalTenThousand", "ideographDigital", "japaneseLegal")
)  # fmt: skip
_FULL_WIDTH: Final = frozenset(("decimalFullWidth", "decimalFullWidth2"))
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE: Final = re.compile(r"%([1-9])")
_TO_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int
    suffix: str
    style: str | None


@dataclass(frozen=True, slots=True)
class Number:
    """What Word shows before a paragraph: ``label`` is None for a bullet and "" for nothing."""

    label: str | None
    list_id: str
    level: int


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of a document in their order."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # of an abstract list
    _lists: dict[str, str] = field(default_factory=dict)  # list -> its abstract one
    _restarts: dict[tuple[str, int], int] = field(default_factory=dict)  # (list, level) -> where it starts anew
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)  # by abstract list and level

    def number(self, list_id: str, level: int | None, style: str | None) -> Number | None:
        """The next number of the list; ``style`` is the paragraph's, by which a list may know its level."""
        abstract = self._lists.get(list_id)
        levels = self._levels.get(abstract or "")
        if abstract is None or not levels:
            return None
        if level is None:
            level = next((place for place, each in levels.items() if style and each.style == style), 0)
        if (own := levels.get(level)) is None:
            return None
        if own.form == "bullet":
            return Number(None, list_id, level)
        counts = self._counts.setdefault(abstract, {})
        start = self._restarts.pop((list_id, level), None)
        counts[level] = start if start is not None else counts.get(level, own.start - 1) + 1
        for inner in [each for each in counts if each > level]:
            del counts[inner]
        label = _PLACE.sub(lambda found: self._shown(levels, counts, int(found[1]) - 1), own.text)
        return Number(f"{label}{own.suffix}" if label.strip() else "", list_id, level)

    def _shown(self, levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
        if level not in levels:
            return ""
        return counted(counts.setdefault(level, levels[level].start), levels[level].form)


def read_numbering(document: "Document") -> Numbering:
    """The lists that a document defines."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    numbering = Numbering()
    root = related_element(document, RELATIONSHIP_TYPE.NUMBERING)
    if root is None:
        return numbering
    for abstract in root.iterchildren(qn("w:abstractNum")):
        found = {_whole(level.get(qn("w:ilvl"))): _level(level) for level in abstract.iterchildren(qn("w:lvl"))}
        numbering._levels[abstract.get(qn("w:abstractNumId"), "")] = found
    for each in root.iterchildren(qn("w:num")):
        list_id = each.get(qn("w:numId"), "")
        numbering._lists[list_id] = _value(each, "w:abstractNumId") or ""
        for override in each.iterchildren(qn("w:lvlOverride")):
            if (start := _value(override, "w:startOverride")) is not None:
                numbering._restarts[list_id, _whole(override.get(qn("w:ilvl")))] = _whole(start)
    return numbering


def related_element(document: "Document", relation: str) -> "BaseOxmlElement | None":
    """The root of the part that a document relates to so, such as its numbering or its footnotes."""
    parts = [each.target_part for each in document.part.rels.values() if each.reltype == relation]
    return _root(parts[0]) if parts else None


def _root(part: "Part") -> "BaseOxmlElement":
    element: BaseOxmlElement | None = getattr(part, "element", None)
    return element if element is not None else parse_xml(part.blob)


def _level(element: "BaseOxmlElement") -> _Level:
    suffix = {"nothing": ""}.get(_value(element, "w:suff") or "tab", " ")
    return _Level(
        _value(element, "w:numFmt") or "decimal",
        _value(element, "w:lvlText") or "",
        _whole(_value(element, "w:start") or "1"),
        suffix,
        _value(element, "w:pStyle"),
    )


def _value(element: "BaseOxmlElement", name: str) -> str | None:
    child = element.find(qn(name))
    return child.get(qn("w:val")) if child is not None else None


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def counted(number: int, form: str) -> str:
    """``number`` in one of Word's formats; in figures where the format is another."""
    form = _SIGNS_OF.get(form, form)
    if form == "none":
        return ""
    if form in _SIGNS:
        signs = _SIGNS[form]
        return signs[number - 1] if 0 < number <= len(signs) else str(number)
    if form in _IN_KANJI and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens < 2 else _KANJI[tens]) + ("十" if tens else "") + (_KANJI[ones] if ones else "")
    if form in ("upperRoman", "lowerRoman") and 0 < number < 40:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    if form == "decimalEnclosedParen":
        return f"({number})"
    if form == "decimalZero":
        return f"{number:02}"
    return str(number).translate(_TO_FULL_WIDTH) if form in _FULL_WIDTH else str(number)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written
