"""「役に立たなかった」 below a reply: a form, where staff want it, and what is made of what it sends."""

from collections.abc import Mapping
from datetime import date
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl

from search.answers.answer import Answer

from ..library.feedback import is_wanted, keep_feedback, read_feedback
from ..wording import Words, words_of
from .form import Asked
from .page import page_html

_SENT_MAX: Final = 10


def feedback_html(answer: Answer, asked: Asked, token: str) -> str:
    """The form of a reply: how it replied, what it cited, and the question, which is kept only where it is ticked."""
    words = asked.words
    kind = answer.reason.value if answer.reason else answer.certainty.value
    passages = "\n".join(dict.fromkeys(each.passage.id for each in answer.citations))
    kept = (("token", token), ("lang", asked.lang), ("reply", kind), ("city", asked.city), ("passages", passages), ("question", asked.question))  # fmt: skip
    hidden = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in kept)
    return (
        f'<details class="feedback"><summary>{words("feedback.open")}</summary>'
        f'<form method="post" action="/feedback" data-thanks="{escape(words("feedback.thanks"))}" '
        f'data-failed="{escape(words("feedback.failed"))}">{hidden}<p>{words("feedback.note")}</p>'
        f'<p class="ways"><label class="tick" for="with-question"><input type="checkbox" id="with-question" name="with_question" '
        f'value="on"> {words("feedback.tick")}</label><button type="submit">{words("feedback.send")}</button></p>'
        f'<p role="status"></p></form></details>'
    )


def read_fields(body: bytes) -> dict[str, str]:
    """What a browser sends of the form; what is no form is empty."""
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=_SENT_MAX))
    except ValueError:
        return {}


def took(index: Path, said: Mapping[str, str]) -> bool:
    """Keep what was sent; False where it cannot be kept."""
    try:
        return is_wanted(index) and keep_feedback(index, read_feedback(said, date.today()))
    except OSError:
        return False


def taken_html(said: Mapping[str, str], *, is_taken: bool) -> str:
    """The page that says whether it was taken."""
    words: Words = words_of(said.get("lang", ""))
    title = words("feedback.open")
    sentence = words("feedback.thanks" if is_taken else "feedback.failed")
    return page_html(title, f'<h1>{title}</h1><p class="note" role="status">{sentence}</p>', words=words)
