"""A question -> what the plans say to it, sentence by sentence with its source; the right desk; or an honest no."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from corpus.gazetteer import municipalities
from corpus.records.desk import Desk
from corpus.records.indicator import Indicator
from corpus.sentences import sentence_spans
from index.tokens import lemmas, terms

from .answer_messages import directory_note, no_figure, no_hours, no_phone, no_place, off_topic, only_elsewhere, whose
from .citation import Citation, Sentence
from .desk_choice import Choice, Chosen, Clarify, choose
from .desk_evidence import asks_for_desk, asks_more_than_number, has_number, is_beside, typed_numbers
from .districts import District
from .evidence import Span, compounds, held, key_words, same, spans
from .filters import Filters
from .intent import Asked, Intent, asked
from .llm import LanguageModel, ModelFailed
from .places import named_places
from .query import Wanted
from .reply import Reply, Result
from .searcher import Searcher
from .sentence_order import ordered
from .topic import Field, Weights, other_subjects
from .urgent import Urgent, urgent
from .word_match import WordMatch

_DEPTH: Final = 10  # results that sentences are taken from
_MOST: Final = 4  # sentences from plans
_FIGURE_COVERAGE: Final = 0.3  # of the question; dev: stated figures have .42 and more, others .15 and less
_COMPOUND: Final = 6  # characters of a noun that names one thing: 重層的支援体制整備事業
_COMPOUND_HELD: Final = 0.75
_COUNTING: Final = re.compile(r"(?:数|率|割合|回数|件数|推移)$")
_PLACED: Final = re.compile(r"[0-9０-９]\s*階|番地|丁目|[所館舎署]内|[所館舎署駅]の?[隣横前]|入り?口[隣横]")
_SPOT: Final = re.compile(
    rf"{_PLACED.pattern}|[一-龠々ァ-ヶ](?:公園|会館|センター|小学校|中学校|駅|地区|庁舎|図書館|病院|商店街|団地|[町村区])"
)
_HOUR: Final = re.compile(r"[0-9０-９]\s*時(?!間)|[月火水木金土日]曜|平日|土日|祝日|24\s*時間")
_OTHERS: Final = 20  # passages in which a name is looked for
_PHONE: Final = re.compile(r"[0-9０-９]{2,5}[-－][0-9０-９]{1,4}[-－][0-9０-９]{3,4}")
_TOPIC: Final = Weights()
_SURE: Final = -0.4  # log-odds; cross-validated, .96 of the questions off every topic are below, .03 of the others
_PERHAPS: Final = -1.5  # below it a question is about something else, whatever the lexicon reads in it
_ENTRY: Final = 40  # characters; a shorter desk is a name in running text
_BESIDE_DESK: Final = 0.6  # coverage of a sentence that is said beside a desk
_NEAR: Final = 0.6  # of the best sentence's worth, for another to be said beside it


class Reason(StrEnum):
    """Why nothing is answered."""

    OFF_TOPIC = "off_topic"
    NOT_IN_PLANS = "not_in_plans"
    MUNICIPALITY_NOT_INDEXED = "municipality_not_indexed"
    AREA_NEEDED = "area_needed"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said, on what it rests, and what was found on the way.

    ``message`` says in a sentence or two why there is no answer, or what to know about it; None where the sentences
    speak for themselves. ``model_note`` says that a language model was asked and could not be used.
    """

    reply: Reply
    asked: Asked
    reason: Reason | None
    message: str | None
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    desks: tuple[Choice, ...]
    clarify: Clarify | None
    urgent: Urgent | None
    model_note: str | None = None

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
        self._desks = searcher.index.records.desks(None)
        self._numbers = {desk.phone for desk in self._desks if desk.phone}
        self._indicators: dict[str, list[Indicator]] = {}
        for indicator in searcher.index.records.indicators(None):
            self._indicators.setdefault(indicator.passage_id or "", []).append(indicator)

    def ask(self, question: str, filters: Filters = Filters(), area: str | None = None) -> Answer:  # noqa: B008 - frozen
        """Answer ``question``; ``area`` is the asker's 町名・丁目, where it is known apart from the question.

        Raises: as :meth:`Searcher.search`.
        """
        danger = urgent(question)
        told = self._searcher.districts.named(area, ()) if area and not filters.cities else None
        if told is not None and not named_places(question, self._searcher.index.catalog.plans):
            filters = replace(filters, cities=(told.municipality_code,))
        reply, wanted = self._searcher.found(question, filters, _DEPTH)
        kind = asked(question)
        if len(reply.applied.places) > 1:
            kind = replace(kind, intent=Intent.COMPARISON, figure=None)
        nothing = Answer(reply, kind, None, None, (), (), (), None, danger)
        if (elsewhere := self._elsewhere(question, reply)) is not None:
            return replace(nothing, reason=Reason.MUNICIPALITY_NOT_INDEXED, message=self._not_indexed(elsewhere))
        if any(not place.indexed for place in reply.applied.places) and not reply.applied.plans:
            return replace(nothing, reason=Reason.MUNICIPALITY_NOT_INDEXED, message=self._absent(reply))
        district = self._district(area or question, reply)
        chosen = self._chosen(wanted, reply, district, kind)
        if not (chosen.desks or chosen.clarify or chosen.by_number) and (refused := self._off_topic(nothing, wanted)):
            return refused
        return self._with_model(question, self._composed(nothing, wanted, chosen))

    def _off_topic(self, start: Answer, wanted: Wanted) -> Answer | None:
        """The refusal where the plans are about something else; None where they may answer."""
        reply = start.reply
        sure = _TOPIC.certainty(self._field.signals(wanted, reply)) if reply.results else -math.inf
        if sure >= _SURE:
            return None
        if wanted.expansions and sure >= _PERHAPS:  # a matter of welfare, but these plans say nothing of it
            return replace(start, reason=Reason.NOT_IN_PLANS, message=no_figure(reply, start.asked))
        return replace(start, reason=Reason.OFF_TOPIC, message=off_topic(reply))

    def _composed(self, start: Answer, wanted: Wanted, chosen: Chosen) -> Answer:
        kind, reply = start.asked, start.reply
        to_go = kind.intent is Intent.DESK or kind.phone
        desks = chosen.desks if kind.desk and (to_go or chosen.clarify is None) else ()
        if (back := self._without_sentences(start, chosen, desks)) is not None:
            return back
        found = self._whole_indicators(spans(reply.results, wanted, kind))
        if (message := self._unstated(start, wanted, desks, found)) is not None:
            return replace(start, reason=Reason.NOT_IN_PLANS, message=message, desks=desks[:1])
        found = self._beside(desks, found, to_go=to_go)
        if kind.figure is None:
            found = ordered(found, WordMatch.of(wanted, self._searcher.index, self._searcher.rarity))
        elif not _states(found, wanted):
            return replace(start, reason=Reason.NOT_IN_PLANS, message=no_figure(reply, kind))
        said = _picked(found, kind, several=len(reply.applied.places) > 1)
        citations: list[Citation] = []
        desk_first = to_go or asks_for_desk(wanted.said)
        sentences = self._desk_sentences(desks, citations) if desk_first else []
        sentences += [_sentence(span, citations, wanted) for span in said]
        sentences += [] if desk_first else self._desk_sentences(desks, citations)
        if not sentences:
            return replace(start, reason=Reason.NOT_IN_PLANS, message=no_figure(reply, kind), desks=desks)
        return replace(
            start,
            sentences=tuple(sentences),
            citations=tuple(citations),
            desks=desks,
            message=directory_note(desks),
            clarify=None if desks else whose(kind, reply),
        )

    def _without_sentences(self, start: Answer, chosen: Chosen, desks: tuple[Choice, ...]) -> Answer | None:
        """The answer where no sentence is looked for: a number asked about, no number to tell, an area needed."""
        kind, reply = start.asked, start.reply
        if chosen.by_number:
            return self._desk_alone(start, chosen.desks, chosen.clarify.question if chosen.clarify else None)
        if chosen.clarify is not None and (kind.intent is Intent.DESK or kind.phone):
            return replace(start, reason=Reason.AREA_NEEDED, message=chosen.clarify.question, clarify=chosen.clarify)
        if not kind.phone or (desks and desks[0].desk.phone is not None):
            return None
        placeless = kind.place and bool(desks) and not desks[0].desk.address
        if desks and asks_more_than_number(reply.query) and not placeless:
            return self._desk_alone(start, desks[:1], no_phone(reply, chosen))
        if not desks and (back := whose(kind, reply)) is not None:
            return replace(start, reason=Reason.AREA_NEEDED, message=back.question, clarify=back)
        return replace(start, reason=Reason.NOT_IN_PLANS, message=no_phone(reply, chosen), desks=desks[:1])

    def _unstated(self, start: Answer, wanted: Wanted, desks: Sequence[Choice], found: Sequence[Span]) -> str | None:
        """What the plans do not say of a desk or a thing that is asked about by name; None where they may say it."""
        kind, reply = start.asked, start.reply
        if kind.place and desks and not kind.phone and not _is_placed(desks[0], found):
            return no_place(reply, desks[0].desk.name)
        if kind.hours and desks and not desks[0].desk.hours and not any(_HOUR.search(span.text) for span in found):
            return no_hours(reply, desks[0].desk.name)
        if kind.place and not desks and (names := _placeless(wanted, found)):
            return no_place(reply, names[0])
        if kind.intent in (Intent.MEASURE, Intent.DESK) and (missing := self._only_elsewhere(wanted, reply)):
            return only_elsewhere(reply, *missing)
        return None

    def _only_elsewhere(self, wanted: Wanted, reply: Reply) -> tuple[str, list[str]] | None:
        """What is asked about that the plans of the municipality never name and others do, and who they are."""
        own = {plan.id: plan for plan in reply.applied.plans}
        if not reply.applied.places or any(_names_official(wanted, result) for result in reply.results):
            return None
        others = [plan.id for plan in self._searcher.index.catalog.plans if plan.id not in own]
        subject = key_words(wanted)
        for name in compounds(wanted.text):
            if subject.keys().isdisjoint(lemmas(name)):  # 電話番号 says what is wanted, not of what
                continue
            if not self._named_in(name, list(own)) and (there := self._named_in(name, others)):
                return name, there
        return None

    def _named_in(self, name: str, plans: Sequence[str]) -> list[str]:
        """The municipalities of ``plans`` of which a passage has the words of ``name`` side by side."""
        found = terms(name)
        pairs = [term for term in found if "+" in term] or found
        index = self._searcher.index
        hits = index.lexical.search({"body": dict.fromkeys(pairs, 1.0)}, _OTHERS, plans) if pairs else []
        passages = index.catalog.passages([row for row, _ in hits])
        naming = [row for row, _ in hits if same(name) in same(passages[row].text)]
        return sorted({index.catalog.plan_of(row).municipality or "" for row in naming} - {""})

    def _beside(self, desks: Sequence[Choice], found: Sequence[Span], *, to_go: bool) -> list[Span]:
        """The sentences that may be told beside ``desks``: no other desk's number, no desk's own entry again."""
        shown = {choice.desk.phone for choice in desks}
        kept = list(found)
        if to_go:
            kept = [span for span in kept if not (self._numbers - shown) & set(_PHONE.findall(span.text))]
        if desks:
            kept = [span for span in kept if not any(_is_entry(span, desk) for desk in self._desks)]
        if desks and to_go:
            kept = [span for span in kept if span.coverage >= _BESIDE_DESK]
        return kept

    def _with_model(self, question: str, answer: Answer) -> Answer:
        if self._model is None or not answer.answered or not answer.citations:
            return answer
        try:
            return replace(answer, sentences=self._model.rephrase(question, answer.citations))
        except ModelFailed as error:
            return replace(answer, model_note=str(error))

    def _district(self, text: str, reply: Reply) -> District | None:
        codes = [code for place in reply.applied.places for code in place.codes]
        return self._searcher.districts.named(text, codes)

    def _chosen(self, wanted: Wanted, reply: Reply, district: District | None, kind: Asked) -> Chosen:
        if kind.intent is Intent.COMPARISON:
            return Chosen((), None)
        plans = {plan.id: plan for plan in reply.applied.plans}
        desks: Sequence[Desk] = [desk for desk in self._desks if desk.plan_id in plans]
        cities = {plan.municipality_code for plan in plans.values()}
        if len(cities) > 1 and district is None:
            numbers = typed_numbers(wanted.said)  # whose desk it would be is not known otherwise
            desks = [desk for desk in desks if is_beside(desk, wanted.said) or has_number(desk, numbers)]
        return choose(
            wanted, desks, plans, self._searcher.districts.areas, district, self._likeness, self._searcher.rarity,
            self._sentence_naming, wants_desk=kind.intent is Intent.DESK or kind.phone or asks_for_desk(wanted.said),
        )  # fmt: skip

    def _likeness(self, text: str, others: Sequence[str]) -> list[float]:
        encoder = self._searcher.index.encoder
        own = encoder.encode_queries([text])[0]
        return [float(cosine) for cosine in encoder.encode_queries(list(others)) @ own]

    def _whole_indicators(self, found: Sequence[Span]) -> list[Span]:
        """A value of an indicator is told with its name: - 4,726回 -> 連携回数 - 4,726回."""
        result = []
        for span in found:
            passage = span.result.passage
            for indicator in self._indicators.get(passage.id, []):
                inside = passage.start <= indicator.start and indicator.end <= passage.end
                if inside and indicator.start <= span.start < indicator.end:
                    span = replace(span, start=indicator.start, end=max(indicator.end, span.end), cut=False)
                    break
            result.append(span)
        return result

    def _desk_sentences(self, desks: Sequence[Choice], citations: list[Citation]) -> list[Sentence]:
        """The first desk in a sentence, where its passage is known."""
        found = [self._desk_sentence(choice, citations) for choice in desks[:1]]
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

    def _sentence_naming(self, desk: Desk) -> str:
        """The sentence in which the plan names ``desk``; "" where its passage is not known."""
        passage = self._searcher.index.catalog.passage(desk.passage_id) if desk.passage_id else None
        if passage is None:
            return ""
        place = desk.start - passage.start
        found = (passage.text[start:end] for start, end in sentence_spans(passage.text) if start <= place < end)
        return next(found, "")

    def _desk_sentence(self, choice: Choice, citations: list[Citation]) -> Sentence | None:
        desk = choice.desk
        passage = self._searcher.index.catalog.passage(desk.passage_id) if desk.passage_id else None
        if passage is None or not passage.start <= desk.start < passage.end:
            return None
        citations.append(Citation(len(citations) + 1, passage, choice.plan, desk.start, min(desk.end, passage.end)))
        told = [f"電話 {desk.phone}" if desk.phone else "", _flat(desk.address or "")]
        inside = "、".join(part for part in told if part)
        text = f"窓口は、{desk.name}{f'({inside})' if inside else ''}です。{choice.why}"
        return Sentence(text, (len(citations),))

    def _elsewhere(self, question: str, reply: Reply) -> str | None:
        """A prefecture that the question names and no plan is of, where it names no municipality."""
        if reply.applied.places:
            return None
        own = {plan.prefecture for plan in self._searcher.index.catalog.plans}
        others = {each.prefecture for each in municipalities()} - own
        return next((name for name in sorted(others) if name in question), None)

    def _absent(self, reply: Reply) -> str:
        return self._not_indexed("、".join(place.name for place in reply.applied.places if not place.indexed))

    def _not_indexed(self, names: str) -> str:
        known = sorted({plan.municipality for plan in self._searcher.index.catalog.plans if plan.municipality})
        some = "、".join(known[:8]) + ("など" if len(known) > 8 else "")
        return f"{names}の計画は索引にないので、お答えできません。索引にあるのは {some} の計画です。"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _is_entry(span: Span, desk: Desk) -> bool:
    """Whether a sentence stands in the desk's own entry, which the answer tells already."""
    return (
        span.result.plan.id == desk.plan_id and desk.start <= span.start < desk.end and desk.end - desk.start > _ENTRY
    )


