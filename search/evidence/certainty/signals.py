"""What speaks for and against an answer's being stated, each by its name."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from corpus.records.desks.desk import Desk
from corpus.text.nouns import words_in

from ...question.audience import GROUPS, audiences
from ...question.learning.labels import Wants
from ...question.question import Question
from ...ranking.word_match import WordMatch
from ...results import Reply, Result
from ..key_words import key_words
from ..names import compounds, same
from ..said import said_in
from ..spans import Span
from ..unstated import states
from ..worth.features import features

_FIRST: Final = 5  # results that are looked at together
_NEAREST: Final = 2  # headings that say whom a passage is for
_MANY: Final = 10  # sentences whose worth is added up
_OF_BEST: Final = ("fits_not", "no_amount", "no_date", "no_condition", "words_above")
_WANTED: Final = (
    Wants.DESK, Wants.PHONE, Wants.DEADLINE, Wants.FIGURE, Wants.MEASURE, Wants.ELIGIBILITY, Wants.AMOUNT, Wants.DEFINITION,
    Wants.PERSON, Wants.HOURS, Wants.PLACE,
)  # fmt: skip
_SURELY: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Found:
    """What an answer would rest on: all sentences, best first; those told; of them those that print what was asked."""

    sentences: Sequence[Span]
    told: Sequence[Span]
    printing: Sequence[Span]
    missing: bool  # whether a rule says that the thing asked about is not named
    desk: Desk | None  # the first of those told


def signals(reply: Reply, found: Found, match: WordMatch) -> dict[str, float]:
    """The signals by name, most 0 to 1; ``found`` has a sentence at least."""
    question, best = reply.question, found.sentences[0]
    worths = [span.worth for span in found.sentences[:_MANY]]
    of_best = features([best], question, match)
    return (
        {f"best_{name}": float(of_best[name][0]) for name in _OF_BEST}
        | _of_words(reply, best, match)
        | _of_question(question)
        | _of_subject(question, best)
        | {
            "worth": _log_odds(worths[0]),
            "second": _log_odds(worths[1] if len(worths) > 1 else 0.0),
            "worths": min(sum(worths), 3.0),
            "relevance": best.result.relevance,
            "most_relevant": max(result.relevance for result in reply.results),
            "share": reply.strength.share,
            "late": reply.strength.words,
            "missing": float(found.missing),
            "desk": float(found.desk is not None),
            "number": float(found.desk is not None and found.desk.phone is not None),
            "to_go": float(question.wants_desk),
            "states": float(states(found.printing, question.wanted)),
            "printed": max((span.coverage for span in found.printing), default=0.0),
            "nothing_printed": float(_is_exact(question) and not found.printing),
        }
    )


def _of_words(reply: Reply, best: Span, match: WordMatch) -> dict[str, float]:
    """How much of the question the best sentence, its passage and the first results have, and the most of a word they lack."""
    first = reply.results[:_FIRST]
    of_first = [_words_of(result) for result in first]
    of_best = _words_of(best.result)
    weights = match.weights / max(float(match.weights.sum()), _SURELY) if len(match.weights) else match.weights
    above = words_in("\n".join(best.result.passage.headings))
    told, passage, all_first = match.near.nearest(
        [words_in(best.wide.text) | above, of_best, frozenset().union(*of_first)]
    )
    subject = key_words(reply.question.wanted)
    whole = sum(subject.values()) or 1.0
    return {
        "told_words": float(weights @ told),
        "first_words": float(weights @ all_first),
        "told_lacks": float(max(weights * (1 - told), default=0.0)),
        "passage_lacks": float(max(weights * (1 - passage), default=0.0)),
        "first_lacks": float(max(weights * (1 - all_first), default=0.0)),
        "subject": sum(weight for word, weight in subject.items() if word in of_best) / whole,
    }


def _of_question(question: Question) -> dict[str, float]:
    return {f"wants_{each.value}": question.wants[each] for each in _WANTED} | {
        "exact": float(_is_exact(question)),
        "phone": float(question.asked.phone),
        "length": math.log(1 + len(question.wanted.lemmas)),
        "placed": float(bool(question.applied.places)),
    }


def _of_subject(question: Question, best: Span) -> dict[str, float]:
    """Whether the best sentence and its passage are for the people asked about, and name the things asked about."""
    passage = best.result.passage
    asked = GROUPS & question.named
    told = GROUPS & audiences("。".join((*passage.headings[-_NEAREST:], best.wide.text)))
    text = same("\n".join((*passage.headings, passage.text)))
    held = [_held(same(name), text) for name in compounds(question.wanted.text)]
    return {
        "for_them": float(bool(asked & told)),
        "for_others": float(bool(asked and told) and not asked & told),
        "name_held": max(held, default=1.0),
        "names_held": min(held, default=1.0),
        "named": float(bool(held)),
    }


def _held(name: str, text: str) -> float:
    """The share of a name that stands in ``text`` in one piece."""
    pieces = (
        name[start : start + length] for length in range(len(name), 1, -1) for start in range(len(name) - length + 1)
    )
    return next((len(piece) / len(name) for piece in pieces if piece in text), 0.0)


def _is_exact(question: Question) -> bool:
    return question.asked.exact and not question.asked.likely


def _words_of(result: Result) -> frozenset[str]:
    """The words of a result's passage and of what it stands under."""
    return said_in(result).everything


def _log_odds(worth: float) -> float:
    return math.log(max(worth, _SURELY) / max(1 - worth, _SURELY))
