"""Whom to call: helplines and desks."""

from datetime import date
from html import escape
from urllib.parse import quote

from corpus.passage import Passage
from corpus.records.desks.checked.desk_table import DESK_TABLE
from corpus.records.desks.desk import Desk
from search.answers.answer import Answer
from search.desks.chosen import Choice
from search.urgent.helplines import Helpline, Urgent

from ..answer_words import desk_facts, desk_name, dialled, flat
from ..source_line import web_address
from ..wording import JA, Words, said_text
from .source import in_japanese, plan_source, reader_html, said_html


def urgent_html(urgent: Urgent, words: Words = JA, level: int = 1) -> str:
    """What somebody who may be in danger reads first, under the heading of the page or, at 2, of the reply."""
    lines = "".join(_helpline(line, words) for line in urgent.helplines)
    return (
        f'<section class="urgent" aria-labelledby="urgent"><h{level} id="urgent" tabindex="-1">{words("title.urgent")}</h{level}>'
        f"<p>{said_html(urgent.message, words)}</p><ul>{lines}</ul></section>"
    )


def care_html(care: Urgent, words: Words = JA) -> str:
    """A quiet word under the answer."""
    lines = "".join(_helpline(line, words) for line in care.helplines)
    return (
        f'<section class="care" aria-label="{escape(words("title.care"))}"><p>{said_html(care.message, words)}</p>'
        f"<ul>{lines}</ul></section>"
    )


def desk_html(choice: Choice, answer: Answer, today: date, words: Words = JA) -> str:
    """One desk: its number first, then why it is shown, what is stated of it, and where."""
    name = desk_name(choice, answer)
    phones = "".join(
        f'<p class="call">{words("desk.call")} {phone_html(phone, name, words, code)}</p>'
        for phone, code in _numbers(choice.desk)
    )
    facts = "".join(
        f"<dt>{label}</dt><dd>{_fact(fact, name, words)}</dd>" for label, fact in desk_facts(choice, today, words)
    )
    source = words("desk.source", source=plan_source(choice.plan, _passage(choice, answer), words))
    if choice.desk.source != DESK_TABLE:
        shown = words("source.reader_of", name=name)
        source += f" {reader_html(choice.plan, choice.desk.start, choice.desk.end, shown)}"
    return (
        f'<section class="desk"><h3>{in_japanese(name, words)}</h3>{phones}<p>{said_html(choice.why, words)}</p>'
        f'{f"<dl>{facts}</dl>" if facts else ""}{_map(choice, name, words) if choice.desk.address else ""}<p class="source">{source}</p></section>'
    )


def _numbers(desk: Desk) -> list[tuple[str, str | None]]:
    """Its numbers, each with the area code to dial before it, which is known of the first alone."""
    return [(phone, None if place else desk.area_code) for place, phone in enumerate(desk.phones)]


def _passage(choice: Choice, answer: Answer) -> Passage | None:
    """Where the plan states the desk, if it was found on the way."""
    found = [each.passage for each in answer.citations] + [each.passage for each in answer.reply.results]
    return next((each for each in found if each.id == choice.desk.passage_id), None)


def phone_html(phone: str, name: str, words: Words = JA, area_code: str | None = None) -> str:
    """A number that a tap dials, behind its area code where that is known; as text where it is more than a number."""
    number = dialled(phone, area_code)
    if number is None:
        return f"<b>{escape(phone)}</b>"
    label = escape(words("desk.call_name", name=name, phone=phone))
    return f'<a class="phone" href="tel:{number.replace("#", "%23")}" aria-label="{label}">{escape(phone)}</a>'


def _map(choice: Choice, name: str, words: Words) -> str:
    """Ways to a map, folded: nobody is told of the address before somebody opens one knowingly."""
    address, plan = flat(choice.desk.address or ""), choice.plan
    place = address if plan.municipality and plan.municipality in address else f"{plan.municipality or ''}{address}"
    query = quote(place if plan.prefecture is None or plan.prefecture in place else plan.prefecture + place, safe="")
    site = f"https://www.openstreetmap.org/search?query={query}"
    return (
        f'<details class="map"><summary>{escape(words("desk.map", name=name))}</summary><p>{words("desk.map_note")}</p>'
        f'<ul><li><a href="geo:0,0?q={query}">{escape(words("desk.map_app", name=name))}</a></li>'
        f'<li><a href="{site}" rel="noreferrer noopener">{escape(words("desk.map_site", name=name))}</a></li></ul></details>'
    )


def _helpline(line: Helpline, words: Words) -> str:
    phone = f" {phone_html(line.phone, line.name, words)}" if line.phone else ""
    hours = f' <span class="aside">{said_html(line.hours, words)}</span>' if line.hours else ""
    url = web_address(line.url)
    named = escape(words("helpline.page", name=line.name))
    page = f'<br><a href="{escape(url)}" rel="noreferrer noopener">{named}</a>' if url else ""
    meant = said_text(line.name, words)
    gloss = f" {escape(meant)}" if meant != line.name else ""
    return f"<li><b>{in_japanese(line.name, words)}</b>{gloss}{phone}{hours}{page}</li>"


def _fact(fact: str, name: str, words: Words) -> str:
    url = web_address(fact)
    if not url:
        return in_japanese(fact, words)
    return f'<a href="{escape(url)}" rel="noreferrer noopener">{escape(words("desk.page_link", name=name))}</a>'
