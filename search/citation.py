"""What an answer says and where it stands: sentences, each with the spans of plans that it was made from."""

from dataclasses import dataclass

from corpus.passage import Passage
from index.catalog import PlanEntry


@dataclass(frozen=True, slots=True)
class Citation:
    """A span of a plan: ``quote`` is ``plan.text[start:end]``. ``n`` is how it is drawn: [1]."""

    n: int  # from 1
    passage: Passage
    plan: PlanEntry
    start: int  # offsets in the plan's text, within the passage
    end: int

    def __post_init__(self) -> None:
        if not self.passage.start <= self.start < self.end <= self.passage.end:
            raise ValueError(f"{self.passage.id}: {self.start}:{self.end} is no span of it")

    @property
    def quote(self) -> str:
        """The words cited, verbatim."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer and the numbers of the citations that it rests on: at least one."""

    text: str
    citations: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError("a sentence without a citation is no part of an answer")
