"""A row of the tables of danger."""

from dataclasses import dataclass

from ..words.rule import WordRule


@dataclass(frozen=True)
class Rule(WordRule):
    """Words that say a danger: a pattern over a sentence as written or in dictionary form; its examples are questions.

    ``beside`` must stand anywhere in the sentence too. A row counts only where none of the dangers in ``unless`` was
    found.
    """

    beside: str = ""
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quiet(WordRule):
    """What is no danger though its words stand there: a pattern over a sentence and its neighbours, ◆ before and ◇ behind those words.

    ``says`` are questions that this row alone keeps quiet, ``never`` near ones that must be heard.
    """

    of: tuple[str, ...] = ()  # the dangers that it speaks of; all where empty
