"""Figures inside an achievement's sentences: 【実績】 … 相談件数が約3倍に増加しました。"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from ...figures import Bound, Date, Figure, Kind, Quantity, Years, read
from ...text.folding import fold
from ..found import Found, found_series
from .values import Reading, reading, year_named

LABEL: Final = re.compile(r"[【\[〔]?(?:[^】\]〕\s]{0,6}実績|(?:主な|これまでの)?成果)[】\]〕]?(?=[\s:：]|$)")
_COUNTED: Final = frozenset(
    (Kind.PERSONS, Kind.PLACES, Kind.CASES, Kind.TIMES, Kind.MONEY, Kind.RATE, Kind.HOUSEHOLDS, Kind.THINGS)
)
_HEADS: Final = ("人", "世帯", "件")  # a sum per head
_NAMED: Final = re.compile(r"[一二三四五六七八九十百千万]")  # 二千人雇用センター is a name
_KANJI: Final = re.compile(r"[一-龠]")
_PART: Final = re.compile(r"中\s?")  # 10 名中 3 名: the first figure is the whole
_NOT_COUNTED: Final = re.compile(r"\s?(?:につき|に1|当たり|あたり|目(?!標|的))")
_NOT_A_COUNT: Final = re.compile(r"(?:[毎各][月年週日]|[月年週日]に?|[人件回]に|うち|から|より|そのほか)$")
_AT: Final = re.compile(r"末?\s?(?:の?時点|現在)?(?:の|で|に|、|には|は)?")  # behind a date
_MODIFIER: Final = re.compile(
    r"(?:約|およそ|延べ|のべ|合わせて|合計|計|全部で|全|平均|最大|新たに|さらに|年間で?|累計|現在、?|\s)+$"
)
_PARTICLE: Final = re.compile(r"(?:として|(?:で|に|と|について|としては?)?は、?|[がをにで])$")
_NOUN: Final = re.compile(
    r"(?:ひとり|こども|子ども|\d{1,2}(?=年生))?[^ぁ-ん\s、。「」『』()・→\d]{2,}$|(?:こども|子ども)(?:たち)?$"
)
_NOUNS: Final = re.compile(
    r"(?<![^\s。】])(?:[^ぁ-ん\s、。「」『』()・→\d]{2,8}、){1,3}[^ぁ-ん\s、。「」『』()・→\d]{2,8}$"
)
_WIDE: Final = re.compile(r"(?:[^、。\s「」『』()→]|(?<=\d)\s(?=\S)|\s(?=\d))+$")  # a space beside a number is none
_STRICT: Final = re.compile(r"[^ぁ-ん、。\s()「」『』](?:[^ぁ-ん、。\s()「」『』]|の(?=[^ぁ-ん]))*$")
_WIDE_MAX: Final = 30
_TOPIC: Final = re.compile(r"(?<=[^ぁ-ん])は(?=.{2})")
_DONE: Final = re.compile(
    r"(?P<what>[^。]{2,}?)(?:を|の)(?:実施|開催|行|開始|図|支援)[^をの、。]{0,8}[、。]?$|(?P<topic>[^。]{2,}?)を[^を、。]{1,8}し、$"
)
_AFTER: Final = re.compile(r"の(?!うち)(?P<noun>[^\s、。をがはに\d]{2,20})(?=[をがはに])")
_CLAUSE: Final = re.compile(r"[たるい]$")
_REACH: Final = (
    160  # characters before a figure in which its name is looked for; patterns end there, so time is bounded
)
_CLAUSE_MIN: Final = 6  # characters; 残る names nothing, 運転免許を返納した does
_FROM: Final = re.compile(r"\s?から")


@dataclass(frozen=True, slots=True)
class _Sentences:
    """What is read: the text as given and folded, and its figures."""

    raw: str
    flat: str
    figures: tuple[Figure, ...]
    starts: tuple[int, ...]

    def within(self, start: int, end: int) -> Sequence[Figure]:
        """The figures that begin in a span."""
        return self.figures[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def counts(self, start: int, end: int) -> bool:
        """Whether a span counts anything but years of age."""
        return any(
            isinstance(each, Quantity) and each.unit and each.kind is not Kind.AGE for each in self.within(start, end)
        )


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
    names that stand only after the figure's sentence.

    Args:
        text: the plan's.
        start: where the sentences begin.
        end: where they end.
        taken: spans of ``text`` whose figures already belong to an indicator.
    """
    raw = text[start:end]
    figures = read(raw)
    said = _Sentences(raw, fold(raw), figures, tuple(figure.start for figure in figures))
    held: _Count | None = None
    for count in _counts(said, [(left - start, right - start) for left, right in taken]):
        if held and _goes_on(said.flat, held, count):
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


