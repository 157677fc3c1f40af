"""Whether a question is about what the plans are about at all."""

import math
from enum import Enum, auto
from typing import Final

from index.encoder.static import StaticEncoder

from ..evidence.topic import Weights
from .found import Findings

_TOPIC: Final = Weights()
# Log-odds. Cross-validated, of the questions off every topic .96 over the five plans and all over many cities are below, of the
# answerable ones .03 and .01.
_SURE: Final = -1.0
_PERHAPS: Final = -2.3  # below it a question is about something else, whatever the lexicon reads in it


class About(Enum):
    """What a question is about."""

    THE_PLANS = auto()
    WELFARE = auto()  # of which these plans say nothing
    SOMETHING_ELSE = auto()


def about(found: Findings, words: StaticEncoder) -> About:
    """What the question is about; ``words`` are those that anything is known of."""
    wanted = found.question.wanted
    says_something = bool(wanted.expansions) or any(
        words.knows(lemma) for lemma in wanted.lemmas if not lemma.isnumeric()
    )
    told = bool(found.reply.results) and says_something
    sure = _TOPIC.certainty(found.topic) if told else -math.inf
    if sure >= _SURE:
        return About.THE_PLANS
    return About.WELFARE if wanted.expansions and sure >= _PERHAPS else About.SOMETHING_ELSE
