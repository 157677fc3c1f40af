import json
import re
from collections.abc import Callable, Mapping

import pytest

from screens.web.excerpt import context_html, message_html, reply_html, text_html
from search.context import Context, open_passage
from search.question.filters import Filters
from search.question.lexicon import Expansion
from search.results import Reply
from search.searcher import Searcher
from tests.made_question import expanded

SearcherOf = Callable[[Mapping[str, str]], Searcher]


def opened(searcher: Searcher, reply: Reply) -> list[Context]:
    return [open_passage(searcher.index.catalog, result.passage.id, 3) for result in reply.results]


def page(searcher: Searcher, question: str, filters: Filters = Filters()) -> str:  # noqa: B008 - frozen
    reply = searcher.search(question, filters, 3)
    return reply_html(reply, opened(searcher, reply))


@pytest.mark.parametrize(
    ("text", "marks", "html"),
    [
        pytest.param("里親を募ります。", [(0, 2)], "<p><mark>里親</mark>を募ります。</p>", id="a word"),
        pytest.param("配食\n\n 見守り", [], "<p>配食</p><p> 見守り</p>", id="lines, and none for an empty one"),
        pytest.param("里親\n募集", [(0, 5)], "<p><mark>里親</mark></p><p><mark>募集</mark></p>", id="a mark over a break"),
        pytest.param(
            "指標\t目標\n里親\t15世帯",
            [(6, 8)],
            '<div class="fk-table"><table><tr><td>指標</td><td>目標</td></tr>'
            "<tr><td><mark>里親</mark></td><td>15世帯</td></tr></table></div>",
            id="rows with tabs",
        ),
        pytest.param(
            "目標\n里親\t15\n以上",
            [(6, 8)],
            '<p>目標</p><div class="fk-table"><table><tr><td>里親</td><td><mark>15</mark></td></tr></table></div><p>以上</p>',
            id="a row between lines",
        ),
        pytest.param("\t3世帯", [], "<p>\t3世帯</p>", id="a tab in front makes no table"),
        pytest.param("A&B <b>", [(2, 5)], "<p>A&amp;<mark>B &lt;</mark>b&gt;</p>", id="signs inside and beside a mark"),
        pytest.param("", [], "", id="nothing"),
    ],
)  # fmt: skip
def test_text_is_shown_as_it_stands_with_its_marks(text: str, marks: list[tuple[int, int]], html: str) -> None:
    assert text_html(text, marks) == html


NASTY = (
    '見守り<script>alert(1)</script>\n\n見守りの<svg onload="alert(2)">配食</svg>&\'"で安否を確かめます。\n'
    "見守り\t<iframe src=//evil.example>\n"
)


def test_nothing_a_plan_says_becomes_a_tag(searcher_of: SearcherOf) -> None:
    html = page(searcher_of({"nasty<i>.txt": NASTY}), "見守り")
    assert not re.search(r"<(?:script|svg|iframe|i)\b", html)
    assert "alert(1)&lt;/script&gt;" in html
    assert "&lt;svg onload=&quot;alert(2)&quot;&gt;" in html
    assert "nasty&lt;i&gt;.txt" in html


def test_headings_are_escaped_too(searcher_of: SearcherOf) -> None:
    row = {"id": "1", "title": "<script>alert(1)</script>", "text": "見守りを行います。", "municipality_code": "142042"}
    html = page(searcher_of({"faq.jsonl": json.dumps(row)}), "見守り")
    assert "<script>" not in html
    assert '<p class="fk-path">&lt;script&gt;alert(1)&lt;/script&gt;</p>' in html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "file:///etc/passwd", ""])
def test_only_the_web_is_linked(searcher_of: SearcherOf, url: str) -> None:
    row = {"id": "1", "title": "見守り", "text": "見守りを行います。", "url": url}
    assert "<a " not in page(searcher_of({"faq.jsonl": json.dumps(row)}), "見守り")


