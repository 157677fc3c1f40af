"""Excel's number formats: 0.356 under ``0.0%`` is 35.6%, 45383 under ``ggge"年"m"月"d"日"`` is 令和6年4月1日.

The grammar is that of ECMA-376 Part 1, 18.8.31. What is left out: fractions, exponents and fill characters, which are
shown as plain numbers.
"""

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

# First days of the eras that Excel knows.
_ERAS: Final = (
    (date(2019, 5, 1), "令和", "R"),
    (date(1989, 1, 8), "平成", "H"),
    (date(1926, 12, 25), "昭和", "S"),
    (date(1912, 7, 30), "大正", "T"),
    (date(1868, 1, 25), "明治", "M"),
)
_WEEKDAYS: Final = "月火水木金土日"
_PART: Final = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<money>[^\]-]*)[^\]]*\]'
    r"|\[(?P<test><=|>=|<>|<|>|=)(?P<bound>-?[\d.]+)\]|\[(?P<elapsed>[hmsHMS]+)\]|\[[^\]]*\]"
    r"|(?P<general>General)|(?P<clock>AM/PM|A/P|午前/午後)"
    r"|(?P<date>g{1,3}|G{1,3}|e{1,2}|[yY]{1,4}|[mM]{1,5}|[dD]{1,4}|a{3,4}|[hH]{1,2}|[sS]{1,2}(?:\.0+)?)"
    r"|(?P<digit>[0#?])|(?P<mark>[.,%@])|(?P<plain>.)",
    re.DOTALL,
)
_TESTS: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_JAPANESE_DATE: Final = re.compile("[年月日時分ge]")
_SHOWN_DIGITS: Final = 11  # significant ones that Excel shows of a number without a format


@dataclass(frozen=True, slots=True)
class _Section:
    """One of up to four parts of a format, as its (kind, text) pieces."""

    pieces: tuple[tuple[str, str], ...]
    test: tuple[str, float] | None

    def kinds(self) -> frozenset[str]:
        return frozenset(kind for kind, _ in self.pieces)


