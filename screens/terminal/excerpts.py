"""Search results and opened passages in a terminal. Text from plans is printed as it is, never as markup."""

from typing import Final

from rich.console import Console
from rich.text import Text

from search.answers.messages import scope
from search.context import Context
from search.question.query import EXPANDED
from search.results import Confidence, Reply, Result

from ..source_line import source_line
from .console import shown

_REPHRASED: Final = 8  # words; more make a second line
CONFIDENCE: Final = {Confidence.HIGH: "高", Confidence.MEDIUM: "中", Confidence.LOW: "低"}


def print_reply(reply: Reply, console: Console) -> None:
    """The excerpts, best first, each under its source."""
    console.print(Text(headline(reply), style="bold"))
    if words := rephrased(reply):
        console.print(Text(shown(words), style="dim"))
    for result in reply.results:
        console.print()
        console.print(_heading(result))
        console.print(_result(result))
        console.print(Text(result.passage.id, style="dim"), soft_wrap=True)


def headline(reply: Reply) -> str:
    """What was searched, and what came of it, in a sentence or two."""
    applied = reply.question.applied
    if applied.note and not applied.plans:
        return f"{applied.note}条件を変えるか、別の市区町村でお試しください。"
    where = scope(reply)
    why = "(質問に出てくる市区町村で絞り込みました)" if applied.from_question else ""
    if not reply.results:
        return f"{where}{why}の中に、近い箇所は見つかりませんでした。言葉を変えてお試しください。"
    absent = applied.note if any(not place.indexed for place in applied.places) else None
    return f"{applied.disagreement or ''}{absent or ''}{where}{why}から、近い順に {len(reply.results)} 箇所です。"


def rephrased(reply: Reply) -> str:
    """The plans' words that were looked for besides the question's own, each once; "" where there are none."""
    official = dict.fromkeys(
        word for expansion in reply.question.wanted.expansions for word in expansion.official[:EXPANDED]
    )
    words = [word for word in official if word not in reply.question.text][:_REPHRASED]
    return f"言い換えて探した言葉: {'、'.join(words)}" if words and reply.question.applied.plans else ""


def print_context(context: Context, console: Console) -> None:
    """The passage in bold between the lines around it."""
    passage = context.passage
    source = source_line(context.plan, passage, passage.line_start, passage.line_end)
    console.print(Text(shown(source), style="cyan"))
    console.print()
    parts = ((context.before, "dim"), (context.span, "bold"), (context.after, "dim"))
    console.print(Text.assemble(*((shown(text), style) for text, style in parts), tab_size=4))


def _heading(result: Result) -> Text:
    source = shown(source_line(result.plan, result.passage, result.line_start, result.line_end))
    return Text.assemble(
        (f"{result.rank:>2}. ", "bold"), (f"[関連 {CONFIDENCE[result.confidence]}] ", "green"), (source, "cyan")
    )


def _result(result: Result) -> Text:
    text = Text(shown(result.text), tab_size=4)
    for start, end in result.highlights:
        text.stylize("bold yellow", start, end)
    return text
