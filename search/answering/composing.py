"""The sentences and desks found -> an answer, as stated or only as near."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from index.opened import Index

from ..answers.answer import Answer, Reason
from ..answers.messages import (
    Missing,
    another_name,
    directory_note,
    no_figure,
    no_phone,
    number_unknown,
)
from ..answers.whose import whose
from ..citation import Citation
from ..desks.checked import old_note
from ..desks.choice import doubtful
from ..desks.chosen import Choice, Chosen
from ..desks.naming import typed_name
from ..evidence.certainty.certainty import is_stated
from ..evidence.certainty.signals import Found, signals
from ..evidence.sentences import near, sentence_of
from ..evidence.spans import Span, of_other_years
from ..evidence.unstated import unstated
from ..question.figures import OPENING
from ..question.intent import Intent
from ..question.question import Question
from ..urgent.beside import beside_helplines
from .beside import Beside
from .desk_lines import desk_sentences, perhaps_sentences
from .found import Findings, prints, told_of

_NEAR_LINES: Final = 3  # sentences of what is only near, beside which numbers are told


class Composer:
    """Composes answers from what was found in one index."""

    def __init__(self, index: Index, beside: Beside) -> None:
        self._index, self._beside = index, beside

    def composed(self, start: Answer, found: Findings, chosen: Chosen) -> Answer:
        """``start`` with what is told: the desks and the sentences that say what was asked, or come near it."""
        kind = found.question.asked
        to_go = kind.intent is Intent.DESK or kind.phone
        desks = chosen.desks if kind.desk and (to_go or chosen.clarify is None) else ()
        if (open_desk := _open_desk(found.question, chosen)) is not None:
            return self._desk_alone(start, (open_desk,), None)
        if (back := self._without_sentences(start, found, chosen, desks)) is not None:
            return back
        naming, opening = found.naming, found.opening
        alone = to_go and not chosen.of_each
        said = told_of(self._beside.tellable(desks, naming, to_go=to_go, alone=alone), found.question)
        missing = unstated(found.reply, desks, [*opening, *naming], self._index)
        if naming:
            printing = [span for span in said if prints(span, naming)]
            resting = Found(naming, said, printing, missing is not None, desks[0].desk if desks else None)
            own = signals(found.reply, resting, found.match)
            start = replace(start, signals=own)
            doubted = of_other_years(said, kind) or (chosen.perhaps and kind.intent is Intent.DESK and not desks)
            if doubted or not is_stated(own):
                told = doubtful(desks[:1], found.question)
                return self.near(start, found, missing or no_figure(kind), told, chosen.perhaps)
        if desks and missing is not None:
            return self.near(start, found, missing, desks[:1])
        said = beside_helplines(found.question.danger, [*opening, *said], desks)
        return self._stated(start, found, chosen, desks, said)

    def near(
        self,
        start: Answer,
        found: Findings,
        missing: Missing,
        desks: tuple[Choice, ...] = (),
        perhaps: Sequence[Choice] = (),
    ) -> Answer:
        """What the plans say nearest, told as that: what was asked is not certain to stand in them.

        The numbers of desks that are ``perhaps`` meant are told where none is known to be.
        """
        question, to_go = found.question, found.question.wants_desk or found.question.asked.phone
        tellable = self._beside.tellable(desks, near(found.sentences), to_go=to_go, alone=False)
        said = beside_helplines(question.danger, told_of(tellable, question), desks)
        citations: list[Citation] = []
        numbers = [] if desks else perhaps_sentences(perhaps, self._index.catalog, citations)
        said = said[: _NEAR_LINES - len(numbers)]
        lines = [sentence_of(self._beside.widened(span, desks), citations, question.wanted) for span in said]
        return replace(
            start,
            reason=Reason.NOT_IN_PLANS,
            message=missing.told(found.reply, near=bool(numbers or lines)) + old_note(desks, question.today),
            sentences=(*numbers, *lines),
            citations=tuple(citations),
            desks=desks,
        )

    def _stated(
        self, start: Answer, found: Findings, chosen: Chosen, desks: tuple[Choice, ...], said: Sequence[Span]
    ) -> Answer:
        """The desks and the sentences ``said`` as what the plans state."""
        question, catalog = found.question, self._index.catalog
        kind = question.asked
        citations: list[Citation] = []
        desk_first = kind.intent is Intent.DESK or kind.phone or question.calling.which_desk
        sentences = desk_sentences(desks, catalog, citations, question, named=chosen.of_each) if desk_first else []
        sentences += [sentence_of(self._beside.widened(span, desks), citations, question.wanted) for span in said]
        sentences += [] if desk_first else desk_sentences(desks, catalog, citations, question, named=chosen.of_each)
        if not sentences:
            return self.near(start, found, no_figure(kind), desks, chosen.perhaps)
        asking = chosen.of_each or not desks
        cities = [citation.plan.municipality for citation in citations]
        return replace(
            start,
            sentences=tuple(sentences),
            citations=tuple(citations),
            desks=desks,
            message=directory_note(desks, question.today),
            clarify=whose(question, cities) if asking and not start.urgent else None,
        )

    def _without_sentences(
        self, start: Answer, found: Findings, chosen: Chosen, desks: tuple[Choice, ...]
    ) -> Answer | None:
        """The answer where no sentence is looked for: a number asked about, no number to tell, an area needed."""
        kind, calling = found.question.asked, found.question.calling
        if chosen.by_number:
            return self._desk_alone(start, chosen.desks, number_unknown(chosen))
        if chosen.clarify is not None and (kind.intent is Intent.DESK or kind.phone):
            return replace(start, reason=Reason.AREA_NEEDED, message=chosen.clarify.question, clarify=chosen.clarify)
        if desks and chosen.other_name is not None:
            return self.near(start, found, another_name(chosen.other_name), desks[:1])
        if not kind.phone or (desks and desks[0].desk.phone is not None):
            return None
        placeless = kind.place and bool(desks) and not desks[0].desk.address
        if desks and calling.more_than_number and not placeless:
            return self._desk_alone(start, desks[:1], no_phone(chosen).told(found.reply, near=False))
        if not desks and (back := whose(found.question)) is not None:
            return replace(start, reason=Reason.AREA_NEEDED, message=back.question, clarify=back)
        return self.near(start, found, no_phone(chosen), desks[:1], chosen.perhaps)

    def _desk_alone(self, start: Answer, desks: tuple[Choice, ...], message: str | None) -> Answer:
        """The desk in a sentence and nothing beside it; a refusal with ``message`` where there is none to tell."""
        citations: list[Citation] = []
        sentences = tuple(desk_sentences(desks, self._index.catalog, citations, start.question))
        reason = None if sentences else Reason.NOT_IN_PLANS
        message = message or directory_note(desks, start.question.today)
        return replace(
            start, reason=reason, message=message, sentences=sentences, citations=tuple(citations), desks=desks
        )


def _open_desk(question: Question, chosen: Chosen) -> Choice | None:
    """The desk that is named where only its hours are asked for: みなと保健所は何時まで."""
    kind, said = question.asked, question.wanted.said
    if kind.desk or kind.figure is None or not kind.figure.times & OPENING.times:
        return None
    return next((each for each in chosen.desks if each.desk.hours and typed_name(each.desk, each.plan, said)), None)
