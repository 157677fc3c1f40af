"""What carries questions and replies between the first page and this machine: Gradio's queue, with nothing to be seen.

The page itself is :mod:`screens.web.first`, which works before this does; its script hands a question to the button here.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

import gradio as gr
import segno

from search.live import LiveSearcher

from ..api.jobs import Jobs
from ..api.problems import Troubled
from ..plain.asking import part_of, refused_part
from ..plain.form import Asked
from ..wording import Words, words_of

_AREA_MAX: Final = 100  # characters; the longest 町名・丁目・番地 has some 40
_LINK_MAX: Final = (
    2000  # characters of a link that is drawn as a QR code; with more it is too fine for a phone on paper
)
_HANDED: Final = "() => window.fukushi.handed()"
_SHOWN: Final = "html => window.fukushi.shown(html)"
_DRAWN: Final = "html => window.fukushi.drawn(html)"
_FAILED: Final = "() => window.fukushi.failed()"
_READY: Final = "() => window.fukushi.ready()"


def build_page(live: LiveSearcher, jobs: Jobs) -> "gr.Blocks":
    """The Gradio page over ``live``; it can be shown before there is an index. ``jobs`` says how many at once, and where."""
    page: gr.Blocks = gr.Blocks(title=words_of("ja")("site.title"), analytics_enabled=False)
    with page:
        question, area, city, lang, link = (gr.Textbox(visible=False) for _ in range(5))
        ruby = gr.Checkbox(visible=False)
        reply, code = gr.Textbox(visible=False), gr.Textbox(visible=False)
        ask, draw = gr.Button("ask", elem_id="fk-ask"), gr.Button("draw", elem_id="fk-draw")
        inputs = [question, area, city, lang, ruby]
        asked = ask.click(
            answering(live, jobs), inputs, reply, js=_HANDED, api_visibility="private", show_progress="hidden",
            concurrency_limit=jobs.at_once,
        )  # fmt: skip
        asked.success(None, reply, js=_SHOWN, api_visibility="private")
        asked.failure(None, js=_FAILED, api_visibility="private")
        drawn = draw.click(qr_html, [link, lang], code, js=_HANDED, api_visibility="private", show_progress="hidden")
        drawn.success(None, code, js=_DRAWN, api_visibility="private")
        page.load(None, js=_READY, api_visibility="private")
    return page


def answering(live: LiveSearcher, jobs: Jobs) -> Callable[[str, str, str, str, bool], str]:
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
        try:
            return jobs.apart(partial(part_of, live, asked))()
        except Troubled:  # what was expected is told already
            return refused_part(asked, asked.words("reply.failed"))

    return answer


def qr_html(link: str, lang: str) -> str:
    """A link as a QR code, drawn; a sentence where it is too long for one."""
    words: Words = words_of(lang or "")
    if not (link or "").startswith(("http://", "https://")) or len(link) > _LINK_MAX:
        return f"<p>{words('link.long')}</p>"
    drawing = segno.make(link, error="l", micro=False).svg_inline(scale=3, border=4, light="#fff", omitsize=True)
    return f"<figure>{drawing}<figcaption>{words('link.qr')}</figcaption></figure>"
