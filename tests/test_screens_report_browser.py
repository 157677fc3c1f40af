"""The page of a report in a real browser, opened from a folder."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from screens.report.page import report_html
from search.report.report import Report
from tests.made_report import EMPTY, hostile, made_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: "Browser", report: Report, path: Path, width: int, *, script: bool = True) -> Iterator["Page"]:
    """The page of a report; what it complains of, and whatever it asks for beside itself, fails the test."""
    path.write_bytes(report_html(report).encode())
    page = browser.new_page(viewport={"width": width, "height": 800}, java_script_enabled=script)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: said.append(request.url))
    page.goto(path.as_uri())
    yield page
    page.close()
    assert said == [path.as_uri()]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("report", [made_report(), EMPTY, hostile()], ids=["made", "empty", "hostile"])
def test_a_page_fits_its_window_and_acts_on_nothing(
    browser: "Browser", tmp_path: Path, report: Report, width: int
) -> None:
    with opened(browser, report, tmp_path / "report.html", width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate("getComputedStyle(document.body).maxWidth") == "1180px"  # its style is heeded


def test_matches_are_narrowed_down_and_their_texts_opened(browser: "Browser", tmp_path: Path) -> None:
    with opened(browser, made_report(), tmp_path / "report.html", 1280) as page:
        assert page.inner_text("#f-said") == "20件を表示しています。"
        page.get_by_label("市区町村", exact=True).select_option("花岬市")
        assert page.inner_text("#f-said") == "7件を表示しています。"
        assert page.locator("#matches article:visible").count() == 7
        page.get_by_label("言葉").fill("見守り")
        assert page.locator("#matches article:visible h3").all_inner_texts() == ["1. ひとり暮らし高齢者の見守り"]
        page.get_by_role("button", name="本文をすべて開く").click()
        assert page.locator("#matches .pair:visible").count() == 1
        page.get_by_role("button", name="すべて閉じる").click()
        assert page.locator("#matches .pair:visible").count() == 0


def test_without_scripts_all_is_there_but_the_filter(browser: "Browser", tmp_path: Path) -> None:
    with opened(browser, made_report(), tmp_path / "report.html", 1280, script=False) as page:
        assert not page.locator("#filter").is_visible()
        assert page.locator("#matches article:visible").count() == 10
        page.locator("#matches summary").first.click()
        assert page.locator("#matches .pair:visible mark").count() > 0
