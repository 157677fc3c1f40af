"""What a search returns."""

from dataclasses import dataclass, field
from enum import StrEnum

from corpus.passage import Passage
from index.catalog import PlanEntry
from index.wording.placed import Placed

from .question.question import Question


class Confidence(StrEnum):
    """How sure the engine is that a result answers."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Result:
    """One excerpt: ``plan text[start:end]``, with the words of the question marked (offsets in ``text``)."""

    rank: int  # from 1
    score: float  # 0 to 1, comparable within one reply only
    confidence: Confidence
    passage: Passage
    plan: PlanEntry
    text: str
    start: int
    end: int
    line_start: int
    line_end: int
    highlights: tuple[tuple[int, int], ...]
    cosine: float = (
        0.0  # of question and passage; that of the last candidate where it is no candidate of the dense retriever
    )
    relevance: float = 1.0  # probability that it speaks of the matter, where that was weighed
    words: Placed | None = field(default=None, repr=False, compare=False)  # of its passage, where they are known


@dataclass(frozen=True, slots=True)
class Strength:
    """How near the nearest passage is, before any ranking is scaled: what tells a poor best result from a good one."""

    share: float  # of the BM25 score of a passage that had every word of the question once
    words: float  # late interaction: how much of the question's words it has, or words near them


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one question: what was asked and where it was looked for, and what was found, best first."""

    question: Question
    results: tuple[Result, ...]
    strength: Strength = Strength(0.0, 0.0)
