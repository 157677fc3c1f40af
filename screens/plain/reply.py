"""An answer as HTML: who is in danger first, then the desk, three sentences, and the rest folded. Both residents' pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from search.answers.answer import Answer, Reason
from search.citation import Citation, Sentence
from search.desks.chosen import Choice
from search.results import Result

from ..answer_words import by_city, desk_name, flat, near_title, told_title, why_not
from ..wording import Words, said_text
from .contact import care_html, desk_html, urgent_html
from .feedback import feedback_html
from .form import Asked, option_html
from .marked import Terms
from .page import page_html
from .source import in_japanese, plan_source, quote_html, reader_html, said_html

_SHOWN: Final = 3  # sentences; more is a list to read through
_TITLE_MAX: Final = 60  # characters of an excerpt's heading


@dataclass(frozen=True, slots=True)
class _Told:
    city: str
    text: str
    sentence: Sentence


def reply_html(answer: Answer, asked: Asked, token: str, form: str, behind: str = "", *, feedback: bool = False) -> str:
    """The page of an answer, with the form below it.

    ``behind`` is a word on the index, where there is one to say; ``feedback`` says whether staff want to hear what was no help.
    """
    words = asked.words
    return page_html(
        reply_title(answer, words),
        body_html(answer, asked, token, behind, feedback=feedback),
        f"<h2>{words('title.again')}</h2>{form}",
        words=words,
        large=asked.large,
    )


def body_html(
    answer: Answer, asked: Asked, token: str, behind: str = "", level: int = 1, *, feedback: bool = False
) -> str:
    """The answer, under a heading of ``level``: 1 where it is a page, 2 where it is a part of one."""
    words, told, terms = asked.words, _told(answer), Terms()
    shown, folded = told[:_SHOWN], told[_SHOWN:]
    why = why_not(answer)
    question = escape(words("reply.asked", question=flat(asked.question)))
    head = f'<h{level} tabindex="-1">{reply_title(answer, words)}</h{level}>'
    return "".join(
        (
            urgent_html(answer.urgent, words, level) if answer.urgent else head,
            f'<p class="asked">{question}</p>' if level == 1 and not answer.urgent else "",
            f'<p class="note">{escape(behind)}</p>' if behind else "",
            _note(answer.city_note, words),
            _desks(answer, words),
            _clarify(answer, asked, token),
            _note(why, words),
            _sentences(shown, answer, words, terms),
            _rest(folded, answer, words),
            care_html(answer.care, words) if answer.care else "",
            terms.html(words),
            feedback_html(answer, asked, token) if feedback and not answer.urgent else "",
        )
    )


def reply_title(answer: Answer, words: Words) -> str:
    """What the reply is, in a word."""
    if answer.urgent:
        return words("title.urgent")
    if answer.answered:
        return words("title.answer")
    return words(f"title.{'clarify' if answer.clarify else 'related' if answer.sentences else 'none'}")


def spoken(answer: Answer, words: Words) -> str:
    """What is read aloud when the reply has come: whom to call and by which number, else what was found."""
    if answer.urgent:
        calls = [
            words("desk.spoken", name=each.name, phone=each.phone) for each in answer.urgent.helplines if each.phone
        ]
        return _said_in_turn(words, words("title.urgent"), *calls)
    desk = next((each for each in answer.desks if each.desk.phone), None)
    if desk is not None:
        return words("desk.spoken", name=desk_name(desk, answer), phone=desk.desk.phone)
    why = said_text(answer.clarify.question if answer.clarify else why_not(answer) or "", words)
    names = [desk_name(each, answer) for each in answer.desks[:1]]
    first = [each.text for each in _told(answer)[:1]] if not (why or names) else []
    return _said_in_turn(words, reply_title(answer, words), *names, why, *first)


def _said_in_turn(words: Words, *sentences: str) -> str:
    stop = "。" if words.tag in ("ja", "zh-Hans") else ". "
    return stop.join(each.rstrip("。. ") for each in sentences if each) + stop.strip()


def _note(sentence: str | None, words: Words) -> str:
    return f'<p class="note">{said_html(sentence, words)}</p>' if sentence else ""


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


def _desks(answer: Answer, words: Words) -> str:
    said = _note(answer.message, words) if answer.answered else ""
    if not answer.desks:
        return said
    cards = "".join(desk_html(choice, answer, answer.question.today, words) for choice in answer.desks)
    say = f'<p class="aside">{words("desk.say")}</p>' if any(choice.desk.phone for choice in answer.desks) else ""
    return f'<section aria-labelledby="desks"><h2 id="desks">{words("title.desks")}</h2>{cards}{say}{said}</section>'


def _clarify(answer: Answer, asked: Asked, token: str) -> str:
    if answer.clarify is None:
        return ""
    words = asked.words
    in_area = answer.reason is Reason.AREA_NEEDED and not answer.question.cities
    options = "".join(f"<li>{option_html(each, asked, token)}</li>" for each in answer.clarify.options)
    how = words("reply.area_wanted" if in_area else "reply.options")
    return (
        f"{_section('clarify', words('title.clarify'), reply_title(answer, words))}"
        f"<p>{said_html(answer.clarify.question, words)}</p>"
        f'<p class="aside">{how}</p><ul class="options">{options}</ul></section>'
    )


def _section(name: str, title: str, above: str) -> str:
    """A section's beginning, with its heading unless the one ``above`` says the same."""
    if title == above:
        return f'<section aria-label="{escape(title)}">'
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{title}</h2>'


