"""Text of documents and people is data: on every screen, in every export and in the terminal it is shown, never run."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from app import create_app
from cli import main
from corpus.about.sources import read_sources
from corpus.reading import read_corpus
from corpus.records.record_types import RecordKind
from corpus.text.steering import STEERING
from index.build import build_index
from screens.api import Jobs
from screens.library.addresses import list_address, plan_address, records_address
from screens.web.page import answering
from search.live import LiveSearcher
from tests.hostile import ADDRESSES, FORMULAS, SNIPPETS, STEERS
from tests.made_clients import each_another

CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")
FORM: Final = {"content-type": "application/x-www-form-urlencoded"}
HERE: Final = "http://127.0.0.1:7860"
OURS: Final = re.compile(r"(?:src|href)=\"?/static/|^a href=/staff\?")  # files and addresses of the page for measures
ACTIVE: Final = "script, style, iframe, frame, object, embed, svg, math, img, video, audio, base, template, applet, meta[http-equiv]"
HARMLESS: Final = re.compile(r"https?://[^/?#]+|tel:[#0-9%-]+$|/|#|geo:0,0\?q=[A-Za-z0-9%._~-]*$|about:blank$")
COLUMNS: Final = (
    "plan_id,file,municipality_code,prefecture,municipality,title,kind,status,period_start,period_end,published,url,"
    "licence,attribution"
)


def one_line(text: str) -> str:
    """A snippet as a heading or a cell can have it: a text with other controls is taken for none."""
    return " ".join("".join(each for each in text if each >= " " or each.isspace()).split())


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every snippet in a heading, in a sentence, in a table, in a list of records; many in columns of the sources."""
    folder = tmp_path_factory.mktemp("hostile")
    plans = folder / "計画"
    plans.mkdir()
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS.split(","))
    for number, snippet in enumerate(SNIPPETS):
        said = one_line(snippet)
        text = (
            f"# 福祉計画 {said}\n\n## 第1章 見守り {said}\n\n見守りを年{number}回行い、{said} と書きます。\n\n"
            f"取組\t内容\n見守り\t{said}\n\n### 施策1 {said}\n\n【内容】{said} を見守ります。\n\n相談窓口 {said} 福祉課 電話 0000-00-1234\n"
        )
        (plans / f"p{number:03}.txt").write_text(text, encoding="utf-8")
        url = one_line(ADDRESSES[number % len(ADDRESSES)])
        row = (
            f"p{number:03}",
            f"p{number:03}.txt",
            "",
            "",
            "",
            said,
            said[:40],
            said[:20],
            "",
            "",
            "",
            url,
            said,
            said,
        )
        table.writerow(row)
    records = [
        {"id": f"r{number}", "title": f"見守り {snippet}", "text": f"{snippet} を見守ります。", "url": snippet}
        for number, snippet in enumerate(SNIPPETS)
    ]
    lines = (json.dumps(each, ensure_ascii=True) for each in records)
    (plans / "faq.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for number, snippet in enumerate(SNIPPETS):
        name = re.sub(r"[/\x00]", "", snippet)[:40]
        (plans / f"{number:03}{name}.txt").write_text("見守りをします。\n", encoding="utf-8")
    (folder / "sources.csv").write_text(out.getvalue(), encoding="utf-8")
    build_index(folder / "index", read_corpus([plans], read_sources(folder / "sources.csv")), None)
    return folder / "index"


@pytest.fixture
def client(index: Path) -> Iterator[TestClient]:
    with TestClient(each_another(create_app(index), 2), base_url=HERE) as client:
        yield client


def faults(html: str) -> list[str]:
    """What of a page would run, ask elsewhere, or send something elsewhere."""
    page = BeautifulSoup(html, "lxml")
    found = [str(each) for each in page.select(ACTIVE)]
    for tag in page.find_all(True):
        found += [f"{tag.name} {name}" for name in tag.attrs if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action", "formaction", "data"):
            address = str(tag.attrs.get(name, "/"))
            if not HARMLESS.match(address) or "evil.example" in address:
                found.append(f"{tag.name} {name}={address}")
    return found


def test_the_corpus_is_large() -> None:
    assert len(set(SNIPPETS)) >= 100


def test_the_rule_sees_what_would_run() -> None:
    assert faults("<p>見守り</p><a href='https://city.example/'>x</a><a href='tel:%238008'>x</a>") == []
    bad = [
        each for each in SNIPPETS if re.match(r"<(?!!|\?|https|scr<)", each) and faults(f"<body><p>{each}</p></body>")
    ]
    assert len(bad) > 25


def plain(client: TestClient, question: str, area: str = "", city: str = "") -> str:
    token = str(BeautifulSoup(client.get("/plain").text, "lxml").select("input[name=token]")[0]["value"])
    sent = {"token": token, "question": question, "area": area, "city": city}
    answer = client.post("/plain", content=urlencode(sent, errors="replace"), headers=FORM)
    assert answer.status_code in (200, 422)
    return answer.text


def test_the_plain_page_shows_documents_and_questions_and_runs_nothing(client: TestClient) -> None:
    shown = 0
    for number, snippet in enumerate(SNIPPETS):
        html = plain(client, f"見守りを年{number}回 {snippet}", snippet)
        shown += one_line(snippet) in " ".join(
            " ".join(each.get_text() for each in BeautifulSoup(html, "lxml").select("blockquote")).split()
        )
        found = [
            *faults(html),
            *(faults(plain(client, "見守り", city=snippet)) if number % 4 == 0 else ()),
        ]
        assert [each for each in found if "href=/plain/style.css" not in each] == [], snippet
    assert shown > 100


def of_measures(client: TestClient, sent: list[tuple[str, str]], to: str = "/staff") -> bytes:
    token = str(BeautifulSoup(client.get("/staff?municipality=x").text, "lxml").select("input[name=token]")[0]["value"])
    answer = client.post(to, content=urlencode([("token", token), *sent], errors="replace"), headers=FORM)
    assert answer.status_code in (200, 404, 422)
    return answer.content


def picks_of(client: TestClient) -> list[tuple[str, str]]:
    page = BeautifulSoup(of_measures(client, [("open", "*"), ("question", "見守り")]), "lxml")
    return [("pick", str(each["value"])) for each in page.select("input[name=pick]")]


def test_the_page_for_measures_shows_them_and_runs_nothing(client: TestClient) -> None:
    picks = picks_of(client)
    assert len(picks) > 20
    asked: list[list[tuple[str, str]]] = [[("question", f"見守り {snippet}")] for snippet in SNIPPETS[::9]]
    asked += [[("question", "見守り"), ("view", "beside"), *picks[at : at + 10]] for at in range(0, len(picks), 40)]
    asked += [[("kind", snippet), ("open", snippet), ("sort", snippet)] for snippet in SNIPPETS[::9]]
    for each in [[("open", "*"), ("question", "見守り")], *asked]:
        page = of_measures(client, each).decode()
        # Our own address has what was sent to it, encoded.
        assert [fault for fault in faults(page) if not OURS.search(fault)] == []


def test_a_file_of_measures_calculates_nothing(client: TestClient) -> None:
    for more in ([("open", "*")], [("view", "beside"), *picks_of(client)[:10]]):
        file = of_measures(client, [("format", "csv"), *more], "/staff/export")
        rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))
        assert len(rows) > 4
        assert not {cell.lstrip()[:1] for row in rows for cell in row} & set("=+-@＝＋－＠")


