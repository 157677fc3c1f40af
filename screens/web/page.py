"""The page: a question, the answer with its sources, the excerpts near it."""

from collections.abc import Callable, Sequence
from typing import Final

import gradio as gr

from corpus.errors import FukushiError
from index.catalog import PlanEntry
from index.errors import INDEX_ERRORS
from search.answerer import Answer, Answerer, Reason
from search.context import Context, surroundings
from search.errors import UnknownChoice
from search.live import LiveSearcher
from search.question.danger.reading import danger_in
from search.question.filters import Filters
from search.urgent.helplines import urgent

from ..answer_words import FAILED, NO_INDEX
from ..door.refusal import report
from .answer import answer_html, urgent_html
from .excerpt import message_html, plans_html, reply_html

_AROUND: Final = 8  # lines before and after an opened passage
_AREA_MAX: Final = 100  # characters; the longest 町名・丁目・番地 has some 40
EXAMPLES: Final = (
    "母の物忘れが心配です",
    "家賃が払えない",
    "ひきこもりの相談先",
    "認知症サポーターの人数",
    "子ども食堂はありますか",
)
_BEHIND: Final = (
    "いまの索引は、作られたときのままではないので使っていません。ひとつ前の索引でお答えしています。"
    "管理している方は fukushi verify で確かめてください。"
)
_INTRO: Final = (
    "# 福祉計画をさがす\nふだんの言葉でお尋ねください。お答えは、市町村の福祉計画の **原文だけ** からつくり、"
    "どこに書かれているかを示します。書かれていないことには、お答えしません。"
    "質問はこの機械の外に出ず、記録もされません。[文字だけの軽い画面](/plain)もあります。"
)
# On a small screen the answer begins below the fold, where nobody would see that it has come.
_SHOW_ANSWER: Final = """() => {
    const answer = document.querySelector(".fk-answer, .fk-message");
    if (answer && answer.getBoundingClientRect().top > innerHeight * 0.6) answer.scrollIntoView();
}"""
# An option of a question back is asked with one press: it becomes the question, and the button beside it is pressed.
_ASK_OPTIONS: Final = """() => document.addEventListener("click", event => {
    const option = event.target.closest && event.target.closest(".fk-answer .fk-ask");
    const box = document.querySelector("#fk-question textarea, #fk-question input");
    if (!option || !box) return;
    box.value = option.textContent;
    box.dispatchEvent(new Event("input", {bubbles: true}));
    setTimeout(() => document.querySelector("#fk-submit").click(), 100);
})"""


def build_page(live: LiveSearcher) -> "gr.Blocks":
    """The Gradio page over ``live``; it can be shown before there is an index."""
    page: gr.Blocks = gr.Blocks(title="福祉計画をさがす", analytics_enabled=False)
    with page:
        gr.Markdown(_INTRO)
        with gr.Row(equal_height=True):
            question = gr.Textbox(
                label="知りたいこと",
                elem_id="fk-question",
                placeholder="例: 母の物忘れが心配です",
                max_length=2000,
                lines=1,
                scale=5,
                autofocus=True,
            )
            submit = gr.Button("さがす", variant="primary", scale=1, min_width=96, elem_id="fk-submit")
        area = gr.Textbox(
            label="お住まいの町名・丁目(窓口をさがすとき)",
            placeholder="書かなくてもかまいません",
            max_length=_AREA_MAX,
            lines=1,
        )
        with gr.Row():
            examples = [gr.Button(text, size="sm", min_width=120) for text in EXAMPLES]
        with gr.Accordion("条件で絞り込む", open=False):
            with gr.Row():
                city = gr.Dropdown(label="市区町村", multiselect=True, choices=[])
                kind = gr.Dropdown(label="計画の種別", multiselect=True, choices=[])
                status = gr.Dropdown(label="状態", multiselect=True, choices=[])
            automatic = gr.Checkbox(label="質問に市区町村の名前があれば、その計画だけをさがす", value=True)
        found = gr.HTML(padding=False)
        answer = answering(live)
        inputs = [question, area, city, kind, status, automatic]
        page.load(_choices(live), outputs=[city, kind, status, found], show_progress="hidden", api_visibility="private")
        gr.on([submit.click, question.submit, area.submit], answer, inputs, found, api_visibility="private").then(
            None, js=_SHOW_ANSWER, api_visibility="private"
        )
        page.load(None, js=_ASK_OPTIONS, api_visibility="private")
        for button, text in zip(examples, EXAMPLES, strict=True):
            button.click(_constant(text), outputs=question, show_progress="hidden", api_visibility="private").then(
                answer, inputs, found, api_visibility="private"
            ).then(None, js=_SHOW_ANSWER, api_visibility="private")
    return page


