"""A question -> what the plans say to it, sentence by sentence with its source; the right desk; or an honest no."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from corpus.passage import Passage
from corpus.records.desks.desk import Desk
from corpus.records.indicators.indicator import Indicator

from .citation import Citation, Sentence
from .damage import telling_altered, telling_damage
from .desks.choice import Choice, Chosen, Clarify, choose
from .desks.rooms import Rooms
from .evidence.order import ordered
from .evidence.sentences import PHONE, desk_sentence, picked, sentence_of, whole_indicators
from .evidence.spans import Span, spans
from .evidence.topic import Field, Weights, other_subjects
from .evidence.unstated import states, unstated
from .messages import directory_note, no_figure, no_phone, not_indexed, not_surely_of, number_unknown, off_topic, whose
from .model.language_model import LanguageModel, ModelFailed
from .question.filters import Filters
from .question.intent import Intent
from .question.question import Question
from .ranking.word_match import WordMatch
from .results import Reply
from .searcher import Searcher
from .source_check import check_source
from .urgent.helplines import Urgent, care, urgent

_RESULTS: Final = 10  # results that sentences are taken from
_TOPIC: Final = Weights()
_SURE: Final = -0.4  # log-odds; cross-validated, .96 of the questions off every topic are below, .03 of the others
_PERHAPS: Final = -1.5  # below it a question is about something else, whatever the lexicon reads in it
_ENTRY: Final = 40  # characters; a shorter desk is a name in running text
_BESIDE_DESK: Final = 0.6  # coverage of a sentence that is said beside a desk


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
    speak for themselves. ``model_note`` says that a language model was asked and could not be used.
    """

    reply: Reply
    reason: Reason | None
    message: str | None
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    desks: tuple[Choice, ...]
    clarify: Clarify | None
    urgent: Urgent | None
    model_note: str | None = None
    care: Urgent | None = None  # a quiet word where ``urgent`` is None and somebody may be in danger all the same

    @property
    def question(self) -> Question:
        """What was asked."""
        return self.reply.question

    @property
    def certainty(self) -> Certainty:
        """STATED where it is answered and only then."""
        return Certainty.STATED if self.answered else Certainty.NONE

    @property
    def answered(self) -> bool:
        """Whether the plans say something to the question."""
        return self.reason is None


