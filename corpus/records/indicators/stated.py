"""Targets that a sentence or a line states: 令和8年度までに健診の受診率を60%以上にします, 自殺死亡率 11.0以下.

Where a sentence also prints what was (平成27年の13.9から), that is the baseline. What no baseline stands beside must show more
than an aim: a year, a limit (以上, ゼロ), a name that is a measure's, the word 目標 above it. Aims of others (国は) are none of
the plan's.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ...figures import Date, Figure, Kind, Quantity, Years, read
from ...figures.told_of import told_of
from ...text.folding import fold
from ...text.sentences import sentence_spans
from ..found import Found
from .indicator import Value, ValueStatus
from .names import MEASURE
from .values import CHANGE, Reading, reading, year_named

_AIM: Final = re.compile(
    r"(?=[目め削減増引向にと達下上])(?:目標|目指|めざ|目途|削減し|減少させ|増加させ|引き[上下]げ|[増減]らし|向上させ|[にと]する|[にと]します|達成|下回|上回)"
)
_OF: Final = re.compile(r"(?:度|末|時点|現在|実績)*(?:の|は|で|に|における|\s)*")  # 平成27年の13.9
_START_VALUE: Final = re.compile(
    r"\s?(?:\([^()]*\))?\s?(?:から|より|と比較|と比べ|に比べ|に対し|を基準|→|を|だった|であった|でしたが|ですが|であり)"
)
_BY: Final = re.compile(r"(?:度|末|時点)*\s?(?:まで|には?|の?(?:数値)?目標|、|は|を|\)|年|の)")
_TO: Final = re.compile(
    r"\s?(?:\([^()]*\))?[」』]?\s?(?:に|へ|と|まで|を(?:目|め|達|上回|下回|維持|数値目標)|の?(?:維持|減少|増加|削減)|\(|$|。)"
)
# 令和8年度末までに、(新たに)…を(おおむね)20か所に(まで)増やします; what has been made already is none: 増やしました.
_UNTIL: Final = re.compile(r"(?:度|末|中|時点)*\s?(?:まで|を目途|を目標)(?:に)?は?[、,]?\s*")
_MADE: Final = re.compile(
    r"(?:市内の?|新たに|全ての?)?(?P<name>[^、。「」をに]{3,40})を(?:約|おおむね|概ね|年間|延べ|合計)*"
)
_INTO: Final = re.compile(
    r"(?:程度)?(?:(?:に|へ|まで|にまで)は?|(?<=まで))(?:増や|減ら|引き?上げ|引き?下げ|高め|広げ|伸ば|抑え|増加|減少|削減|拡大|拡充|向上|縮小|増設|増員|し|する)"
    r"(?![^、。]{0,5}(?:ました|した(?!い)|[げめえ]た(?!い)|ており|ている|てい?ま|てきた))"
)
_NAME: Final = re.compile(
    r"(?:^|(?<=[、。:\s]))(?P<name>[^、。:\s][^、。]{1,60}?)(?:を|は|が|の|について|に関して|として)?[、\s]*\Z"
)
_WORDS_MIN: Final = 3  # characters
_WORDS_MAX: Final = 40
_ZERO: Final = re.compile(r"(?<=[一-龠ぁ-んァ-ヶ「])ゼロ(?=[」のにをと。\s]|$)")
_CLAUSE_EDGE: Final = re.compile(r"[、。：:「『\s]|では|には|ことで")
_BEFORE_NAME: Final = re.compile(r"(?:末|度)?(?:まで)?(?:に|の|は|で)*")  # between a year and the name
_OTHERS: Final = re.compile(
    r"国(?:は|が|の|では|に)|県(?:は|が|の|では)|都(?:は|が|の)|大綱|政府|WHO|SDGs|全国|国際|府は|道は"
)
# Behind these a sentence that began with the aims of others goes on to the plan's own.
_OWN: Final = re.compile(
    r"ことから|踏まえ|受け、|おり、|ため、|本[市町村区県計]|当[市町村区]|[市町村区](?:で|におい)ては|[市町村区]では|[市町村区]でも"
)
_SENTENCE_MAX: Final = 240  # characters
_ABOVE: Final = re.compile(r"目標|指標|KPI")
_ABOVE_REACH: Final = 60  # characters before a sentence
_LIMITS: Final = ("以上", "以下", "未満", "超")
_LIMITED: Final = re.compile(f"(?=[以未超ゼ0〇零])(?:{'|'.join(_LIMITS)}|ゼロ|0|〇|零)")
_YEARS: Final = re.compile(r"年|[RHSrhs][0-9元]|[12][0-9]{3}")  # what a year prints
_AMOUNT: Final = re.compile("[0-9〇零一二三四五六七八九壱弐参十百千拾半ゼ]")  # what a quantity or ゼロ has at least
_UNTIL_WORDS: Final = re.compile(r"まで|を目途|を目標")
_SIGNS_MIN: Final = 4  # of five (arbitrary, other numbers were not tried)
_NO_MEASURES: Final = (Kind.MONEY, Kind.AGE, Kind.ORDER, Kind.DURATION, Kind.LENGTH, Kind.AREA)


def stated_targets(text: str, whole: str) -> Iterator[Found]:
    """The indicators of sentences that print a figure of a year and the one that it is to become by another.

    ``whole`` is ``text``, folded.
    """
    for at, end in sentence_spans(text):
        if _AMOUNT.search(whole, at, end) is None:
            continue
        sentence, flat = text[at:end], whole[at:end]
        near = _ABOVE.search(whole, max(0, at - _ABOVE_REACH), at) is not None
        aim, until = _AIM.search(sentence) is not None, _UNTIL_WORDS.search(flat) is not None
        if not (aim or until or _signs_at_most(flat, near=near) >= _SIGNS_MIN):
            continue
        figures = read(sentence)
        found = _of_sentence(sentence, flat, figures) if aim else None
        found = found or (_becoming(sentence, flat, figures) if until else None)
        found = found or _aimed(sentence, flat, figures, near=near)
        if found is not None:
            yield Found(found.name, found.unit, found.baseline, found.target, (), at + found.start, at + found.end)


def _signs_at_most(flat: str, *, near: bool) -> int:
    """How many signs of an aim a sentence can show at most, told without reading its figures, which takes long."""
    limited = _LIMITED.search(flat) is not None
    return near + limited + bool(_AIM.search(flat) or "目標" in flat) + bool(_YEARS.search(flat)) + 1


def _of_sentence(sentence: str, flat: str, figures: Sequence[Figure]) -> Found | None:
    for place, (year, past) in enumerate(pairwise(figures)):
        if (
            not isinstance(past, Quantity)
            or not isinstance(year, Years | Date)
            or not _START_VALUE.match(flat, past.end)
        ):
            continue
        between = flat[year.end : past.start]
        plain = _OF.fullmatch(between) is not None
        words = (
            _NAME.search(flat, 0, year.start)
            if plain
            else re.fullmatch(r"の(?P<name>[^、。0-9]{3,30}?)[はをが]?", between)
        )
        goal = _goal(flat, figures[place + 2 :], past)
        if words is None or goal is None or len(words["name"]) < _WORDS_MIN:
            continue
        by, target = goal
        offset = 0 if plain else year.end
        name = sentence[offset + words.start("name") : offset + words.end("name")]
        now = reading(past, year_named(year), sentence[past.start : past.end])
        then = reading(target, year_named(by), sentence[target.start : target.end])
        first = min(year.start, offset + words.start("name"))
        return Found(name, then.unit or now.unit, now.value, then.value, (), first, target.end)
    return None


def _goal(flat: str, figures: Sequence[Figure], past: Quantity) -> tuple[Figure, Quantity] | None:
    """The next year that something is to be reached by, and the last figure of the same unit behind it."""
    by = next((each for each in figures if year_named(each) is not None and _BY.match(flat, each.end)), None)
    if by is None:
        return None
    counted = [each for each in figures if isinstance(each, Quantity) and each.start > by.start]
    same = [
        each for each in counted if each.unit == past.unit and each.kind is not Kind.ORDER and _TO.match(flat, each.end)
    ]
    return (by, same[-1]) if same else None


def _becoming(sentence: str, flat: str, figures: Sequence[Figure]) -> Found | None:
    """What is to be made so many by a year, as a whole clause says it: 令和8年度までに…の拠点を20か所に増やします.

    Between the year and the figure stands the name alone, and behind it a change that is still to come.
    """
    for place, by in enumerate(figures):
        until = _UNTIL.match(flat, by.end) if year_named(by) is not None else None
        if until is None or _OTHERS.search(flat, 0, by.start):
            continue
        zero = _ZERO.search(flat, until.end())
        following = (
            each for each in figures[place + 1 :] if isinstance(each, Quantity) and each.kind not in _NO_MEASURES
        )
        figure = next((each for each in following if each.start > until.end()), None)
        start, end = (figure.start, figure.end) if figure else zero.span() if zero else (0, 0)
        name = _MADE.fullmatch(flat, until.end(), start) if start else None
        if name is None or _INTO.match(flat, end) is None:
            continue
        words = sentence[name.start("name") : name.end("name")]
        year = year_named(by)
        if figure is None:
            value, unit = Value(None, year, ValueStatus.TREND, sentence[start:end]), None
        else:
            told = reading(figure, year, sentence[start:end])
            value, unit = told.value, told.unit
        return Found(words, unit, None, value, (), by.start, end)
    return None


def _aimed(sentence: str, flat: str, figures: Sequence[Figure], *, near: bool) -> Found | None:
    """A target without a baseline, where enough speaks for it; ``near``: goals are spoken of right above."""
    target = _target(sentence, flat, figures)
    if target is None or len(flat) > _SENTENCE_MAX:
        return None
    own = max((match.end() for match in _OWN.finditer(flat, 0, target[1])), default=0)
    if _OTHERS.search(flat, own, target[1]):
        return None
    then, start, end = target
    by = [
        each for each in figures if isinstance(each, Years | Date) and _BY.match(flat, each.end) and each.end <= start
    ]
    aim = _AIM.search(flat, end) is not None or "目標" in flat
    limited = then.value.text.endswith(_LIMITS) or then.value.value in (None, 0)
    signs = sum((bool(by), limited, near, aim))
    if signs < _SIGNS_MIN - 1 or (not aim and len(flat) > _WORDS_MAX * 2):
        return None  # whatever the name is, which takes long to find
    name = _told(sentence, figures, start, end)
    if name is None or signs + bool(MEASURE.search(name)) < _SIGNS_MIN:
        return None
    year = year_named(by[-1]) if by else None
    value = Value(then.value.value, year, then.value.status, then.value.text)
    place = sentence.find(name)
    return Found(name, then.unit, None, value, (), min(place, start) if place >= 0 else start, end)


def _target(sentence: str, flat: str, figures: Sequence[Figure]) -> tuple[Reading, int, int] | None:
    """The last figure that something is to become, or a ゼロ."""
    zero = _ZERO.search(flat)
    if zero is not None:
        text = sentence[zero.start() : zero.end()]
        return Reading(Value(None, None, ValueStatus.TREND, text), None), zero.start(), zero.end()
    for each in reversed(figures):
        if isinstance(each, Quantity) and each.kind not in _NO_MEASURES and _TO.match(flat, each.end):
            change = CHANGE.match(flat, each.end)
            end = change.end() if change else each.end
            found = reading(each, None, sentence[each.start : end])
            if change and not change[0].endswith(("維持", "継続")):
                found = Reading(Value(None, None, ValueStatus.TREND, found.value.text), found.unit)
            return found, each.start, end
    return None


def _told(sentence: str, figures: Sequence[Figure], start: int, end: int) -> str | None:
    """What the figure at ``start`` is told of."""
    figure = next((each for each in figures if each.start == start), None)
    if figure is None:
        words = re.search(r"[^\s、。「」をはにの]{2,20}$", sentence[:start])
        return words[0] if words else None
    told = told_of(sentence, figure)
    names = [name for name in (told.subject, told.topic) if name and "目標" not in name and len(name) <= _WORDS_MAX]
    whole = [_whole_phrase(sentence, figures, name, start) for name in names]
    measured = [name for name in whole if MEASURE.search(name)]
    before = re.search(r"[^\s、。「」をはに]{2,30}(?:数|率|割合)(?=[をは\s(])", fold(sentence)[:start])
    return next(iter([*measured, *([before[0]] if before else []), *whole]), None)


def _whole_phrase(sentence: str, figures: Sequence[Figure], name: str, end: int) -> str:
    """A noun with the words of its clause before it: 地域福祉に取り組む団体数 of 団体数."""
    place = sentence.rfind(name, 0, end)
    if place < 0:
        return name
    left = max((match.end() for match in _CLAUSE_EDGE.finditer(sentence, 0, place)), default=0)
    years = [
        each.end for each in figures if isinstance(each, Years | Date) and left <= each.start and each.end <= place
    ]
    left = max([left, *years])
    by = _BEFORE_NAME.match(sentence, left, place)
    phrase = sentence[by.end() if by else left : place + len(name)]
    return phrase if len(phrase) <= _WORDS_MAX else name