def test_a_source_on_the_web_is_linked_without_a_way_back(searcher_of: SearcherOf) -> None:
    row = {"id": "1", "title": "見守り", "text": "見守りを行います。", "url": 'https://city.example/?a=1&b="2"'}
    html = page(searcher_of({"faq.jsonl": json.dumps(row)}), "見守り")
    assert '<a href="https://city.example/?a=1&amp;b=&quot;2&quot;" rel="noreferrer noopener">元の文書</a>' in html


def test_a_message_is_escaped_and_announced() -> None:
    assert message_html("<b>だめ</b>") == ('<p class="fk-headline fk-message" role="alert">&lt;b&gt;だめ&lt;/b&gt;</p>')


def test_an_excerpt_shows_its_source_and_the_marked_words(samples: Searcher) -> None:
    html = page(samples, "里親になりたい", Filters(cities=("汐見原市",)))
    assert html.startswith('<p class="fk-headline" role="status">汐見原市の計画 1 件から、近い順に 3 箇所です。</p><p')
    assert html.count('<li class="fk-result">') == 3
    assert "<mark>里親</mark>の体験を聞く会" in html
    assert "<b>汐見原市</b> 汐見原市地域福祉計画(第3期)" in html
    assert "出典: 架空県 汐見原市 「汐見原市地域福祉計画(第3期)」 確定 2024~2029年度 2024-03公表" in html
    assert (
        "第3節 こどもと家庭を地域で支える › 第1項 妊娠期からの切れ目のない支援 › 【今後の取組】 › (2) 里親制度の普及"
        in html
    )


def test_the_confidence_is_a_word_never_a_number(samples: Searcher) -> None:
    html = page(samples, "里親になりたい", Filters(cities=("汐見原市",)))
    levels = re.findall(r'<span class="fk-level fk-(high|medium|low)" title="[^"]+">関連 (高|中|低)</span>', html)
    assert levels[0] == ("high", "高")
    assert len(levels) == 3
    assert not re.search(r"0\.\d", re.sub(r"<blockquote.*?</details>", "", html, flags=re.S))


def test_a_table_of_the_plan_is_a_table(samples: Searcher) -> None:
    html = page(samples, "ゲートキーパー養成講座の修了者数", Filters(cities=("汐見原市",)))
    assert re.search(r"<tr><td>(?:<mark>)?ゲート.*?</td><td>834人</td><td>1,500人</td></tr>", html)


def test_the_passage_is_shown_between_what_stands_around_it(samples: Searcher) -> None:
    reply = samples.search("里親になりたい", Filters(cities=("汐見原市",)), 1)
    before, here, after = re.findall(
        r'<div class="fk-(?:around|here)">(.*?)</div>', context_html(opened(samples, reply)[0])
    )
    assert here.startswith("<p>(2) 里親制度の普及</p>")
    assert before.endswith("相談を一つの窓口で受けます。</p>")
    assert after.startswith("<p>第2項 子ども食堂と学習支援</p>")


def test_nothing_found_says_why(samples: Searcher) -> None:
    assert page(samples, "藤沢市の保育") == (
        '<p class="fk-headline" role="status">藤沢市の計画は索引にありません。'
        '条件を変えるか、別の市区町村でお試しください。</p><ol class="fk-results"></ol>'
    )


def test_the_plans_words_that_were_looked_for_too_stand_under_the_headline_and_are_escaped(samples: Searcher) -> None:
    others = (Expansion("ぼけ", ("認知症", "<b>見守り</b>")), Expansion("呆け", ("認知症", "配食")))
    reply = expanded(samples.search("見守り", Filters(cities=("汐見原市",)), 1), others)
    html = reply_html(reply, opened(samples, reply))
    assert '</p><p class="fk-rephrased">言い換えて探した言葉: 認知症、&lt;b&gt;見守り&lt;/b&gt;、配食</p><ol' in html


def test_a_question_in_the_plans_own_words_has_no_line_of_other_words(samples: Searcher) -> None:
    assert "fk-rephrased" not in page(samples, "計画の期間")