def _is_placed(choice: Choice, found: Sequence[Span]) -> bool:
    """Whether the desk's address is known, or a sentence that names it says where in a building or town it is."""
    name = same(choice.desk.name)
    return bool(choice.desk.address) or any(name in same(span.text) and _PLACED.search(span.text) for span in found)


def _placeless(wanted: Wanted, found: Sequence[Span]) -> list[str]:
    """The things asked about by name of which no sentence that names them says where they are."""
    names = compounds(wanted.text)
    placed = [same(span.text) for span in found if _SPOT.search(span.text)]
    return [name for name in names if not any(same(name) in text for text in placed)]


def _names_official(wanted: Wanted, result: Result) -> bool:
    """Whether a result says what plans call the thing that was asked about."""
    text = same(result.passage.text)
    return any(same(word) in text for expansion in wanted.expansions for word in expansion.official)


def _states(found: Sequence[Span], wanted: Wanted) -> bool:
    """Whether a figure that was found is of what was asked, not of something beside it."""
    if not found or max(span.coverage for span in found) < _FIGURE_COVERAGE:
        return False
    names = [name for name in compounds(wanted.text) if len(name) >= _COMPOUND and not _COUNTING.search(name)]
    texts = [same(span.result.passage.text + "".join(span.result.passage.headings)) for span in found]
    absent = [name for name in names if not any(same(name) in text for text in texts)]
    return not absent or held(key_words(wanted), found[0]) >= _COMPOUND_HELD


