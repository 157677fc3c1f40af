from dataclasses import replace

import pytest

from benchmarks.about import about_table, alike
from corpus.about.sources import Source
from corpus.plan import Document
from tests.plain_plan import plan_of

SOURCE = Source(
    "p", "p.txt", "142085", "神奈川県", "逗子市", "逗子市計画", "地域福祉計画", None, 2024, None, None, None
)  # fmt: skip
PLAN = plan_of(Document("逗子市の計画です。", (0,), {}, ()))


def test_what_a_document_tells_of_itself_is_right_wrong_or_unknown() -> None:
    right = replace(PLAN, municipality_code="142085", title="逗子市計画(案)", period_start=2024, period_end=2029)
    wrong = replace(PLAN, municipality_code="142042", title="くらしの便利帳", kind="地域福祉計画", text="計画です。")
    table = about_table([(SOURCE, right), (SOURCE, wrong), (SOURCE, PLAN)])
    assert table.rows == (
        ("municipality", "3", "1", "1", "1", "0"),
        ("municipality, where the text names it", "2", "1", "0", "1", "0"),
        ("title", "3", "1", "1", "1", "0"),
        ("kind", "3", "1", "0", "2", "0"),
        ("status", "0", "0", "0", "0", "0"),
        ("first year", "3", "1", "0", "2", "0"),
        ("last year", "0", "0", "0", "0", "1"),
    )


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("逗子市地域福祉計画", "第2期 逗子市地域福祉計画(案)", True),
        ("保育園に関するQ&A", "保育園に関するＱ＆Ａ", True),
        ("児童館の利用", "お知らせ", False),
    ],
)
def test_titles_are_alike_where_one_holds_most_of_the_other(one: str, two: str, same: bool) -> None:
    assert alike(one, two) is same
