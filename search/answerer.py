"""A question -> what the plans say to it, sentence by sentence with its source; the right desk; or an honest no."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from corpus.passage import Passage
from corpus.records.desks.checked.desk_table import DESK_TABLE
from corpus.records.desks.desk import Desk
from corpus.records.indicators.indicator import Indicator

from .answers.answer import Answer, Certainty, Reason
from .answers.messages import (
    Missing,
    another_name,
    compared,
    directory_note,
    no_figure,
    no_phone,
    not_indexed,
    number_unknown,
    off_topic,
    short_of,
)
from .answers.notes import calm, for_all, of_its_city, placed
from .answers.side_by_side import with_first_of_each
from .answers.whose import whose
from .citation import Citation, Sentence
from .coverage import shortfalls
from .damage import telling_altered, telling_damage
from .desks.checked import old_note, site_of, switchboard_why
from .desks.choice import choose, doubtful, is_told, likely
from .desks.chosen import Choice, Chosen
from .desks.features import Nearness
from .desks.naming import typed_name
from .desks.rooms import Rooms
from .evidence.certainty.certainty import is_stated
from .evidence.certainty.signals import Found, signals
from .evidence.named import names_it
from .evidence.relevance.relevance import weighed
from .evidence.sentences import (
    CITIES,
    PHONE,
    desk_sentence,
    near,
    of_each,
    perhaps_sentence,
    picked,
    sentence_of,
    whole_indicators,
)
from .evidence.spans import Span, of_other_years, spans
from .evidence.topic import Field, Signals, Weights, other_subjects
from .evidence.unstated import unstated
from .evidence.worth.worth import ordered
from .model.language_model import LanguageModel, ModelFailed
from .question.figures import OPENING
from .question.filters import Filters
from .question.intent import Intent
from .question.places import Place, asked_of_each, indexed_places, wants_each
from .question.question import Question
from .ranking.word_match import WordMatch
from .results import Reply
from .searcher import Searcher
from .source_check import check_source
from .urgent.beside import beside_helplines
from .urgent.helplines import care, urgent

_RESULTS: Final = 10  # results that sentences are taken from
_TOPIC: Final = Weights()
# Log-odds. Cross-validated, of the questions off every topic .96 over the five plans and all over many cities are below, of the
# answerable ones .03 and .01.
_SURE: Final = -1.0
_PERHAPS: Final = -2.3  # below it a question is about something else, whatever the lexicon reads in it
_TOLD: Final = 3  # sentences of what is only near, beside which numbers are told
_COMPARED: Final = 10  # municipalities side by side in an answer; `compare` takes any number
_ENTRY: Final = 40  # characters; a shorter desk is a name in running text
_BESIDE_DESK: Final = 0.6  # coverage of a sentence that is said beside a desk


class Answerer:
    """Answers from one searcher's index; a language model, where there is one, may only put it in other words."""

    def __init__(self, searcher: Searcher, model: LanguageModel | None = None) -> None:
        self._searcher = searcher
        self._model = model
        self._field = Field(searcher.index.words, searcher.lexicon.official, other_subjects())
        with telling_damage(searcher.index.folder):
            self._desks = searcher.index.records.desks(None)
            indicators = searcher.index.records.of(Indicator, None)
        self._rooms = Rooms(self._desks, searcher.index)
        self._areas = self._rooms.checked.areas(searcher.districts.areas)
        self._numbers = {desk.phone for desk in self._desks if desk.phone}
        self._tables = {desk.plan_id for desk in self._desks if desk.source == DESK_TABLE}
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
        reply = weighed(reply, topic, match)
        danger = question.danger
        nothing = Answer(reply, None, None, (), (), (), None, urgent(danger), care=care(danger))
        if absent := question.absent:
            message = not_indexed(absent, question.applied.places, self._searcher.index.catalog.plans)
            return replace(nothing, reason=Reason.MUNICIPALITY_NOT_INDEXED, message=message)
        chosen = self._chosen(reply)
        told = chosen.clarify or chosen.by_number or is_told(chosen.desks, question)
        if not told and (refused := self._off_topic(nothing, topic)):
            return calm(self._never_ending(refused))
        composed = self._composed(nothing, chosen)
        if question.asked.intent is Intent.COMPARISON and composed.answered:
            composed = self._with_the_others(composed)
        return self._with_model(calm(self._with_standing(for_all(placed(self._never_ending(composed))))))

    def _never_ending(self, answer: Answer) -> Answer:
        """``answer``; where it tells no number to call, or nothing at all, with the municipality's own number and its site."""
        question, first = answer.question, next(iter(answer.desks), None)
        nothing = answer.reason is Reason.NOT_IN_PLANS and not answer.sentences
        lost = (question.wants_desk or question.asked.phone or nothing) and not question.calling.whose_number
        if answer.helplines_alone or answer.clarify or (first.desk.phone if first else answer.answered or not lost):
            return answer
        plans = [first.plan] if first else [plan for plan in question.applied.plans if plan.placed]
        if len({plan.municipality_code or plan.municipality for plan in plans}) != 1:
            return answer
        number, site = self._rooms.checked.switchboard_of(plans[0]), site_of(plans[0])
        desks = answer.desks
        if number is not None and number not in [each.desk for each in desks]:
            told = Choice(number, self._searcher.index.catalog.plan_by_id[number.plan_id], switchboard_why(first))
            desks = (*desks, told)
            site = old_note((told,), question.today) + site
        return replace(answer, desks=desks, message="".join(filter(None, (answer.message, site))) or None)

    def _with_standing(self, answer: Answer) -> Answer:
        """``answer``, with a word on plans of the municipalities asked about that are drafts, are over or not in the index."""
        question, plans = answer.question, self._searcher.index.catalog.plans
        places = [place for place in question.applied.places if place.indexed]
        if answer.reason is Reason.AREA_NEEDED or not places:
            return answer
        quoted = [cited.plan for cited in answer.citations]
        said = short_of(shortfalls(question.text, places, quoted, plans, question.today))
        return replace(answer, message="".join(filter(None, (answer.message, said))) or None)

    def _with_the_others(self, answer: Answer) -> Answer:
        """A comparison, with what the plans of the municipalities of which it tells nothing say by themselves, or that it is nothing."""
        question = answer.question
        named = [place for place in question.applied.places if place.indexed]
        places = named or indexed_places(question.applied.plans)
        told = {cited.plan.municipality for cited in answer.citations}
        if len(places) > _COMPARED:
            return answer
        each = asked_of_each(question.text, question.applied.places)
        own = {place.name: self.ask_of(place, each) for place in places if place.name not in told}
        silent = [name for name, said in own.items() if said.certainty is Certainty.NONE]
        near = [name for name, said in own.items() if said.certainty is Certainty.NEAR]
        lines = [said for said in own.values() if said.certainty is Certainty.STATED]
        asked = bool(named) or wants_each(question.text)
        return replace(with_first_of_each(answer, lines) if asked else answer, message=compared(silent, near))

    def _off_topic(self, start: Answer, topic: Signals) -> Answer | None:
        """The refusal where the plans are about something else; None where they may answer."""
        reply, wanted = start.reply, start.question.wanted
        words = self._searcher.index.words
        says_something = bool(wanted.expansions) or any(
            words.knows(lemma) for lemma in wanted.lemmas if not lemma.isnumeric()
        )
        told = bool(reply.results) and says_something
        sure = _TOPIC.certainty(topic) if told else -math.inf
        if sure >= _SURE:
            return None
        if wanted.expansions and sure >= _PERHAPS:  # a matter of welfare, but these plans say nothing of it
            return self._near(start, no_figure(reply.question.asked))
        return replace(start, reason=Reason.OFF_TOPIC, message=off_topic(reply))

    def _composed(self, start: Answer, chosen: Chosen) -> Answer:
        question, reply = start.question, start.reply
        kind, wanted = question.asked, question.wanted
        to_go = kind.intent is Intent.DESK or kind.phone
        desks = chosen.desks if kind.desk and (to_go or chosen.clarify is None) else ()
        if not kind.desk and kind.figure is not None and kind.figure.times & OPENING.times:  # みなと保健所は何時まで
            open_desks = [
                each for each in chosen.desks if each.desk.hours and typed_name(each.desk, each.plan, wanted.said)
            ]
            if open_desks:
                return self._desk_alone(start, (open_desks[0],), None)
        if (back := self._without_sentences(start, chosen, desks)) is not None:
            return back
        match = WordMatch.of(wanted, self._searcher.index, self._searcher.rarity)
        found = _naming(question, self._found(question, reply, match))
        opening = [span for span in spans(reply.results, wanted, kind.opening) if span.exact] if kind.hours else []
        said = self._said(self._beside(desks, found, to_go=to_go, alone=to_go and not chosen.of_each), question)
        missing = unstated(reply, desks, [*opening, *found], self._searcher.index)
        if found:
            printing = [span for span in said if _prints(span, found)]
            resting = Found(found, said, printing, missing is not None, desks[0].desk if desks else None)
            own = signals(reply, resting, match)
            start = replace(start, signals=own)
            doubted = of_other_years(said, kind) or (chosen.perhaps and kind.intent is Intent.DESK and not desks)
            if doubted or not is_stated(own):
                return self._near(start, missing or no_figure(kind), doubtful(desks[:1], question), chosen.perhaps)
        if desks and missing is not None:
            return self._near(start, missing, desks[:1])
        said = beside_helplines(question.danger, [*opening, *said], desks)
        citations: list[Citation] = []
        desk_first = to_go or question.calling.which_desk
        sentences = self._desk_sentences(desks, citations, question, named=chosen.of_each) if desk_first else []
        sentences += [sentence_of(self._widened(span, desks), citations, wanted) for span in said]
        sentences += [] if desk_first else self._desk_sentences(desks, citations, question, named=chosen.of_each)
        if not sentences:
            return self._near(start, no_figure(kind), desks, chosen.perhaps)
        asking = chosen.of_each or not desks
        return replace(
            start,
            sentences=tuple(sentences),
            citations=tuple(citations),
            desks=desks,
            message=directory_note(desks, question.today),
            clarify=whose(question, _cities_of(citations)) if asking and not start.urgent else None,
        )

    def _found(self, question: Question, reply: Reply, match: WordMatch) -> list[Span]:
        """The sentences that may answer, best first."""
        found = whole_indicators(
            spans(reply.results, question.wanted, question.asked, self._indicators), self._indicators
        )
        return ordered(found, question, match)

    def _without_sentences(self, start: Answer, chosen: Chosen, desks: tuple[Choice, ...]) -> Answer | None:
        """The answer where no sentence is looked for: a number asked about, no number to tell, an area needed."""
        kind, reply = start.question.asked, start.reply
        if chosen.by_number:
            return self._desk_alone(start, chosen.desks, number_unknown(chosen))
        if chosen.clarify is not None and (kind.intent is Intent.DESK or kind.phone):
            return replace(start, reason=Reason.AREA_NEEDED, message=chosen.clarify.question, clarify=chosen.clarify)
        if desks and chosen.other_name is not None:
            return self._near(start, another_name(chosen.other_name), desks[:1])
        if not kind.phone or (desks and desks[0].desk.phone is not None):
            return None
        placeless = kind.place and bool(desks) and not desks[0].desk.address
        if desks and start.question.calling.more_than_number and not placeless:
            return self._desk_alone(start, desks[:1], no_phone(chosen).told(reply, near=False))
        if not desks and (back := whose(reply.question)) is not None:
            return replace(start, reason=Reason.AREA_NEEDED, message=back.question, clarify=back)
        return self._near(start, no_phone(chosen), desks[:1], chosen.perhaps)

    def _near(
        self, start: Answer, missing: Missing, desks: tuple[Choice, ...] = (), perhaps: Sequence[Choice] = ()
    ) -> Answer:
        """What the plans say nearest, told as that: what was asked is not certain to stand in them.

        The numbers of desks that are ``perhaps`` meant are told where none is known to be.
        """
        reply, question = start.reply, start.question
        match = WordMatch.of(question.wanted, self._searcher.index, self._searcher.rarity)
        found = self._beside(
            desks,
            near(self._found(question, reply, match)),
            to_go=question.wants_desk or question.asked.phone,
            alone=False,
        )
        said = beside_helplines(question.danger, self._said(found, question), desks)
        citations: list[Citation] = []
        told = [] if desks else [perhaps_sentence(each, self._passage_of(each.desk), citations) for each in perhaps]
        numbers = [each for each in told if each is not None]
        said = said[: _TOLD - len(numbers)]
        sentences = (*numbers, *(sentence_of(self._widened(span, desks), citations, question.wanted) for span in said))
        return replace(
            start,
            reason=Reason.NOT_IN_PLANS,
            message=missing.told(reply, near=bool(sentences)) + old_note(desks, reply.question.today),
            sentences=sentences,
            citations=tuple(citations),
            desks=desks,
        )

    def _said(self, found: Sequence[Span], question: Question) -> list[Span]:
        """The sentences that are told, the best first; the best of each municipality where several may be meant.

        Beside the figure of the year asked for no other year's is told.
        """
        if question.asked.years and found and found[0].exact:
            found = [span for span in found if span.exact]
        each = of_each(found) if question.cities else []
        if len({span.result.plan.municipality for span in each}) > 1:
            return each
        return picked(found, question.asked, several=len(question.applied.places) > 1)

    def _widened(self, span: Span, desks: Sequence[Choice]) -> Span:
        """``span`` with what stands beside it, unless that has the number of another desk."""
        wide = span.wide
        return wide if self._of_no_other_desk(desks, [wide]) else span

    def _beside(self, desks: Sequence[Choice], found: Sequence[Span], *, to_go: bool, alone: bool) -> list[Span]:
        """The sentences that may be told beside ``desks``: no other desk's number, no desk's own entry again.

        Where the desks are the answer ``alone``, only those that say most of what was asked.
        What a table of desks says is told with its desks or not at all.
        """
        kept = self._of_no_other_desk(desks, found) if to_go else list(found)
        kept = [span for span in kept if span.result.plan.id not in self._tables]
        if desks:
            kept = [span for span in kept if not self._is_entry(span)]
        if desks and alone:
            kept = [span for span in kept if span.coverage >= _BESIDE_DESK]
        return kept

    def _of_no_other_desk(self, desks: Sequence[Choice], found: Sequence[Span]) -> list[Span]:
        """Those that print no number of a desk which is not among ``desks``."""
        others = self._numbers - {choice.desk.phone for choice in desks}
        return [span for span in found if not others & set(PHONE.findall(span.text))]

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

    def _chosen(self, reply: Reply) -> Chosen:
        question = reply.question
        if question.asked.intent is Intent.COMPARISON:
            return Chosen((), None)
        nearness = self._nearness(reply)
        chosen = choose(question, self._rooms.of(question), self._areas, self._searcher.rarity, nearness)
        if not (question.cities and question.wants_desk) or chosen.clarify or chosen.by_number:
            return chosen
        each = self._of_each(reply)
        for first in chosen.desks[:1]:
            alone = all(choice.plan.municipality == first.plan.municipality for choice in each)
            if not first.by_matter and (alone or not typed_name(first.desk, first.plan, question.wanted.said)):
                return chosen  # by where it stands, or by a name that no other municipality's has
        return Chosen(each, None, of_each=True)

    def _nearness(self, reply: Reply) -> Nearness:
        match = WordMatch.of(reply.question.wanted, self._searcher.index, self._searcher.rarity)
        return Nearness.of(reply, match)

    def _of_each(self, reply: Reply) -> tuple[Choice, ...]:
        """The best desk of each municipality whose plans are nearest to the question, where one is likely meant."""
        question, applied = reply.question, reply.question.applied
        near = dict.fromkeys(result.plan.municipality for result in reply.results)
        places = {place.name: place for place in indexed_places(applied.plans)}
        found: list[Choice] = []
        for place in (places[name] for name in near if name in places):
            own = tuple(plan for plan in applied.plans if plan.municipality == place.name)
            there = replace(question, applied=replace(applied, places=(place,), plans=own))
            room, areas = self._rooms.of(there), self._areas
            best = likely(there, room, areas, self._searcher.rarity, self._nearness(reply))
            found += [best] if best and (best.desk.phone or not question.asked.phone) else []
            if len(found) == CITIES:
                break
        return tuple(found)

    def _desk_sentences(
        self, desks: Sequence[Choice], citations: list[Citation], question: Question, *, named: bool = False
    ) -> list[Sentence]:
        """The first desk of each municipality in a sentence, where its passage is known; with whose it is where ``named``."""
        first = {choice.plan.municipality: choice for choice in reversed(desks)}
        told = [choice for choice in desks if choice in first.values()] if len(first) > 1 else desks[:1]
        passages = [self._passage_of(each.desk) for each in told]
        found = [
            desk_sentence(each, passage, citations, named=named or len(told) > 1, fax=question.calling.fax)
            for each, passage in zip(told, passages, strict=True)
        ]
        return [sentence for sentence in found if sentence is not None]

    def _desk_alone(self, start: Answer, desks: tuple[Choice, ...], message: str | None) -> Answer:
        """The desk in a sentence and nothing beside it; a refusal with ``message`` where there is none to tell."""
        citations: list[Citation] = []
        sentences = tuple(self._desk_sentences(desks, citations, start.question))
        reason = None if sentences else Reason.NOT_IN_PLANS
        message = message or directory_note(desks, start.question.today)
        return replace(
            start, reason=reason, message=message, sentences=sentences, citations=tuple(citations), desks=desks
        )

    def _passage_of(self, desk: Desk) -> Passage | None:
        return self._searcher.index.catalog.passage(desk.passage_id) if desk.passage_id else None


def _prints(told: Span, found: Sequence[Span]) -> bool:
    """Whether what is told with ``told`` prints the figure, the date or the name that was asked for."""
    wide = told.wide
    return told.exact or any(
        span.exact and span.result.passage.id == wide.result.passage.id and wide.start <= span.start < wide.end
        for span in found
    )


def _naming(question: Question, found: list[Span]) -> list[Span]:
    """Of a question about several municipalities only what names the thing asked about; else each would seem to have it."""
    if question.asked.intent is not Intent.COMPARISON and len(question.applied.places) < 2:
        return found
    return [span for span in found if names_it(question.wanted, (span.result.passage,))]


def _cities_of(citations: Sequence[Citation]) -> list[str | None]:
    return [citation.plan.municipality for citation in citations]