def _picked(found: Sequence[Span], kind: Asked, *, several: bool) -> list[Span]:
    """The sentences that are said: those near the best one, without repetition; of several cities one each."""
    picked: list[Span] = []
    seen: set[str] = set()
    cities: set[str | None] = set()
    comparing = several or kind.intent is Intent.COMPARISON
    for span in found:
        key = same(span.text)
        city = span.result.plan.municipality
        if any(key in other or other in key for other in seen):
            continue
        if comparing and city in cities:
            continue
        if not several and picked and span.worth < _NEAR * picked[0].worth:
            continue
        picked.append(span)
        seen.add(key)
        cities.add(city)
        if len(picked) == _MOST + 2 * comparing:
            break
    return picked


def _sentence(span: Span, citations: list[Citation], wanted: Wanted) -> Sentence:
    """The span as a sentence, behind its municipality and, where it says little by itself, its heading."""
    passage, plan = span.result.passage, span.result.plan
    citations.append(Citation(len(citations) + 1, passage, plan, span.start, span.end))
    body = _flat(span.text)
    heading = next((each for each in reversed(passage.headings) if same(each) not in same(body)), "")
    told = any(word in body for word in wanted.lemmas)
    place = plan.municipality or plan.title or plan.id
    lead = f"{place}「{_flat(heading)}」: " if heading and not told else f"{place}: "
    return Sentence(f"{lead}{_row(span) or body}{'…' if span.cut else ''}", (len(citations),))


def _row(span: Span) -> str | None:
    """A table's row, each cell under its header; None where the two do not fit."""
    header, cells = span.result.passage.header, [cell.strip() for cell in span.text.split("\t")]
    if len(cells) < 2 or len(header) != len(cells) or _PHONE.search("".join(header)):
        return None
    return "、".join(f"{_flat(name)} {_flat(cell)}" for name, cell in zip(header, cells, strict=True) if cell)
