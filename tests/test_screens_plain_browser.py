"""The plain page in a real browser, with scripts switched off."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# A word within a sentence may be as low as its line (WCAG 2.2, 2.5.8); a box is ticked by its label too.
SMALL: Final = """[...document.querySelectorAll("button:not(.term), input:not([type=hidden]), select, textarea, summary, .phone, .calls a")]
    .map(each => each.type === "checkbox" ? each.closest("label") ?? document.querySelector(`label[for="${each.id}"]`) : each)
    .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 44).map(each => each.outerHTML)"""


@pytest.fixture(params=[390, 1280])
def page(request: pytest.FixtureRequest, browser: "Browser", served: str) -> Iterator["Page"]:
    """The plain page; what is asked of another host, or complained of, fails the test, and so does what is too small."""
    page = browser.new_page(locale="ja-JP", viewport={"width": request.param, "height": 844}, java_script_enabled=False)
    said: list[str] = []
    hosts: set[str | None] = set()
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page.goto(f"{served}/plain")
    yield page
    assert page.evaluate("document.documentElement.scrollWidth") == request.param
    assert page.evaluate(SMALL) == []
    assert page.url == f"{served}/plain"  # nothing of what was asked
    page.close()
    assert (said, hosts) == ([], {"127.0.0.1"})


def test_a_resident_comes_to_a_number(page: "Page") -> None:
    page.get_by_label("お住まいの市区町村").select_option(label="汐見原市")
    page.get_by_label("知りたいこと・困っていること").fill("介護の相談先")
    page.get_by_role("button", name="さがす").click()
    page.get_by_role("heading", name="教えてください", level=1).wait_for()
    page.get_by_label("お住まいの町名・丁目").fill("灯見坂2丁目")
    page.get_by_role("button", name="さがす").click()
    call = page.get_by_role("link", name="汐見原市西部地域包括支援センターに電話する 0000-00-1256")
    call.wait_for()
    assert call.get_attribute("href") == "tel:0000-00-1256"
    box = call.bounding_box()
    assert box is not None
    assert box["y"] < 844  # on the first screen
    folded = page.locator("main > details")
    assert not folded.locator("blockquote").first.is_visible()
    folded.locator("> summary").click()
    assert folded.locator("blockquote").first.is_visible()


def test_it_is_used_by_keyboard_alone(page: "Page") -> None:
    page.keyboard.press("Tab")
    assert page.get_by_role("link", name="本文へ").evaluate("each => each === document.activeElement")
    page.keyboard.press("Enter")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.type("里親になりたい")
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "さがす"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "4px"
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="お答え", exact=True).wait_for()
    assert "里親" in page.locator("main").inner_text()


def test_the_first_page_leads_here_without_scripts(page: "Page", served: str) -> None:
    page.goto(f"{served}/")
    page.get_by_label("知りたいこと・困っていること").fill("汐見原市で親が認知症で徘徊する。相談できる?")
    page.get_by_role("button", name="さがす", exact=True).click()
    page.wait_for_url(f"{served}/plain")


def test_a_choice_is_pressed(page: "Page") -> None:
    page.get_by_label("知りたいこと・困っていること").fill("親が認知症で徘徊する。相談できる?")
    page.get_by_role("button", name="さがす").click()
    page.locator("button.option", has_text="汐見原市").click()
    page.locator("p.asked", has_text="汐見原市").wait_for()
