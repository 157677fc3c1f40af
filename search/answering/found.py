"""What was found for one question, and what its answer needs of it more than once."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from corpus.records.indicators.indicator import Indicator

from ..evidence.named import names_it
from ..evidence.sentences import of_each, picked, whole_indicators
from ..evidence.spans import Span, spans
from ..evidence.topic import Signals
from ..evidence.worth.worth import ordered
from ..question.intent import Intent
from ..question.question import Question
from ..ranking.word_match import WordMatch
from ..results import Reply

_SEVERAL: Final = 2  # municipalities


class Findings:
    """A question's results, its words, and the sentences of the results that may answer."""

    def __init__(
        self, reply: Reply, topic: Signals, match: WordMatch, indicators: Mapping[str, Sequence[Indicator]]
    ) -> None:
        """Look at ``reply``; ``indicators`` are those of its passages, by id."""
        self.reply, self.topic, self.match = reply, topic, match
        self._indicators = indicators

    @property
    def question(self) -> Question:
        """What was asked."""
        return self.reply.question

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences that may answer, best first."""
        question, indicators = self.question, self._indicators
        found = spans(self.reply.results, question.wanted, question.asked, indicators)
        return ordered(whole_indicators(found, indicators), question, self.match)

    @property
    def naming(self) -> list[Span]:
        """Of a question about several municipalities only what names the thing asked about; else each would seem to have it."""
        question = self.question
        if question.asked.intent is not Intent.COMPARISON and len(question.applied.places) < _SEVERAL:
            return self.sentences
        return [span for span in self.sentences if names_it(question.wanted, (span.result.passage,))]

    @property
    def opening(self) -> list[Span]:
        """The sentences that print when something is open, where that is asked."""
        question = self.question
        if not question.asked.hours:
            return []
        return [span for span in spans(self.reply.results, question.wanted, question.asked.opening) if span.exact]


def told_of(found: Sequence[Span], question: Question) -> list[Span]:
    """The sentences that are told, the best first; the best of each municipality where several may be meant.

    Beside the figure of the year asked for no other year's is told.
    """
    if question.asked.years and found and found[0].exact:
        found = [span for span in found if span.exact]
    each = of_each(found) if question.cities else []
    if len({span.result.plan.municipality for span in each}) > 1:
        return each
    return picked(found, question.asked, several=len(question.applied.places) > 1)


def prints(told: Span, found: Sequence[Span]) -> bool:
    """Whether what is told with ``told`` prints the figure, the date or the name that was asked for."""
    wide = told.wide
    return told.exact or any(
        span.exact and span.result.passage.id == wide.result.passage.id and wide.start <= span.start < wide.end
        for span in found
    )