def answering(live: LiveSearcher) -> Callable[[str, str, Sequence[str], Sequence[str], Sequence[str], bool], str]:
    """What the page does with a question, the asker's district, the filters: the answer and the excerpts as HTML."""

    def answer(
        question: str, area: str, city: Sequence[str], kind: Sequence[str], status: Sequence[str], automatic: bool
    ) -> str:
        filters = Filters(tuple(city or ()), tuple(kind or ()), tuple(status or ()), read_question=automatic)

        def answered(answerer: Answerer) -> str:
            catalog = answerer.searcher.index.catalog
            _check(filters, catalog.plans)
            said = answerer.ask(question or "", filters, (area or "").strip()[:_AREA_MAX] or None)
            contexts = [surroundings(catalog, result.passage, _AROUND) for result in said.reply.results]
            return answer_html(said) + _excerpts(said, contexts)

        try:
            html = live.answer(answered)
        except INDEX_ERRORS as error:  # their sentences name folders, which are for the owner to read
            report(error)
            return _unanswered(question, NO_INDEX)
        except FukushiError as error:
            return _unanswered(question, str(error))
        except Exception as error:  # Gradio would print it, and with it what was asked
            report(error)
            return _unanswered(question, FAILED)
        return (message_html(_BEHIND) if live.is_behind() else "") + html

    return answer


def _unanswered(question: str, sentence: str) -> str:
    """Why there is no answer; help does not wait for a question that can be answered."""
    danger = urgent(danger_in(question or ""))
    return (f'<div class="fk-answer">{urgent_html(danger)}</div>' if danger else "") + message_html(sentence)


def _check(filters: Filters, plans: Sequence[PlanEntry]) -> None:
    """Whatever a browser sends is a choice that the page offers, or none. Raises: UnknownChoice."""
    offered = {plan.kind for plan in plans} | {plan.status for plan in plans}
    if not {*filters.kinds, *filters.statuses} <= offered:
        raise UnknownChoice(sorted(value for value in offered if value))


def _excerpts(answer: Answer, contexts: Sequence[Context]) -> str:
    """The excerpts under the answer; nothing below helplines, nor where the answer has said that there is no such plan."""
    silent = answer.helplines_alone or answer.reason is Reason.MUNICIPALITY_NOT_INDEXED
    return "" if silent else reply_html(answer.reply, contexts)


def _choices(live: LiveSearcher) -> Callable[[], tuple[gr.Dropdown, gr.Dropdown, gr.Dropdown, str]]:
    def choices() -> tuple[gr.Dropdown, gr.Dropdown, gr.Dropdown, str]:
        try:
            plans, readability = live.use(
                lambda searcher: (searcher.index.catalog.plans, searcher.index.records.readability())
            )
        except INDEX_ERRORS as error:
            report(error)
            return gr.Dropdown(), gr.Dropdown(), gr.Dropdown(), message_html(NO_INDEX)
        values = (
            {plan.municipality for plan in plans},
            {plan.kind for plan in plans},
            {plan.status for plan in plans},
        )
        city, kind, status = (gr.Dropdown(choices=sorted(value for value in each if value)) for each in values)
        return (
            city,
            kind,
            status,
            (message_html(_BEHIND) if live.is_behind() else "")
            + plans_html(plans, {plan_id: reading.notes for plan_id, reading in readability.items()}),
        )

    return choices


def _constant(text: str) -> Callable[[], str]:
    return lambda: text
