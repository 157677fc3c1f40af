"""Figures inside an achievement's sentences: 【実績】 … 相談件数が約3倍に増加しました。"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from ...figures import year_of
from ..found import Found, found_series
from .indicator import Value, ValueStatus
from .values import Reading, figures, number_of, plain

LABEL: Final = re.compile(r"[【\[〔]?(?:[^】\]〕\s]{0,6}実績|(?:主な|これまでの)?成果)[】\]〕]?(?=[\s:：]|$)")
_UNIT_WORDS: Final = "人|名|件|回|校|園|円|千円|百万円|倍|%|世帯|団体|社|冊|部|組|台|箇所|か所|カ所|ヵ所|ヶ所|個所"
_UNITS: Final = frozenset(_UNIT_WORDS.split("|"))
_PART: Final = re.compile(r"中\s?(?:約\s?)?(?=\d)")  # 10 名中 3 名: the first figure is the whole
_NOT_COUNTED: Final = re.compile(r"\s?(?:未満|につき|に1|当たり|あたり|目(?!標|的))")
_NOT_A_COUNT: Final = re.compile(r"(?:[毎各][月年週日]|[月年週日]に?|1日平均|[人件回]に|うち|から|より|そのほか)$")
_DATE: Final = re.compile(
    r"(?:令和|平成|昭和|[RH])\s?(?:元|\d{1,2})\s?年度?(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?日)?末?\s?(?:時点|現在)?"
    r"(?:の|で|に|、|には|は)?"
)
_MODIFIER: Final = re.compile(
    r"(?:約|およそ|延べ|のべ|合わせて|合計|計|全部で|全|平均|最大|新たに|さらに|年間で?|累計|現在、?|\s)+$"
)
_ABOUT: Final = re.compile(r"(?:約|およそ|延べ|のべ)\s?$")
_PARTICLE: Final = re.compile(r"(?:として|(?:で|に|と|について|としては?)?は、?|[がをにで])$")
_NOUN: Final = re.compile(
    r"(?:ひとり|こども|子ども|\d{1,2}(?=年生))?[^ぁ-ん\s、。「」『』()・⇒\d]{2,}$|(?:こども|子ども)(?:たち)?$"
)
_NOUNS: Final = re.compile(
    r"(?<![^\s。】])(?:[^ぁ-ん\s、。「」『』()・⇒\d]{2,8}、){1,3}[^ぁ-ん\s、。「」『』()・⇒\d]{2,8}$"
)
_WIDE: Final = re.compile(r"(?:[^、。\s「」『』()⇒]|(?<=\d)\s(?=\S)|\s(?=\d))+$")  # a space beside a number is none
_STRICT: Final = re.compile(r"[^ぁ-ん、。\s()「」『』](?:[^ぁ-ん、。\s()「」『』]|の(?=[^ぁ-ん]))*$")
_WIDE_MAX: Final = 30
_TOPIC: Final = re.compile(r"(?<=[^ぁ-ん])は(?=.{2})")
_DONE: Final = re.compile(
    r"(?P<what>[^。]{2,}?)(?:を|の)(?:実施|開催|行|開始|図|支援)[^をの、。]{0,8}[、。]?$|(?P<topic>[^。]{2,}?)を[^を、。]{1,8}し、$"
)
_AFTER: Final = re.compile(r"の(?!うち)(?P<noun>[^\s、。をがはに\d]{2,20})(?=[をがはに])")
_GREW: Final = re.compile(r"\d\s?[^\s\d、。]{1,3}から$")
_CLAUSE: Final = re.compile(r"[たるい]$")
_REACH: Final = (
    160  # characters before a figure in which its name is looked for; patterns end there, so time is bounded
)
_CLAUSE_MIN: Final = 6  # characters; 残る names nothing, 運転免許を返納した does
_FROM: Final = re.compile(r"\s?から")


@dataclass(frozen=True, slots=True)
class _Count:
    """One figure with the words that name it; offsets in the flat text."""

    name: tuple[int, int]
    reading: Reading
    start: int
    end: int


def achievements(text: str, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> Iterator[Found]:
    """Every counted thing in the sentences ``text[start:end]``, named by the words before it, verbatim.

    A pair 1411 人から、… 1680 人 is one indicator over two years; of 10 名中 3 名 the part counts. Frequencies
    (月1回), ages, dates, sums per head, parts (うち9人) and rates of change (前年から7%) are passed over. Misses:
    figures in kanji, and names that stand only after the figure's sentence.

    Args:
        text: the plan's.
        start: where the sentences begin.
        end: where they end.
        taken: spans of ``text`` whose figures already belong to an indicator.
    """
    flat = plain(text[start:end])
    held: _Count | None = None
    for count in _counts(text[start:end], flat, [(left - start, right - start) for left, right in taken]):
        if held and _goes_on(flat, held, count):
            yield _found(text, start, held, (held.reading, count.reading), count.end)
            held = None
            continue
        if held:
            yield _found(text, start, held, (held.reading,), held.end)
        held = count
    if held:
        yield _found(text, start, held, (held.reading,), held.end)


def _found(text: str, start: int, count: _Count, readings: Sequence[Reading], end: int) -> Found:
    name = text[start + count.name[0] : start + count.name[1]]
    return found_series(name, readings, start + min(count.name[0], count.start), start + end)


def _goes_on(flat: str, held: _Count, count: _Count) -> bool:
    """Whether ``count`` is what ``held`` grew or shrank to: one sentence, から, one unit."""
    between = flat[held.end : count.start]
    return bool(_FROM.match(between)) and "。" not in between and held.reading.unit == count.reading.unit


def _counts(raw: str, flat: str, taken: Sequence[tuple[int, int]]) -> Iterator[_Count]:
    whole: int | None = None
    last: tuple[int, int] | None = None
    starts = [left for left, _ in sorted(taken)]
    ends = list(accumulate((right for _, right in sorted(taken)), max))
    for match in figures(flat):
        if match["unit"] not in _UNITS or _NOT_COUNTED.match(flat, match.end()):
            continue
        begun = bisect_right(starts, match.start())
        if begun and match.start() < ends[begun - 1]:
            continue
        if _PART.match(flat, match.end()):
            whole = match.start()
            continue
        begin, whole = match.start() if whole is None else whole, None
        left, year = _head(flat, begin)
        if _NOT_A_COUNT.search(flat, max(0, left - 8), left):
            if last is None or not _GREW.search(flat, max(0, left - 12), left):
                continue
            name: tuple[int, int] | None = last  # 1人から2人に
        else:
            name = _name(flat, left, match.end())
        if name is None:
            continue
        last = name
        about = _ABOUT.search(flat, max(0, begin - 8), begin)
        printed = raw[about.start() if about else begin : match.end()]
        value = Value(number_of(match), year, ValueStatus.FIGURE, printed)
        yield _Count(name, Reading(value, match["unit"]), begin, match.end())


def _head(flat: str, place: int) -> tuple[int, int | None]:
    """Where the words before a figure end, less 約, 延べ and a date; and the year of that date."""
    year = None
    while True:
        found = _MODIFIER.search(flat, max(0, place - 20), place)
        cut = found.start() if found else place
        date = next((each for each in _DATE.finditer(flat, max(0, cut - 24), cut) if each.end() == cut), None)
        if date is not None:
            year, cut = year_of(date[0]) or year, date.start()
        if cut == place:
            return place, year
        place = cut


def _name(flat: str, left: int, right: int) -> tuple[int, int] | None:
    """The span of the words that name the figure between ``left`` and ``right``; None where none do."""
    if left and flat[left - 1] == "(":
        low = max(0, left - _REACH)
        left = low + len(flat[low : left - 1].rstrip())
        if left and flat[left - 1] == "。":
            return _object(flat, left)
        found = _NOUNS.search(flat, max(0, left - _REACH), left) or _NOUN.search(flat, max(0, left - _REACH), left)
        return found.span() if found else _phrase(flat, left)
    if (particle := _PARTICLE.search(flat, max(0, left - _REACH), left)) is not None and (
        span := _phrase(flat, particle.start())
    ):
        return span
    if (noun := _NOUN.search(flat, max(0, left - _REACH), left)) is not None:
        return noun.span()
    if flat[left - 1 : left] not in ("、", "。") and (after := _AFTER.match(flat, right)) is not None:
        return after.span("noun")
    clause = _phrase(flat, left) if _CLAUSE.search(flat, max(0, left - 1), left) else None
    if clause and clause[1] - clause[0] >= _CLAUSE_MIN:
        return clause
    return _object(flat, left) or _subject(flat, left) or _phrase(flat, left)


def _phrase(flat: str, end: int) -> tuple[int, int] | None:
    """The words that end at ``end``: back to the last stop, or, where that is far, the last nouns joined by の."""
    closing = end - 1 if flat[end - 1 : end] in ("」", "』") else end
    found = _WIDE.search(flat, max(0, closing - _REACH), closing)
    if found is None:
        return None
    start = found.start()
    for topic in _TOPIC.finditer(flat, start, closing):
        start = topic.end()
    if closing - start > _WIDE_MAX and (nouns := _STRICT.search(flat, start, closing)):
        start = nouns.start()
    if any(match["unit"] not in (None, "歳") for match in figures(flat[start:closing])):
        return None
    closing -= flat[start:closing].endswith(("の", "に", "で"))
    return (start, closing) if closing - start >= 2 else None


def _subject(flat: str, end: int) -> tuple[int, int] | None:
    """What the sentence is about: the words before its は, or before its last が or を."""
    begin = max(flat.rfind("。", max(0, end - _REACH), end) + 1, end - _REACH)
    for mark in ("は", "が", "を"):
        place = flat.rfind(mark, begin, end)
        if place > begin and (span := _phrase(flat, place)):
            return span
    return None


def _object(flat: str, end: int) -> tuple[int, int] | None:
    """What the clause before was about: X of Xを実施し、 and of Xの実施。"""
    low = max(0, end - _REACH)
    begin = (
        max(flat.rfind("。", low, max(end - 1, 0)), flat.rfind(" ", low, end), flat.rfind("\t", low, end), low - 1) + 1
    )
    found = _DONE.match(flat[begin:end])
    if found is None or any(match["unit"] in _UNITS for match in figures(found[0])):
        return None
    group = "what" if found["what"] else "topic"
    return begin + found.start(group), begin + found.end(group)
