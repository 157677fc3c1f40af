"""An answer as a page: who is in danger first, then the desk, three sentences, and the rest folded."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from search.answerer import Answer, Reason
from search.citation import Citation, Sentence
from search.desks.choice import Choice
from search.results import Result

from ..answer_words import ANSWER, CITATIONS, CLARIFY, DESKS, RELATED, URGENT, by_city, flat, why_not
from .contact import care_html, desk_html, urgent_html
from .form import Asked, option_html
from .page import NO_REPLY, page_html
from .source import plan_source, quote_html

_SHOWN: Final = 3  # sentences; more is a list to read through
_WRITTEN: Final = "計画に書かれていること"
_TITLE_MAX: Final = 60  # characters of an excerpt's heading
_HOW: Final = "押すと、そのままお尋ねします。"
_WHERE: Final = "下の「お住まいの町名・丁目」に書いて、もう一度「さがす」を押してください。"


@dataclass(frozen=True, slots=True)
class _Told:
    city: str
    text: str
    sentence: Sentence


def reply_html(answer: Answer, asked: Asked, token: str, form: str, behind: str = "") -> str:
    """The page of an answer, with the form below it. ``behind`` is a word on the index, where there is one to say."""
    told = _told(answer)
    shown, folded = told[:_SHOWN], told[_SHOWN:]
    why, title = why_not(answer), _title(answer)
    return page_html(
        title,
        urgent_html(answer.urgent) if answer.urgent else f"<h1>{title}</h1>",
        "" if answer.urgent else f'<p class="asked">お尋ね: {escape(flat(asked.question))}</p>',
        f'<p class="note">{escape(behind)}</p>' if behind else "",
        f'<p class="note">{escape(answer.city_note)}</p>' if answer.city_note else "",
        _desks(answer),
        _clarify(answer, asked, token),
        f'<p class="note">{escape(why)}</p>' if why else "",
        _sentences(shown, answer),
        _rest(folded, answer),
        care_html(answer.care) if answer.care else "",
        f"<h2>もう一度たずねる</h2>{form}",
    )


def _title(answer: Answer) -> str:
    if answer.urgent:
        return URGENT
    if answer.answered:
        return ANSWER
    return CLARIFY if answer.clarify else RELATED if answer.sentences else NO_REPLY


def _told(answer: Answer) -> list[_Told]:
    """The sentences but for those that only say again what a desk's card says."""
    return [
        _Told(city, text, sentence)
        for city, texts, sentences in by_city(answer)
        for text, sentence in zip(texts, sentences, strict=True)
        if not any(
            _repeats(sentence, answer.citations[n - 1], choice) for n in sentence.citations for choice in answer.desks
        )
    ]


def _repeats(sentence: Sentence, cited: Citation, choice: Choice) -> bool:
    """Whether the sentence is told of the very span that the desk was read from."""
    desk = choice.desk
    inside = cited.plan.id == choice.plan.id and cited.start == desk.start and cited.end <= desk.end
    return inside and flat(desk.name) in flat(sentence.text)


def _desks(answer: Answer) -> str:
    said = f'<p class="note">{escape(answer.message)}</p>' if answer.answered and answer.message else ""
    if not answer.desks:
        return said
    cards = "".join(desk_html(choice, answer, answer.question.today) for choice in answer.desks)
    return f'<section aria-labelledby="desks"><h2 id="desks">{DESKS}</h2>{cards}{said}</section>'


def _clarify(answer: Answer, asked: Asked, token: str) -> str:
    if answer.clarify is None:
        return ""
    in_area = answer.reason is Reason.AREA_NEEDED and not answer.question.cities
    options = "".join(f"<li>{option_html(each, asked, token)}</li>" for each in answer.clarify.options)
    return (
        f'<section aria-labelledby="clarify"><h2 id="clarify">{CLARIFY}</h2><p>{escape(answer.clarify.question)}</p>'
        f'<p class="aside">{_WHERE if in_area else _HOW}</p><ul class="options">{options}</ul></section>'
    )


def _sentences(told: Sequence[_Told], answer: Answer) -> str:
    if not told:
        return ""
    cites = "".join(
        _citation(each) for each in answer.citations if any(each.n in one.sentence.citations for one in told)
    )
    return (
        f'<section aria-labelledby="said"><h2 id="said">{_WRITTEN if answer.answered else RELATED}</h2>{_lines(told)}</section>'
        f'<section aria-labelledby="cites"><h2 id="cites">{CITATIONS}</h2><ol class="cites">{cites}</ol></section>'
    )


def _lines(told: Sequence[_Told]) -> str:
    lines: list[str] = []
    city = ""
    for each in told:
        if each.city != city:
            lines.append(f"<h3>{escape(each.city)}</h3>")
            city = each.city
        marks = "".join(f' <a href="#cite-{n}" aria-label="{CITATIONS} {n}">[{n}]</a>' for n in each.sentence.citations)
        lines.append(f"<p>{escape(each.text)}{marks}</p>")
    return "".join(lines)


def _citation(citation: Citation) -> str:
    return (
        f'<li id="cite-{citation.n}" value="{citation.n}">{plan_source(citation.plan, citation.passage)}'
        f"<details><summary>{CITATIONS} {citation.n} の原文</summary>"
        f"<blockquote>{quote_html(citation.quote, citation.passage.header)}</blockquote></details></li>"
    )


def _rest(folded: Sequence[_Told], answer: Answer) -> str:
    silent = answer.helplines_alone or answer.reason is Reason.MUNICIPALITY_NOT_INDEXED
    results = () if silent else answer.reply.results
    count = len(folded) + len(results)
    if not count:
        return ""
    shown = {n for each in _told(answer)[:_SHOWN] for n in each.sentence.citations}
    cites = "".join(
        _citation(each)
        for each in answer.citations
        if each.n not in shown and any(each.n in one.sentence.citations for one in folded)
    )
    more = f'<section><h2>ほかの記述</h2>{_lines(folded)}<ol class="cites">{cites}</ol></section>' if folded else ""
    near = "".join(_excerpt(each) for each in results)
    title = "計画の近い箇所" if answer.answered else "計画の近い箇所(お答えではありません)"
    return (
        f"<details><summary>ほかに計画に書かれていること({count} 件)</summary>{more}"
        + (f"<section><h2>{title}</h2>{near}</section>" if near else "")
        + "</details>"
    )


def _excerpt(result: Result) -> str:
    headings = [each for each in result.passage.headings if each != result.plan.title]
    title = flat(headings[-1] if headings else result.plan.title or result.plan.file)[:_TITLE_MAX]
    return (
        f"<section><h3>{result.rank}. {escape(title)}</h3>"
        f"<blockquote>{quote_html(result.text, result.passage.header)}</blockquote>"
        f'<p class="source">出典: {plan_source(result.plan, result.passage)}</p></section>'
    )
