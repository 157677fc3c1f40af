"""Years as plans write them (令和6年度, H28, 2024（令和6）年度) -> fiscal years of the Western calendar."""

import re
import unicodedata
from typing import Final

# First year of each era, and the last number it reached (令和 goes on).
_ERAS: Final = {"令和": (2019, 99), "平成": (1989, 31), "昭和": (1926, 64), "R": (2019, 99), "H": (1989, 31)}
# A run of blanks is taken whole (*+): of five loops in a row each could have a part of it, and all ways would be tried.
_YEAR: Final = re.compile(r"(令和|平成|昭和|(?<![A-Za-z])[RH])\s*+(元|\d{1,2})|(?<!\d)((?:19|20)\d{2})(?=\D|$)")
_GLOSS: Final = r"[(（]\s*+(?:令和|平成|昭和|R|H)?\s*+(?:元|\d{1,4})\s*+年?度?\s*+[)）]?"
_CLOSING: Final = rf"\s*+年?度?\s*+(?:{_GLOSS})?\s*+年?度?\s*+"
_MONTH: Final = r"\s*+(?:(\d{1,2})月(?:\s*+\d{1,2}日)?\s*+)?"
_RANGE: Final = re.compile(
    rf"(?:{_YEAR.pattern}){_CLOSING}{_MONTH}(?:[~～〜－―‐-]|から)\s*+"
    rf"(?:(?:{_YEAR.pattern})(?:{_CLOSING}{_MONTH})?|(\d{{1,2}})\s*+年(?!間){_MONTH})"
)
# 平成28・29年度, 令和3~5年度, 2019年度から2021年度: what follows a year and goes on with it.
_MORE: Final = re.compile(
    rf"{_CLOSING}([・、,と]|及び|[~～〜－―‐-]|から)\s*+(?:((?:19|20)\d{{2}})(?!\d)|([RH]|令和|平成)\s*+(\d{{1,2}})|(\d{{1,2}})(?=\s*+年(?![間代])))"
)
_LISTED: Final = ("・", "、", ",", "と", "及び")
# 令和6年度を初年度とする6年間, 令和6年度から6年間
_DURATION: Final = re.compile(
    rf"(?:{_YEAR.pattern}){_CLOSING}(?:を(?:初年度|始期)と(?:する|して|し)|から|より|以降)[^0-9。]{{0,8}}(\d{{1,2}})\s*+(?:[かカヵヶ箇]年|年間)"
)


def year_of(text: str) -> int | None:
    """The first year named in ``text``; None where there is none or it never was (令和0年, 平成50年)."""
    for match in _YEAR.finditer(unicodedata.normalize("NFKC", text)):
        if (year := _year(match[1], match[2], match[3])) is not None:
            return year
    return None


def years_of(text: str) -> tuple[int, ...]:
    """Every year named in ``text``, each once, in order: 平成28・29年度 -> 2016, 2017; 令和3～5年度 -> 2021, 2022, 2023.

    A second number behind the first one's 年 or a sign takes its era. Years that are named by the day on which they
    are read (昨年度) are none.
    """
    text = unicodedata.normalize("NFKC", text)
    found: dict[int, None] = {}
    followed: dict[tuple[str | None, int], int] = {}  # how far what goes on with a year has been read
    for match in _YEAR.finditer(text):
        if (year := _year(match[1], match[2], match[3])) is None:
            continue
        found[year] = None
        place = match.end()
        if place <= followed.get((match[1], year), 0):  # in 令和3~5年~令和3年 the second 令和3 has nothing to add
            continue
        while (more := _MORE.match(text, place)) is not None:
            last = int(more[2]) if more[2] else _year(more[3] or match[1], more[4] or more[5], None)
            if last is None:
                break
            if more[1] not in _LISTED and year < last <= year + 30:
                found.update(dict.fromkeys(range(year, last)))
            found[last] = None
            place = more.end()
        followed[match[1], year] = place
    return tuple(found)


def spelt_otherwise(text: str) -> list[str]:
    """The years named in ``text`` as plans may write them instead: 令和6年度 -> 2024年, R6; 2016年 -> 平成28年, H28."""
    found: list[str] = []
    for match in _YEAR.finditer(unicodedata.normalize("NFKC", text)):
        if (year := _year(match[1], match[2], match[3])) is None:
            continue
        forms = [f"{year}年"]
        for name, letter in (("令和", "R"), ("平成", "H")):
            first, most = _ERAS[name]
            if first <= year < first + most and (name == "令和" or year < _ERAS["令和"][0]):
                forms += [f"{name}{year - first + 1}年", f"{letter}{year - first + 1}"]
        found += [form for form in forms if form.rstrip("年") not in match[0]]
    return found


def period_of(text: str) -> tuple[int, int] | None:
    """The first span of years in ``text`` (2023（令和5）年度～2030（令和12）年度 -> 2023, 2030), if it is in order.

    令和6年度～11年度 leaves out the second era, which is then the first one's. January to March belong to the
    fiscal year before: 令和6年4月から令和12年3月まで -> 2024, 2029.
    """
    for match in _RANGE.finditer(unicodedata.normalize("NFKC", text)):
        first = _fiscal(_year(match[1], match[2], match[3]), match[4])
        last = (
            _fiscal(_year(match[1], match[9], None), match[10])
            if match[9]
            else _fiscal(_year(match[5], match[6], match[7]), match[8])
        )
        if first is not None and last is not None and first < last <= first + 30:
            return first, last
    return None


def planned_years(text: str) -> tuple[int, int] | None:
    """The span that a statement of 計画期間 gives, also as a first year and a number: 令和6年度を初年度とする6年間.

    Elsewhere a number of years may be a grant's or a survey's: there ``period_of`` is the one to ask.
    """
    if (period := period_of(text)) is not None:
        return period
    for match in _DURATION.finditer(unicodedata.normalize("NFKC", text)):
        first, count = _year(match[1], match[2], match[3]), int(match[4])
        if first is not None and 2 <= count <= 30:
            return first, first + count - 1
    return None


def _fiscal(year: int | None, month: str | None) -> int | None:
    return year - 1 if year is not None and month is not None and 1 <= int(month) <= 3 else year


def _year(era: str | None, number: str | None, western: str | None) -> int | None:
    if western:
        return int(western)
    if not era or not number:
        return None
    count = 1 if number == "元" else int(number)
    first, most = _ERAS[era]
    return first + count - 1 if 1 <= count <= most else None
