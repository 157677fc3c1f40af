import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from app import create_app
from corpus.errors import FukushiError
from tests.served import at_home

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def client(samples_index: Path) -> Iterator[TestClient]:
    with TestClient(create_app(samples_index), base_url="http://127.0.0.1:7860") as client:
        yield client


def test_the_page_answers(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "福祉計画をさがす" in page.text


@pytest.mark.parametrize("path", ["/", "/theme.css", "/nowhere"])
def test_every_answer_tells_the_browser_to_stay_here(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["connect-src"] == "'self'"
    assert (policy["frame-ancestors"], policy["form-action"]) == ("'none'", "'self'")
    assert not re.search(r"https?:|\*", headers["content-security-policy"])
    assert (headers["referrer-policy"], headers["x-content-type-options"]) == ("no-referrer", "nosniff")


def test_the_page_points_to_no_other_host(client: TestClient) -> None:
    addresses = re.findall(r"""(?:href|src)\s*=\s*["']([^"']*)["']""", client.get("/").text)
    assert addresses
    assert [address for address in addresses if urlsplit(address).netloc] == []


def test_without_an_index_there_is_nothing_to_serve(tmp_path: Path) -> None:
    with pytest.raises(FukushiError, match=r"に索引がありません。fukushi build フォルダ名 で作ってください。$"):
        create_app(tmp_path)


@pytest.fixture
def page(browser: "Browser", served: str) -> Iterator["Page"]:
    """The page in a real browser."""
    context = browser.new_context(locale="ja-JP")
    with at_home(context):
        page = context.new_page()
        page.goto(served)
        yield page


def test_a_resident_asks_reads_opens_and_narrows_down(page: "Page") -> None:
    page.get_by_label("知りたいこと").fill("里親になりたい")
    page.get_by_role("button", name="さがす", exact=True).click()
    results = page.locator(".fk-result")
    results.first.wait_for()
    assert results.count() == 10
    assert page.locator(".fk-rank").all_inner_texts() == [str(rank) for rank in range(1, 11)]
    assert page.locator(".fk-text mark").first.inner_text() == "里親"

    opened = results.first.locator("details")
    assert not opened.locator(".fk-here").is_visible()
    opened.locator("summary").click()
    opened.locator(".fk-here").wait_for(state="visible")
    assert "里親" in opened.locator(".fk-here").inner_text()

    page.get_by_text("条件で絞り込む").click()
    page.get_by_label("市区町村", exact=True).click()
    page.get_by_role("option", name="霧ヶ谷町").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="さがす", exact=True).click()
    page.locator(".fk-headline", has_text="霧ヶ谷町の計画 1 件から").wait_for()
    assert set(page.locator(".fk-plan b").all_inner_texts()) == {"霧ヶ谷町"}


def test_an_empty_question_gets_a_sentence(page: "Page") -> None:
    page.get_by_role("button", name="さがす", exact=True).click()
    message = page.get_by_role("alert").filter(has_text="質問が空です。")
    message.wait_for()
    assert message.inner_text().startswith("質問が空です。知りたいことを言葉で入力してください")


def test_a_resident_who_says_where_she_lives_is_told_her_desk(page: "Page") -> None:
    page.get_by_label("知りたいこと").fill("汐見原市の介護の相談先")
    page.get_by_role("button", name="さがす", exact=True).click()
    page.get_by_role("region", name="教えてください").get_by_text("汐見原市西部地域包括支援センター").wait_for()

    page.get_by_label("お住まいの町名・丁目").fill("灯見坂2丁目")
    page.get_by_label("お住まいの町名・丁目").press("Enter")
    desk = page.get_by_role("region", name="ご案内する窓口").get_by_role("listitem")
    desk.wait_for()
    assert desk.get_by_role("link").get_attribute("href") == "tel:0000-00-1256"

    page.get_by_role("link", name="出典 1").click()
    assert page.locator("#cite-1:target").is_visible()


def test_a_city_is_chosen_with_one_press(page: "Page") -> None:
    page.get_by_label("知りたいこと").fill("子育ての相談先")
    page.get_by_role("button", name="さがす", exact=True).click()
    page.get_by_role("button", name="汐見原市 子育ての相談先").click()
    page.locator(".fk-headline", has_text="汐見原市の計画 1 件").wait_for()
    assert page.get_by_label("知りたいこと").input_value() == "汐見原市 子育ての相談先"
