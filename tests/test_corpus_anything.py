"""Whatever bytes a document has: it is read, cut and searched for records, or refused in a sentence; every offset gives its quote."""

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import FukushiError
from corpus.plan import Document
from corpus.readers import READERS
from corpus.records.desks.desk import Desk
from corpus.records.indicators.indicator import Indicator
from corpus.records.measures.measure import Measure
from corpus.records.services.service import Service
from corpus.structure import Structure, read_structure
from screens.documents.line import json_line
from screens.documents.records import desk_json, fields_json
from tests.plain_plan import plan_of

ODD: Final = (
    "\0", "\x1b[31m", "\u2028", "\x85", "\u3000", "\ufeff", "\ufffe", "か\u3099", "👨‍👩‍👧", "𠮷", "ﾃﾞｲ", "①", "Ⅳ", "\u202e", "\r\n", "\r",
    '"', '""', "'", ",", "\t", "|", "|---|", "<", "</p>", "<br>", "&#x110000;", "&amp;", "**", "# ", "\\ud800", "{", "}", "[", "]",
)  # fmt: skip
LINES: Final = (
    "第1章 総論", "基本目標1 支え合う", "(1) 配食", "【内容】", "【実績】 延べ20人でした。", "【担当】福祉課", "○東部相談センター",
    "電話:0000-12-3451(内線 12)", "FAX 0000-12-3452", "所在地 潮見町1-2", "担当地域 東町、西町(1丁目を除く)", "受付時間 8時30分〜17時",
    "指標\t現状(R5)\t目標(R11)", "配食の利用者\t120人\t150人", "満足度\t45.6%\t増加", "施策番号 12 見守りの輪", "◇対象 小学生", "◇申請 窓口へ",
    "## 子ども医療費の助成", "対象者：小学生", "助成額：月額1万円", "申請方法：窓口へ", "期限 3月31日まで", "id,title,text", "1,費用は,なし", "質問\t回答", "都道府県,市区町村,窓口名,電話番号",
    '{"id":"a","title":"費用","text":"なし"}', '{"id":1,"title":null,"text":["x"]}', "令和6年度の配食は100食でした。", "目次", "第1章 1", "灯" * 700,
    "", "・茶の間", "12",
)  # fmt: skip
TEXTS: Final = st.lists(
    st.one_of(st.sampled_from(LINES), st.sampled_from(ODD), st.text(max_size=8)), max_size=14
).flatmap(lambda parts: st.sampled_from(("\n", "\n\n", "", "\t", ",")).map(lambda between: between.join(parts)))
BYTES: Final = st.one_of(
    st.binary(max_size=60),
    st.tuples(TEXTS, st.sampled_from(("utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"))).map(
        lambda each: each[0].encode(each[1], "replace")
    ),
)


def documents(ending: str, raw: bytes) -> tuple[Document, ...]:
    """What a reader makes of a file; nothing where it refuses it."""
    try:
        return READERS[ending](Path(f"anything{ending}"), raw)
    except FukushiError as error:
        assert str(error).startswith(f"anything{ending}: ")
        return ()


@pytest.mark.parametrize("ending", sorted(set(READERS) - {".docx", ".xlsx", ".htm"}))
@settings(max_examples=60, deadline=None)
@given(BYTES)
def test_any_bytes_are_read_or_refused_in_a_sentence(ending: str, raw: bytes) -> None:
    for document in documents(ending, raw):
        text = document.text
        assert list(document.line_starts) == sorted(document.line_starts)
        assert all(0 <= start <= len(text) for start in document.line_starts)
        assert all(text[record.start : record.end].startswith(record.title[:1]) for record in document.records)
        assert all(0 < line <= len(document.line_starts) for line in document.heading_levels)
        assert len(document.origins) in (0, len(document.line_starts))


@pytest.mark.parametrize("ending", [".txt", ".md", ".csv", ".jsonl", ".html"])
@settings(max_examples=25, deadline=None)
@given(BYTES)
def test_what_is_cut_and_found_in_any_document_gives_back_its_quotes(ending: str, raw: bytes) -> None:
    for document in documents(ending, raw):
        plan = plan_of(document)
        assert_quoted(plan.text, read_structure(plan, document))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(LINES), st.sampled_from(ODD)), max_size=24))
def test_lines_of_plans_in_any_order_give_back_their_quotes(lines: Sequence[str]) -> None:
    for document in documents(".md", "\n".join(lines).encode()):
        plan = plan_of(document)
        assert_quoted(plan.text, read_structure(plan, document))


def assert_quoted(text: str, found: Structure) -> None:
    """Every passage and record is where it says, in its words, and its JSON can be read."""
    for passage in found.passages:
        assert text[passage.start : passage.end] == passage.text != ""
    assert all(left.end <= right.start for left, right in pairwise(found.passages))
    ids = {passage.id for passage in found.passages}
    for record in found.records:
        assert 0 <= record.start < record.end <= len(text)
        told = record.passage_ids if isinstance(record, Measure) else (record.passage_id,)
        assert {each for each in told if each is not None} <= ids
    for fields in (*(each.fields for each in found.of(Measure)), *(each.fields for each in found.of(Service))):
        assert all(value in text for _, value in fields)
        assert json.loads(json_line(fields_json(fields))) == fields_json(fields)
    for desk in found.of(Desk):
        assert json.loads(json_line({**desk_json(desk)})) == desk_json(desk)
    for indicator in found.of(Indicator):
        assert indicator.baseline is None or indicator.baseline.text in text
        assert indicator.target is None or indicator.target.text in text


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.text(st.characters(), max_size=8), st.text(st.characters(), max_size=20), max_size=4))
def test_any_text_as_json_is_one_harmless_line_that_says_the_same(document: dict[str, str]) -> None:
    line = json_line(document)
    assert json.loads(line) == document
    assert line.isprintable() or not any(each < " " or "\x7f" <= each <= "\x9f" for each in line)
    line.encode()