def _sentences(told: Sequence[_Told], answer: Answer, words: Words, terms: Terms) -> str:
    if not told:
        return ""
    cites = "".join(
        _citation(each, words) for each in answer.citations if any(each.n in one.sentence.citations for one in told)
    )
    title = words("title.written") if answer.answered else told_title(answer, words)
    return (
        f"{_section('said', title, reply_title(answer, words))}{_lines(told, words, terms)}</section>"
        f'<section aria-labelledby="cites"><h2 id="cites">{words("title.citations")}</h2><ol class="cites">{cites}</ol></section>'
    )


def _lines(told: Sequence[_Told], words: Words, terms: Terms | None = None) -> str:
    lines: list[str] = []
    city, marked = "", set[int]()
    for each in told:
        if each.city != city:
            lines.append(f"<h3>{in_japanese(each.city, words)}</h3>")
            city = each.city
        marks = ""
        for n in each.sentence.citations:
            back = f' id="mark-{n}"' if terms is not None and n not in marked else ""
            marks += f' <a href="#cite-{n}"{back} aria-label="{escape(words("reply.citation", n=n))}">[{n}]</a>'
            marked.add(n)
        text = in_japanese(each.text, words)
        lines.append(f"<p>{terms.marked(text) if terms is not None else text}{marks}</p>")
    return "".join(lines)


def _citation(citation: Citation, words: Words, *, back: bool = True) -> str:
    n = citation.n
    name = escape(words("reply.back", n=n))
    quote = quote_html(citation.quote, citation.passage.header, words)
    reader = reader_html(citation.plan, citation.start, citation.end, words("source.reader", n=n))
    return (
        f'<li id="cite-{n}" value="{n}" tabindex="-1">{plan_source(citation.plan, citation.passage, words)} {reader}'
        + (f' <a href="#mark-{n}" class="back" aria-label="{name}">↩</a>' if back else "")
        + f'<details><summary>{words("reply.original", n=n)}</summary><blockquote lang="ja">{quote}</blockquote></details></li>'
    )


def _rest(folded: Sequence[_Told], answer: Answer, words: Words) -> str:
    silent = answer.helplines_alone or answer.reason is Reason.MUNICIPALITY_NOT_INDEXED
    results = () if silent else answer.reply.results
    count = len(folded) + len(results)
    if not count:
        return ""
    shown = {n for each in _told(answer)[:_SHOWN] for n in each.sentence.citations}
    cites = "".join(
        _citation(each, words, back=False)
        for each in answer.citations
        if each.n not in shown and any(each.n in one.sentence.citations for one in folded)
    )
    more = (
        f'<section><h2>{words("title.more")}</h2>{_lines(folded, words)}<ol class="cites">{cites}</ol></section>'
        if folded
        else ""
    )
    near = "".join(_excerpt(each, words) for each in results)
    return (
        f'<details class="rest"><summary>{words("reply.rest", count=count)}</summary>{more}'
        + (f"<section><h2>{near_title(answer, words)}</h2>{near}</section>" if near else "")
        + "</details>"
    )


def _excerpt(result: Result, words: Words) -> str:
    headings = [each for each in result.passage.headings if each != result.plan.title]
    title = flat(headings[-1] if headings else result.plan.title or result.plan.file)[:_TITLE_MAX]
    source = words("desk.source", source=plan_source(result.plan, result.passage, words))
    name = words("source.reader_of", name=f"{result.rank}. {title}")
    reader = reader_html(result.plan, result.passage.start, result.passage.end, name)
    return (
        f'<section><h3 lang="ja">{result.rank}. {escape(title)}</h3>'
        f'<blockquote lang="ja">{quote_html(result.text, result.passage.header, words)}</blockquote>'
        f'<p class="source">{source} {reader}</p></section>'
    )
