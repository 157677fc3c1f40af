"""The page for measures in a real browser: an official's way from a question to a file, by mouse, by keyboard and without scripts."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Download, Page

SMALL: Final = """[...document.querySelectorAll("button, input:not([type=hidden], [type=checkbox]), select, textarea, summary, label.option")]
    .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 44).map(each => each.outerHTML)"""
QUESTION: Final = "ひきこもりの人への支援"


def _opened(browser: "Browser", served: str, width: int, *, dark: bool = False, script: bool = True) -> "Page":
    scheme: Final = "dark" if dark else "light"
    page = browser.new_page(
        locale="ja-JP",
        viewport={"width": width, "height": 844},
        color_scheme=scheme,
        java_script_enabled=script,
    )
    page.goto(f"{served}/staff")
    return page


@pytest.fixture(params=[390, 1280])
def page(request: pytest.FixtureRequest, browser: "Browser", served: str) -> Iterator["Page"]:
    """The page; what is asked of another host, or complained of, fails the test, and so does what is too small."""
    page = _opened(browser, served, request.param)
    said: list[str] = []
    hosts: set[str | None] = set()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda sent: hosts.add(urlsplit(sent.url).hostname))
    page.reload()
    yield page
    assert page.evaluate("document.documentElement.scrollWidth") == request.param
    assert page.evaluate(SMALL) == []
    page.close()
    assert (said, hosts) == ([], {"127.0.0.1"})


def _ask(page: "Page") -> None:
    page.get_by_label("調べたいこと").fill(QUESTION)
    page.get_by_role("button", name="さがす", exact=True).click()
    page.get_by_role("heading", name="に該当").wait_for()


def _narrowed(page: "Page", city: str) -> None:
    facets = page.locator("details.facets")
    if facets.get_attribute("open") is None:
        facets.locator("> summary").click()
    page.get_by_role("group", name="市区町村").get_by_text(city).click()
    page.get_by_role("button", name="この条件で出しなおす").click()
    page.get_by_role("button", name=f"市区町村: {city} を外す").wait_for()


def _rows(download: "Download") -> list[list[str]]:
    return list(csv.reader(io.StringIO(Path(download.path()).read_text(encoding="utf-8-sig"))))


def test_an_official_comes_from_a_question_to_a_file(page: "Page") -> None:
    _ask(page)
    for city in ("汐見原市", "霧ヶ谷町"):
        _narrowed(page, city)
    page.get_by_role("heading", name="2市区町村に該当").wait_for()
    for city in ("汐見原市", "霧ヶ谷町"):
        page.get_by_role("region", name=city).get_by_role("checkbox").first.check()
    assert parse_qs(urlsplit(page.evaluate("location.href")).query)["pick"] == [
        "shiomihara-chiikifukushi/m0009",
        "kirigatani-manifest/m0012",
    ]
    page.get_by_role("button", name="選んだ施策をならべる").click()
    page.get_by_role("heading", name="選んだ施策 2件").wait_for()
    shown = [each.strip() for each in page.locator("table.beside tbody th").all_inner_texts()]
    titles = page.locator("table.beside thead th").all_inner_texts()[1:]
    with page.expect_download() as waited:
        page.get_by_role("button", name="CSV に").click()
    head, *rows = _rows(waited.value)
    assert [title.split("\n")[-1] for title in titles] == head[1:]
    assert [row[0] for row in rows] == ["市区町村", *shown[:-2], "注意", "出典"]
    contents = page.locator("table.beside tbody tr").first.locator("td").first.inner_text()
    assert "".join(rows[1][1].split()).endswith("".join(contents.split())[-30:])
    assert QUESTION not in page.url


def test_an_address_reopens_filters_and_selection_without_the_question(page: "Page") -> None:
    _ask(page)
    _narrowed(page, "汐見原市")
    page.get_by_role("checkbox", name="えらぶ").first.check()
    page.reload()
    page.get_by_role("button", name="市区町村: 汐見原市 を外す").wait_for()
    assert page.get_by_label("調べたいこと").input_value() == ""
    page.get_by_role("button", name="選んだ施策をならべる").click()
    page.get_by_role("heading", name="選んだ施策 1件").wait_for()


def test_the_rows_of_a_list_are_those_of_its_file(page: "Page") -> None:
    _ask(page)
    shown = page.locator("input[name=pick]").evaluate_all("all => all.map(each => each.value)")
    with page.expect_download() as waited:
        page.get_by_role("button", name="CSV に").click()
    head, *rows = _rows(waited.value)
    assert [row[head.index("施策の id")] for row in rows] == shown


def test_a_citation_is_copied(page: "Page") -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _ask(page)
    page.get_by_role("button", name="出典をコピー").first.click()
    page.get_by_role("button", name="出典をコピー").first.get_by_text("コピーしました").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".citation").first.inner_text()


def test_without_scripts_the_same_is_done_by_keyboard_alone(browser: "Browser", served: str) -> None:
    page = _opened(browser, served, 390, script=False)
    page.get_by_label("調べたいこと").focus()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="に該当").wait_for()
    first = page.get_by_role("checkbox", name="えらぶ").first
    first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="選んだ施策をならべる").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="選んだ施策 1件").wait_for()
    assert page.evaluate("getComputedStyle(document.querySelector('.citation')).userSelect") == "auto"
    page.close()


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True), (320, False)])
def test_axe_finds_nothing_in_any_state(browser: "Browser", served: str, width: int, *, dark: bool) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = _opened(browser, served, width, dark=dark)
    axe, wrong = Axe(), dict[str, list[str]]()

    def look(state: str) -> None:
        told = axe.run(page).response
        assert len(told["passes"]) > 10  # it has looked
        found = told["violations"]
        wrong[state] = [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]
        assert page.evaluate("document.documentElement.scrollWidth") == width, state

    look("browsing")
    _ask(page)
    look("list")
    page.locator("article.card summary").first.click()
    page.get_by_role("checkbox", name="えらぶ").nth(0).check()
    page.get_by_role("checkbox", name="えらぶ").nth(1).check()
    for view, heading in (
        ("選んだ施策をならべる", "選んだ施策 2件"),
        ("市区町村ごとの記載", "市区町村ごとの記載"),
        ("指標", "指標"),
    ):
        page.get_by_label("調べたいこと").fill("個別避難計画の作成率" if view == "指標" else QUESTION)
        page.get_by_role("button", name=view, exact=view == "指標").click()
        page.locator(".results").get_by_role("heading", name=heading, exact=True).wait_for()
        look(view)
    page.get_by_label("調べたいこと").fill(QUESTION)
    page.get_by_role("button", name="施策の一覧").click()
    page.get_by_role("button", name="似た施策を他市でさがす").first.click()
    page.get_by_role("heading", name="もとの施策").wait_for()
    look("alike")
    for query in ("municipality=x", "view=beside", "view=indicators", "view=cities", "theme=%E4%BB%8B%E8%AD%B7"):
        page.goto(f"{served}/staff?{query}")
        look(query)
    page.close()
    assert {state: each for state, each in wrong.items() if each} == {}


def test_words_found_are_seen_in_forced_colours(browser: "Browser", served: str) -> None:
    context = browser.new_context(locale="ja-JP", forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(f"{served}/staff")
    _ask(page)
    found = page.locator("mark").first
    assert found.inner_text() == "ひきこもり"
    ink, ground = (found.evaluate(f"each => getComputedStyle(each).{name}") for name in ("color", "backgroundColor"))
    assert ink != ground
    context.close()
