"""What both screens say around an answer: headings, sources, and which strings can be called."""

import re
from typing import Final

from corpus.passage import Passage
from index.catalog import PlanEntry
from search.answer import Answer
from search.citation import Citation, lines_of
from search.desk_choice import Choice
from search.source_line import period, source_line

URGENT: Final = "すぐに相談できるところ"
DESKS: Final = "ご案内する窓口"
CLARIFY: Final = "教えてください"
ANSWER: Final = "お答え"
CITATIONS: Final = "出典"
NEAR: Final = "近い箇所"
NO_ANSWER: Final = "近い箇所(お答えではありません)"
_PHONE: Final = re.compile(r"#?[0-9]+(?:-[0-9]+)*")


def near_title(answer: Answer) -> str:
    """The heading of the excerpts."""
    return NEAR if answer.answered else NO_ANSWER


def why_not(answer: Answer) -> str | None:
    """Why nothing is answered; None where the question back says it already."""
    said = answer.clarify.question if answer.clarify else None
    return None if answer.answered or answer.message == said else answer.message


def is_phone(text: str) -> bool:
    """Whether ``text`` is a number to call and nothing else: 046-000-1234, 110, #8008."""
    return _PHONE.fullmatch(text) is not None


def flat(text: str) -> str:
    """``text`` on one line."""
    return " ".join(text.split())


def desk_facts(choice: Choice) -> list[tuple[str, str]]:
    """What the plan states of a desk besides its number, each with its label; what it does not state is left out."""
    desk = choice.desk
    facts = (
        ("ファックス", desk.fax),
        ("場所", desk.address),
        ("受付", desk.hours),
        ("担当地域", "、".join(desk.areas)),
    )
    return [(label, flat(fact)) for label, fact in facts if fact]


def citation_source(citation: Citation) -> str:
    """Where the quote stands: the lines are its own, not the passage's."""
    return _line(citation.plan, citation.passage, citation.start, citation.end)


def desk_source(choice: Choice, answer: Answer) -> str:
    """Where the plan states the desk: its lines where the passage was found on the way, else its plan."""
    desk, plan = choice.desk, choice.plan
    passages = [each.passage for each in answer.citations] + [each.passage for each in answer.reply.results]
    passage = next((each for each in passages if each.id == desk.passage_id), None)
    if passage is not None and passage.start <= desk.start < passage.end:
        return _line(plan, passage, desk.start, min(desk.end, passage.end))
    title = plan.title or plan.file
    parts = (plan.municipality or "市区町村不明", f"{title}({plan.status})" if plan.status else title, period(plan))
    return " ・ ".join(part for part in parts if part)


def _line(plan: PlanEntry, passage: Passage, start: int, end: int) -> str:
    return source_line(plan, passage, *lines_of(passage, start, end))