def test_the_library_shows_them_and_runs_nothing(client: TestClient, index: Path) -> None:
    own = '<script defer="" src="/static/library/library.js"></script>'
    listed = LiveSearcher(index).get().index.catalog.plans
    # The door lets no other id in, and the test's client decodes a percent sign twice.
    plans = [plan for plan in listed if plan.id.isprintable() and "%" not in plan.id]
    assert len(plans) > 200
    addresses = [list_address({"page": str(page)}) for page in range(1, len(listed) // 50 + 2)]
    addresses += [plan_address(plan.id) for plan in plans]
    addresses += [records_address(kind, plan.id) for plan in plans[::5] for kind in RecordKind]
    addresses += [list_address({"city": snippet, "kind": snippet}) for snippet in SNIPPETS if snippet.isascii()]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        found = [each for each in faults(answer.text) if each != own and " href=/library/" not in each]
        assert found == [], address


def test_the_page_shows_them_and_runs_nothing(index: Path) -> None:
    answer = answering(LiveSearcher(index), Jobs())
    for number, snippet in enumerate(SNIPPETS):
        assert faults(answer(f"見守りを年{number}回 {snippet}", snippet, "", "ja", number % 8 == 0)) == [], snippet


def test_programs_get_them_as_data(client: TestClient) -> None:
    for number, snippet in enumerate(SNIPPETS[::5]):
        answer = client.post("/api/search", json={"query": f"見守りを年{number}回 {snippet}", "k": 5})
        assert answer.headers["content-type"].split(";")[0] in ("application/json", "application/problem+json")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not set(answer.text) & set(map(chr, STEERING))
        answer.json()


def test_the_terminal_is_not_steered(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commands = [
        ["status"], ["records", "measures"], ["records", "desks"], ["search", "見守り", "-k", "200"], ["coverage"],
        *(["ask", f"見守り {snippet}"] for snippet in STEERS),
    ]  # fmt: skip
    for command in commands:
        main([*command, "--index", str(index)])
        said = capsys.readouterr()
        assert not set(said.out + said.err) & set(map(chr, STEERING)), command


def test_a_spreadsheet_calculates_nothing(index: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    for command in (["records", "measures"], ["records", "desks"]):
        assert main([*command, "--csv", "--index", str(index)]) == 0
        rows = list(csv.reader(io.StringIO(capfdbinary.readouterr().out.decode("utf-8-sig"), newline="")))
        assert len(rows) > 1
        begins = {cell.lstrip()[:1] for row in rows for cell in row}
        assert not begins & set("=+-@＝＋－＠")


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_text_in_a_spreadsheet(formula: str) -> None:
    from screens.documents.records_table import records_csv

    (_, (cell,)) = csv.reader(io.StringIO(records_csv([{"title": formula}], {}).removeprefix("\ufeff"), newline=""))
    assert cell.endswith(formula)
    assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠"))


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
def test_a_browser_runs_nothing_of_them(client: TestClient, index: Path) -> None:
    from playwright.sync_api import Dialog, sync_playwright

    answer = answering(LiveSearcher(index), Jobs())
    pages = []
    for number, snippet in enumerate(SNIPPETS[::4]):
        pages += [
            plain(client, f"見守りを年{number * 4}回 {snippet}"),
            answer(f"見守り {snippet}", "", "", "ja", number % 8 == 0),
        ]
    said: list[str] = []

    def dialog_seen(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.on("dialog", dialog_seen)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url))
        for html in pages:
            page.set_content(html.replace('<link rel="stylesheet" href="/plain/style.css">', ""))
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        browser.close()
    assert [each for each in said if not each.startswith("about:")] == []
