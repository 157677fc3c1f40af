"""計画をくらべる without a browser: what the form says, how a comparison goes on, and what comes of it."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from fastapi.testclient import TestClient

from app import create_app
from screens.api.problems import Busy
from screens.compared.asked import PEERS, Asked, Whom, choices, read_form
from screens.compared.comparisons import Comparisons
from screens.compared.making import parts_of, readable
from screens.compared.told import sentence_of, time_left
from search.report.errors import ComparedWithItself, NothingToCompare, NotIndexed
from tests.made_report import EMPTY, OURS, hostile, made_plan, made_report

if TYPE_CHECKING:
    from httpx2 import Response

HERE: Final = "http://127.0.0.1:7860"
FILES: Final = ("report.html", "report.xlsx", "pairs.csv", "gaps.csv", "report.json")


@pytest.fixture(scope="module")
def client(samples_index: Path) -> Iterator[TestClient]:
    with TestClient(create_app(samples_index), base_url=HERE, follow_redirects=False) as client:
        yield client


def token(client: TestClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get("/compare").text)
    assert found
    return found[1]


def sent(client: TestClient, **said: str) -> "Response":
    return client.post("/compare", data={"token": token(client), **said})


def ended(client: TestClient, address: str) -> None:
    for _ in range(600):
        if not client.get(f"{address}/progress").json()["running"]:
            return
        time.sleep(0.1)
    raise AssertionError("it takes longer than a minute")


def test_a_form_says_whose_plans_are_compared_with_whose() -> None:
    form = b"ours=A&whom=picked&other=B&other=C&theme=+x+&since=2021&peers=3&token=t"
    assert read_form(form) == Asked("A", Whom.PICKED, ("B", "C"), 3, "x", 2021, "t")
    assert read_form(b"ours=A&whom=picked&other=B%0D%0A%0D%0AC%0D%0AB").picked == ("B", "C")
    assert read_form(b"ours=A&other=B").others == ()
    assert read_form(b"whom=x&peers=0&since=abc") == Asked()
    assert (read_form(b"peers=x").peers, read_form(b"peers=9999").peers) == (PEERS, 100)
    assert read_form(b"&".join([b"other=x"] * 3000)) == Asked()


def test_who_can_be_chosen_are_municipalities_and_plans() -> None:
    can = choices((made_plan(1, "花岬市"), made_plan(2, None, "ある計画"), made_plan(3, "花岬市", "花岬市こども計画")))
    assert [(each.value, each.name) for each in can.cities] == [("架空県花岬市", "花岬市")]
    assert [each.name for each in can.plans] == ["ある計画", "花岬市 花岬市こども計画", "花岬市 花岬市地域福祉計画"]


@pytest.mark.parametrize("error", [NotIndexed("x", ()), ComparedWithItself("x"), NothingToCompare("--since")])
def test_no_sentence_names_a_command_or_an_option(error: Exception) -> None:
    assert re.search(r"fukushi|--|/", sentence_of(error)) is None


@pytest.mark.parametrize(
    ("seconds", "share", "said"),
    [(10, 0.01, ""), (10, 0.5, "残りおよそ10秒"), (10, 0.9, "残りおよそ5秒"), (60, 0.25, "残りおよそ3分")],
)
def test_the_time_left_is_that_of_the_work_so_far(seconds: float, share: float, said: str) -> None:
    assert time_left(seconds, share) == said


def test_matches_stand_on_as_many_pages_as_they_take(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screens.compared.making._PAGE", 5)
    pages = [(part, html) for part, html in parts_of(made_report()) if part.name.startswith("matches")]
    assert [part.page for part, _ in pages] == list(range(1, len(pages) + 1))
    heads = [int(number) for _, html in pages for number in re.findall(r"<h3>(\d+)\. ", html)]
    assert heads == list(range(1, len(heads) + 1))
    assert len(pages) > 1
    assert len({part.label for part, _ in pages}) == 1
    assert [part.name for part, _ in parts_of(EMPTY)].count("matches-1") == 1


def test_what_is_quoted_leads_to_the_reader_and_no_text_becomes_a_tag() -> None:
    html = dict((part.name, html) for part, html in parts_of(readable(made_report())))
    assert f'href="/library/plan/{OURS.id}?passage=' in html["matches-1"]
    assert 'href="/library/plan/' in html["gaps"]
    assert "/library/" not in "".join(html for _, html in parts_of(made_report()))
    assert "<script" not in "".join(html for _, html in parts_of(readable(hostile())))


def test_a_comparison_is_made_and_taken_away(client: TestClient) -> None:
    address = sent(client, ours="霧ヶ谷町", whom="picked", other="汐見原市").headers["location"]
    assert "中断する" in client.get(address).text
    ended(client, address)
    page = client.get(address)
    assert page.headers["cache-control"] == "no-store"
    assert "<h1>施策の類似調査 霧ヶ谷町</h1>" in page.text
    for part in re.findall(r'href="(/compare/[^"]+part=[^"]+)"', page.text):
        assert client.get(part).status_code == 200
    for file in FILES:
        taken = client.get(f"{address}/files/{file}")
        assert taken.headers["content-disposition"] == f'attachment; filename="{file}"'
        assert len(taken.content) > 100
    for wrong in ("?part=../x", "?part=none", "/files/overview", "/files/..%2Freport.html"):
        assert client.get(address + wrong).status_code == 404


def test_what_cannot_be_compared_is_said_beside_the_form(client: TestClient) -> None:
    for said, sentence in (
        ({"ours": ""}, "くらべる側を選んでください"),
        ({"ours": "汐見原市", "whom": "picked"}, "相手が選ばれていません"),
        ({"ours": "汐見原市", "whom": "picked", "other": "汐見原市"}, "くらべる側と相手が同じです"),
        ({"ours": "ない市"}, "計画がここにないもの"),
        ({"ours": "汐見原市", "since": "2999"}, "相手の計画がありません"),
    ):
        answer = sent(client, **said)
        assert (answer.status_code, sentence in answer.text) == (422, True), said
        assert re.search(r"fukushi (build|status)|--\w", answer.text) is None


def test_why_a_comparison_failed_is_said_on_its_page(client: TestClient) -> None:
    address = sent(client, ours="霧ヶ谷町", theme="ほしのかけら").headers["location"]
    ended(client, address)
    assert "テーマ「ほしのかけら」にあたる施策が見つかりません" in client.get(address).text


def test_a_comparison_can_be_stopped_by_a_form_of_this_site(client: TestClient) -> None:
    address = sent(client, ours="汐見原市").headers["location"]
    client.post(f"{address}/cancel", data={"token": "x"})
    assert client.get(f"{address}/progress").json()["running"]
    client.post(f"{address}/cancel", data={"token": token(client)})
    assert not client.get(f"{address}/progress").json()["running"]
    assert "中断しました" in client.get(address).text
    assert client.get(f"{address}/files/report.html").status_code == 404


def test_another_sites_form_and_a_strangers_name_get_nothing(client: TestClient) -> None:
    assert client.post("/compare", data={"token": "x", "ours": "汐見原市"}).status_code == 403
    for path in ("/compare/none", "/compare/none/progress", "/compare/none/files/report.html"):
        assert client.get(path).status_code == 404


def test_few_wait_and_only_the_last_results_are_kept(samples_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    comparisons = Comparisons(samples_index)
    asked = Asked("汐見原市")
    names = [comparisons.start(asked, "a"), comparisons.start(asked, "a")]
    with pytest.raises(Busy):
        comparisons.start(asked, "a")
    names += [comparisons.start(asked, client) for client in "bcd"]
    with pytest.raises(Busy):
        comparisons.start(asked, "e")
    last = comparisons.standing(names[-1])
    assert last
    assert (last.ahead, last.is_open) == (4, True)
    for name in names:
        comparisons.cancel(name)
    monkeypatch.setattr("screens.compared.comparisons._KEPT", 1)
    again = comparisons.start(asked, "a")
    assert [comparisons.standing(name) is None for name in names] == [True] * 4 + [False]
    comparisons.cancel(again)
