"""An area as plans print it -> whether an address belongs, exclusions inside exclusions included."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ...figures import whole

# 二・三丁目 and 一~三丁目 too, 三十八番 and 四号; the numeral of 六本木, 六番町 or 二号館 is no number.
_KANJI: Final = re.compile(
    r"[〇一二三四五六七八九十百]{1,5}(?=(?:[~・][〇一二三四五六七八九十百0-9]+)*"
    r"(?:丁目|番地|[番号](?=$|[\s0-9一二三四五六七八九十、,。・~()をにではと以か]|の(?![一-龠]))))"
)
_WAVES: Final = re.compile(r"\s*[~〜～∼]\s*|(?<=[\d目番地号])\s*から\s*(?=\d)")
_SPANS: Final = re.compile(
    r"(?<=\d)\s*[-‐‑–—−ー―]\s*(?=\d+(?:[~・、,-]\d+)*丁目)"
)  # 1-3丁目 of an area, 1丁目2-3 of none
_DASHES: Final = re.compile(r"(?<=\d)[-‐‑–—−ー―の](?=\d)")
_UNITS: Final = re.compile(r"(?<=\d)(丁目|番地?|号)~(?=\d+\1)")  # 5番~8番
_COMMAS: Final = re.compile(r"(?<=\d)[、,]\s*(?=\d+(?:[~・、,]\s*\d+)*(?:丁目|番|号))")  # 1、2丁目
_BUT: Final = re.compile(r"(?:^|[、,]\s*|\s+)(?:ただし|但し)[、,]?\s*([^()。]+?除(?:く|き)[^()。、]*)。?")
_BUT_INSIDE: Final = re.compile(r"\((?:ただし|但し)[、,]?\s*")
# Letters that one name is written with both ways: 霞ヶ丘 and 霞が丘, 三ツ境 and 三ッ境, 池ノ上 and 池の上.
_SPELT: Final = (
    (re.compile(r"(?<=[一-龠])[ヶケヵカがガ](?=[一-龠])"), "ケ"),
    (re.compile(r"(?<=[一-龠])[ツッ](?=[一-龠])"), "ツ"),
    (re.compile(r"(?<=[一-龠])ノ(?=[一-龠])"), "の"),
)
# Bounds that no address tells: who belongs is known to those who live there.
_UNTOLD: Final = re.compile(
    r"学校区|校区|学区|学校(?:通学)?区域|圏域|(?:以|より|から)[東西南北]|[東西南北左右上下山海川]側|沿い|自治会|町内会|町会|区会|行政区|社協|民児協|線路|"
    r"(?:線|県道|国道|市道|道路|[河川]川)(?:の|より|以)"
)
_NUMBERS: Final = r"\d+(?:[~・]\d+)*"
_OPEN: Final = r"(以降|以上|以下|まで)?"
_ITEM: Final = re.compile(
    rf"(?P<town>.*?)(?:(?P<chome>{_NUMBERS})丁目{_OPEN})?(?:(?P<ban>{_NUMBERS})番地?{_OPEN})?"
    rf"(?:の?(?P<go>{_NUMBERS})号{_OPEN})?(?P<note>のみ|の一部|一部)?"
)
_EXCEPT: Final = re.compile(r"(.+?)(?:を?除(?:く|き|いた地域)?|以外)。?")
_ONLY: Final = re.compile(r"(.+?)(?:のみ|に限る)")
_WHOLE: Final = re.compile(
    r"(?:[^\s\d]{0,5}?[市町村区県]内?)?(?:全域|一円|全体)|全(?:地区|地域|区|域|市|町|村)|[市町村区]内"
)
_REST: Final = re.compile(r"(?:それ|これ|上記)?以外|その他|上記")
_PLACE: Final = re.compile(r"(?:団地|住宅|マンション|ハイツ|住区)$")  # lies inside the town named before it
_BOUND: Final = re.compile(r"$|[\s\d(、,\-のにで]|大?字")
_CHOME_MAX: Final = 20  # a bare number after a town is its 丁目 up to here, a 番地 above
_ENDLESS: Final = 10**6
_LONGEST: Final = 2000  # characters of an area that are read; of what is behind them nothing is known
_STREET: Final = 100  # characters of an address

_Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Part:
    """One item of an area: a town, or of it some 丁目, 番, 号 or a place by name, less its exclusions."""

    town: str | None = None  # None: everywhere
    chome: _Range | None = None
    ban: _Range | None = None
    go: _Range | None = None
    place: str | None = None
    vague: bool = False  # 一部, その他: who belongs is not said
    exclusions: "tuple[_Part, ...]" = ()


@dataclass(frozen=True, slots=True)
class Area:
    """An area as printed: 新宿1~3・4丁目1~5番(2番29~59号を除く)、6番38~42号、5丁目.

    What an item leaves out it has from the item before it: 6番 above is of 新宿4丁目, 5丁目 of 新宿. Exclusions in
    brackets hold for the item that they follow, not for those before it in the list. A place inside a town (葉桜団地)
    is known by its name alone: a street number never tells that an address is in it.
    """

    printed: str
    parts: tuple[_Part, ...]

    @classmethod
    def parse(cls, printed: str) -> "Area":
        """Read ``printed``; what cannot be read as numbers of a town is taken for the name of one."""
        parts = tuple(_parts(_as_listed(_normal(printed[:_LONGEST])), _Part()))
        return cls(printed, parts if len(printed) <= _LONGEST else (*parts, _Part(vague=True)))

    def holds(self, address: str) -> bool | None:
        """Whether ``address`` belongs; None where it does not say enough, or the area does not.

        The city's own name may stand before the town and is not looked at: the caller knows whose area it is.
        """
        said = _normal(address.strip()[:_STREET]).strip()
        answers = [_belongs(part, said) for part in self.parts]
        return True if True in answers else None if None in answers else False


def _normal(text: str) -> str:
    text = _WAVES.sub("~", unicodedata.normalize("NFKC", text))
    text = _WAVES.sub("~", _KANJI.sub(lambda match: str(whole(match[0]) or match[0]), text))
    return _COMMAS.sub("・", _UNITS.sub("~", text)).replace("大字", "")


def _spelt(text: str) -> str:
    """``text``, as long as before, in one spelling of what is written both ways."""
    for shape, sign in _SPELT:
        text = shape.sub(sign, text)
    return text


def _as_listed(text: str) -> str:
    """An area with its ranges as ranges and what it leaves out in brackets: 本町、ただし4丁目を除く is 本町(4丁目を除く)."""
    text = _BUT.sub(r"(\1)", _BUT_INSIDE.sub("(", _SPANS.sub("~", text)))
    return re.sub(r"(~\d+)(丁目|番地?|号)まで", r"\1\2", _COMMAS.sub("・", text))


def _parts(text: str, context: _Part, *, excluded: bool = False) -> Iterator[_Part]:
    """The items of ``text``; ``context`` is what the first may leave out."""
    for item, brackets in _items(text):
        found = list(_item(item, context, excluded=excluded))
        if not found:
            continue
        *before, last = found
        yield from before
        context = replace(last, place=None, vague=False)
        for bracket in brackets:
            if match := _EXCEPT.fullmatch(bracket):
                last = replace(last, exclusions=(*last.exclusions, *_parts(match[1], context, excluded=True)))
            elif match := _ONLY.fullmatch(bracket):
                *narrowed, last = _parts(match[1], context, excluded=True)
                yield from narrowed
            elif bracket.endswith("一部") or _UNTOLD.search(bracket):
                last = replace(last, vague=True)
        yield last


def _items(text: str) -> Iterator[tuple[str, list[str]]]:
    """What stands between commas, breaks and ・ outside brackets, each with what is in brackets behind it."""
    item, brackets, depth = "", [""], 0
    for place, mark in enumerate(f"{text}、"):
        if mark == "(":
            depth += 1
            brackets += [""] if depth == 1 else []
        if depth:
            brackets[-1] += mark
            depth -= mark == ")"
            continue
        listed = mark == "・" and text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()
        if (mark not in "、,・;。)/|" and not mark.isspace()) or listed:
            item += mark
        elif item or len(brackets) > 1:
            item, brackets = (item, brackets) if item else (brackets[1][1:-1], [""])
            yield item, [bracket[1:-1] for bracket in brackets[1:]]
            item, brackets = "", [""]
    if item:  # a bracket that is never closed: what it takes away is not said
        yield item, ["一部"]


def _item(item: str, context: _Part, *, excluded: bool) -> Iterator[_Part]:
    if match := re.fullmatch(r"(.+)を除く(.*(?:全域|一円))", item):
        yield _Part(exclusions=tuple(_parts(match[1], _Part(), excluded=True)))
        return
    if _WHOLE.fullmatch(item) or _REST.match(item):
        yield _Part(vague=bool(_REST.match(item)))
        return
    if (untold := _UNTOLD.search(item)) is not None:
        town = item[: untold.start()].partition("の")[0] if "の" in item[: untold.start()] else None
        yield _Part(town=town or None, vague=True)
        return
    match = _ITEM.fullmatch(item)
    if match is None:
        return
    name = match["town"].removesuffix("の").removeprefix("字")
    if not (match["chome"] or match["ban"] or match["go"]):
        named = excluded or _PLACE.search(name) or (match["note"] == "のみ" and context.town)
        part = replace(context, place=name, exclusions=()) if named else _Part(town=name.removesuffix("地区"))
        yield replace(part, vague=match["note"] in ("の一部", "一部"))
        return
    part = replace(context, place=None, exclusions=(), go=None)
    if name:
        part = _Part(town=name)
    part = replace(part, vague=match["note"] in ("の一部", "一部"))
    if match["chome"]:
        part = replace(part, ban=None)
    for unit, opened in (("chome", 3), ("ban", 5), ("go", 7)):
        if match[unit] is None:
            continue
        *earlier, last = _ranges(match[unit], match[opened])
        for numbers in earlier:
            yield _narrowed(part, unit, numbers)
        part = _narrowed(part, unit, last)
    yield part


def _narrowed(part: _Part, unit: str, numbers: _Range) -> _Part:
    if unit == "chome":
        return replace(part, chome=numbers)
    return replace(part, ban=numbers) if unit == "ban" else replace(part, go=numbers)


def _ranges(numbers: str, opened: str | None) -> Sequence[_Range]:
    ranges = [(int(run.split("~")[0]), int(run.split("~")[-1])) for run in numbers.split("・")]
    if opened in ("以降", "以上"):
        ranges[-1] = (ranges[-1][0], _ENDLESS)
    elif opened:
        ranges[-1] = (0, ranges[-1][1])
    return ranges


def _belongs(part: _Part, address: str) -> bool | None:
    inside = _within(part, address)
    if not inside:
        return inside
    excluded = [_belongs(exclusion, address) for exclusion in part.exclusions]
    return False if True in excluded else None if None in excluded or part.vague else True


def _within(part: _Part, address: str) -> bool | None:
    """Whether ``address`` is in the item, its exclusions aside."""
    if part.place and _spelt(part.place) in _spelt(address):
        return True
    if part.town is None:
        return part.place is None
    rest = _behind(part.town, address)
    if rest is None:
        return False
    chome, ban, go = _numbers(rest, chome=part.chome is not None)
    sure = True
    for wanted, number in ((part.chome, chome), (part.ban, ban), (part.go, go)):
        if wanted and number is not None and not wanted[0] <= number <= wanted[1]:
            return False
        sure = sure and not (wanted and number is None)
    if part.place:
        return None if ban is None else False
    return sure or None


def _behind(town: str, address: str) -> str | None:
    """What stands behind ``town`` at the head of ``address``, with or without prefecture and city before it."""
    ends = [match.end() for match in re.finditer(r"[都道府県市郡区町村]\s*", address[:16])]
    for start in sorted({0, *ends}, reverse=True):
        rest = address[start:].lstrip()
        if _spelt(rest).startswith(_spelt(town)) and _BOUND.match(rest, len(town)):
            return rest[len(town) :].strip().removeprefix("の").strip()
    return None


def _numbers(rest: str, *, chome: bool) -> tuple[int | None, int | None, int | None]:
    """丁目, 番 and 号 of what stands behind a town; 4-6-40 begins with the 丁目 where the town has them."""
    rest = _DASHES.sub("-", rest)
    match = re.match(r"(\d+)丁目\s*の?\s*(?:(\d+)(?:番地?|-|$|\D)?(?:[のー-]?(\d+)号?)?)?", rest)
    if match:
        return (int(match[1]), *(int(match[n]) if match[n] else None for n in (2, 3)))  # type: ignore[return-value]
    if match := re.search(r"(\d+)番地?(?:[の-]?(\d+)号?)?", rest):
        return None, int(match[1]), int(match[2]) if match[2] else None
    match = re.match(r"(?P<aza>[^\d]*)(\d+)(?:-(\d+))?(?:-(\d+))?", rest)
    if match is None:
        return None, None, None
    one, two, three = (int(each) if each else None for each in match.groups()[1:])
    if match["aza"].strip() or not chome or (two is None and one is not None and one > _CHOME_MAX):
        return None, one, two
    return one, two, three
