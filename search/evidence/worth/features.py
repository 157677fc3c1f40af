"""What speaks for and against a sentence as the answer to a question, each by its name."""

import math
import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.figures import Clock, Date, Days, Kind, Quantity, Years
from corpus.figures.told_of import figures_of
from corpus.passage import Passage

from ...question.learning.labels import Wants
from ...question.question import Question
from ...ranking.fuse import spread
from ...ranking.word_match import WordMatch
from ..exact.exact import years_of
from ..key_words import weights_of
from ..names import same
from ..said import Said, said_in
from ..spans import Span, words_of, years_in

_CONDITION: Final = re.compile(
    r"対象|条件|要件|以上|以下|未満|方(?:$|。|で|が)|場合|限り|限る|除く|除き|できます|できません|受けられ"
)
_APPLYING: Final = re.compile(r"申請|申込|届出|届け出|提出|手続|持参|必要な(?:もの|書類)|窓口|郵送|添付|印鑑")
_NUMBER: Final = re.compile(r"[0-9０-９]{2,5}[-－ー][0-9０-９]{1,4}[-－ー][0-9０-９]{3,4}")
_QUESTION: Final = re.compile(r"[?？]\s*$|(?:です|ます|でしょう|ません|ました|いい|よい)か[。]?\s*$")
_TIMES: Final = (Date, Days, Years, Clock)


def features(found: Sequence[Span], question: Question, match: WordMatch) -> dict[str, NDArray[np.float64]]:
    """Of each sentence of ``found``, in its order, each feature by name; most are 0 to 1."""
    weights, whole = weights_of(question.wanted)
    results = {span.result.passage.id: span.result for span in found}
    said = {passage_id: said_in(result) for passage_id, result in results.items()}
    rows = [_Row(span, said[span.result.passage.id], question, weights, whole) for span in found]
    columns = {name: np.array([float(row.own[name]) for row in rows]) for name in rows[0].own} if rows else {}
    inside = match.near.nearest([row.inside for row in rows])
    passages = dict(zip(said, match.near.nearest([each.above for each in said.values()]), strict=True))
    above = np.array([passages[span.result.passage.id] for span in found]).reshape(inside.shape)
    raw = _shares(match, inside)
    return columns | {
        "words": _shares(match, np.maximum(inside, match.near.nearest([row.before for row in rows]))),
        "words_above": _shares(match, np.maximum(inside, above)),
        "behind_best": raw.max(initial=0.0) - raw,
        "of_its_passage": _places(found, raw),
        "passage": np.array(spread([span.result.score for span in found], level=1.0)),
    }


def _shares(match: WordMatch, nearest: NDArray[np.float32]) -> NDArray[np.float64]:
    return match.shares(nearest).astype(np.float64)


class _Row:
    """One sentence: its words, those around it, and what can be said of it alone."""

    def __init__(self, span: Span, said: Said, question: Question, weights: dict[str, float], whole: float) -> None:
        passage = span.result.passage
        left, right = said.pieces[span.piece]
        self.inside = said.sentences[span.piece]
        if (row := span.row) is not None:
            left, right, self.inside = row.start - passage.start, row.end - passage.start, words_of(passage, row)
        body = passage.text[left:right]
        self.before = said.before[span.piece]
        self.own = (
            _of_words(weights, whole, self.inside, said.everything)
            | _of_shape(body, span)
            | _of_figures(passage, left, right, question, years_in(row))
            | _of_wants(body, question)
        )
        self.own["official"] = any(
            same(word) in same(body) for each in question.wanted.expansions for word in each.official[:3]
        )
        self.own["exact"] = span.exact


def _of_words(
    weights: dict[str, float], whole: float, inside: frozenset[str], passage: frozenset[str]
) -> dict[str, float]:
    held = sum(weight for word, weight in weights.items() if word in inside) / whole
    of_passage = sum(weight for word, weight in weights.items() if word in passage) / whole
    return {"held": min(held, 1.0), "passage_held": min(of_passage, 1.0)}


def _of_shape(body: str, span: Span) -> dict[str, float]:
    return {
        "rank": 1 / span.result.rank,
        "length": math.log(len(body) + 1),
        "stop": body.endswith("。"),
        "asks": bool(_QUESTION.search(body)),  # of a list of questions and answers
        "row": "\t" in body or "|" in body,
    }


def _of_figures(passage: Passage, left: int, right: int, question: Question, of: frozenset[int]) -> dict[str, float]:
    asked, wants = question.asked, question.wants
    figures = [figure for figure in figures_of(passage.text) if left <= figure.start < right]
    fits = asked.figure is not None and any(map(asked.figure.fits, figures))
    money = any(isinstance(each, Quantity) and each.kind is Kind.MONEY for each in figures)
    dated = any(isinstance(each, _TIMES) for each in figures)
    year = bool(asked.years) and not (of | years_of(passage.text[left:right])).isdisjoint(asked.years)
    return {
        "figure": bool(figures),
        "fits": fits,
        "fits_not": asked.figure is not None and not fits,
        "year": year,
        "year_not": bool(asked.years) and not year,
        "no_amount": 0.0 if money else wants[Wants.AMOUNT],
        "no_date": 0.0 if dated else wants[Wants.DEADLINE],
    }


def _of_wants(body: str, question: Question) -> dict[str, float]:
    """How likely something is wanted that a sentence does not look like."""
    wants = question.wants
    unasked = 1 - wants[Wants.PHONE] - wants[Wants.DESK]
    return {
        "no_condition": 0.0 if _CONDITION.search(body) else wants[Wants.ELIGIBILITY],
        "no_applying": 0.0 if _APPLYING.search(body) else wants[Wants.HOW_TO_APPLY],
        "number_unasked": unasked if _NUMBER.search(body) else 0.0,
    }


def _places(found: Sequence[Span], raw: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 for the sentence of each passage that has most of the question, 1/2 for the second and so on."""
    by_passage: dict[str, list[int]] = {}
    for place, span in enumerate(found):
        by_passage.setdefault(span.result.passage.id, []).append(place)
    told = np.zeros(len(found))
    for places in by_passage.values():
        for nth, place in enumerate(sorted(places, key=lambda place: -raw[place]), start=1):
            told[place] = 1 / nth
    return told
