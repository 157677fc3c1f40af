"""計画をくらべる in a real browser: from the choice of a municipality to files, with a script, without, and by keyboard."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SMALL: Final = """[...document.querySelectorAll("a:not(.skip, .source a, p > a), button, input:not([type=hidden], [type=checkbox], [type=radio]), select, summary, label.option")]
    .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 44).map(each => each.outerHTML)"""


@pytest.fixture(params=[(1280, True), (390, True), (390, False)], ids=["wide", "phone", "phone without scripts"])
def page(request: pytest.FixtureRequest, browser: "Browser", served: str) -> Iterator["Page"]:
    """The form; what is asked of another host, or complained of, fails the test, and so does what is too wide."""
    width, script = request.param
    page = browser.new_page(locale="ja-JP", viewport={"width": width, "height": 844}, java_script_enabled=script)
    said: list[str] = []
    hosts: set[str | None] = set()
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda sent: hosts.add(urlsplit(sent.url).hostname))
    page.goto(f"{served}/compare")
    yield page
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()
    assert (said, hosts) == ([], {"127.0.0.1"})


def _wait(page: "Page") -> None:
    """Until there is a result; without scripts by the link that looks again."""
    for _ in range(120):
        if page.locator(".result").count():
            return
        again = page.get_by_role("link", name="いまの様子を見る")
        if page.evaluate("typeof document.querySelector") and again.count():
            again.click()
        page.wait_for_timeout(500)
    raise AssertionError("no result within a minute")


def test_an_official_compares_and_takes_the_report_away(page: "Page") -> None:
    page.get_by_label("くらべる側").select_option("汐見原市")
    page.get_by_text("市区町村を選ぶ").click()
    page.get_by_label("霧ヶ谷町").check()
    page.get_by_label("選んだ市区町村だけ").check()
    page.get_by_role("button", name="くらべる").click()
    _wait(page)
    parts = page.get_by_role("navigation", name="結果の中")
    parts.get_by_role("link", name="地図").click()
    page.get_by_role("img", name="市区町村どうしの似ている度合い").wait_for()
    page.get_by_role("table", name="市区町村どうし、似ている順").wait_for()
    parts.get_by_role("link", name="不足").click()
    page.get_by_role("heading", name="不足", exact=True).wait_for()
    parts.get_by_role("link", name="一致").click()
    page.get_by_role("heading", name="一致", exact=True).wait_for()
    page.get_by_text("ファイルにする").click()
    with page.expect_download() as waited:
        page.get_by_role("link", name="Excel の表").click()
    assert waited.value.suggested_filename == "report.xlsx"
    page.get_by_role("link", name="計画の中で読む").first.click()
    page.locator("mark").first.wait_for()


def test_a_comparison_is_stopped(page: "Page") -> None:
    page.get_by_label("くらべる側").select_option("汐見原市")
    page.get_by_role("button", name="くらべる").click()
    page.get_by_role("button", name="中断する").click()
    page.get_by_text("中断しました").wait_for()
    page.get_by_role("link", name="選びなおす").click()
    page.get_by_role("button", name="くらべる").wait_for()


def test_the_form_is_sent_by_keyboard_alone(browser: "Browser", served: str) -> None:
    page = browser.new_page(locale="ja-JP", viewport={"width": 1280, "height": 844})
    page.goto(f"{served}/compare")
    page.get_by_label("くらべる側").focus()
    page.keyboard.press("ArrowDown")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "くらべる":
            break
    page.keyboard.press("Enter")
    page.locator(".result").wait_for()
    page.close()


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True), (320, False)])
def test_axe_finds_nothing_and_nothing_is_too_wide_or_small(
    browser: "Browser", served: str, width: int, *, dark: bool
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(
        locale="ja-JP", viewport={"width": width, "height": 844}, color_scheme="dark" if dark else "light"
    )
    axe, wrong = Axe(), dict[str, object]()

    def look(state: str) -> None:
        # What is laid out only once it is in the window moves while axe measures what lies above what.
        page.evaluate("document.styleSheets[0].insertRule('.late { content-visibility: visible !important }')")
        found = axe.run(page).response["violations"]
        wide, small = page.evaluate("document.documentElement.scrollWidth"), page.evaluate(SMALL)
        if found or wide > width or small:
            wrong[state] = ([f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found], wide, small)

    page.goto(f"{served}/compare")
    look("form")
    page.get_by_text("市区町村を選ぶ").click()
    page.get_by_label("選んだ市区町村だけ").check()
    page.get_by_label("くらべる側").select_option("汐見原市")
    page.get_by_role("button", name="くらべる").click()
    page.get_by_role("alert").wait_for()
    look("wrong")
    page.get_by_label("ほかのすべての市区町村").check()
    page.get_by_role("button", name="くらべる").click()
    page.get_by_role("button", name="中断する").wait_for()
    look("running")
    page.locator(".result").wait_for()
    for each in page.locator(".tabs a").evaluate_all("all => all.map(each => each.href)"):
        page.goto(each)
        for summary in page.locator("main summary:visible").all()[:4]:
            summary.click()
        look(each.rpartition("=")[2])
    page.goto(f"{served}/compare/none")
    look("gone")
    page.close()
    assert wrong == {}
