"""Whom to call: helplines and desks."""

from datetime import date
from html import escape

from search.answerer import Answer
from search.desks.choice import Choice
from search.urgent.helplines import Helpline, Urgent

from ..answer_words import URGENT, desk_facts, desk_name, is_phone
from ..source_line import web_address
from .source import plan_source


def urgent_html(urgent: Urgent) -> str:
    """What somebody who may be in danger reads first, under the heading of the page."""
    lines = "".join(_helpline(line) for line in urgent.helplines)
    return (
        f'<section class="urgent" aria-labelledby="urgent"><h1 id="urgent">{URGENT}</h1>'
        f"<p>{escape(urgent.message)}</p><ul>{lines}</ul></section>"
    )


def care_html(care: Urgent) -> str:
    """A quiet word under the answer."""
    lines = "".join(_helpline(line) for line in care.helplines)
    return f'<aside class="care" aria-label="つらいときに"><p>{escape(care.message)}</p><ul>{lines}</ul></aside>'


def desk_html(choice: Choice, answer: Answer, today: date) -> str:
    """One desk: its number first, then why it is shown, what is stated of it, and where."""
    name = desk_name(choice, answer)
    phones = "".join(
        f'<p class="call">電話 {phone_html(phone, name)}</p>'
        for phone in choice.desk.phones or (choice.desk.phone,)
        if phone
    )
    facts = "".join(f"<dt>{label}</dt><dd>{_linked(fact)}</dd>" for label, fact in desk_facts(choice, today))
    return (
        f'<section class="desk"><h3>{escape(name)}</h3>{phones}<p>{escape(choice.why)}</p>'
        f'{f"<dl>{facts}</dl>" if facts else ""}<p class="source">出典: {plan_source(choice.plan)}</p></section>'
    )


def phone_html(phone: str, name: str) -> str:
    """A number that a tap dials; as text where it is more than a number."""
    if not is_phone(phone):
        return f"<b>{escape(phone)}</b>"
    dialled = phone.replace("#", "%23")
    return f'<a class="phone" href="tel:{dialled}" aria-label="{escape(name)}に電話する {phone}">{phone}</a>'


def _helpline(line: Helpline) -> str:
    phone = f" {phone_html(line.phone, line.name)}" if line.phone else ""
    hours = f' <span class="aside">{escape(line.hours)}</span>' if line.hours else ""
    url = web_address(line.url)
    page = f'<br><a href="{escape(url)}" rel="noreferrer noopener">{escape(line.name)}のページ</a>' if url else ""
    return f"<li><b>{escape(line.name)}</b>{phone}{hours}{page}</li>"


def _linked(fact: str) -> str:
    url = web_address(fact)
    return f'<a href="{escape(url)}" rel="noreferrer noopener">{escape(url)}</a>' if url else escape(fact)
