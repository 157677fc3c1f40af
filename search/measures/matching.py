"""Which measures a question is about: its best passages say where to look, their own words which of what stands there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.text.matching import matching_text
from corpus.text.tokens import lemmas

from ..damage import telling_damage
from ..question.filters import Filters
from ..question.places import Place
from ..question.question import Question
from ..ranking.word_match import WordMatch
from ..searcher import Searcher
from .shelf import Gauge, Listed, Shelf

_ABOVE: Final = 2  # headings that are read with a measure: 宮前区 says nothing without 各区役所の取組
_DEPTH: Final = 1000  # candidates of each retriever: of sixty municipalities each has some (arbitrary)
# A logistic regression over words, direction, the title's direction and the best passage's score (times how much of the
# question's words the best passage of all has, without which half of the questions that no plan answers find something):
# 75 dev questions with 203 measures of the five plans, those on other subjects among them.
_WEIGHTS: Final = (3.8, 4.2, 1.7, 5.4, -6.8)
# At .2 nine of ten municipalities that staff's questions find are right and 81 % of those there are found (.15: .82 and .84;
# .3: .91 and .76); of ten questions on other subjects none finds anything. A fifth was held out each time.
LEAST: Final = 0.2
# An indicator is its name and its headings: no passage speaks for it. Both set by hand, reading what 20 questions find in the
# five plans, in those of sixty municipalities and in the samples; with less weight on the name alone, whatever stands under a
# heading of that matter is found.
_GAUGE_WEIGHTS: Final = (4.0, 2.0, 4.0, 0.0, -5.5)
GAUGE_LEAST: Final = 0.5
_FILTERS: Final = Filters(all_versions=True)  # which versions are shown is for whoever looks to choose


@dataclass(frozen=True, slots=True)
class Texts:
    """Words and directions of some texts and of their titles, made once; a text is named by its row."""

    words: tuple[frozenset[str], ...]
    whole: NDArray[np.float32]
    titles: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """How sure it is that each row is meant, 0 to 1; ``places`` are the municipalities that the question names."""

    sure: NDArray[np.float32]
    places: tuple[Place, ...]
    lemmas: Mapping[str, float]  # the words that were looked for, and what each counts


@dataclass(frozen=True, slots=True)
class Readings:
    """A shelf with what is needed to compare it with a question."""

    shelf: Shelf
    measures: Texts
    gauges: Texts


def readings_of(searcher: Searcher, shelf: Shelf) -> Readings:
    """Read the texts of ``shelf`` once."""
    return Readings(
        shelf,
        _texts(searcher, [(each.measure.title, _told(each)) for each in shelf.measures]),
        _texts(searcher, [(_named(each), "\n".join(each.spot.headings[-_ABOVE:])) for each in shelf.gauges]),
    )


def matched(searcher: Searcher, readings: Readings, questions: Sequence[str]) -> Found:
    """How sure it is that each measure is meant by one of ``questions``.

    Raises: EmptyQuestion, QuestionTooLong, BrokenIndex.
    """
    return _of_any(searcher, questions, len(readings.shelf.measures), lambda each: _measures(searcher, readings, each))


def gauged(searcher: Searcher, readings: Readings, questions: Sequence[str]) -> Found:
    """As :func:`matched`, of the indicators: by what they are called. Raises: as :func:`matched`."""
    return _of_any(searcher, questions, len(readings.shelf.gauges), lambda each: _gauges(searcher, readings, each))


def words_of(searcher: Searcher, question: str) -> Mapping[str, float]:
    """The words that are looked for, and what each counts. Raises: as :func:`matched`."""
    return searcher.read(question, _FILTERS).wanted.lemmas


def nearness(searcher: Searcher, question: str, texts: Sequence[str]) -> Sequence[float]:
    """How much of the words of ``question`` each text has, exactly or nearly, 0 to 1. Raises: as :func:`matched`."""
    wanted = searcher.read(question, _FILTERS).wanted
    match = WordMatch.of(wanted, searcher.index, searcher.rarity)
    return match.sentences([lemmas(matching_text(text)) for text in texts])


def lines_in(question: str) -> tuple[str, ...]:
    """What is asked in each line; the whole where there is but one."""
    return tuple(line for each in question.splitlines() if (line := each.strip())) or (question,)


def _of_any(
    searcher: Searcher, questions: Sequence[str], count: int, told: Callable[[Question], NDArray[np.float32]]
) -> Found:
    sure, places, words = np.zeros(count, np.float32), [], dict[str, float]()
    with telling_damage(searcher.index.folder):
        for question in questions:
            read = searcher.read(question, _FILTERS)
            places += [each for each in read.applied.places if each not in places]
            words |= read.wanted.lemmas
            sure = np.maximum(sure, told(read))
    return Found(sure, tuple(places), words)


def _measures(searcher: Searcher, readings: Readings, question: Question) -> NDArray[np.float32]:
    scored = searcher.scored(question, _DEPTH)
    by_row = {row: score * scored.strength.words for row, score in scored.hits}
    listed = readings.shelf.measures
    within = np.array([max((by_row.get(row, 0.0) for row in each.rows), default=0.0) for each in listed])
    sure = _chance(_WEIGHTS, _near(searcher, readings.measures, question), within)
    passing = {plan.id for plan in question.applied.plans}
    return np.where([each.plan.id in passing for each in listed], sure, 0.0).astype(np.float32)


def _gauges(searcher: Searcher, readings: Readings, question: Question) -> NDArray[np.float32]:
    sure = _chance(_GAUGE_WEIGHTS, _near(searcher, readings.gauges, question), np.zeros(len(readings.shelf.gauges)))
    passing = {plan.id for plan in question.applied.plans}
    return np.where([each.plan.id in passing for each in readings.shelf.gauges], sure, 0.0).astype(np.float32)


def _near(searcher: Searcher, texts: Texts, question: Question) -> tuple[NDArray[np.float32], ...]:
    """How much of the question's words each text has, and how near it and its title are in direction."""
    words = WordMatch.of(question.wanted, searcher.index, searcher.rarity).sentences(texts.words)
    asked = searcher.embedded(question.wanted)
    return np.array(words, np.float32), texts.whole @ asked, texts.titles @ asked


def _chance(
    weights: tuple[float, ...], near: Sequence[NDArray[np.float32]], within: NDArray[np.float64]
) -> NDArray[np.float64]:
    told = np.stack([*near, within]).astype(np.float64)
    chance: NDArray[np.float64] = 1 / (1 + np.exp(-(np.array(weights[:-1]) @ told + weights[-1])))
    return chance


def _texts(searcher: Searcher, texts: Sequence[tuple[str, str]]) -> Texts:
    encoder = searcher.index.encoder
    joined = ["\n".join(each) for each in texts]
    return Texts(
        tuple(frozenset(lemmas(matching_text(text))) for text in joined),
        encoder.encode_passages(joined),
        encoder.encode_passages([title for title, _ in texts]),
    )


def _told(each: Listed) -> str:
    return "\n".join((*each.spot.headings[-_ABOVE:], *(text for _, text in each.measure.fields)))


def _named(each: Gauge) -> str:
    return f"{each.indicator.subject or ''} {each.indicator.name}".strip()
