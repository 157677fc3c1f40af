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


def lines_of(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The first and last line of the file that a span of ``passage`` stands in; offsets are the plan's.

    A break inside a table's cell is counted as a line, but never beyond the passage's last.
    """
    text = passage.text[start - passage.start : end - passage.start]
    blank = len(text) - len(text.lstrip())
    first = passage.line_start + passage.text.count("\n", 0, start - passage.start + blank)
    last = first + text.strip().count("\n")
    return min(first, passage.line_end), min(last, passage.line_end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer and the numbers of the citations that it rests on: at least one."""

    text: str
    citations: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError("a sentence without a citation is no part of an answer")