class Answerer:
    """Answers from one searcher's index; a language model, where there is one, may only put it in other words."""

    def __init__(self, searcher: Searcher, model: LanguageModel | None = None) -> None:
        self._searcher = searcher
        self._model = model
        self._field = Field(searcher.index.words, searcher.lexicon.official, other_subjects())
        with telling_damage(searcher.index.folder):
            self._desks = searcher.index.records.desks(None)
            indicators = searcher.index.records.indicators(None)
        self._rooms = Rooms(self._desks, searcher.index)
        self._numbers = {desk.phone for desk in self._desks if desk.phone}
        self._entries: dict[str, list[Desk]] = {}
        for desk in self._desks:
            if desk.end - desk.start > _ENTRY:
                self._entries.setdefault(desk.plan_id, []).append(desk)
        self._indicators: dict[str, list[Indicator]] = {}
        for indicator in indicators:
            self._indicators.setdefault(indicator.passage_id or "", []).append(indicator)

    def ask(self, question: str, filters: Filters = Filters(), area: str | None = None) -> Answer:  # noqa: B008 - frozen
        """Answer ``question``; ``area`` is the asker's 町名・丁目, where it is known apart from the question.

        Raises: as :meth:`Searcher.search`; BrokenIndex too where a desk is not what its plan says.
        """
        with telling_altered(self._searcher.index.folder):
            answer = self._answer(self._searcher.read(question, filters, area))
            check_source((choice.desk for choice in answer.desks), self._searcher.index.catalog)
        return answer

    def _answer(self, question: Question) -> Answer:
        reply = self._searcher.found(question, _RESULTS)
        danger = question.danger
        nothing = Answer(reply, None, None, (), (), (), None, urgent(danger), care=care(danger))
        if absent := question.absent:
            message = not_indexed(absent, self._searcher.index.catalog.plans)
            return replace(nothing, reason=Reason.MUNICIPALITY_NOT_INDEXED, message=message)
        chosen = self._chosen(question)
        if not (chosen.desks or chosen.clarify or chosen.by_number) and (refused := self._off_topic(nothing)):
            return refused
        return self._with_model(_placed(self._composed(nothing, chosen)))

    def _off_topic(self, start: Answer) -> Answer | None:
        """The refusal where the plans are about something else; None where they may answer."""
        reply, wanted = start.reply, start.question.wanted
        words = self._searcher.index.words
        says_something = bool(wanted.expansions) or any(
            words.knows(lemma) for lemma in wanted.lemmas if not lemma.isnumeric()
        )
        told = bool(reply.results) and says_something
        sure = _TOPIC.certainty(self._field.signals(reply)) if told else -math.inf
        if sure >= _SURE:
            return None
        if wanted.expansions and sure >= _PERHAPS:  # a matter of welfare, but these plans say nothing of it
            return replace(start, reason=Reason.NOT_IN_PLANS, message=no_figure(reply))
        return replace(start, reason=Reason.OFF_TOPIC, message=off_topic(reply))

    def _composed(self, start: Answer, chosen: Chosen) -> Answer:
        question, reply = start.question, start.reply
        kind, wanted = question.asked, question.wanted
        to_go = kind.intent is Intent.DESK or kind.phone
        desks = chosen.desks if kind.desk and (to_go or chosen.clarify is None) else ()
        if (back := self._without_sentences(start, chosen, desks)) is not None:
            return back
        found = whole_indicators(spans(reply.results, wanted, kind), self._indicators)
        if kind.likely and not states(found, wanted):
            loosely = replace(question, asked=kind.loosely)
            return self._composed(replace(start, reply=replace(reply, question=loosely)), chosen)
        opening = spans(reply.results, wanted, kind.opening) if kind.hours else []
        if (message := unstated(reply, desks, [*opening, *found], self._searcher.index)) is not None:
            return replace(start, reason=Reason.NOT_IN_PLANS, message=message, desks=desks[:1])
        found = self._beside(desks, found, to_go=to_go)
        if not kind.exact:
            found = ordered(found, WordMatch.of(wanted, self._searcher.index, self._searcher.rarity))
        elif not states(found, wanted):
            return replace(start, reason=Reason.NOT_IN_PLANS, message=no_figure(reply))
        said = picked([*opening, *found], kind, several=len(reply.question.applied.places) > 1)
        citations: list[Citation] = []
        desk_first = to_go or question.calling.which_desk
        sentences = self._desk_sentences(desks, citations) if desk_first else []
        sentences += [sentence_of(span, citations, wanted) for span in said]
        sentences += [] if desk_first else self._desk_sentences(desks, citations)
        if not sentences:
            return replace(start, reason=Reason.NOT_IN_PLANS, message=no_figure(reply), desks=desks)
        return replace(
            start,
            sentences=tuple(sentences),
            citations=tuple(citations),
            desks=desks,
            message=directory_note(desks),
            clarify=None if desks else whose(reply),
        )

    def _without_sentences(self, start: Answer, chosen: Chosen, desks: tuple[Choice, ...]) -> Answer | None:
        """The answer where no sentence is looked for: a number asked about, no number to tell, an area needed."""
        kind, reply = start.question.asked, start.reply
        if chosen.by_number:
            return self._desk_alone(start, chosen.desks, number_unknown(chosen))
        if chosen.clarify is not None and (kind.intent is Intent.DESK or kind.phone):
            return replace(start, reason=Reason.AREA_NEEDED, message=chosen.clarify.question, clarify=chosen.clarify)
        if not kind.phone or (desks and desks[0].desk.phone is not None):
            return None
        placeless = kind.place and bool(desks) and not desks[0].desk.address
        if desks and start.question.calling.more_than_number and not placeless:
            return self._desk_alone(start, desks[:1], no_phone(reply, chosen))
        if not desks and (back := whose(reply)) is not None:
            return replace(start, reason=Reason.AREA_NEEDED, message=back.question, clarify=back)
        return replace(start, reason=Reason.NOT_IN_PLANS, message=no_phone(reply, chosen), desks=desks[:1])

    def _beside(self, desks: Sequence[Choice], found: Sequence[Span], *, to_go: bool) -> list[Span]:
        """The sentences that may be told beside ``desks``: no other desk's number, no desk's own entry again."""
        shown = {choice.desk.phone for choice in desks}
        kept = list(found)
        if to_go:
            kept = [span for span in kept if not (self._numbers - shown) & set(PHONE.findall(span.text))]
        if desks:
            kept = [span for span in kept if not self._is_entry(span)]
        if desks and to_go:
            kept = [span for span in kept if span.coverage >= _BESIDE_DESK]
        return kept

    def _is_entry(self, span: Span) -> bool:
        """Whether a sentence stands in a desk's own entry, which is told with the desk or not at all."""
        entries = self._entries.get(span.result.plan.id, ())
        return any(desk.start <= span.start < desk.end for desk in entries)

    def _with_model(self, answer: Answer) -> Answer:
        if self._model is None or not answer.answered or not answer.citations:
            return answer
        try:
            return replace(answer, sentences=self._model.rephrase(answer.question.text, answer.citations))
        except ModelFailed as error:
            return replace(answer, model_note=str(error))

    def _chosen(self, question: Question) -> Chosen:
        if question.asked.intent is Intent.COMPARISON:
            return Chosen((), None)
        room = self._rooms.of(question)
        return choose(question, room, self._searcher.districts.areas, self._searcher.rarity)

    def _desk_sentences(self, desks: Sequence[Choice], citations: list[Citation]) -> list[Sentence]:
        """The first desk in a sentence, where its passage is known."""
        found = [desk_sentence(choice, self._passage_of(choice.desk), citations) for choice in desks[:1]]
        return [sentence for sentence in found if sentence is not None]

    def _desk_alone(self, start: Answer, desks: tuple[Choice, ...], message: str | None) -> Answer:
        """The desk in a sentence and nothing beside it; a refusal with ``message`` where there is none to tell."""
        citations: list[Citation] = []
        sentences = tuple(self._desk_sentences(desks, citations))
        reason = None if sentences else Reason.NOT_IN_PLANS
        message = message or directory_note(desks)
        return replace(
            start, reason=reason, message=message, sentences=sentences, citations=tuple(citations), desks=desks
        )

    def _passage_of(self, desk: Desk) -> Passage | None:
        return self._searcher.index.catalog.passage(desk.passage_id) if desk.passage_id else None


def _placed(answer: Answer) -> Answer:
    """``answer``, with a word on what it tells of documents of which nobody knows whose they are.

    Where nothing else is told to a question that names a place, it is no answer but only near it.
    """
    applied = answer.question.applied
    told = [*(each.plan for each in answer.citations), *(each.plan for each in answer.desks)]
    titles = dict.fromkeys(plan.title or plan.file for plan in told if not plan.placed)
    if not applied.places or not titles:
        return answer
    word = not_surely_of(applied.places, tuple(titles))
    alone = answer.answered and not any(plan.placed for plan in told)
    reason = Reason.NOT_IN_PLANS if alone else answer.reason
    return replace(answer, reason=reason, message="".join(filter(None, (answer.message, word))))