def _counts(said: _Sentences, taken: Sequence[tuple[int, int]]) -> Iterator[_Count]:
    flat, raw = said.flat, said.raw
    whole: int | None = None
    last: tuple[int, int] | None = None
    starts = [left for left, _ in sorted(taken)]
    ends = list(accumulate((right for _, right in sorted(taken)), max))
    for figure, following in pairwise([*said.figures, None]):
        begun = bisect_right(starts, figure.start) if figure else 0
        if (
            not isinstance(figure, Quantity)
            or not _is_count(flat, figure)
            or (begun and figure.start < ends[begun - 1])
        ):
            continue
        if isinstance(following, Quantity) and _PART.fullmatch(flat, figure.end, following.start):
            whole = figure.start
            continue
        begin, whole = figure.start if whole is None else whole, None
        left, year = _head(said, begin)
        if _NOT_A_COUNT.search(flat, max(0, left - 8), left):
            if last is None or not _grew(said, left):
                continue
            name: tuple[int, int] | None = last  # 1人から2人に
        else:
            name = _name(said, left, figure.end)
        if name is None:
            continue
        last = name
        yield _Count(name, reading(figure, year, raw[begin : figure.end]), begin, figure.end)


def _is_count(flat: str, figure: Quantity) -> bool:
    """Whether a quantity counts things: no frequency, no sum per head, no limit (18歳未満)."""
    if figure.kind not in _COUNTED or not figure.unit or figure.bound is Bound.LESS:
        return False
    printed = flat[figure.start : figure.end]
    frequent = figure.kind is Kind.TIMES and figure.per != "" and "/" not in printed  # 月1回; 30,000円／年間 is a sum
    named = _NAMED.match(flat, figure.start) is not None and _KANJI.match(flat, figure.end) is not None
    return not frequent and not named and figure.per not in _HEADS and not _NOT_COUNTED.match(flat, figure.end)


def _grew(said: _Sentences, left: int) -> bool:
    """Whether から before ``left`` follows a quantity: 1人から2人に."""
    end = left - len("から")
    return any(isinstance(each, Quantity) and each.end == end for each in said.within(max(0, end - 12), end))


def _head(said: _Sentences, place: int) -> tuple[int, int | None]:
    """Where the words before a figure end, less 延べ and a date; and the year of that date."""
    year = None
    while True:
        found = _MODIFIER.search(said.flat, max(0, place - 20), place)
        cut = found.start() if found else place
        near = [each for each in said.within(max(0, cut - 24), cut) if isinstance(each, Years | Date)]
        date = next((each for each in near if each.end <= cut and _AT.fullmatch(said.flat, each.end, cut)), None)
        if date is not None:
            year, cut = year_named(date) or year, date.start
        if cut == place:
            return place, year
        place = cut


def _name(said: _Sentences, left: int, right: int) -> tuple[int, int] | None:
    """The span of the words that name the figure between ``left`` and ``right``; None where none do."""
    flat = said.flat
    if left and flat[left - 1] == "(":
        low = max(0, left - _REACH)
        left = low + len(flat[low : left - 1].rstrip())
        if left and flat[left - 1] == "。":
            return _object(said, left)
        found = _NOUNS.search(flat, max(0, left - _REACH), left) or _NOUN.search(flat, max(0, left - _REACH), left)
        return found.span() if found else _phrase(said, left)
    if (particle := _PARTICLE.search(flat, max(0, left - _REACH), left)) is not None and (
        span := _phrase(said, particle.start())
    ):
        return span
    if (noun := _NOUN.search(flat, max(0, left - _REACH), left)) is not None:
        return noun.span()
    if flat[left - 1 : left] not in ("、", "。") and (after := _AFTER.match(flat, right)) is not None:
        return after.span("noun")
    clause = _phrase(said, left) if _CLAUSE.search(flat, max(0, left - 1), left) else None
    if clause and clause[1] - clause[0] >= _CLAUSE_MIN:
        return clause
    return _object(said, left) or _subject(said, left) or _phrase(said, left)


def _phrase(said: _Sentences, end: int) -> tuple[int, int] | None:
    """The words that end at ``end``: back to the last stop, or, where that is far, the last nouns joined by の."""
    flat = said.flat
    closing = end - 1 if flat[end - 1 : end] in ("」", "』") else end
    found = _WIDE.search(flat, max(0, closing - _REACH), closing)
    if found is None:
        return None
    start = found.start()
    for topic in _TOPIC.finditer(flat, start, closing):
        start = topic.end()
    if closing - start > _WIDE_MAX and (nouns := _STRICT.search(flat, start, closing)):
        start = nouns.start()
    if said.counts(start, closing):
        return None
    closing -= flat[start:closing].endswith(("の", "に", "で"))
    return (start, closing) if closing - start >= 2 else None


def _subject(said: _Sentences, end: int) -> tuple[int, int] | None:
    """What the sentence is about: the words before its は, or before its last が or を."""
    flat = said.flat
    begin = max(flat.rfind("。", max(0, end - _REACH), end) + 1, end - _REACH)
    for mark in ("は", "が", "を"):
        place = flat.rfind(mark, begin, end)
        if place > begin and (span := _phrase(said, place)):
            return span
    return None


def _object(said: _Sentences, end: int) -> tuple[int, int] | None:
    """What the clause before was about: X of Xを実施し、 and of Xの実施。"""
    flat = said.flat
    low = max(0, end - _REACH)
    begin = (
        max(flat.rfind("。", low, max(end - 1, 0)), flat.rfind(" ", low, end), flat.rfind("\t", low, end), low - 1) + 1
    )
    found = _DONE.match(flat[begin:end])
    if found is None or said.counts(begin, begin + len(found[0])):
        return None
    group = "what" if found["what"] else "topic"
    return begin + found.start(group), begin + found.end(group)
