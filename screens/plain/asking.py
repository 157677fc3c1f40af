"""From a question to what is shown of it, as a page or as a part of one; done in whatever process answers."""

from dataclasses import replace
from functools import partial
from html import escape

from index.catalog import PlanEntry
from index.errors import INDEX_ERRORS
from search.answerer import Answerer
from search.answers.answer import Answer
from search.live import LiveSearcher
from search.question.danger.reading import danger_in
from search.urgent.helplines import urgent

from ..api.problems import Trouble, trouble
from ..library.feedback import is_wanted
from ..wording import Words, said_text
from .form import Asked, form_html
from .page import refusal_html, refused_html
from .reply import body_html, reply_html, spoken
from .ruby import with_ruby


def plans_of(live: LiveSearcher) -> tuple[PlanEntry, ...]:
    """What can be chosen; nothing where the index cannot be read, which is told when something is asked."""
    try:
        return live.use(lambda searcher: searcher.index.catalog.plans)
    except INDEX_ERRORS:
        return ()


def page_of(live: LiveSearcher, asked: Asked, token: str, *, good: bool) -> tuple[str, int]:
    """The page of the reply and its status; ``good`` says whether the form is of this server."""
    form = partial(form_html, asked, plans_of(live), token)
    if not good:
        expired = asked.words("form.expired")
        return refused_html(expired, form(), None, asked.words, large=asked.large), 403
    try:
        answer, feedback = live.answer(partial(_answer, asked))
    except Exception as error:
        told = trouble(error)
        danger = urgent(danger_in(asked.question))
        again = form(wrong=told.status == 422)
        return refused_html(_why(told, asked.words), again, danger, asked.words, large=asked.large), told.status
    # Whoever may be in danger may be watched: what was written is not shown again.
    again = form_html(replace(asked, question=""), plans_of(live), token) if answer.urgent else form()
    return reply_html(answer, asked, token, again, _behind(live, asked.words), feedback=feedback), 200


def part_of(live: LiveSearcher, asked: Asked) -> str:
    """The reply as a part of the first page; in ``data-spoken`` what of it is read aloud first."""
    html = _part(live, asked)
    return with_ruby(html) if asked.ruby else html


def refused_part(asked: Asked, sentence: str) -> str:
    """Why there is no answer; help does not wait for a question that can be answered."""
    danger = urgent(danger_in(asked.question))
    return _whole(refusal_html(sentence, danger, asked.words, level=2), "", is_urgent=danger is not None)


def _part(live: LiveSearcher, asked: Asked) -> str:
    words = asked.words
    try:
        answer, feedback = live.answer(partial(_answer, asked))
        html = body_html(answer, asked, "", _behind(live, words), level=2, feedback=feedback)
        return _whole(html, spoken(answer, words), is_urgent=answer.urgent is not None)
    except Exception as error:  # Gradio would print it, and with it what was asked
        return refused_part(asked, _why(trouble(error), words))


def _answer(asked: Asked, answerer: Answerer) -> tuple[Answer, bool]:
    """The answer, and whether staff want to hear that it was no help."""
    answer = answerer.ask(asked.question, asked.filters, asked.area or None)
    return answer, is_wanted(answerer.searcher.index.folder)


def _behind(live: LiveSearcher, words: Words) -> str:
    return words("reply.behind") if live.is_behind() else ""


def _why(told: Trouble, words: Words) -> str:
    """What is told of an error, in the page's language."""
    return words(f"reply.{told.code}") if told.code in ("no_index", "failed") else said_text(told.sentence, words)


def _whole(html: str, said: str, *, is_urgent: bool) -> str:
    return f'<div class="told" data-spoken="{escape(said)}"{" data-urgent" if is_urgent else ""}>{html}</div>'
