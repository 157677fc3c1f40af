"""Text of plans as HTML."""

import pytest

from screens.quoted import link_html, text_html


@pytest.mark.parametrize(
    ("text", "marks", "html"),
    [
        pytest.param("里親を募ります。", [(0, 2)], "<p><mark>里親</mark>を募ります。</p>", id="a word"),
        pytest.param("配食\n\n 見守り", [], "<p>配食</p><p> 見守り</p>", id="lines, and none for an empty one"),
        pytest.param("里親\n募集", [(0, 5)], "<p><mark>里親</mark></p><p><mark>募集</mark></p>", id="a mark over a break"),
        pytest.param(
            "指標\t目標\n里親\t15世帯",
            [(6, 8)],
            '<div class="fk-table" tabindex="0" role="group" aria-label="表"><table><tr><td>指標</td><td>目標</td></tr>'
            "<tr><td><mark>里親</mark></td><td>15世帯</td></tr></table></div>",
            id="rows with tabs",
        ),
        pytest.param(
            "目標\n里親\t15\n以上",
            [(6, 8)],
            '<p>目標</p><div class="fk-table" tabindex="0" role="group" aria-label="表"><table><tr><td>里親</td><td><mark>15</mark></td></tr></table></div><p>以上</p>',
            id="a row between lines",
        ),
        pytest.param("\t3世帯", [], "<p>\t3世帯</p>", id="a tab in front makes no table"),
        pytest.param("A&B <b>", [(2, 5)], "<p>A&amp;<mark>B &lt;</mark>b&gt;</p>", id="signs inside and beside a mark"),
        pytest.param("", [], "", id="nothing"),
    ],
)  # fmt: skip
def test_text_is_shown_as_it_stands_with_its_marks(text: str, marks: list[tuple[int, int]], html: str) -> None:
    assert text_html(text, marks) == html


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "//evil.example/", "https:///x", "data:text/html,x"])
def test_only_the_web_is_linked(url: str | None) -> None:
    assert link_html(url) == ""
    assert 'href="https://city.example/?a=1&amp;b=2"' in link_html("https://city.example/?a=1&b=2")
