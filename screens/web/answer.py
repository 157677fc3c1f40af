"""An answer as HTML. Text from plans and from the asker is data: everything is escaped, nothing in it is ever a tag."""

from html import escape
from typing import Final

from search.answerer import Answer, Reason
from search.citation import Citation, Sentence
from search.desks.choice import Choice, Clarify
from search.question.intent import Intent
from search.urgent.helplines import Helpline, Urgent

from ..answer_words import (
    CITATIONS,
    CLARIFY,
    DESKS,
    MORE,
    URGENT,
    by_city,
    citation_source,
    desk_facts,
    desk_name,
    desk_source,
    is_phone,
    near_title,
    told_title,
    understood,
    why_not,
)
from .excerpt import link_html, text_html

_SHOWN: Final = 3  # sentences before the rest is folded; more is a list to read through
_WHERE_TO_TELL: Final = "「お住まいの町名・丁目」の欄に書いて、もう一度「さがす」を押してください。"
_PRESS: Final = "押すと、そのままお尋ねします。"


def answer_html(answer: Answer) -> str:
    """What is urgent, the desks, the question back, the sentences and their sources; or why there is no answer.

    It ends with the heading of the excerpts, which says whether they are an answer; without excerpts it has none.
    """
    why = why_not(answer)
    parts = (
        urgent_html(answer.urgent) if answer.urgent else "",
        f'<p class="fk-understood">{escape(read)}</p>' if (read := understood(answer)) else "",
        f'<p class="fk-city-note" role="status">{escape(answer.city_note)}</p>' if answer.city_note else "",
        _desks(answer) if answer.desks else _note(answer),
        _clarify(answer.clarify, answer) if answer.clarify else "",
        f'<p class="fk-no-answer" role="status">{escape(why)}</p>' if why else "",
        _sentences(answer) if answer.sentences else "",
        _care(answer.care) if answer.care else "",
        f'<p class="fk-model-note">{escape(answer.model_note)}</p>' if answer.model_note else "",
        f'<h2 class="fk-near">{near_title(answer)}</h2>' if answer.reply.results and not answer.helplines_alone else "",
    )
    return f'<div class="fk-answer">{"".join(parts)}</div>'


def urgent_html(urgent: Urgent) -> str:
    """What somebody who may be in danger reads first, and whom to call."""
    lines = "".join(_helpline(line) for line in urgent.helplines)
    return _section("urgent", URGENT, f'<p role="alert">{escape(urgent.message)}</p><ul class="fk-lines">{lines}</ul>')


def _care(care: Urgent) -> str:
    """A quiet word under the answer, in one paragraph."""
    lines = "、".join(
        f"{escape(line.name)} {_phone(line.phone, line.name)}{f'({escape(line.hours)})' if line.hours else ''}"
        for line in care.helplines
    )
    return f'<aside class="fk-care"><p>{escape(care.message)}</p><p>{lines}</p></aside>'


def _helpline(line: Helpline) -> str:
    hours = f'<span class="fk-hours">{escape(line.hours)}</span>' if line.hours else ""
    linked = line.url.startswith(("https://", "http://"))
    url = escape(line.url)
    page = f'<a class="fk-url" href="{url}" rel="noreferrer noopener">{url}</a>' if linked else ""
    return (
        f'<li><b class="fk-name">{escape(line.name)}</b>{_phone(line.phone, line.name)}'
        f'<span class="fk-aside">{hours}{page}</span></li>'
    )


def _phone(phone: str, name: str) -> str:
    """A number that a tap dials; as text where it is more than a number; "" where there is none."""
    if not is_phone(phone):
        return f'<span class="fk-phone">{escape(phone)}</span>' if phone else ""
    dialled = phone.replace("#", "%23")
    return f'<a class="fk-phone" href="tel:{dialled}" aria-label="{escape(name)}に電話する {phone}">{phone}</a>'


def _desks(answer: Answer) -> str:
    cards = "".join(_desk(choice, answer) for choice in answer.desks)
    return _section("desks", DESKS, f'<ul class="fk-cards">{cards}</ul>{_note(answer)}')


def _note(answer: Answer) -> str:
    """What to know about what is told."""
    return f'<p class="fk-directory">{escape(answer.message)}</p>' if answer.answered and answer.message else ""


def _desk(choice: Choice, answer: Answer) -> str:
    name, source = desk_name(choice, answer), desk_source(choice, answer)
    call = f'<p class="fk-call">電話 {_phone(choice.desk.phone, name)}</p>' if choice.desk.phone else ""
    facts = "".join(
        f"<div><dt>{label}</dt><dd>{escape(fact)}</dd></div>"
        for label, fact in desk_facts(choice, answer.question.today)
    )
    return (
        f'<li class="fk-desk"><h3>{escape(name)}</h3><p class="fk-why">{escape(choice.why)}</p>'
        f"{call}{f'<dl>{facts}</dl>' if facts else ''}"
        f'<p class="fk-source">出典: {escape(source)}{link_html(choice.plan.url)}</p></li>'
    )


def _clarify(clarify: Clarify, answer: Answer) -> str:
    """The question back; each option is a button, which the page asks as it stands."""
    options = "".join(
        f'<li><button type="button" class="fk-ask">{escape(each)}</button></li>' for each in clarify.options
    )
    in_area = answer.reason is Reason.AREA_NEEDED and not answer.question.cities
    how = _WHERE_TO_TELL if in_area else _PRESS
    said = f'<p role="status">{escape(clarify.question)}</p><p class="fk-how">{how}</p>'
    return _section("clarify", CLARIFY, f"{said}<ul>{options}</ul>")


def _sentences(answer: Answer) -> str:
    lines = []
    for city, texts, sentences in by_city(answer):
        lines += [f'<h3 class="fk-city">{escape(city)}</h3>'] if city else []
        lines += [f"<p>{escape(text)} {_marks(each)}</p>" for text, each in zip(texts, sentences, strict=True)]
    each_city = answer.question.cities or answer.question.asked.intent is Intent.COMPARISON
    shown = len(lines) if each_city else _SHOWN
    more = "".join(lines[shown:])
    said = "".join(lines[:shown]) + (f"<details><summary>{MORE}</summary>{more}</details>" if more else "")
    cites = "".join(_citation(each) for each in answer.citations)
    return _section("said", told_title(answer), f'<div role="status">{said}</div>') + _section(
        "cites", CITATIONS, f"<ol>{cites}</ol>"
    )


def _marks(sentence: Sentence) -> str:
    return "".join(
        f'<a class="fk-mark" href="#cite-{n}" aria-label="{CITATIONS} {n}">[{n}]</a>' for n in sentence.citations
    )


def _citation(citation: Citation) -> str:
    url = citation.passage.url or citation.plan.url
    return (
        f'<li id="cite-{citation.n}" value="{citation.n}"><span class="fk-number" aria-hidden="true">[{citation.n}]</span>'
        f'<blockquote class="fk-text">{text_html(citation.quote, ())}</blockquote>'
        f'<p class="fk-source"><cite>{escape(citation_source(citation))}</cite>{link_html(url)}</p></li>'
    )


def _section(name: str, title: str, inside: str) -> str:
    return (
        f'<section class="fk-{name}" aria-labelledby="fk-{name}-title"><h2 id="fk-{name}-title">{title}</h2>'
        f"{inside}</section>"
    )