def shown(value: object, number_format: str) -> str:
    """A cell's value as a person sees it; line ends are line feeds."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (datetime, date, time, timedelta)):
        return _moment(value, number_format)
    if isinstance(value, (int, float)):
        return _number(value, number_format)
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip()


@lru_cache(maxsize=512)
def _sections(number_format: str) -> tuple[_Section, ...]:
    parts: list[list[tuple[str, str]]] = [[]]
    tests: list[tuple[str, float] | None] = [None]
    for found in _PART.finditer(number_format):
        kind, text = found.lastgroup or "", found[0]
        if kind == "plain" and text == ";":
            parts.append([])
            tests.append(None)
        elif kind == "bound":
            tests[-1] = found["test"], float(found["bound"])
        elif kind in ("quoted", "escaped", "money", "plain"):
            parts[-1].append(("literal", found[kind]))
        elif kind:
            parts[-1].append((kind, text))
    return tuple(_Section(tuple(pieces), test) for pieces, test in zip(parts, tests, strict=True))


def _plain_number(value: float) -> str:
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    return f"{value:.{_SHOWN_DIGITS - 1}g}"


def _number(value: float, number_format: str) -> str:
    """A number; one under a format that only hides it (``;;;``) or that is not understood is shown plainly."""
    sections = _sections(number_format)
    place = _section_for(value, sections)
    section = sections[place]
    kinds = section.kinds()
    exponent = any(kind == "literal" and text in ("E", "/", "e") for kind, text in section.pieces)
    if "digit" not in kinds or exponent or kinds & {"general", "date", "elapsed"}:
        if exponent or not kinds or kinds - {"general", "literal"}:
            return _plain_number(value)
        return "".join(_plain_number(value) if kind == "general" else text for kind, text in section.pieces).strip()
    signless = (place > 0 and value < 0) or section.test is not None
    filled = _filled(section.pieces, abs(value))
    negative = value < 0 and not signless and any(digit in "123456789" for digit in filled)
    return ("-" if negative else "") + filled.strip()


def _section_for(value: float, sections: tuple[_Section, ...]) -> int:
    if any(section.test for section in sections):
        for place, section in enumerate(sections):
            if section.test is None or _TESTS[section.test[0]](value, section.test[1]):
                return place
        return len(sections) - 1
    if value < 0 and len(sections) > 1:
        return 1
    return 2 if value == 0 and len(sections) > 2 else 0


def _filled(pieces: tuple[tuple[str, str], ...], value: float) -> str:
    """The digits of ``value`` in the places that the pieces of a format have for them."""
    point = next((place for place, piece in enumerate(pieces) if piece == ("mark", ".")), len(pieces))
    whole = [place for place, (kind, _) in enumerate(pieces) if kind == "digit" and place < point]
    fraction = [place for place, (kind, _) in enumerate(pieces) if kind == "digit" and place > point]
    last = max(whole, default=-1)
    commas = [place for place, piece in enumerate(pieces) if piece == ("mark", ",") and place < point]
    scale = 2 * sum(piece == ("mark", "%") for piece in pieces) - 3 * sum(place > last for place in commas)
    number = Decimal(repr(value)).scaleb(scale).quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    digits, _, behind = f"{number:f}".partition(".")
    least = sum(pieces[place][1] == "0" for place in whole)
    digits = digits.lstrip("0").rjust(least, "0")
    grouped = any(place < last for place in commas)
    at = dict(zip(fraction, behind, strict=False))
    optional = [place for place in fraction if pieces[place][1] != "0"]
    while optional and fraction and optional[-1] == fraction[-1] and at.get(fraction[-1]) == "0":
        at[fraction.pop()] = ""
        optional.pop()
    if grouped:
        at.update({place: "" for place in whole} | {whole[0]: f"{int(digits or 0):,}" if digits else ""})
    else:  # digits that have no place of their own stand with the first
        extra = max(len(digits) - len(whole), 0)
        spread = [digits[: extra + 1], *digits[extra + 1 :]]
        at.update({place: "" for place in whole} | dict(zip(reversed(whole), reversed(spread), strict=False)))
    return "".join(_piece(place, piece, at, point, fraction) for place, piece in enumerate(pieces))


def _piece(place: int, piece: tuple[str, str], at: dict[int, str], point: int, fraction: list[int]) -> str:
    kind, text = piece
    if kind == "digit":
        return at.get(place, "")
    if kind == "mark":
        return "%" if text == "%" else "." if place == point and fraction else ""
    return text if kind == "literal" else ""


def _moment(value: datetime | date | time | timedelta, number_format: str) -> str:
    """A date or a time: under a Japanese format as that says, else as numbers in the Japanese order."""
    pieces = _sections(number_format)[0].pieces
    written = "".join(text for kind, text in pieces if kind in ("literal", "date"))
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    if not _JAPANESE_DATE.search(written):
        if isinstance(value, time):
            return f"{value:%H:%M}" + (f":{value.second:02}" if value.second else "")
        if isinstance(value, datetime) and value.time() != time():
            return f"{value:%Y/%m/%d %H:%M}"
        return f"{value:%Y/%m/%d}"
    whole = value if isinstance(value, datetime) else _at_midnight(value)
    return "".join(_dated(pieces, whole)).strip()


def _at_midnight(value: date | time) -> datetime:
    return datetime.combine(date(1900, 1, 1), value) if isinstance(value, time) else datetime.combine(value, time())


def _dated(pieces: tuple[tuple[str, str], ...], value: datetime) -> Iterator[str]:
    half = any(kind == "clock" for kind, _ in pieces)
    first, name, letter = next((era for era in _ERAS if value.date() >= era[0]), _ERAS[-1])
    before = ""  # the date piece before: m behind h is minutes
    dates = [text.lower() for kind, text in pieces if kind == "date"]
    seen = 0
    for kind, text in pieces:
        if kind == "clock":
            yield "午前" if value.hour < 12 else "午後"
        elif kind in ("literal", "mark"):
            yield text.replace("@", "")
        if kind != "date":
            continue
        seen += 1
        part, following = text.lower(), dates[seen] if seen < len(dates) else ""
        minutes = part[0] == "m" and len(part) < 3 and (before[:1] == "h" or following[:1] == "s")
        yield _date_part("n" * len(part) if minutes else part, value, half, value.year - first.year + 1, name, letter)
        before = part


def _date_part(part: str, value: datetime, half: bool, era_year: int, era: str, letter: str) -> str:
    width = 2 if len(part) >= 2 else 1
    match part[0]:
        case "g":
            return era if len(part) == 3 else era[0] if len(part) == 2 else letter
        case "e":
            return f"{era_year:0{width}}"
        case "y":
            return f"{value:%Y}" if len(part) > 2 else f"{value:%y}"
        case "a":
            return _WEEKDAYS[value.weekday()] + ("曜日" if len(part) > 3 else "")
        case "d":
            return f"{value.day:0{width}}" if len(part) < 3 else _WEEKDAYS[value.weekday()]
        case "h":
            return f"{value.hour % 12 if half else value.hour:0{width}}"
        case "n":
            return f"{value.minute:0{width}}"
        case "s":
            return f"{value.second:0{width}}"
        case _:
            return f"{value.month:0{width}}" if len(part) < 3 else f"{value.month}"
