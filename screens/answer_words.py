"""What both screens say around an answer: headings, sources, and which strings can be called."""

import re
from datetime import date
from typing import Final

from corpus.passage import Passage
from corpus.records.desks.checked.desk_table import DESK_TABLE
from corpus.records.desks.desk import Desk
from index.catalog import PlanEntry
from search.answerer import Answer, Reason
from search.citation import Citation, Sentence, lines_of
from search.desks.checked import day_words, is_old
from search.desks.choice import Choice
from search.question.intent import Intent

from .source_line import credit, period, scan_mark, source_line

URGENT: Final = "すぐに相談できるところ"
DESKS: Final = "ご案内する窓口"
CLARIFY: Final = "教えてください"
ANSWER: Final = "お答え"
RELATED: Final = "関係する記述(お答えとは限りません)"
MORE: Final = "ほかの記述"
CITATIONS: Final = "出典"
NEAR: Final = "近い箇所"
NO_INDEX: Final = "いまは計画を読めないので、お答えできません。管理している方にお知らせください。"
FAILED: Final = "うまくお答えできませんでした。言葉を変えるか、しばらくしてから、もう一度お試しください。"
NO_ANSWER: Final = "近い箇所(お答えではありません)"
_INTENTS: Final = {
    Intent.DESK: "窓口",
    Intent.FIGURE: "数値",
    Intent.WHEN: "時期",
    Intent.COMPARISON: "市区町村の比較",
    Intent.MEASURE: "取組",
    Intent.NAME: "氏名",
    Intent.ORGANISATION: "担当や体制",
}
_DOUBT: Final = "{}です。数字は元の文書で確かめてください。"
_PHONE: Final = re.compile(r"#?[0-9]+(?:-[0-9]+)*")


def near_title(answer: Answer) -> str:
    """The heading of the excerpts."""
    return NEAR if answer.answered else NO_ANSWER


def told_title(answer: Answer) -> str:
    """The heading of the sentences: an answer, or only what stands near."""
    return ANSWER if answer.answered else RELATED


def why_not(answer: Answer) -> str | None:
    """Why nothing is answered; None where the question back says it already."""
    said = answer.clarify.question if answer.clarify else None
    return None if answer.answered or answer.message == said else answer.message


def understood(answer: Answer) -> str:
    """How the question was read: what is asked for, about whom, where, of which years; "" where nothing stands out.

    Nor is it told where no plan was read for an answer.
    """
    if answer.reason in (Reason.OFF_TOPIC, Reason.MUNICIPALITY_NOT_INDEXED):
        return ""
    parts = (
        f"お尋ね: {_INTENTS[answer.question.asked.intent]}"
        if answer.question.asked.intent is not Intent.MEASURE
        else "",
        f"対象: {'・'.join(sorted(answer.question.audiences))}" if answer.question.audiences else "",
        f"地域: {answer.question.district.address}" if answer.question.district else "",
        f"年: {'・'.join(f'{year}年' for year in answer.question.asked.years)}" if answer.question.asked.years else "",
    )
    return " ／ ".join(part for part in parts if part)


def is_phone(text: str) -> bool:
    """Whether ``text`` is a number to call and nothing else: 046-000-1234, 110, #8008."""
    return _PHONE.fullmatch(text) is not None


def by_city(answer: Answer) -> list[tuple[str, list[str], list[Sentence]]]:
    """The sentences under the municipality that each is of, with their words; under "" where no heading is needed."""
    if not answer.question.cities:
        return [("", [each.text for each in answer.sentences], list(answer.sentences))]
    groups: dict[str, list[Sentence]] = {}
    for each in answer.sentences:
        plan = answer.citations[each.citations[0] - 1].plan
        groups.setdefault(plan.municipality or plan.title or plan.id, []).append(each)
    return [
        (city, [each.text.removeprefix(city).removeprefix(": ") for each in own], own) for city, own in groups.items()
    ]


def desk_name(choice: Choice, answer: Answer) -> str:
    """The desk's name, behind its municipality where desks of several may be meant."""
    city = choice.plan.municipality if answer.question.cities else None
    return " ".join(filter(None, (city, flat(choice.desk.name))))


def flat(text: str) -> str:
    """``text`` on one line."""
    return " ".join(text.split())


def desk_facts(choice: Choice, today: date) -> list[tuple[str, str]]:
    """What is stated of a desk besides its number, each with its label; what is not stated is left out.

    Of an entry of a desk table also what it is for, its page, and when a person checked it.
    """
    desk = choice.desk
    facts = (
        ("ファックス", desk.fax),
        ("場所", desk.address),
        ("受付", desk.hours),
        ("担当地域", "、".join(desk.areas)),
        *(_of_table(desk, today) if desk.source == DESK_TABLE else ()),
        ("電話などの文字", _DOUBT.format(scan_mark(desk.ocr)) if desk.ocr is not None else None),
    )
    return [(label, flat(fact)) for label, fact in facts if fact]


def _of_table(desk: Desk, today: date) -> tuple[tuple[str, str | None], ...]:
    old = (
        ("(1年より前です。お確かめください)" if desk.checked_on else "(お確かめください)")
        if is_old(desk, today)
        else ""
    )
    return (
        ("用件", desk.what_for),
        ("内線", desk.extension),
        ("案内ページ", desk.url),
        ("確認日", f"{day_words(desk.checked_on)}{old}"),
    )


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
    parts = (
        plan.municipality or "市区町村不明",
        f"{title}({plan.status})" if plan.status else title,
        period(plan),
        scan_mark(desk.ocr),
        credit(plan),
    )
    return " ・ ".join(part for part in parts if part)


def _line(plan: PlanEntry, passage: Passage, start: int, end: int) -> str:
    return source_line(plan, passage, *lines_of(passage, start, end))
