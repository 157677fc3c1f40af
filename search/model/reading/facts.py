"""What of a text is right only to the letter: its figures, as :mod:`corpus.figures` reads them, Latin words and codes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from corpus.figures import Bound, Clock, Date, Days, Figure, Kind, Phone, Quantity, Years, read

from .spelling import LINE_END


@dataclass(frozen=True, slots=True)
class Literal:
    """A Latin word, an address of a page or of mail, or a numeral that counts nothing (第3章, 砂丘台2-3, 要介護4以上)."""

    start: int
    end: int
    letters: str


Fact = Figure | Literal

_LITERAL: Final = re.compile(
    r"https?://[!-~]+|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+|(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?:/[!-~]*)?"
    r"|[A-Za-z]+(?:[0-9]{1,3}(?![0-9-]))?|[0-9]+(?:[-.,][0-9]+)*(?:以上|以下|未満|を?超)?|[〇一二三四五六七八九十百千]{2,}"
)
_COMPARED: Final = re.compile(r"を?[上下]回|より")  # of 前年度の980人を上回り the year before had 980
_CHANGED: Final = re.compile("から")  # 5か所から8か所に is a change and no range
_WEEK: Final = frozenset("月火水木金土日祝")


def facts(text: str) -> tuple[Fact, ...]:
    """Every fact of a text :func:`~.spelling.in_one_spelling`, in order and apart from each other."""
    figures = read(text.replace(LINE_END, "\n"))
    found: list[Fact] = [
        part for figure in figures for part in _ends_apart(_without_comparison(figure, text, figures), text)
    ]
    rest = blanked(text, found, "\n")
    found += [
        Literal(match.start(), match.end(), match[0].rstrip(".,:;)/").casefold()) for match in _LITERAL.finditer(rest)
    ]
    return tuple(sorted(found, key=lambda fact: fact.start))


def blanked(text: str, found: Sequence[Fact], mark: str) -> str:
    """``text`` as long as before, with ``mark`` in the place of every character of its facts."""
    pieces: list[str] = []
    place = 0
    for fact in found:
        pieces += (text[place : fact.start], mark * (fact.end - fact.start))
        place = fact.end
    return "".join((*pieces, text[place:]))


def named_years(fact: Fact) -> frozenset[int]:
    """The years that a fact names, of a range all; none of what names no year."""
    if isinstance(fact, Years):
        return frozenset(fact.years)
    return frozenset((fact.year,)) if isinstance(fact, Date) and fact.year is not None else frozenset()


def fact_words(figure: Figure) -> tuple[str, ...]:
    """A figure as words that are the same for each of its spellings."""
    match figure:
        case Quantity():
            return (f"{figure.low}~{figure.high}{figure.unit}",)
        case Years(term=None):
            return tuple(map(str, figure.years))
        case Years():
            return (*map(str, figure.years), f"{figure.term}期")
        case Date(day=None):
            return (f"{figure.month}月",)
        case Date():
            return (f"{figure.month}月", f"{figure.day}日")
        case Clock():
            return tuple(f"{minutes}分" for minutes in (figure.opens, figure.closes) if minutes is not None)
        case Days():
            return (*figure.days, *figure.excluded)
        case Phone():
            return (figure.number,)


def all_printed(told: Sequence[Fact], cited: Sequence[Fact]) -> bool:
    """Whether each fact told stands somewhere in what is cited."""
    return all(_years_printed(fact, cited) or any(bears_out(one, fact) for one in cited) for fact in told)


def bears_out(cited: Fact, told: Fact) -> bool:
    """Whether ``told`` may be written where ``cited`` stands; both in any spelling, but with the bound and the unit.

    A table's bare 12 may be told as 12人, three of anything as 三つ; 3か所 is never 3人 and 月額3円 never 年額3円.
    """
    match cited, told:
        case Quantity(), Quantity():
            return _quantity_borne_out(cited, told)
        case Quantity(unit="", low=low), Years(years=(year,)):
            return low == year  # the year over a table's column
        case Years(), Years():
            named = _printed_years(told)
            return told.term == cited.term if told.term is not None else bool(named) and named <= _printed_years(cited)
        case Date(), Years(years=(year,)):
            return year == (cited.fiscal_year if told.fiscal else cited.year)
        case Date(), Date():
            return cited.month == told.month and told.day in (None, cited.day) and told.year in (None, cited.year)
        case Clock(), Clock():
            one = told.closes is None and told.opens in (cited.opens, cited.closes)
            return one or (cited.opens, cited.closes) == (told.opens, told.closes)
        case Days(), Days():
            return _days_borne_out(cited, told)
        case Phone(), Phone():
            return cited.number == told.number and told.extension in (None, cited.extension)
        case Literal(), Literal():
            return cited.letters == told.letters
    return False


def same_value(one: Fact, other: Fact) -> bool:
    """Whether two facts of one sort say the same value, whatever they count."""
    match one, other:
        case Quantity(), Quantity():
            return (one.low, one.high) == (other.low, other.high)
        case Literal(), Literal():
            return one.letters == other.letters
    return bears_out(one, other) or bears_out(other, one)


def _without_comparison(figure: Figure, text: str, figures: Sequence[Figure]) -> Figure:
    """A quantity that another one of its sentence is compared with is no bound: 前年度の980人を上回る1,204人."""
    beside = _COMPARED.search(text, figure.start, figure.end) if isinstance(figure, Quantity) else None
    if not isinstance(figure, Quantity) or beside is None:
        return figure
    others = (
        each for each in figures if isinstance(each, Quantity) and each is not figure and each.unit == figure.unit
    )
    compared = any("。" not in text[min(each.end, figure.end) : max(each.start, figure.start)] for each in others)
    return replace(figure, end=beside.start(), bound=Bound.EXACT) if compared else figure


def _ends_apart(figure: Figure, text: str) -> Iterator[Figure]:
    """The two ends of a change, which are told of one thing at two times; else the figure as it is."""
    link = _CHANGED.search(text, figure.start, figure.end) if isinstance(figure, Quantity) else None
    if isinstance(figure, Quantity) and link and text.startswith(("に", "へ"), figure.end):
        yield replace(figure, end=link.start(), high=figure.low)
        yield replace(figure, start=link.end(), low=figure.high)
    else:
        yield figure


def _in_percent(share: Quantity) -> Quantity:
    """半数 and 3分の1 as per cent."""
    if share.kind is not Kind.RATE or share.unit or share.high >= 1:
        return share
    return replace(share, low=100 * share.low, high=100 * share.high, unit="%")


def _quantity_borne_out(cited: Quantity, told: Quantity) -> bool:
    cited, told = _in_percent(cited), _in_percent(told)
    anything = told.unit == "" or (told.unit == "つ" and told.low < 10)
    units = anything or cited.unit in ("", told.unit)
    per = told.per == cited.per or "" in (cited.unit, told.unit) or _still_counts(cited, told)
    return units and per and _same_limits(cited, told)


def _still_counts(cited: Quantity, told: Quantity) -> bool:
    """Whether 年間 is left away of a count: 1,204 in a year are 1,204, but 6,200 yen a month are not 6,200 yen."""
    return told.per == "" and cited.per == "年" and cited.kind is not Kind.MONEY


def _same_limits(cited: Quantity, told: Quantity) -> bool:
    if (cited.low, cited.high) == (told.low, told.high):
        return cited.bound is told.bound
    if told.bound is Bound.ABOUT and cited.bound is Bound.EXACT and told.low == told.high and cited.low == cited.high:
        return 0 < abs(cited.low - told.low) <= _last_digit(told) / 2  # 62.0% are 約6割, 8,640人 約8,600人
    if cited.low == cited.high or told.low != told.high:
        return False
    # 40歳から64歳 may be told as 40歳以上64歳以下.
    return (told.low, told.bound) in ((cited.low, Bound.AT_LEAST), (cited.high, Bound.AT_MOST))


def _last_digit(rounded: Quantity) -> Decimal:
    """What the last digit of a rounded value that is not 0 stands for: 100 of 8,600."""
    exponent = rounded.low.normalize().as_tuple().exponent
    return Decimal(10) ** exponent if isinstance(exponent, int) and rounded.low else Decimal(0)


def _years_printed(told: Fact, cited: Sequence[Fact]) -> bool:
    """Whether each year named is: 令和6年度から令和8年度 may put together what stands apart."""
    if not isinstance(told, Years) or not told.years:
        return False
    return _printed_years(told) <= frozenset().union(*(_printed_years(one) for one in cited if isinstance(one, Years)))


def _printed_years(years: Years) -> frozenset[int]:
    """The ends of a range, for nothing tells of a year between them; all of others."""
    named = years.years
    return frozenset((named[0], named[-1])) if named and named[-1] - named[0] == len(named) - 1 else frozenset(named)


def _days_borne_out(cited: Days, told: Days) -> bool:
    """Whether the days told are of the days cited: open ones among the open ones, others among the others."""
    (opened, closed), (told_open, told_closed) = _open_and_closed(cited), _open_and_closed(told)
    if told.weeks and told.weeks != cited.weeks:
        return False
    return told_open <= (opened or closed) and (told_closed <= closed or not told_closed & opened)


def _open_and_closed(days: Days) -> tuple[frozenset[str], frozenset[str]]:
    closed = frozenset(days.excluded)
    named = frozenset(days.days)
    return (named if named or not closed else _WEEK) - closed, closed
