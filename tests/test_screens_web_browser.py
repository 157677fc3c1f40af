"""The first page in a real browser: how residents come to a number, and what nobody may meet on the way."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import pypdfium2 as pdfium
import pytest

from tests.served import at_home

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SMALL: Final = """[...document.querySelectorAll("main button:not(.term), main input:not([type=hidden], [type=checkbox]), select, textarea, summary, .phone, .tick, .exit, nav a")]
    .filter(each => each.checkVisibility() && !each.closest(".engine") && each.getBoundingClientRect().height < 44).map(each => each.outerHTML)"""
PRINT: Final = """[...document.querySelectorAll("main p, main button, main input, main textarea, main select, main dd, footer p")]
    .filter(each => each.checkVisibility() && parseFloat(getComputedStyle(each).fontSize) < 16).map(each => each.outerHTML)"""
# Questions that bring about each state of a reply over the two fictional municipalities.
STATES: Final = {
    "stated": "汐見原市の認知症サポーターの人数",
    "near": "汐見原市の見守りは2031年度に何回",
    "none": "明日の天気は",
    "clarify": "汐見原市の介護の相談先",
    "urgent": "夫に殴られて逃げたい",
    "error": "あ" * 2001,
}
WIDTHS: Final = [(1280, "light"), (390, "dark"), (320, "light")]


def ready(page: "Page") -> None:
    page.wait_for_function("document.documentElement.dataset.ready !== undefined")


def ask(page: "Page", question: str) -> None:
    """Ask, and wait for the reply."""
    page.evaluate("document.getElementById('reply').replaceChildren()")
    # As a script might: the box itself takes no more than a question may have.
    page.evaluate("question => { document.getElementById('question').value = question }", question)
    page.get_by_role("button", name="さがす", exact=True).click()
    page.locator("#reply .told").wait_for()


def violations(page: "Page") -> list[Any]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found]


@pytest.fixture(params=[390])
def page(request: pytest.FixtureRequest, browser: "Browser", served: str) -> Iterator["Page"]:
    context = browser.new_context(locale="ja-JP", viewport={"width": request.param, "height": 844})
    with at_home(context):
        page = context.new_page()
        page.goto(served)
        ready(page)
        yield page


def test_the_form_is_there_before_anything_else_and_works_without_scripts(browser: "Browser", served: str) -> None:
    context = browser.new_context(locale="ja-JP", java_script_enabled=False)
    with at_home(context) as asked:
        page = context.new_page()
        page.goto(f"{served}/?city={quote('架空県汐見原市')}")
        assert page.get_by_label("お住まいの市区町村").input_value() == "架空県汐見原市"
        page.get_by_label("お住まいの町名・丁目").fill("灯見坂2丁目")
        page.get_by_role("button", name="介護", exact=True).click()
        page.get_by_role("heading", name="ご案内する窓口").wait_for()
        assert page.locator("a.phone").first.get_attribute("href") == "tel:0000-00-1256"
        assert page.url == f"{served}/plain"
        assert len(asked) < 20


@pytest.mark.parametrize(("width", "scheme"), WIDTHS)
def test_axe_finds_nothing_in_any_state(browser: "Browser", served: str, width: int, scheme: Any) -> None:  # noqa: ANN401
    context = browser.new_context(locale="ja-JP", viewport={"width": width, "height": 844}, color_scheme=scheme)
    with at_home(context):
        page = context.new_page()
        page.goto(served)
        ready(page)
        assert violations(page) == []
        for state, question in STATES.items():
            ask(page, question)
            assert (state, violations(page)) == (state, [])
            assert (state, page.evaluate(SMALL), page.evaluate(PRINT)) == (state, [], [])
            assert page.evaluate("document.documentElement.scrollWidth") == width, state
            names: dict[str, set[str | None]] = {}
            for link in page.locator("#reply a").all():
                name = link.get_attribute("aria-label") or link.text_content() or ""
                names.setdefault(name, set()).add(link.get_attribute("href"))
            assert [name for name, targets in names.items() if len(targets) > 1] == []


@pytest.mark.parametrize(("width", "scheme"), WIDTHS)
def test_axe_finds_nothing_on_the_plain_page(browser: "Browser", served: str, width: int, scheme: Any) -> None:  # noqa: ANN401
    context = browser.new_context(locale="ja-JP", viewport={"width": width, "height": 844}, color_scheme=scheme)
    with at_home(context):
        page = context.new_page()
        page.goto(f"{served}/plain")
        assert violations(page) == []
        for state, question in STATES.items():
            page.goto(f"{served}/plain")
            page.evaluate("question => { document.getElementById('question').value = question }", question)
            page.locator("form.asking").evaluate("form => { form.noValidate = true; form.requestSubmit() }")
            page.locator("#main > h1[tabindex], #main > .urgent").wait_for()
            assert (state, violations(page)) == (state, [])


def test_a_resident_comes_to_the_desk_of_her_district(page: "Page", served: str) -> None:
    page.get_by_label("お住まいの市区町村").select_option(label="汐見原市")
    assert page.evaluate("location.href") == f"{served}/?city={quote('架空県汐見原市')}"
    page.get_by_label("お住まいの町名・丁目").fill("灯見坂2丁目")
    page.get_by_role("button", name="介護", exact=True).click()
    call = page.get_by_role("link", name="汐見原市西部地域包括支援センターに電話する 0000-00-1256")
    call.wait_for()
    assert page.get_by_role("status").inner_text() == "汐見原市西部地域包括支援センター 電話 0000-00-1256"
    assert page.evaluate("document.activeElement.textContent") == "お答え"
    assert page.get_by_label("知りたいこと").input_value() == "親の介護のことで相談したい"
    assert page.evaluate("location.href") == f"{served}/?city={quote('架空県汐見原市')}"
    assert not page.locator("a[href^='geo:']").is_visible()
    page.get_by_text("の場所を地図で見る").click()
    assert page.locator("a[href^='geo:']").is_visible()
    assert page.evaluate("document.documentElement.scrollHeight") < 6000
    page.get_by_role("link", name="質問の欄へ戻る").click()
    assert page.evaluate("document.activeElement.id") == "question"


def test_who_is_refused_is_shown_a_way_on(page: "Page") -> None:
    ask(page, "明日の天気は")
    assert page.locator("#reply p.note").count() >= 1
    page.get_by_role("button", name="お金・生活費").click()
    page.locator("#reply h2", has_text="明日").wait_for(state="detached")
    assert page.get_by_role("link", name="救急・消防に電話する 119").is_visible()


def test_it_is_used_by_keyboard_alone(page: "Page") -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "本文へ"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("里親になりたい")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "さがす"
    page.keyboard.press("Enter")
    page.locator("#reply .told").wait_for()
    page.wait_for_function("document.activeElement.tagName === 'H2'")


@pytest.mark.parametrize("way", ["button", "shift"])
def test_the_page_is_closed_at_once_and_leaves_nothing(page: "Page", way: str) -> None:
    ask(page, "里親になりたい")
    if way == "button":
        page.get_by_role("link", name="このページを閉じる").last.click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url("about:blank")
    assert page.locator("body").inner_text() == ""


def test_a_link_is_made_on_purpose_and_opens_the_question_again(page: "Page", served: str) -> None:
    ask(page, "里親になりたい")
    assert "q=" not in page.url
    page.get_by_role("button", name="この質問のリンクを作る").click()
    page.locator("#code svg").wait_for()
    link = page.get_by_label("リンク", exact=True).input_value()
    assert link.startswith(f"{served}/#q=")
    assert page.get_by_text("開いたブラウザの履歴には、質問の入ったリンクが残ります").is_visible()
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto("about:blank")
    page.goto(link)
    page.locator("#reply .told").wait_for()
    assert page.get_by_label("知りたいこと").input_value() == "里親になりたい"
    assert not any(quote("里親") in url.partition("#")[0] for url in asked)


def test_a_reply_is_printed_on_one_sheet_with_source_date_and_code(page: "Page") -> None:
    page.get_by_label("お住まいの町名・丁目").fill("灯見坂2丁目")
    ask(page, "汐見原市の介護の相談先")
    page.evaluate("window.print = () => {}")  # the sheet is made below
    page.get_by_role("button", name="A4 1枚に印刷する").click()
    page.locator("#code svg").wait_for()
    document = pdfium.PdfDocument(page.pdf(format="A4"))
    text = document[0].get_textpage().get_text_range()
    assert len(document) == 1
    assert "0000-00-1256" in text and "汐見原市地域福祉計画" in text and "に印刷" in text
    assert "よくある相談" not in text


def test_a_word_is_explained_at_a_press(page: "Page") -> None:
    ask(page, STATES["stated"])
    word = page.locator("#reply .term").first
    word.press("Enter")
    meaning = page.locator(".meaning:popover-open")
    meaning.wait_for()
    assert word.inner_text() in meaning.inner_text()
    page.keyboard.press("Escape")
    meaning.wait_for(state="hidden")


def test_readings_and_larger_letters_are_kept_in_the_address(page: "Page", served: str) -> None:
    page.get_by_label("文字を大きくする").check()
    page.get_by_label("ふりがなをつける").check()
    assert page.evaluate("location.href") == f"{served}/?large=1&ruby=1"
    ask(page, "里親になりたい")
    assert page.locator("#reply ruby").count() > 0
    page.reload()
    assert page.locator("h1 ruby").count() > 0
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1 ~ p')).fontSize)") > 20


def test_who_is_cut_off_is_told_and_shown_a_way_on(page: "Page") -> None:
    page.context.set_offline(True)
    page.get_by_label("知りたいこと").fill("里親になりたい")
    page.get_by_role("button", name="さがす", exact=True).click()
    page.get_by_role("alert").filter(has_text="つながりませんでした").wait_for()
    page.context.set_offline(False)


def test_it_can_be_used_at_once(browser: "Browser", served: str) -> None:
    context = browser.new_context(locale="ja-JP")
    with at_home(context):
        page = context.new_page()
        started = time.perf_counter()
        page.goto(served, wait_until="commit")
        page.get_by_role("button", name="さがす", exact=True).wait_for()
        assert time.perf_counter() - started < 10  # 0.9 on two busy cores
