"""What carries questions and replies between the first page and this machine: Gradio's queue, with nothing to be seen.

The page itself is :mod:`screens.web.first`, which works before this does; its script hands a question to the button here.
"""

from collections.abc import Callable
from html import escape
from typing import Final

import gradio as gr
import segno

from corpus.errors import FukushiError
from index.errors import INDEX_ERRORS
from search.answerer import Answer, Answerer
from search.live import LiveSearcher
from search.question.danger.reading import danger_in
from search.urgent.helplines import urgent

from ..door.refusal import report
from ..library.feedback import is_wanted
from ..plain.form import Asked
from ..plain.page import refusal_html
from ..plain.reply import body_html, spoken
from ..plain.ruby import with_ruby
from ..wording import Words, said_text, words_of

_AREA_MAX: Final = 100  # characters; the longest 町名・丁目・番地 has some 40
_LINK_MAX: Final = (
    2000  # characters of a link that is drawn as a QR code; with more it is too fine for a phone on paper
)
_HANDED: Final = "() => window.fukushi.handed()"
_SHOWN: Final = "html => window.fukushi.shown(html)"
_DRAWN: Final = "html => window.fukushi.drawn(html)"
_FAILED: Final = "() => window.fukushi.failed()"
_READY: Final = "() => window.fukushi.ready()"


def build_page(live: LiveSearcher) -> "gr.Blocks":
    """The Gradio page over ``live``; it can be shown before there is an index."""
    page: gr.Blocks = gr.Blocks(title=words_of("ja")("site.title"), analytics_enabled=False)
    with page:
        question, area, city, lang, link = (gr.Textbox(visible=False) for _ in range(5))
        ruby = gr.Checkbox(visible=False)
        reply, code = gr.Textbox(visible=False), gr.Textbox(visible=False)
        ask, draw = gr.Button("ask", elem_id="fk-ask"), gr.Button("draw", elem_id="fk-draw")
        inputs = [question, area, city, lang, ruby]
        asked = ask.click(answering(live), inputs, reply, js=_HANDED, api_visibility="private", show_progress="hidden")
        asked.success(None, reply, js=_SHOWN, api_visibility="private")
        asked.failure(None, js=_FAILED, api_visibility="private")
        drawn = draw.click(qr_html, [link, lang], code, js=_HANDED, api_visibility="private", show_progress="hidden")
        drawn.success(None, code, js=_DRAWN, api_visibility="private")
        page.load(None, js=_READY, api_visibility="private")
    return page


def answering(live: LiveSearcher) -> Callable[[str, str, str, str, bool], str]:
    """What the page does with a question, the asker's district and municipality, a language and whether to give readings.

    What it makes is the reply as HTML, and in ``data-spoken`` what of it is read aloud first.
    """

    def answer(question: str, area: str, city: str, lang: str, ruby: bool) -> str:
        asked = Asked(
            question=(question or "").strip(),
            area=(area or "").strip()[:_AREA_MAX],
            city=(city or "").strip()[:_AREA_MAX],
            lang=words_of(lang or "").lang,
            ruby=bool(ruby),
        )
        html = _answered(live, asked)
        return with_ruby(html) if asked.ruby else html

    return answer


def _answered(live: LiveSearcher, asked: Asked) -> str:
    words = asked.words

    def answered(answerer: Answerer) -> tuple[Answer, bool]:
        answer = answerer.ask(asked.question, asked.filters, asked.area or None)
        return answer, is_wanted(answerer.searcher.index.folder)

    try:
        answer, feedback = live.answer(answered)
        behind = words("reply.behind") if live.is_behind() else ""
        return _whole(
            body_html(answer, asked, "", behind, level=2, feedback=feedback),
            spoken(answer, words),
            is_urgent=answer.urgent is not None,
        )
    except INDEX_ERRORS as error:  # their sentences name folders, which are for the owner to read
        report(error)
        return _refused(asked, words("reply.no_index"))
    except FukushiError as error:
        return _refused(asked, said_text(str(error), asked.words))
    except Exception as error:  # Gradio would print it, and with it what was asked
        report(error)
        return _refused(asked, words("reply.failed"))


def _refused(asked: Asked, sentence: str) -> str:
    """Why there is no answer; help does not wait for a question that can be answered."""
    danger = urgent(danger_in(asked.question))
    return _whole(refusal_html(sentence, danger, asked.words, level=2), "", is_urgent=danger is not None)


def _whole(html: str, said: str, *, is_urgent: bool) -> str:
    return f'<div class="told" data-spoken="{escape(said)}"{" data-urgent" if is_urgent else ""}>{html}</div>'


def qr_html(link: str, lang: str) -> str:
    """A link as a QR code, drawn; a sentence where it is too long for one."""
    words: Words = words_of(lang or "")
    if not (link or "").startswith(("http://", "https://")) or len(link) > _LINK_MAX:
        return f"<p>{words('link.long')}</p>"
    drawing = segno.make(link, error="l", micro=False).svg_inline(scale=3, border=4, light="#fff", omitsize=True)
    return f"<figure>{drawing}<figcaption>{words('link.qr')}</figcaption></figure>"
