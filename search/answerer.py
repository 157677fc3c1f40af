"""A question -> what the plans say to it, sentence by sentence with its source; the right desk; or an honest no."""

from dataclasses import replace
from functools import lru_cache, partial
from typing import Final

from corpus.records.indicators.indicator import Indicator

from .answering.beside import Beside
from .answering.closing import never_ending, rephrased, with_standing, with_the_others
from .answering.composing import Composer
from .answering.found import Findings
from .answering.off_topic import About, about
from .answering.whose_desk import WhoseDesk
from .answers.answer import Answer, Reason
from .answers.messages import no_figure, not_indexed, off_topic
from .answers.notes import calm, for_all, of_its_city, placed
from .damage import telling_altered, telling_damage
from .desks.choice import is_told
from .evidence.relevance.relevance import weighed
from .evidence.topic import Field, Signals, other_subjects
from .model.language_model import LanguageModel
from .question.filters import Filters
from .question.intent import Intent
from .question.places import Place
from .question.question import Question
from .ranking.word_match import WordMatch
from .results import Reply
from .searcher import Searcher
from .source_check import check_source
from .urgent.helplines import care, urgent

_RESULTS: Final = 10  # results that sentences are taken from
_KEPT: Final = 512  # passages whose indicators are held; good ones come back often


class Answerer:
    """Answers from one searcher's index; a language model, where there is one, may only put it in other words."""

    def __init__(self, searcher: Searcher, model: LanguageModel | None = None) -> None:
        self._searcher = searcher
        self._model = model
        self._field = Field(searcher.index.words, searcher.lexicon.official, other_subjects())
        with telling_damage(searcher.index.folder):
            desks = searcher.index.records.desks(None)
        self._whose_desk = WhoseDesk(searcher, desks)
        self._composer = Composer(searcher.index, Beside(desks))
        self._indicators = lru_cache(maxsize=_KEPT)(partial(searcher.index.records.in_passage, Indicator))

    def ask(self, question: str, filters: Filters = Filters(), area: str | None = None) -> Answer:  # noqa: B008 - frozen
        """Answer ``question``; ``area`` is the asker's 町名・丁目, where it is known apart from the question.

        Raises: as :meth:`Searcher.search`; BrokenIndex too where a desk is not what its plan says.
        """
        with telling_altered(self._searcher.index.folder):
            answer = of_its_city(self._answer(self._searcher.read(question, filters, area)))
            check_source((choice.desk for choice in answer.desks), self._searcher.index.catalog)
        return answer

    def ask_of(self, place: Place, question: str) -> Answer:
        """What ``place``'s own plans say to ``question``, in which no other municipality counts."""
        filters = Filters(place.codes[:1] or (place.name,), read_question=False)
        return self._answer(self._searcher.read(question, filters))

    def looked_up(self, question: Question) -> tuple[Reply, Signals, WordMatch]:
        """What is found for ``question``, what speaks for its being one of welfare, and its words."""
        reply = self._searcher.found(question, _RESULTS)
        match = WordMatch.of(question.wanted, self._searcher.index, self._searcher.rarity)
        return reply, self._field.signals(reply), match

    @property
    def searcher(self) -> Searcher:
        """Where it looks."""
        return self._searcher

    def _answer(self, question: Question) -> Answer:
        reply, topic, match = self.looked_up(question)
        indicators = {result.passage.id: self._indicators(result.passage) for result in reply.results}
        found = Findings(weighed(reply, topic, match), topic, match, indicators)
        danger, catalog = question.danger, self._searcher.index.catalog
        nothing = Answer(found.reply, None, None, (), (), (), None, urgent(danger), care=care(danger))
        if absent := question.absent:
            message = not_indexed(absent, question.applied.places, catalog.plans)
            return replace(nothing, reason=Reason.MUNICIPALITY_NOT_INDEXED, message=message)
        chosen = self._whose_desk.chosen(found)
        told = chosen.clarify or chosen.by_number or is_told(chosen.desks, question)
        if not told and (refused := self._refused(nothing, found)):
            return calm(never_ending(refused, self._whose_desk.checked, catalog))
        composed = self._composer.composed(nothing, found, chosen)
        if question.asked.intent is Intent.COMPARISON and composed.answered:
            composed = with_the_others(composed, self.ask_of)
        composed = for_all(placed(never_ending(composed, self._whose_desk.checked, catalog)))
        return rephrased(calm(with_standing(composed, catalog)), self._model)

    def _refused(self, start: Answer, found: Findings) -> Answer | None:
        """The refusal where the plans are about something else; None where they may answer."""
        match about(found, self._searcher.index.words):
            case About.THE_PLANS:
                return None
            case About.WELFARE:
                return self._composer.near(start, found, no_figure(found.question.asked))
            case About.SOMETHING_ELSE:
                return replace(start, reason=Reason.OFF_TOPIC, message=off_topic(found.reply))
