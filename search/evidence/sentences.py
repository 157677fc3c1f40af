"""The sentences of an answer: which are told, in what form, and each with its citation."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from corpus.passage import Passage
from corpus.records.indicators.indicator import Indicator

from ..citation import Citation, Sentence
from ..desks.chosen import Choice
from ..question.intent import Asked, Intent
from ..question.query import Wanted
from .names import same
from .spans import Span

PHONE: Final = re.compile(r"[0-9０-９]{2,5}[-－][0-9０-９]{1,4}[-－][0-9０-９]{3,4}")
CITIES: Final = 3  # municipalities told of where none is named
_TOLD: Final = 3  # sentences from plans
_COMPARED: Final = 6  # municipalities side by side
_FIRST_CITY: Final = 2  # sentences of the best of them, and
_OTHER_CITY: Final = 1  # of another
# Of the best sentence's probability, and of a passage's score, for another sentence to be said beside it. Of 622 questions over
# the five plans and many cities, each municipality by the weights of the others, the sentences tell .775 and .829 so, and .733
# and .719 of their passages bear the answer; with .3 and any passage .760, .829, .732, .713; with .2 and 0.6 .764, .816, .768,
# .738.
_BESIDE: Final = 0.2
_BESIDE_PASSAGE: Final = 0.5
# Relevance of a passage, below which nothing of it is told as near. Of questions put to documents that say nothing of the matter
# .50 have no passage above it (.49 of those that nothing was learned from), of those of which they say something .21 (.15), of
# those that something answers .07 (.06).
_NEAR: Final = 0.12


def picked(found: Sequence[Span], kind: Asked, *, several: bool) -> list[Span]:
    """The sentences that are said, of ``found``, best first: the best one and those near it; of several cities one each."""
    picked: list[Span] = []
    seen: list[str] = []
    cities: set[str | None] = set()
    comparing = several or kind.intent is Intent.COMPARISON
    for span in found:
        key, city = same(span.text), span.result.plan.municipality
        if any(key in other or other in key for other in seen) or (comparing and city in cities):
            continue
        if not several and picked and not _is_beside(span, picked[0].worth):
            continue
        picked.append(span)
        seen.append(same(span.wide.text))
        cities.add(city)
        if len(picked) == (_COMPARED if comparing else _TOLD):
            break
    return picked


def of_each(found: Sequence[Span]) -> list[Span]:
    """The best of each municipality, those of one together; of at most three, the best first."""
    best = found[0].worth if found else 0.0
    by_city: dict[str | None, list[Span]] = {}
    seen: list[str] = []
    for span in found:
        key, city = same(span.text), span.result.plan.municipality
        told = by_city.get(city, [])
        most = _FIRST_CITY if city == next(iter(by_city), city) else _OTHER_CITY
        if len(told) == most or (not told and len(by_city) == CITIES) or (by_city and not _is_beside(span, best)):
            continue
        if any(key in other or other in key for other in seen):
            continue
        by_city[city] = [*told, span]
        seen.append(same(span.wide.text))
    return [span for told in by_city.values() for span in told]


def near(found: Sequence[Span]) -> list[Span]:
    """Those of ``found`` whose passages speak of the matter."""
    return [span for span in found if span.result.relevance >= _NEAR]


def _is_beside(span: Span, best: float) -> bool:
    """Whether a sentence may be said beside one whose probability is ``best``."""
    return span.worth >= _BESIDE * best and span.result.score >= _BESIDE_PASSAGE


def sentence_of(span: Span, citations: list[Citation], wanted: Wanted) -> Sentence:
    """The span as a sentence, behind its municipality and, where it says little by itself, its heading."""
    passage, plan = span.result.passage, span.result.plan
    citations.append(Citation(len(citations) + 1, passage, plan, span.start, span.end))
    body = _flat(span.text)
    heading = next((each for each in reversed(passage.headings) if same(each) not in same(body)), "")
    told = any(word in body for word in wanted.lemmas)
    place = plan.municipality or plan.title or plan.id
    lead = f"{place}「{_flat(heading)}」: " if heading and not told else f"{place}: "
    return Sentence(f"{lead}{_row(span) or body}{'…' if span.cut else ''}", (len(citations),))


def _row(span: Span) -> str | None:
    """A table's row, each cell under its header; None where the two do not fit."""
    if span.row is not None:
        return _of_indicator(span.row)
    header, cells = span.result.passage.header, [cell.strip() for cell in span.text.split("\t")]
    if len(cells) < 2 or len(header) != len(cells) or PHONE.search("".join(header)):
        return None
    return "、".join(f"{_flat(name)} {_flat(cell)}" for name, cell in zip(header, cells, strict=True) if cell)


