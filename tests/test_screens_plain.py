"""The plain page, read as HTML: what a resident gets without a script."""

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient

from app import create_app
from corpus.reading import read_corpus
from index.build import build_index
from index.catalog import PlanEntry
from screens.frame.tokens import Tokens
from screens.plain.form import Asked, form_html, read_form
from screens.plain.reply import reply_html
from screens.plain.source import plan_source, quote_html
from search.answers.answer import Answer
from tests.made_answer import ASK_BACK, CHOICE, DESK, HELP, PLAN, answered, citation, unanswered

HERE: Final = "http://127.0.0.1:7860"


@pytest.fixture(scope="module")
def client(samples_index: Path) -> Iterator[TestClient]:
    with TestClient(create_app(samples_index), base_url=HERE) as client:
        yield client


def read(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    found = page.select(selector)
    assert len(found) == 1, selector
    return found[0]


def token_of(client: TestClient) -> str:
    return str(one(read(client.get("/plain").text), "input[name=token]")["value"])


def ask(client: TestClient, question: str, **others: str) -> BeautifulSoup:
    answer = client.post("/plain", data={"token": token_of(client), "question": question, **others})
    assert answer.status_code == 200
    return read(answer.text)


def made(answer: Answer, question: str = "介護の相談先") -> BeautifulSoup:
    return read(reply_html(answer, Asked(question), "t", "<form></form>"))


def order(page: BeautifulSoup, *words: str) -> list[int]:
    text = one(page, "main").get_text()
    return [text.index(word) for word in words]


def test_the_first_page_asks(client: TestClient) -> None:
    answer = client.get("/plain")
    page = read(answer.text)
    assert one(page, "html")["lang"] == "ja"
    assert one(page, "h1").get_text() == "福祉の相談先と計画をさがす"
    form = one(page, "form")
    assert (form["method"], form["action"]) == ("post", "/plain")
    assert [option["value"] for option in form.select("option")][:2] == ["", "架空県日ノ谷市"]
    assert not page.select("script, style, [style], [onclick], iframe, img, svg")
    assert len(answer.content) < 6000


def test_every_control_has_a_name(client: TestClient) -> None:
    for page in (read(client.get("/plain").text), ask(client, "汐見原市の介護の相談先")):
        for control in page.select("input:not([type=hidden]), select, textarea"):
            assert page.select(f"label[for={control['id']}]")
        assert all(button.get_text(strip=True) for button in page.select("button"))
        ids = [each["id"] for each in page.select("[id]")]
        assert len(ids) == len(set(ids))
        assert all(page.select(f"[id={each['aria-labelledby']}]") for each in page.select("[aria-labelledby]"))
        assert len(page.select("h1")) == 1


def test_the_browser_is_told_to_run_nothing(client: TestClient) -> None:
    for answer in (
        client.get("/plain"),
        client.post("/plain", data={"question": "見守り"}),
        client.get("/plain/style.css"),
    ):
        assert answer.headers["content-security-policy"] == (
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        # With no-referrer a browser says Origin: null of this page's own form, which the door refuses.
        assert answer.headers["referrer-policy"] == "same-origin"
    assert client.get("/plain").headers["cache-control"] == "no-store"
    assert "set-cookie" not in client.get("/plain").headers


def test_a_desk_is_told_with_a_number_to_tap(client: TestClient) -> None:
    page = ask(client, "介護の相談先", area="灯見坂2丁目", city="架空県汐見原市")
    desk = page.select(".desk")[0]
    assert one(desk, "a.phone")["href"] == "tel:0000-00-1256"
    assert one(desk, "a.phone")["aria-label"] == "汐見原市西部地域包括支援センターに電話する 0000-00-1256"
    facts = dict(
        zip(
            [each.get_text() for each in desk.select("dt")],
            [each.get_text() for each in desk.select("dd")],
            strict=True,
        )
    )
    assert facts["場所"] == "汐見原市砂丘台4丁目10番2号"
    assert "灯見坂2丁目は、この窓口の担当地域です。" in desk.get_text()
    assert "汐見原市「汐見原市地域福祉計画(第3期)」 2024~2029年度 2024-03公表" in desk.get_text()
    assert one(page, "option[selected]")["value"] == "架空県汐見原市"
    assert one(page, "textarea").get_text().strip() == "介護の相談先"
    assert str(one(page, "title").get_text()).startswith("お答え - ")


def test_what_is_urgent_comes_first_and_then_the_desk() -> None:
    answer = replace(
        answered(("見守りを年4回行う。", citation(1, "", "見守りを年4回行う。")), desks=(CHOICE,)), urgent=HELP
    )
    page = made(answer)
    places = order(
        page, "いま危ないときは", "ご案内する窓口", "西部地域包括支援センター", "見守りを年4回", "出典 1 の原文"
    )
    assert places == sorted(places)
    assert one(page, "h1").get_text() == "すぐに相談できるところ"
    assert [each["href"] for each in page.select(".urgent a.phone")] == ["tel:110", "tel:%238008"]
    assert one(page, ".urgent a:not(.phone)").get_text() == "警察のページ"


def test_a_frightened_person_reads_nothing_else(client: TestClient) -> None:
    page = ask(client, "夫に殴られて逃げたい")
    assert len(page.select(".urgent a.phone")) >= 2
    assert not page.select("main > details")
    assert "殴られて" not in page.get_text()  # somebody may look over their shoulder


def test_three_sentences_are_told_and_the_rest_is_folded() -> None:
    told = [(f"見守りを年{n}回行う。", citation(n, "", f"見守りを年{n}回行う。")) for n in range(1, 6)]
    page = made(answered(*told))
    marks = [each["href"] for each in page.select("main > section a[href^='#cite']")]
    assert marks == ["#cite-1", "#cite-2", "#cite-3"]
    assert [each["id"] for each in page.select("main > section li[id]")] == ["cite-1", "cite-2", "cite-3"]
    assert [each["id"] for each in page.select("main > details li[id]")] == ["cite-4", "cite-5"]
    assert one(page, "main > details > summary").get_text() == "ほかに計画に書かれていること(2 件)"
    assert page.select("#cite-1 blockquote")[0].get_text() == "見守りを年1回行う。"


def test_a_sentence_that_says_only_what_the_card_says_is_not_told_again() -> None:
    again = replace(citation(1, "", DESK.name), start=100, end=112)
    page = made(answered((f"窓口は、{DESK.name}です。", again), desks=(CHOICE,)))
    assert not page.select("#said")


def test_a_no_says_why_and_shows_what_is_near_folded() -> None:
    page = made(unanswered("計画 1 件を調べましたが、見当たりません。", "見守りの回数"))
    assert one(page, "h1").get_text() == "お答えできませんでした"
    assert "計画 1 件を調べましたが、見当たりません。" in one(page, "p.note").get_text()
    assert one(page, "main > details h2").get_text() == "近い箇所(お答えではありません)"
    assert one(page, "main > details h3").get_text() == "1. 第4節 見守り"


def test_a_question_back_has_a_button_for_each_choice() -> None:
    page = made(replace(unanswered(ASK_BACK.question), clarify=ASK_BACK))
    buttons = page.select("form button.option")
    assert [each["value"] for each in buttons] == list(ASK_BACK.options)
    assert {each["name"] for each in buttons} == {"question"}
    assert one(page, "h1").get_text() == "教えてください"


def test_a_choice_is_asked_by_pressing_it(client: TestClient) -> None:
    page = ask(client, "親が認知症で徘徊する。相談できる?")
    form = page.select("form:has(button.option)")[0]
    sent = {str(each["name"]): str(each["value"]) for each in form.select("input, button")}
    answer = client.post("/plain", data=sent)
    assert answer.status_code == 200
    assert sent["question"] in read(answer.text).select("p.asked")[0].get_text()


def test_a_wrong_question_is_told_at_the_field(client: TestClient) -> None:
    for question, sentence in (("", "質問が空です。"), ("あ" * 2001, "質問が長すぎます")):
        answer = client.post("/plain", data={"token": token_of(client), "question": question})
        page = read(answer.text)
        assert answer.status_code == 422
        assert sentence in one(page, "[role=alert]").get_text()
        assert one(page, "textarea")["aria-describedby"] == one(page, "[role=alert]")["id"]
        assert one(page, "title").get_text().startswith("お答えできませんでした")


def test_help_is_shown_even_where_the_question_is_refused(client: TestClient) -> None:
    answer = client.post("/plain", data={"token": token_of(client), "question": "夫に殴られて逃げたい。" * 200})
    assert answer.status_code == 422
    assert read(answer.text).select(".urgent a.phone")


def test_what_no_form_of_ours_sends_gets_no_answer_and_loses_nothing(client: TestClient) -> None:
    for token in ("", "x", "0.00", token_of(client)[:-1] + "é"):
        answer = client.post("/plain", data={"token": token, "question": "母の物忘れ<b>", "city": "架空県汐見原市"})
        page = read(answer.text)
        assert answer.status_code == 403
        assert "もう一度「さがす」を押してください" in one(page, "[role=alert]").get_text()
        assert one(page, "textarea").get_text().strip() == "母の物忘れ<b>"
        again = client.post("/plain", data={"token": one(page, "input[name=token]")["value"], "question": "母の物忘れ"})
        assert again.status_code == 200


def test_a_token_is_for_one_client_and_for_a_day() -> None:
    tokens = Tokens()
    token = tokens.made("203.0.113.7", 1_000_000.5)
    assert tokens.good(token, "203.0.113.7", 1_000_001)
    assert tokens.good(token, "203.0.113.7", 1_000_000 + 86_400)
    assert not tokens.good(token, "203.0.113.7", 1_000_001 + 86_400)
    assert not tokens.good(token, "203.0.113.8", 1_000_001)
    assert not tokens.good(token, "203.0.113.7", 999_999)
    assert not Tokens().good(token, "203.0.113.7", 1_000_001)
    assert not any(
        tokens.good(each, "203.0.113.7", 1_000_001) for each in ("", ".", "zz.00", token[1:], f"-{token}", f"1{token}")
    )


def test_only_a_form_is_read(client: TestClient) -> None:
    assert client.post("/plain", json={"question": "見守り"}).status_code == 415
    many = "&".join(f"f{n}=1" for n in range(40))
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/plain", content=many, headers=headers).status_code == 403
    assert client.post("/plain", content=b"question=%ff%00%ed%a0%80", headers=headers).status_code == 403
    assert client.post("/plain", content=b"x" * 70_000, headers=headers).status_code == 413
    assert client.put("/plain").status_code == 405
    assert client.head("/plain").status_code == 200


def test_a_form_of_another_site_is_refused(client: TestClient) -> None:
    for origin in ("https://evil.example", "null"):
        sent = client.post("/plain", data={"token": token_of(client), "question": "見守り"}, headers={"origin": origin})
        assert sent.status_code == 403
        assert "見守り" not in sent.text


def test_the_question_is_read_as_it_was_typed() -> None:
    body = (
        "question=%E8%A6%8B%E5%AE%88%E3%82%8A%0D%0A%E3%81%AE+%E4%BB%B6&area=+&city=%E6%B1%90%E8%A6%8B%E5%8E%9F%E5%B8%82"
    )
    assert read_form(body.encode()) == Asked("見守り\nの 件", "", "汐見原市", "")
    assert read_form(b"\xff\xfe") == Asked()


def test_the_municipality_may_stand_in_the_address_and_nothing_else(client: TestClient) -> None:
    assert (
        one(read(client.get("/plain", params={"city": "霧ヶ谷町"}).text), "option[selected]").get_text() == "霧ヶ谷町"
    )
    page = client.get("/plain", params={"city": '"><script>alert(1)</script>', "question": "母が認知症"}).text
    assert "<script" not in page and "母が認知症" not in page


def plans(count: int) -> Sequence[PlanEntry]:
    return [replace(PLAN, id=f"p{n}", municipality=f"第{n}市", municipality_code=f"{n:06}") for n in range(count)]


def test_many_municipalities_are_typed_with_suggestions() -> None:
    few, many = read(form_html(Asked(), plans(200), "t")), read(form_html(Asked(), plans(201), "t"))
    assert len(few.select("select option")) == 201
    assert not many.select("select")
    assert one(many, "input[name=city]")["list"] == one(many, "datalist")["id"]
    assert len(many.select("datalist option")) == 201


def test_a_table_of_a_plan_has_its_heads() -> None:
    table = read(quote_html("年度の表\n見守り\t4回\n配食\t2回\n以上", ("取組", "回数")))
    assert [each.get_text() for each in table.select("thead th[scope=col]")] == ["取組", "回数"]
    assert [each.get_text() for each in table.select("tbody th[scope=row]")] == ["見守り", "配食"]
    assert [each.get_text() for each in table.select("p")] == ["年度の表", "以上"]
    assert not read(quote_html("見守り\t4回\t5回", ("取組", "回数"))).select("thead")


def test_a_source_is_what_a_resident_can_use() -> None:
    assert plan_source(PLAN) == "汐見原市「汐見原市地域福祉計画」 2024~2029年度 2024-03公表"
    draft = replace(PLAN, status="案", url="https://city.example/a?b=1&c=2")
    assert plan_source(draft).startswith("汐見原市「汐見原市地域福祉計画」(案) 2024~2029年度")
    assert 'href="https://city.example/a?b=1&amp;c=2"' in plan_source(draft)
    assert "href" not in plan_source(replace(PLAN, url="javascript:alert(1)"))


def test_an_index_that_is_gone_is_told_in_words_for_residents(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan.txt").write_text("見守りをします。\n", encoding="utf-8")
    build_index(tmp_path / "index", read_corpus([tmp_path / "plan.txt"], {}), None)
    client = TestClient(create_app(tmp_path / "index"), base_url=HERE)
    token = token_of(client)
    (tmp_path / "index" / "CURRENT").unlink()
    answer = client.post("/plain", data={"token": token, "question": "見守り"})
    assert answer.status_code == 503
    assert "いまは計画を読めないので、お答えできません。" in answer.text
    assert not any(word in answer.text for word in (str(tmp_path), "fukushi build", "CURRENT"))
    assert client.get("/plain").status_code == 200
    capsys.readouterr()


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_colours_can_be_told_apart(theme: int) -> None:
    style = (Path(__file__).parents[1] / "screens" / "frame" / "ground.css").read_text(encoding="utf-8")
    sets = [
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    ]
    colours = {
        name: value if len(value) == 7 else "#" + "".join(2 * letter for letter in value[1:])
        for name, value in sets[theme].items()
    }
    for ground in ("ground", "card", "danger-ground"):
        assert all(contrast(colours[name], colours[ground]) >= 4.5 for name in ("text", "quiet", "link", "danger"))
        assert contrast(colours["line"], colours[ground]) >= 3
    assert contrast(colours["on-button"], colours["button"]) >= 4.5


def test_it_is_answered_quickly(client: TestClient) -> None:
    token = token_of(client)
    client.post("/plain", data={"token": token, "question": "見守り"})
    started = time.perf_counter()
    client.post("/plain", data={"token": token, "question": "認知症サポーターの人数"})
    assert time.perf_counter() - started < 5  # 0.05 on a quiet machine
