"""An answer: what is said, on what it rests, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..citation import Citation, Sentence
from ..desks.chosen import Choice, Clarify
from ..question.question import Question
from ..results import Reply
from ..urgent.beside import stands_alone
from ..urgent.helplines import Urgent


class Reason(StrEnum):
    """Why nothing is answered."""

    OFF_TOPIC = "off_topic"
    NOT_IN_PLANS = "not_in_plans"
    MUNICIPALITY_NOT_INDEXED = "municipality_not_indexed"
    AREA_NEEDED = "area_needed"


class Certainty(StrEnum):
    """How sure it is that the plans say what is told."""

    STATED = "stated"
    NEAR = "near"  # they speak of it, but not certainly of what was asked
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said, on what it rests, and what was found on the way.

    ``message`` says in a sentence or two why there is no answer, or what to know about it; None where the sentences
    speak for themselves. ``city_note`` says of which municipality it is told, where that was not plain. ``model_note``
    says that a language model was asked and could not be used.
    """

    reply: Reply
    reason: Reason | None
    message: str | None
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    desks: tuple[Choice, ...]
    clarify: Clarify | None
    urgent: Urgent | None
    city_note: str | None = None
    model_note: str | None = None
    signals: Mapping[str, float] | None = None  # by which it was told as stated or as near, where sentences were found
    care: Urgent | None = None  # a quiet word where ``urgent`` is None and somebody may be in danger all the same

    @property
    def question(self) -> Question:
        """What was asked."""
        return self.reply.question

    @property
    def certainty(self) -> Certainty:
        """STATED where it is answered and only then; NEAR where something is told or asked back all the same."""
        if self.answered:
            return Certainty.STATED
        return Certainty.NEAR if self.sentences or self.desks or self.clarify else Certainty.NONE

    @property
    def helplines_alone(self) -> bool:
        """Whether the helplines and a desk are all that is shown."""
        return stands_alone(self.question.danger)

    @property
    def answered(self) -> bool:
        """Whether the plans say something to the question."""
        return self.reason is None
