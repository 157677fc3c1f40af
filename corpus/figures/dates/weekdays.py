"""Days of the week: 月〜金, 月・水・金曜日, 土日祝日, 平日（祝日・年末年始を除く）, 第2・第4木曜日, 休館日：月曜日.

A bare 月 or 日 is a weekday only beside others: in a span, a list with middle dots, 土日, 日祝. Days that something is
closed on, behind 休館日： or before を除く, 以外, は休み, 休館, are excluded ones.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..figure import Days, Taken

_WEEK: Final = "月火水木金土日"
_ALL: Final = (*_WEEK, "祝", "年末年始")
_WEEKDAY: Final = (
    r"(?:(?<![一-龠0-9])月火水木?金?土?日?祝?(?![一-龠々])|(?<![月火水木金])土日祝祭?日?(?![々])|"
    r"(?<![月火水木金])土日(?![々本])曜?日?|日祝日?|(?<![一-龠0-9])[月火水木金土日]{2,6}曜日?|"
    r"[月火水木金土日]曜日?"
    r"|国民の祝日|国民の休日|祝祭日|祝・休日|祝休日|祝日|年末年始|平日|(?:(?<![一-龠0-9かカヶヵケ])|"
    r"(?<=週)|(?<=休日|館日|業日|診日|所日))[月火水木金土日](?![一-龠々])"
    r"|(?<![一-龠0-9かカヶヵケ])[月火水木金土日](?=祝|曜|を除|休[館業診所園])|祝(?![いう賀福辞電儀杯詞典金勝言])|休日)"
)
_SEP: Final = r"(?: ?(?:・|、|,|/|[~-]|ー(?=[月火水木金土日])|から|および|及び|並びに|ならびに|または|又は|と|や|&)? ?)"
_N: Final = "(?:[1-5]|[一二三四五])"
_WEEKS: Final = rf"第 ?{_N}(?: ?(?:週?[・、,]|と|及び|および|[~-]) ?第? ?{_N}){{0,4}}週? ?の?(?=[月火水木金土日])"
_CHAIN: Final = re.compile(
    rf"(?=[月火水木金土日祝年平毎第国])(?P<weeks>{_WEEKS})?(?P<chain>{_WEEKDAY}(?:{_SEP}{_WEEKDAY})*+|"
    rf"毎日(?!新聞|に? ?[0-9一二三四五六七八九十]{{1,4}}+(?! ?[0-9:時~-]))|年中無休)"
)
_TOKEN: Final = re.compile(
    r"(?P<span>[~-]|ー|から)|(?P<pair>国民の[祝休]日|祝祭日|祝・?休日|祝日?|休日)|(?P<year>年末年始)|"
    r"(?P<working>平日)|(?P<every>毎日|年中無休)"
    r"|(?P<run>[月火水木金土日]+?(?=曜|土日|$|[^月火水木金土日]))(?P<named>曜日?)?"
)
_BETWEEN: Final = (
    r"(?:(?:の午[前後])|[\0 、・,~()及び並に]|年末年始|お盆|振替休日|休日|等|など|から|まで|の翌日|その他){0,40}"
)
_CLOSED: Final = (
    r"(?:を?除(?:く|き|いて|いた|外)|をのぞく|以外|(?:は|が|も|の|に|、|:| )? ?(?:お休み|休み|"
    r"定休|休館|休業|休診|休所|休園|閉館|閉庁|閉所|休止|休場|休室))"
)
_EXCLUDED: Final = re.compile(rf"(?:等|など)?{_CLOSED}(?:日(?!本|程|時))?")
_EXCLUDED_FAR: Final = re.compile(rf"(?:等|など)?(?! ?\((?!\0)){_BETWEEN}(?:を?除|をのぞ|以外)")
_LABEL: Final = re.compile(
    r"(?:休館日|定休日|休業日|休診日|休所日|休園日|休室日|閉館日|閉庁日|休み|休日|休業|休館)[】\]】)]? ?[:は・。、/\t ]? ?(?:毎週|"
    r"毎月)?\Z"
)
_LABEL_REACH: Final = 12  # characters that it may take
_OPENING: Final = re.compile(r"[(、,・ ]{1,2}(?:ただし、?|但し、?)?")
_OF_DATE: Final = re.compile(r"[月火水木金土日](?:曜日?)?(?:・?祝(?:日|休日)?)?|祝日?|休日")
_DATE_BEFORE: Final = re.compile(r"\0 ?\(? ?\Z")


def read_days(flat: str) -> Iterator[Taken]:
    """Every naming of weekdays in a folded text, in order, once its dates are out: 4月1日(月) names none."""
    waiting: Days | None = None
    for match in _CHAIN.finditer(flat):
        days = _days(match)
        if days is None:
            continue
        if (
            waiting is not None
            and not waiting.excluded
            and not days.days
            and _OPENING.fullmatch(flat[waiting.end : days.start])
        ):
            end = _closed(flat, waiting.end, days.end)
            yield Taken(
                waiting.start, end, Days(waiting.start, end, waiting.days, days.excluded, waiting.weeks or days.weeks)
            )
            waiting = None
            continue
        if waiting is not None:
            yield Taken(waiting.start, waiting.end, waiting)
        waiting = days
    if waiting is not None:
        yield Taken(waiting.start, waiting.end, waiting)


def _closed(flat: str, start: int, end: int) -> int:
    """``end``, behind the bracket that closes one opened from ``start`` on."""
    opened = flat.count("(", start, end) > flat.count(")", start, end)
    close = end + flat.startswith("。", end)
    return close + 1 if opened and flat.startswith(")", close) else end


def _days(match: re.Match[str]) -> Days | None:
    flat, start, end = match.string, match.start(), match.end()
    if _DATE_BEFORE.search(flat, max(0, start - 3), start) and _OF_DATE.fullmatch(match["chain"]):
        return None
    named = _named(match["chain"], bool(match["weeks"]), flat[end : end + 2])
    if not named:
        return None
    weeks = _weeks(match["weeks"] or "")
    behind = _EXCLUDED.match(flat, match.end("chain"))
    if behind is not None:
        return Days(start, behind.end(), (), named, weeks)
    if _EXCLUDED_FAR.match(flat, match.end("chain")):
        return Days(start, match.end("chain"), (), named, weeks)
    label = _LABEL.search(flat, max(0, start - _LABEL_REACH), start)
    if label is not None:
        return Days(start, match.end("chain"), (), named, weeks)
    return Days(start, match.end("chain"), named, (), weeks)


def _weeks(run: str) -> tuple[int, ...]:
    """The weeks of 第2・第4 and of 第1〜3."""
    numbers = sorted({"一二三四五".find(sign) + 1 or int(sign) for sign in re.findall(_N, run)})
    return tuple(range(numbers[0], numbers[-1] + 1)) if re.search("[~-]", run) and numbers else tuple(numbers)


def _named(chain: str, weeks: bool, following: str) -> tuple[str, ...]:
    """The days of a chain in the week's order; () where its signs may be words (年月日, 水・土と緑)."""
    found: set[str] = set()
    tokens = list(_TOKEN.finditer(chain))
    sure, bare, span = weeks, 0, False
    last = ""
    for token in tokens:
        if token["span"]:
            span = True
            continue
        days = _of_token(token)
        if span and last and days:
            found |= _through(last, days[0])
        found.update(days)
        if token["run"] and not token["named"]:
            bare += len(days)
        else:
            sure = sure or chain not in ("休日", "祝")
        last, span = (days[-1] if token["run"] else ""), False
    if not sure and not _is_list(chain, bare, following):
        return ()
    return tuple(day for day in _ALL if day in found)


def _of_token(token: re.Match[str]) -> Sequence[str]:
    if token["pair"]:
        return ("祝",)
    if token["year"]:
        return ("年末年始",)
    if token["working"]:
        return _WEEK[:5]
    if token["every"]:
        return _WEEK if token["every"] == "毎日" else _ALL
    return token["run"]


def _through(first: str, last: str) -> set[str]:
    """The days from one to the other, over Sunday if need be; none where the last is no weekday."""
    if last not in _WEEK:
        return set()
    low, high = _WEEK.index(first), _WEEK.index(last)
    return {_WEEK[place % 7] for place in range(low, high + 1 if high >= low else high + 8)}


def _is_list(chain: str, bare: int, following: str) -> bool:
    """Whether bare signs stand as weekdays do: 土日, 月〜金, 火・木; not 日、月 and not what a word goes on from."""
    if chain in ("土日", "土・日") or chain.startswith("月火水"):
        return True
    if bare < 2 or re.search("[、と や/&]", chain.replace(" ", "")):
        return False
    return (
        not re.match("[一-龠ァ-ヴ々ー]|[とや][一-龠ァ-ヴ]", following)
        and re.search("[・~,ー-]|から", chain) is not None
    )
