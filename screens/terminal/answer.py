"""An answer in a terminal, in the order of the page. Text from plans is printed as it is, never as markup."""

from collections.abc import Iterator
from typing import Final

from rich.console import Console
from rich.text import Text

from search.answers.answer import Answer
from search.citation import Citation
from search.desks.chosen import Choice
from search.results import Result
from search.urgent.helplines import Helpline, Urgent

from ..answer_words import (
    CITATIONS,
    CLARIFY,
    DESKS,
    URGENT,
    by_city,
    citation_source,
    desk_facts,
    desk_name,
    desk_source,
    flat,
    near_title,
    told_title,
    understood,
    why_not,
)
from ..source_line import source_line
from .console import shown
from .excerpts import rephrased

_QUOTE: Final = 80  # characters: a quote is there to be recognised, the plan to be read
_NEAR: Final = 3  # excerpts under what is no answer; `search` shows them all


def print_answer(answer: Answer, console: Console) -> None:
    """What is urgent, the desks, the question back, the sentences, their sources; or why there is no answer.

    Lines are left to the terminal to break: Japanese has no blanks at which to do it well.
    """
    for block in _blocks(answer):
        for line in block:
            console.print(line, soft_wrap=True)
        console.print()


def _blocks(answer: Answer) -> Iterator[list[Text]]:
    """What is told, from top to bottom, a blank line after each."""
    if answer.urgent:
        yield _urgent(answer.urgent)
    if read := understood(answer):
        yield [_text(read)]
    if answer.city_note:
        yield [_text(answer.city_note)]
    for place, choice in enumerate(answer.desks):
        yield [*([] if place else [_head(DESKS)]), *_desk(choice, answer)]
    if answer.answered and answer.message:
        yield [_text(answer.message)]
    if answer.clarify:
        yield [_head(CLARIFY), _text(answer.clarify.question), *(_text(f"・{each}") for each in answer.clarify.options)]
    if said := why_not(answer):
        yield [_text(said)]
    if answer.sentences:
        yield [_head(told_title(answer)), *_sentences(answer)]
        yield [_head(CITATIONS), *(line for citation in answer.citations for line in _citation(citation))]
    if answer.care:
        yield [_text(answer.care.message), *(_helpline(line) for line in answer.care.helplines)]
    if answer.model_note:
        yield [_text(answer.model_note, "dim")]
    if words := rephrased(answer.reply):
        yield [_text(words, "dim")]
    if not answer.answered and answer.reply.results and not answer.helplines_alone:
        near = (line for result in answer.reply.results[:_NEAR] for line in _excerpt(result))
        yield [_head(near_title(answer)), *near]


def _urgent(urgent: Urgent) -> list[Text]:
    return [_head(URGENT), _text(urgent.message), *(_helpline(line) for line in urgent.helplines)]


def _helpline(line: Helpline) -> Text:
    phone = f"  {line.phone}" if line.phone else ""
    facts = "".join(f"  {part}" for part in (line.hours, line.url) if part)
    return Text.assemble(f"・{shown(line.name)}", (shown(phone), "bold"), shown(facts))


def _desk(choice: Choice, answer: Answer) -> list[Text]:
    phone = [("電話", choice.desk.phone)] if choice.desk.phone else []
    return [
        _text(f"・{desk_name(choice, answer)}", "bold"),
        *(_text(f"  {label}: {fact}") for label, fact in (*phone, *desk_facts(choice, answer.question.today))),
        _text(f"  {choice.why}"),
        _text(f"  出典: {desk_source(choice, answer)}", "cyan"),
    ]


def _sentences(answer: Answer) -> Iterator[Text]:
    for city, texts, sentences in by_city(answer):
        if city:
            yield _text(city, "bold")
        for text, sentence in zip(texts, sentences, strict=True):
            marks = "".join(f"[{n}]" for n in sentence.citations)
            yield Text.assemble(f"{shown(text)} ", (marks, "green"))


def _citation(citation: Citation) -> list[Text]:
    quote = Text.assemble((f"[{citation.n}] ", "green"), f"「{_short(citation.quote)}」")
    return [quote, _text(f"    {citation_source(citation)}", "cyan")]


def _excerpt(result: Result) -> list[Text]:
    source = source_line(result.plan, result.passage, result.line_start, result.line_end)
    return [_text(f"・{_short(result.text)}"), _text(f"  {source}", "cyan")]


def _head(title: str) -> Text:
    return Text(title, style="bold underline")


def _text(text: str, style: str = "") -> Text:
    return Text(shown(text), style=style)


def _short(text: str) -> str:
    line = flat(shown(text))
    return f"{line[: _QUOTE - 1]}…" if len(line) > _QUOTE else line
