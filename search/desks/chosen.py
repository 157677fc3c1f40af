"""What the choice of a desk gives."""

from dataclasses import dataclass

from corpus.records.desks.desk import Desk
from index.catalog import PlanEntry


@dataclass(frozen=True, slots=True)
class Choice:
    """A desk and the reason for it, in a sentence that a resident reads.

    ``by_matter`` says that it was chosen by what it is for alone: not by its name, its place or the asker's address.
    """

    desk: Desk
    plan: PlanEntry
    why: str
    by_matter: bool = False


@dataclass(frozen=True, slots=True)
class Clarify:
    """A question back, and what can be answered to it."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The desks to show, the best first; or a question back; or neither.

    ``by_number`` says that a telephone number in the question decided: its desk, or that no desk has it; ``of_each`` that
    they are of each municipality that may be meant; ``perhaps`` are those nearest to being meant, where none is certain;
    ``other_name`` is the name that was asked for, where the first desk has another.
    """

    desks: tuple[Choice, ...]
    clarify: Clarify | None
    by_number: bool = False
    of_each: bool = False
    perhaps: tuple[Choice, ...] = ()
    other_name: str | None = None
