"""What both screens say around an answer: headings, sources, and which strings can be called."""

import re
from datetime import date
from typing import Final

from corpus.figures import phone_in
from corpus.passage import Passage
from corpus.records.desks.checked.desk_table import DESK_TABLE
from corpus.records.desks.desk import Desk
from index.catalog import PlanEntry
from search.answers.answer import Answer, Reason
from search.citation import Citation, Sentence, lines_of
from search.desks.checked import day_words, is_old
from search.desks.chosen import Choice
from search.question.intent import Intent

from .source_line import credit, period, scan_mark, source_line
from .wording import JA, Words

URGENT: Final = JA("title.urgent")
DESKS: Final = JA("title.desks")
CLARIFY: Final = JA("title.clarify")
MORE: Final = JA("title.more")
CITATIONS: Final = JA("title.citations")
NO_INDEX: Final = JA("reply.no_index")
FAILED: Final = JA("reply.failed")
_INTENTS: Final = {
    Intent.DESK: JA("intent.desk"),
    Intent.FIGURE: JA("intent.figure"),
    Intent.WHEN: JA("intent.when"),
    Intent.COMPARISON: JA("intent.comparison"),
    Intent.MEASURE: JA("intent.measure"),
    Intent.NAME: JA("intent.name"),
    Intent.ORGANISATION: JA("intent.organisation"),
}
_PHONE: Final = re.compile(r"#?[0-9]+(?:-[0-9]+)*")
_ASIDE: Final = re.compile(r"\s*(?:[(（][^()（）0-9０-９]{1,12}[)）])?\s*")  # behind a number: （代表）


def near_title(answer: Answer, words: Words = JA) -> str:
    """The heading of the excerpts."""
    return words("title.near") if answer.answered else words("title.near_no_answer")


def told_title(answer: Answer, words: Words = JA) -> str:
    """The heading of the sentences: an answer, or only what stands near."""
    return words("title.answer") if answer.answered else words("title.related")


def why_not(answer: Answer) -> str | None:
    """Why nothing is answered; None where the question back says it already."""
    said = answer.clarify.question if answer.clarify else None
    return None if answer.answered or answer.message == said else answer.message


def understood(answer: Answer) -> str:
    """How the question was read: what is asked for, about whom, where, of which years; "" where nothing stands out.

    Nor is it told where no plan was read for an answer.
    """
    if answer.reason in (Reason.OFF_TOPIC, Reason.MUNICIPALITY_NOT_INDEXED):
        return ""
    parts = (
        JA("read.asked", what=_INTENTS[answer.question.asked.intent])
        if answer.question.asked.intent is not Intent.MEASURE
        else "",
        JA("read.audience", who="・".join(sorted(answer.question.audiences))) if answer.question.audiences else "",
        JA("read.place", where=answer.question.district.address) if answer.question.district else "",
        JA("read.years", years="・".join(JA("read.year", year=year) for year in answer.question.asked.years))
        if answer.question.asked.years
        else "",
    )
    return " ／ ".join(part for part in parts if part)


def dialled(text: str, area_code: str | None = None) -> str | None:
    """What a telephone dials for ``text``, behind ``area_code`` where one is given; None where it is more than a number.

    046-000-1234, 110 and #8008 as they stand, （０４６）０００－１２３４（代表） as 046-000-1234.
    """
    if _PHONE.fullmatch(text):
        number = text
    else:
        read = phone_in(text)
        if read is None or not read.number or read.start > 1 or not _ASIDE.fullmatch(text, read.end):
            return None
        number = read.number
    return f"{area_code}-{number}" if area_code else number


def by_city(answer: Answer) -> list[tuple[str, list[str], list[Sentence]]]:
    """The sentences under the municipality that each is of, with their words; under "" where no heading is needed."""
    if not answer.question.cities:
        return [("", [each.text for each in answer.sentences], list(answer.sentences))]
    groups: dict[str, list[Sentence]] = {}
    for each in answer.sentences:
        plan = answer.citations[each.citations[0] - 1].plan
        groups.setdefault(plan.municipality or plan.title or plan.id, []).append(each)
    return [
        (city, [each.text.removeprefix(city).removeprefix(": ") for each in own], own) for city, own in groups.items()
    ]


def desk_name(choice: Choice, answer: Answer) -> str:
    """The desk's name, behind its municipality where desks of several may be meant."""
    city = choice.plan.municipality if answer.question.cities else None
    return " ".join(filter(None, (city, flat(choice.desk.name))))


def flat(text: str) -> str:
    """``text`` on one line."""
    return " ".join(text.split())


def desk_facts(choice: Choice, today: date, words: Words = JA) -> list[tuple[str, str]]:
    """What is stated of a desk besides its number, each with its label; what is not stated is left out.

    Of an entry of a desk table also what it is for, its page, and when a person checked it.
    """
    desk = choice.desk
    facts = (
        (words("desk.area_code"), _area_code(desk, words)),
        (words("desk.fax"), desk.fax),
        (words("desk.address"), desk.address),
        (words("desk.hours"), desk.hours),
        (words("desk.areas"), "、".join(desk.areas)),
        *(_of_table(desk, today, words) if desk.source == DESK_TABLE else ()),
        (words("desk.letters"), words("desk.doubt", mark=scan_mark(desk.ocr)) if desk.ocr is not None else None),
    )
    return [(label, flat(fact)) for label, fact in facts if fact]


def _area_code(desk: Desk, words: Words) -> str | None:
    """What to dial before a number that is printed without its area code; None where nothing is."""
    if desk.area_code:
        return words("desk.area_code_elsewhere", code=desk.area_code)
    number = phone_in(desk.phone or "")
    return words("desk.area_code_unknown") if number is not None and number.local else None


def _of_table(desk: Desk, today: date, words: Words) -> tuple[tuple[str, str | None], ...]:
    old = words("desk.old" if desk.checked_on else "desk.unsure") if is_old(desk, today) else ""
    return (
        (words("desk.what_for"), desk.what_for),
        (words("desk.extension"), desk.extension),
        (words("desk.page"), desk.url),
        (words("desk.checked"), f"{day_words(desk.checked_on)}{old}"),
    )


def citation_source(citation: Citation) -> str:
    """Where the quote stands: the lines are its own, not the passage's."""
    return _line(citation.plan, citation.passage, citation.start, citation.end)


def desk_source(choice: Choice, answer: Answer) -> str:
    """Where the plan states the desk: its lines where the passage was found on the way, else its plan."""
    desk, plan = choice.desk, choice.plan
    passages = [each.passage for each in answer.citations] + [each.passage for each in answer.reply.results]
    passage = next((each for each in passages if each.id == desk.passage_id), None)
    if passage is not None and passage.start <= desk.start < passage.end:
        return _line(plan, passage, desk.start, min(desk.end, passage.end))
    title = plan.title or plan.file
    parts = (
        plan.municipality or "市区町村不明",
        f"{title}({plan.status})" if plan.status else title,
        period(plan),
        scan_mark(desk.ocr),
        credit(plan),
    )
    return " ・ ".join(part for part in parts if part)


def _line(plan: PlanEntry, passage: Passage, start: int, end: int) -> str:
    return source_line(plan, passage, *lines_of(passage, start, end))
