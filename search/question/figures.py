"""Which figures would answer a question: the kinds and units of corpus.figures that 何X, X数, いくら and いつ ask for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, reduce
from operator import or_
from typing import Final

from corpus.figures import Clock, Date, Days, Figure, Kind, Quantity, Unit, Years, quantities, unit_counted, unit_named
from corpus.figures.units import unit_at
from corpus.text.folding import fold

_COUNTS: Final = frozenset(
    (Kind.PERSONS, Kind.PLACES, Kind.CASES, Kind.TIMES, Kind.HOUSEHOLDS, Kind.THINGS, Kind.NUMBER, Kind.SCORE)
)
_MEASURES: Final = frozenset((Kind.LENGTH, Kind.AREA, Kind.WEIGHT, Kind.VOLUME, Kind.ENERGY, Kind.SPEED, Kind.STORAGE))


class Time(StrEnum):
    """What may be printed of when something is."""

    YEAR = "year"
    DATE = "date"
    DAYS = "days"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class WantedFigure:
    """Which figures answer: a quantity of one of ``kinds`` or ``units``, a time of one of ``times``.

    ``bare`` says that a number without a unit will do where its label says that it counts (登録団体数 H28:711), ``decimal``
    that one with a decimal point will (自殺死亡率 21.1), ``free`` that 無料 answers too.
    """

    kinds: frozenset[Kind] = frozenset()
    units: frozenset[str] = frozenset()
    times: frozenset[Time] = frozenset()
    bare: bool = False
    decimal: bool = False
    free: bool = False

    def __or__(self, other: "WantedFigure") -> "WantedFigure":
        """What answers either."""
        return WantedFigure(
            self.kinds | other.kinds, self.units | other.units, self.times | other.times,
            self.bare or other.bare, self.decimal or other.decimal, self.free or other.free,
        )  # fmt: skip

    def fits(self, figure: Figure, unit: Unit | None = None, *, counts: bool = False) -> bool:
        """Whether a figure answers.

        Args:
            figure: as read.
            unit: what the words around a bare number say it is in, where they do.
            counts: whether its label says that it counts something (登録数 711).
        """
        if not isinstance(figure, Quantity):
            return bool(self.times) and _time_of(figure) in self.times
        if figure.unit or figure.kind is not Kind.NUMBER:
            return self._has(figure.unit, figure.kind) or self._all_day(figure)
        if unit is not None:
            return self._has(unit.name, unit.kind)
        return (self.bare and counts) or Kind.NUMBER in self.kinds or (self.decimal and figure.low % 1 != 0)

    def _has(self, unit: str, kind: Kind) -> bool:
        return unit in self.units or kind in self.kinds

    def _all_day(self, figure: Quantity) -> bool:
        return Time.CLOCK in self.times and figure.unit == "時間" and figure.low == 24


def _time_of(figure: Figure) -> Time | None:
    if isinstance(figure, Years):
        return Time.YEAR if figure.years else None
    if isinstance(figure, Date):
        return Time.DATE
    if isinstance(figure, Days):
        return Time.DAYS
    return Time.CLOCK if isinstance(figure, Clock) else None


# Units that count the same, as whoever asks would say: 保育所は何施設 is answered by 5か所, 8園 and 8保育所.
_ALIKE: Final = tuple(
    frozenset(row.split())
    for row in (
        "か所 施設 拠点 事業所 会場 サロン ステーション スポット センター 地点 会所 窓口",
        "団体 組織 グループ クラブ チーム 班 隊 自治会 町内会 単位", "件 相談 事例 ケース 症例", "回 度 公演", "校 学校 小学校 中学校 高校 大学",
        "園 保育所 幼稚園 こども園", "店 店舗", "社 企業 事業所", "床 ベッド", "室 部屋 教室", "席 議席", "地区 地域 区 圏域 校区 集落",
        "市町村 自治体 市 市町 町 村", "戸 軒 世帯", "種類 種 品目 種目 項目", "事業 施策 取組 講座", "講座 コース 教室", "冊 部", "食 人分 食分",
    )
)  # fmt: skip
# What else is printed where they are asked for: 相談件数 in persons, 団体数 in those who registered.
_ALSO: Final = {"件": ("人", "回"), "団体": ("人",), "歳": ("年生", "学年"), "年生": ("学年", "歳"), "食": ("人",)}
# Units that count whatever a word of the question names: 児童館は何か所 is answered by 5館.
_GENERIC: Final = frozenset(("か所", "施設", "団体", "個", "つ", "種類"))
_LENGTHS: Final = ("秒", "分", "時間", "日", "週", "か月", "年")  # a duration is told in its unit or in one beside it
_LIKE: Final = {"営業日": "日", "泊": "日", "学期": "か月", "半期": "か月", "年度": "年", "周年": "年"}
_WHOLE_KINDS: Final = (
    frozenset((Kind.PERSONS, Kind.MONEY, Kind.RATE, Kind.AGE, Kind.HOUSEHOLDS, Kind.SCORE)) | _MEASURES
)

MONEY: Final = WantedFigure(frozenset((Kind.MONEY,)), free=True)
COUNTED: Final = WantedFigure(_COUNTS)
_THINGS: Final = WantedFigure(_COUNTS - {Kind.PERSONS})  # いくつ counts nobody
_SPAN: Final = WantedFigure(frozenset((Kind.DURATION,)))
DATED: Final = WantedFigure(times=frozenset((Time.YEAR, Time.DATE)))
_HOURS: Final = WantedFigure(times=frozenset((Time.CLOCK,)))
_WEEKDAYS: Final = WantedFigure(times=frozenset((Time.DAYS,)))
OPENING: Final = _HOURS | _WEEKDAYS
RATE: Final = WantedFigure(frozenset((Kind.RATE,)), decimal=True)
ANY: Final = WantedFigure(frozenset(Kind))

# Words that ask for a figure without naming its unit.
_UNIT_WORDS: Final = (
    (
        re.compile(
            r"いくら(?!い|か(?!か)|[^。、?]{1,8}[てで]も(?!ら))|なんぼ|おいくら|金額|料金|保険料は|費用は|予算|お金(?:が|は|も)?(?:いる|い[りら]|要|かか)|"
            r"(?<![無有資材食燃原飲])料(?:と|は?[?]|は?$|を(?:教|知))|(?<!消)費(?:は?[?]|は?$|を(?:教|知)|は(?:どの|どれ|何|かか))|"
            r"(?<![時世年交現近初])代(?:は?[?]|は?$|を(?:教|知)|は(?:どの|どれ|かか))|(?:給付|支給|補助|月|年|助成|限度|上限|負担|委託|決算)額|"
            r"(?:給食|参加|会|利用|入場)(?:費|料)(?!無料)|値段|残高"
        ),
        MONEY,
    ),
    (
        re.compile(r"割合|(?<!効)(?<!能)(?<!比)率(?:は|の|を|も|って|$|[、,?\s(])|回収率|充足率|比率|パーセン"),
        RATE,
    ),
    (re.compile(r"利用者は|定員"), WantedFigure(frozenset((Kind.PERSONS,)))),
    (re.compile(r"設置数"), WantedFigure(units=_ALIKE[0])),
    (re.compile(r"いくつから|いくつまで|年齢(?:は|$|[?、を]|制限)|対象年齢"), WantedFigure(frozenset((Kind.AGE,)))),
    (
        re.compile(r"どの(?:くらい|ぐらい|程度)の?期間|(?:(?<!計画)期間|日数|年数)(?:は|$|[?、を])|(?:どれ|どの)(?:くらい|ぐらい)(?:待|長)"),
        _SPAN,
    ),
)  # fmt: skip
_TAKES: Final = re.compile(r"(?:どれ|どの)(?:くらい|ぐらい|ほど)(?:かか|要)")
_ANY_WORDS: Final = re.compile(
    r"数値|目標値|実績値|現状値|KPI|kpi|指標|推移|どれ(?:くらい|ぐらい|だけ|ほど)|どの(?:くらい|ぐらい|程度)の?(?:規模|量|人|数|広)"
)
_HOW_MANY_THINGS: Final = re.compile(r"いくつ(?!も|か(?![?。]|$)|に(?:な|の)|まで|から)")
_SOME: Final = re.compile(r"数は|数の推移|(?:の|定)数(?:$|[をがはにとも?？。、])")
_CHANGE: Final = re.compile(r"変化|推移|増え|増加|伸び")
_TIMES: Final = WantedFigure(units=frozenset(("倍",)))

_HOW_MUCH: Final = re.compile(r"いくら|なんぼ|金額")
_HOW_MANY: Final = re.compile(r"何[十百千万億]*+")
# Behind 何X: 何回も焦がす and 何人かで are told, 何か月もらえる and 何人か教えて are asked.
EVEN: Final = r"[^、。?？]{0,6}?[てで]も(?!ら|い[いけ])"  # 何歳になっても, 何人家族でも
_TOLD: Final = re.compile(
    EVEN + r"|も(?!ら[えうっいわ])|か(?!$|[?？。、を]|は[?？]?$|教|知|分か|わか|調|聞|かり)|となく"
)
# 何語, 何市 and 何課 ask for a name, 何階 and 何号室 for the way.
_NAMES: Final = frozenset(("語", "課", "者", "市", "町", "村", "階", "号室", "号館"))
LASTING: Final = re.compile(
    r"間|かか|くらい|ぐらい|ほど|以内|以上|使|休|もら|程度|待|前|ごと|に[1一]|分|お?泊|で(?![すし])|た[っつ]|続"
)
_HELD: Final = re.compile(r"いつ.{0,4}(?:開[いきかけ催]|や[っる]|あ[りる]ま|ある|行わ|集ま)|日程|開催日")
_TIME_WORD: Final = re.compile(r"曜日?|[年月]度?|[時日]")
_COUNT_NAME: Final = re.compile(
    r"[^\s、。?()（）「」]{0,12}(?<![複多少無手端奇偶半])数(?=[のはをがにとも、。?\s()（）・]|$)"
)
_NOUN: Final = re.compile(r"[一-龠々ァ-ヶーA-Za-z]+|[ぁ-ん]+")


def counted_in(text: str) -> WantedFigure | None:
    """Which figures a question for a number asks for; None where nothing in it asks for one.

    Args:
        text: the question in NFKC.
    """
    how_many = tuple(_how_many(text))
    units = (*how_many, *_count_names(text))
    words = () if how_many and not _HOW_MUCH.search(text) else _UNIT_WORDS  # 保険料は何段階 asks for no money
    found = [wanted for pattern, wanted in words if pattern.search(text)]
    found += map(_of_unit, units)
    if any(unit.name in _GENERIC for unit in units):
        found.append(WantedFigure(units=_named(text)))
    if not found:
        if _TAKES.search(text):
            return _SPAN | MONEY
        if _ANY_WORDS.search(text):
            return ANY
        if _SOME.search(text) or _COUNT_NAME.search(text):
            return COUNTED
        return _THINGS if _HOW_MANY_THINGS.search(text) else None
    if _CHANGE.search(text):
        found.append(_TIMES)
    if "数" in text:
        found.append(WantedFigure(bare=True))
    return reduce(or_, found)


def time_in(text: str) -> WantedFigure:
    """Which times a question for a time asks for."""
    if "曜" in text:
        return _WEEKDAYS
    if re.search(r"何時|終電|時間帯|(?:営業|受付|開所|開館|利用|相談|開設)時間", text):
        return _HOURS
    return DATED | _WEEKDAYS if _HELD.search(text) else DATED


def lasts(text: str, place: int) -> bool:
    """Whether 何年 or 何日 that ends at ``place`` asks how long: 何日かかる, 何年に1回."""
    return LASTING.match(text, place) is not None


def asking(text: str) -> list[tuple[int, int]]:
    """Where every 何X stands, of what is counted and of what is dated: 何事業所, 何曜日."""
    flat = fold(text)
    spans = []
    for match in _HOW_MANY.finditer(flat):
        found, time = unit_at(flat, match.end()), _TIME_WORD.match(flat, match.end())
        if found is not None or time is not None:
            spans.append((match.start(), max(found[1] if found else 0, time.end() if time else 0)))
    return spans


def unasked(text: str) -> str:
    """``text``, as long as before, without every 何X and what is asked for one of (1食 of 1食いくら)."""
    ones = (each for each in quantities(text) if each.low == each.high == 1)
    for start, end in (*asking(text), *((each.start, each.end) for each in ones)):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _how_many(text: str) -> Iterator[Unit]:
    """The units of every 何X that is asked."""
    flat = fold(text)
    for match in _HOW_MANY.finditer(flat):
        found = unit_at(flat, match.end())
        if found is None or found[0].name in _NAMES or _TOLD.match(flat, found[1]):
            continue
        row, end = found
        if row.name in ("年", "日") and flat[match.end() : end] == row.name and not lasts(flat, end):
            continue
        if (unit := unit_named(row.synonyms[0])) is not None:
            yield unit


def _count_names(text: str) -> Iterator[Unit]:
    """The units of every X数 that is asked."""
    for match in _COUNT_NAME.finditer(text):
        if (unit := unit_counted(match[0])) is not None:
            yield unit


@cache
def _of_unit(unit: Unit) -> WantedFigure:
    """What answers a question for a number of a unit."""
    name = _LIKE.get(unit.name, unit.name)
    if name in _LENGTHS:
        place = _LENGTHS.index(name)
        near = frozenset(_LENGTHS[max(place - 1, 0) : place + 2])
        return WantedFigure(units=near | {like for like, name in _LIKE.items() if name in near})
    units = frozenset((unit.name, *_ALSO.get(unit.name, ()))).union(*(row for row in _ALIKE if unit.name in row))
    return WantedFigure(frozenset((unit.kind,)) & _WHOLE_KINDS if unit.name != "倍" else frozenset(), units)


def _named(text: str) -> frozenset[str]:
    """The units that end a word of the question: 館 of 児童館は何か所."""
    found = (unit_named(match[0][place:]) for match in _NOUN.finditer(text) for place in range(len(match[0])))
    return frozenset(unit.name for unit in found if unit is not None and unit.kind in (Kind.PLACES, Kind.THINGS))
