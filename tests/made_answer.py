"""Answers made by hand, of the fictional 汐見原市: what a screen shows can be worked out from them."""

from dataclasses import replace
from typing import Final

from corpus.passage import Kind, Passage
from corpus.records.desks.desk import Desk
from index.catalog import PlanEntry
from search.answers.answer import Answer, Reason
from search.citation import Citation, Sentence
from search.desks.chosen import Choice, Clarify
from search.results import Confidence, Reply, Result
from search.urgent.helplines import Helpline, Urgent
from tests.made_question import made_question

PLAN: Final = PlanEntry(
    number=0,
    id="shiomihara",
    municipality_code="000000",
    municipality="汐見原市",
    prefecture="架空県",
    title="汐見原市地域福祉計画",
    kind=None,
    status="確定",
    period_start=2024,
    period_end=2029,
    published="2024-03",
    url=None,
    file="shiomihara.txt",
    digest="",
    first_row=0,
    last_row=9,
)
DESK: Final = Desk(
    id="shiomihara/d0000",
    plan_id="shiomihara",
    name="西部地域包括支援センター",
    phone="0000-00-1256",
    fax="0000-00-1257",
    address="砂丘台4丁目10番2号",
    hours="平日 8時30分～17時15分",
    areas=("灯見坂1～4丁目", "松籠町"),
    serves=None,
    start=100,
    end=112,
    passage_id=None,
    checked_on=None,
)
NOTE: Final = "連絡先は計画に書かれたものです。"
CHOICE: Final = Choice(DESK, PLAN, "灯見坂2丁目は、この窓口の担当地域です。")
HELP: Final = Urgent(
    "いま危ないときは安全な場所へ離れてください。",
    (
        Helpline("警察", "110", "24時間", "https://police.example/", "暴力", None),
        Helpline("相談ナビ", "#8008", "", "", "暴力", None),
        Helpline("市区町村の相談窓口", "", "", "", "暴力", None),
    ),
)
ASK_BACK: Final = Clarify("お住まいの町名を教えてください。", ("西部: 灯見坂、松籠町", "東部: 港町"))


def passage(text: str, headings: tuple[str, ...] = ("第4節 見守り",)) -> Passage:
    """A passage on lines 20 and on, page unknown."""
    return Passage(
        id="shiomihara#0001",
        plan_id="shiomihara",
        headings=headings,
        header=(),
        kind=Kind.BODY,
        start=100,
        end=100 + len(text),
        text=text,
        line_start=20,
        line_end=20 + text.count("\n"),
        page=None,
        printed_page=None,
        record_id=None,
        url=None,
    )


def citation(n: int, before: str, quote: str, after: str = "") -> Citation:
    """A quote between the words around it."""
    start = 100 + len(before)
    return Citation(n, passage(before + quote + after), PLAN, start, start + len(quote))


def result(text: str) -> Result:
    """An excerpt."""
    return Result(1, 0.5, Confidence.LOW, passage(text), PLAN, text, 100, 100 + len(text), 20, 20, ())


def answered(*told: tuple[str, Citation], desks: tuple[Choice, ...] = ()) -> Answer:
    """An answer that says each text with its citation."""
    return Answer(
        reply=Reply(made_question(plans=(PLAN,)), ()),
        reason=None,
        message=NOTE if desks else None,
        sentences=tuple(Sentence(text, (cited.n,)) for text, cited in told),
        citations=tuple(cited for _, cited in told),
        desks=desks,
        clarify=None,
        urgent=None,
    )


def unanswered(message: str, *near: str) -> Answer:
    """No answer, and what is near to one."""
    start = answered()
    reply = replace(start.reply, results=tuple(result(text) for text in near))
    return replace(start, reply=reply, reason=Reason.NOT_IN_PLANS, message=message)
