"""Targets that a sentence states: 自殺死亡率を平成27年の13.9から、令和10年までに9.7以下にすることを目指します。"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ...figures import Date, Figure, Kind, Quantity, Years, read
from ...text.folding import fold
from ...text.sentences import sentence_spans
from ..found import Found
from .values import reading, year_named

_AIM: Final = re.compile(
    r"目標|目指|めざ|目途|削減し|減少させ|増加させ|引き[上下]げ|[増減]らし|向上させ|とする|とします"
)
_OF: Final = re.compile(r"(?:度|末|時点|現在|実績)*(?:の|は|で|に|における|\s)*")  # 平成27年の13.9
_START_VALUE: Final = re.compile(
    r"\s?(?:\([^()]*\))?\s?(?:から|より|と比較|と比べ|に比べ|に対し|を基準|→|を|だった|であった|でしたが|ですが)"
)
_BY: Final = re.compile(r"(?:度|末|時点)*\s?(?:まで|には?|の?目標|、|は|を|\)|年)")
_TO: Final = re.compile(r"\s?(?:\([^()]*\))?\s?(?:に|へ|と|まで|を(?:目|め|達|上回|下回|維持)|$|。)")
_NAME: Final = re.compile(
    r"(?:^|(?<=[、。:\s]))(?P<name>[^、。:\s][^、。]{1,60}?)(?:を|は|が|の|について|に関して|として)?[、\s]*\Z"
)
_NAME_MIN: Final = 3  # characters


def stated_targets(text: str, start: int, end: int) -> Iterator[Found]:
    """The indicators of sentences that print a figure of a year and the one that it is to become by another."""
    for left, right in sentence_spans(text[start:end]):
        sentence = text[start + left : start + right]
        if _AIM.search(sentence) and (found := _of_sentence(sentence)) is not None:
            at = start + left
            yield Found(found.name, found.unit, found.baseline, found.target, (), at + found.start, at + found.end)


def _of_sentence(sentence: str) -> Found | None:
    flat, figures = fold(sentence), read(sentence)
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
        if words is None or goal is None or len(words["name"]) < _NAME_MIN:
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
