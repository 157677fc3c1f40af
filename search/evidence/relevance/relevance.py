"""How likely the passages found speak of the matter: what tells the best of a plan that says nothing from an answer.

A search always has a best passage. Its score compares it with the others found; whether any of them is to the point is
learned from what readers said of passages found for short questions, most of which the plan at hand says nothing of.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from corpus.text.nouns import words_in

from ...ranking.word_match import WordMatch
from ...results import Reply, Result
from ..names import same
from ..topic import Signals
from ..trees import learned

_OFFICIAL: Final = 3  # of the words that plans use for one that was typed


def weighed(reply: Reply, topic: Signals, match: WordMatch) -> Reply:
    """``reply`` with the ``relevance`` of each of its results.

    Args:
        reply: what was found.
        topic: what speaks for the question's being one of welfare.
        match: the question's words.
    """
    rows = signals(reply, topic, match)
    odds = learned(__package__).log_odds_of(rows)
    results = (
        replace(result, relevance=1 / (1 + math.exp(-own))) for result, own in zip(reply.results, odds, strict=True)
    )
    return replace(reply, results=tuple(results))


def signals(reply: Reply, topic: Signals, match: WordMatch) -> list[dict[str, float]]:
    """Of each result the signals by name, most 0 to 1."""
    headings = match.sentences([words_in("\n".join(result.passage.headings)) for result in reply.results])
    of_question = {
        "share": topic.share,
        "field": topic.field,
        "elsewhere": topic.elsewhere,
        "welfare": topic.welfare,
        "lead": topic.lead,
        "length": math.log(1 + len(reply.question.wanted.lemmas)),
    }
    official = [same(word) for each in reply.question.wanted.expansions for word in each.official[:_OFFICIAL]]
    return [
        of_question
        | {
            "score": result.score,
            "cosine": result.cosine,
            "headings": heading,
            "official": float(_has_any(official, result)),
        }
        for result, heading in zip(reply.results, headings, strict=True)
    ]


def _has_any(names: Sequence[str], result: Result) -> bool:
    if not names:
        return False
    text = same("\n".join((*result.passage.headings, *result.passage.header, result.passage.text)))
    return any(name in text for name in names)