def _of_indicator(row: Indicator) -> str:
    """A row of a torn table: its name, and each value under what it is and its year."""
    named = _flat(row.name) + (f"({_flat(row.subject)})" if row.subject else "")
    others = [value for value in row.series if value not in (row.baseline, row.target)]
    told = [
        (words, value)
        for words, value in (
            ("基準・現状", row.baseline), *((value.kind or "途中の値", value) for value in others), ("目標", row.target),
        )
        if value is not None
    ]  # fmt: skip
    return f"{named}: " + "、".join(
        f"{words} {_flat(value.text)}" + (f"({value.year}年度)" if value.year is not None else "")
        for words, value in told
    )


def desk_sentence(
    choice: Choice, passage: Passage | None, citations: list[Citation], *, named: bool, fax: bool = False
) -> Sentence | None:
    """A desk in a sentence, with its municipality where it is to be ``named``, its ``fax`` first where that is asked for.

    None where its passage is not known.
    """
    desk = choice.desk
    if passage is None or not passage.start <= desk.start < passage.end:
        return None
    citations.append(Citation(len(citations) + 1, passage, choice.plan, desk.start, min(desk.end, passage.end)))
    numbers = [f"電話 {desk.phone}" if desk.phone else "", f"ファックス {desk.fax}" if fax and desk.fax else ""]
    told = [*(reversed(numbers) if fax else numbers), _flat(desk.address or ""), _flat(desk.hours or "")]
    inside = "、".join(part for part in told if part)
    whose = f"{choice.plan.municipality}の" if named else ""
    text = f"{whose}窓口は、{desk.name}{f'({inside})' if inside else ''}です。{choice.why}"
    return Sentence(text, (len(citations),))


def perhaps_sentence(choice: Choice, passage: Passage | None, citations: list[Citation]) -> Sentence | None:
    """A desk that may be meant: its number, behind its municipality and the heading under which it stands; None where its
    passage is not known.
    """
    desk = choice.desk
    if passage is None or not passage.start <= desk.start < passage.end:
        return None
    citations.append(Citation(len(citations) + 1, passage, choice.plan, desk.start, min(desk.end, passage.end)))
    place = choice.plan.municipality or choice.plan.title or choice.plan.id
    heading = next((each for each in reversed(passage.headings) if same(each) not in same(desk.name)), "")
    about = f"「{_flat(heading)}」" if heading else ""
    return Sentence(f"{place}{about}: {desk.name} 電話 {desk.phone}", (len(citations),))


def whole_indicators(found: Sequence[Span], indicators: Mapping[str, Sequence[Indicator]]) -> list[Span]:
    """A value of an indicator is told with its name: - 4,726回 -> 連携回数 - 4,726回."""
    result = []
    for span in found:
        passage = span.result.passage
        for indicator in indicators.get(passage.id, []) if span.row is None else ():
            inside = passage.start <= indicator.start and indicator.end <= passage.end
            if inside and indicator.start <= span.start < indicator.end:
                span = replace(span, start=indicator.start, end=max(indicator.end, span.end), cut=False)
                break
        result.append(span)
    return result


def _flat(text: str) -> str:
    return " ".join(text.split())
