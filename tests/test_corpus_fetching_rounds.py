"""Thirty made-up municipalities on loopback, some of which do everything wrong; fetched, and fetched again."""

import csv
import itertools
import json
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from benchmarks.scans.blocks import Page, Text, Wear
from benchmarks.scans.scanner import as_pdf, scan_of
from benchmarks.scans.typeset import has_fonts, typeset
from corpus.about.sources import read_sources
from corpus.fetching.outcome import Found, Outcome, Report
from corpus.fetching.rounds import check, fetch
from corpus.fetching.source_list import Listed, SourceList
from corpus.fetching.troubles import AlreadyRunning, CannotKeep, DamagedState
from corpus.readers.scans.kept import Scans
from corpus.readers.scans.tesseract import can_read, how_to_bring_it
from corpus.reading import read_corpus
from corpus.scanning import Scanning
from index.build import build_index
from search.searcher import Searcher
from tests.made_sites import NETWORK, QUICK, Gives, Sites, listed, moved_to, page_of, pdf, sites, source

ROOT = Path(__file__).parents[1]
_SCANNED = 20  # the municipality whose plan is an image
TODAY, TOMORROW = date(2026, 11, 28), date(2026, 11, 29)


@pytest.fixture
def web() -> Iterator[Sites]:
    with sites() as served:
        yield served


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "plans"


def silent(found: Found) -> None:
    pass


def run(sources: SourceList, folder: Path, today: date = TODAY) -> Report:
    return fetch(sources, folder, NETWORK, today, silent)


def outcomes(report: Report) -> dict[str, Outcome]:
    """By host and path."""
    return {
        each.address.partition("//")[2].partition("/")[0].partition(":")[0]
        + "/"
        + each.address.split("/", 3)[3]: each.outcome
        for each in report.found
    }


def sentence(report: Report, part: str) -> str:
    found = [each.sentence for each in report.found if part in each.address]
    assert len(found) == 1
    assert found[0].endswith("。") and found[0].count("。") == 1  # one sentence
    return found[0]


def files(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if not each.name.startswith("."))


def table(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((folder / "sources.csv").read_text(encoding="utf-8-sig").splitlines()))


def plan(city: str, what: str = "見守り") -> bytes:
    return pdf(f"{city}地域福祉計画", "第1章 施策", f"{city}では、{what}の訪問を毎週水曜日に行います。")


# --- the prefecture


def endless(seconds: float) -> Callable[[], Iterator[bytes]]:
    def pieces() -> Iterator[bytes]:
        yield b"%PDF-1.7\n" + b" " * 2000
        for _ in itertools.count():
            time.sleep(seconds)
            yield b" " * (1 if seconds else 65536)

    return pieces


def scan(city: str) -> bytes:
    """A plan as an image, where there is type to set it in; else a grey page."""
    if not has_fonts():
        return as_pdf(Image.new("L", (1240, 1754), 200), 150, 80)
    said = f"{city}では、ごみ出しが困難な世帯を対象に、毎週火曜日に玄関先でごみを集めます。電話は0597-31-2840です。"
    page = Page(
        "scan", (Text(f"{city}地域福祉計画", 16), Text("第1章 施策", 13), Text(said)), wear=Wear(skew=0.5, noise=4)
    )
    return scan_of(typeset(page)[0], page, 150, 1)


def prefecture(web: Sites) -> tuple[Listed, ...]:
    """c01 to c20 have a page with their plan, of which c20's is a scan; the others have what is said of them."""
    found: list[tuple[str, tuple[str, ...], str, int]] = []
    for number in range(1, 21):
        host, city = f"c{number:02}.example", f"第{number}市"
        web.put(host, "/plan/keikaku.pdf", Gives(scan(city) if number == _SCANNED else plan(city)))
        page = page_of(
            ("keikaku.pdf", "計画本編(PDF:1MB)"),
            ("gaiyo.html", "概要"),
            ("https://www.mhlw.example/x.pdf", "国の指針(PDF)"),
        )
        web.put(host, "/plan/", Gives(page))
        found.append((f"http://{host}:{web.port}/plan/", (".pdf",), city, number))
    web.put("c21.example", "/new/plan.pdf", Gives(plan("第21市")))
    web.put("c21.example", "/plan.pdf", moved_to("/new/plan.pdf"))
    for number in (22, 23):
        web.put(f"c{number}.example", "/plan.pdf", Gives(plan(f"第{number}市")))
    web.put("c24.example", "/plan.pdf", Gives(stream=endless(0.05), validated=False))
    web.put("c25.example", "/plan.pdf", Gives(page_of(text="お探しのページは見つかりません")))
    web.put("c26.example", "/plan.pdf", moved_to(f"http://secret.inner.example:{web.port}/plan.pdf"))
    web.put(
        "c27.example",
        "/plan.pdf",
        lambda times: Gives(b"", 429, {"Retry-After": "1"}) if times == 1 else Gives(plan("第27市")),
    )
    web.put("c28.example", "/plan.pdf", Gives(plan("第28市"), before=lambda: time.sleep(0.5)))
    web.put("c29.example", "/plan.pdf", Gives(stream=endless(0), validated=False))
    found += [
        (f"http://c{number}.example:{web.port}/plan.pdf", (), f"第{number}市", number) for number in range(21, 31)
    ]
    return tuple(
        Listed(
            address,
            {
                "municipality_code": f"99{number:04}",
                "prefecture": "架空県",
                "municipality": city,
                "kind": "地域福祉計画",
            },
            links,
        )
        for address, links, city, number in found
    )


def test_a_prefecture_is_fetched_built_asked_and_fetched_again(web: Sites, folder: Path, tmp_path: Path) -> None:
    with sites(tls=True) as secure:
        secure.put("c30.example", "/plan.pdf", Gives(plan("第30市")))
        sources = prefecture(web)
        sources = (*sources[:-1], replace(sources[-1], address=f"https://c30.example:{secure.port}/plan.pdf"))
        everything = listed(*sources)
        first = run(everything, folder)
        assert secure.asked == []
        pages = {f"c{number:02}.example/plan/": Outcome.NEW for number in range(1, 21)}
        plans = {f"c{number:02}.example/plan/keikaku.pdf": Outcome.NEW for number in range(1, 21)}
        single = {f"c{number}.example/plan.pdf": Outcome.NEW for number in (21, 22, 23, 27, 28)}
        wrong = {f"c{number}.example/plan.pdf": Outcome.FAILED for number in (24, 25, 29, 30)}
        refused = {"c26.example/plan.pdf": Outcome.REFUSED}
        assert outcomes(first) == {**pages, **plans, **single, **wrong, **refused}
        assert f"http://c21.example:{web.port}/new/plan.pdf に移転している" in sentence(first, "c21")
        assert "終わらない" in sentence(first, "c24")
        assert sentence(first, "c25") == ".pdf のファイルのはずが、ウェブページが返ってきました。"
        assert "一覧にない secret.inner.example" in sentence(first, "c26")
        assert "MB を超える" in sentence(first, "c29")
        assert "証明書" in sentence(first, "c30")
        assert not any("inner" in each.host for each in web.asked)
        told = [each.sentence for each in first.found if each.address == f"http://c01.example:{web.port}/plan/"]
        assert told == ["文書 1 件へのリンクがありました(ほかのサイトの 1 件は取りません)。"]

        scanning = Scanning(Scans(tmp_path / "index" / "cache" / "scans"))
        corpus = read_corpus([folder], read_sources(folder / "sources.csv"), scanning=scanning)
        build_index(tmp_path / "index", corpus, None)
        searcher = Searcher.open(tmp_path / "index")
        found = searcher.search("見守りの訪問は何曜日")
        assert len({result.plan.municipality for result in found.results}) > 1
        scanned = [str(problem) for problem in corpus.problems if f"99{_SCANNED:04}" in str(problem)]
        if can_read() and has_fonts():
            assert scanned == []
            [best, *_] = searcher.search("ごみ出しが困難な世帯").results
            assert best.plan.municipality == f"第{_SCANNED}市" and best.passage.ocr is not None
        else:
            assert "画像だけ" in scanned[0] and (can_read() or how_to_bring_it() in scanned[0])

        web.put("c23.example", "/plan.pdf", Gives(plan("第23市", "配食")))
        web.remove("c22.example", "/plan.pdf")
        web.asked.clear()
        assert check(everything, folder, NETWORK, TOMORROW, silent).changed
        second = run(everything, folder, TOMORROW)
        same = {each: Outcome.UNCHANGED for each in {**pages, **plans, **single}}
        became = {"c22.example/plan.pdf": Outcome.GONE, "c23.example/plan.pdf": Outcome.CHANGED}
        assert outcomes(second) == {**same, **became, **wrong, **refused}
        whole = {each for each in web.paths(bodies=True)} - {
            "c24.example/plan.pdf",
            "c25.example/plan.pdf",
            "c29.example/plan.pdf",
        }
        assert whole == {"c23.example/plan.pdf"}

        third = run(everything, folder, TOMORROW)
        assert not third.changed and not check(everything, folder, NETWORK, TOMORROW, silent).changed
        assert outcomes(third)["c22.example/plan.pdf"] == Outcome.GONE
    rows = {row["file"]: row for row in table(folder)}
    assert len(rows) == 26 and set(rows) == {*files(folder)} - {"sources.csv"}
    changed = {row["status"]: row for file, row in rows.items() if "990023" in file}
    assert set(changed) == {"", "改定前"}
    assert changed["改定前"]["file"].endswith(".2026-11-28.pdf") and changed["改定前"]["url"] == ""
    assert changed[""]["looked_on"] == "2026-11-29" and changed[""]["municipality"] == "第23市"
    gone = next(row for file, row in rows.items() if "990022" in file)
    assert gone["looked_on"] == "2026-11-28"  # nobody has seen it since


# --- what changes and what does not


def test_what_has_not_changed_is_not_sent_again_even_by_a_server_that_heeds_no_condition(
    web: Sites, folder: Path
) -> None:
    body = plan("第1市")
    stamp = {"Last-Modified": "Fri, 27 Nov 2026 00:00:00 GMT"}
    address = web.put("a.example", "/plan.pdf", Gives(body, headers=stamp, validated=False))
    sources = listed(source(address))
    assert run(sources, folder).changed
    again = run(sources, folder, TOMORROW)
    assert [each.outcome for each in again.found] == [Outcome.UNCHANGED]
    assert web.asked[-1].headers["If-Modified-Since"] == stamp["Last-Modified"]


def test_without_any_mark_of_time_the_bytes_are_compared(web: Sites, folder: Path) -> None:
    address = web.put("a.example", "/plan.pdf", Gives(plan("第1市"), validated=False))
    sources = listed(source(address))
    run(sources, folder)
    assert not check(sources, folder, NETWORK, TODAY, silent).changed
    assert not run(sources, folder).changed
    assert len(files(folder)) == 2


def test_a_web_page_changes_with_its_words_and_not_with_its_scripts(web: Sites, folder: Path) -> None:
    def page(token: str, words: str) -> Gives:
        return Gives(page_of(text=f"<script>token='{token}'</script><span data-id={token}>{words}</span>"))

    address = web.put("a.example", "/fukushi/soudan", page("1", "相談は1階です。"))
    sources = listed(source(address))
    assert [each.outcome for each in run(sources, folder).found] == [Outcome.NEW]
    web.put("a.example", "/fukushi/soudan", page("2", "相談は1階です。"))
    assert not check(sources, folder, NETWORK, TODAY, silent).changed
    assert [each.outcome for each in run(sources, folder).found] == [Outcome.UNCHANGED]
    web.put("a.example", "/fukushi/soudan", page("3", "相談は2階です。"))
    assert [each.outcome for each in run(sources, folder).found] == [Outcome.CHANGED]
    assert [name.partition(".")[2] for name in files(folder)] == ["2026-11-28.html", "html", "csv"]


def test_a_file_that_staff_took_away_is_fetched_anew(web: Sites, folder: Path) -> None:
    sources = listed(source(web.put("a.example", "/plan.pdf", Gives(plan("第1市")))))
    (name,) = [each.file for each in run(sources, folder).found]
    (folder / str(name)).unlink()
    assert [each.outcome for each in run(sources, folder).found] == [Outcome.NEW]
    assert (folder / str(name)).read_bytes() == plan("第1市")


def test_every_version_is_kept_even_two_of_one_day(web: Sites, folder: Path) -> None:
    for number in range(4):
        address = web.put("a.example", "/plan.pdf", Gives(plan(f"第{number}市")))
        run(listed(source(address)), folder)
    assert [name.partition(".")[2] for name in files(folder)] == [
        "2026-11-28-2.pdf",
        "2026-11-28-3.pdf",
        "2026-11-28.pdf",
        "pdf",
        "csv",
    ]
    current = next(row for row in table(folder) if not row["status"])
    assert (folder / current["file"]).read_bytes() == plan("第3市")
    (folder / next(row["file"] for row in table(folder) if row["status"])).unlink()  # staff need no old ones
    run(listed(source(address)), folder)
    assert {row["file"] for row in table(folder)} == {*files(folder)} - {"sources.csv"}


def test_a_document_that_its_page_no_longer_links_to_is_gone_once(web: Sites, folder: Path) -> None:
    for name in ("one", "two"):
        web.put("a.example", f"/{name}.pdf", Gives(plan(name)))
    links = [("one.pdf", "第1章"), ("two.pdf", "第2章")]
    address = web.put("a.example", "/index.html", Gives(page_of(*links)))
    sources = listed(source(address, [".pdf"]))
    run(sources, folder)
    web.put("a.example", "/index.html", Gives(page_of(links[0])))
    told = [(each.outcome, each.news) for each in run(sources, folder).found if "two.pdf" in each.address]
    again = [(each.outcome, each.news) for each in run(sources, folder).found if "two.pdf" in each.address]
    assert (told, again) == ([(Outcome.GONE, True)], [(Outcome.GONE, False)])
    assert len(files(folder)) == 3
    web.put("a.example", "/index.html", Gives(page_of(*links)))
    back = run(sources, folder)
    assert [each.outcome for each in back.found if "two.pdf" in each.address] == [Outcome.UNCHANGED]


def test_a_page_stands_for_the_links_that_have_one_of_the_words(web: Sites, folder: Path) -> None:
    for name in ("a", "b", "c"):
        web.put("a.example", f"/{name}.pdf", Gives(plan(name)))
    web.put("a.example", "/download?id=3", Gives(plan("d")))
    page = page_of(
        ("a.pdf", "第4期障害福祉計画"), ("b.pdf", "入札のお知らせ"), ("c.pdf#page=2", "福祉計画<b>概要</b>版"),
        ("download?id=3", "福祉計画 本編[PDF:3MB]"), ("help.html", "福祉計画のPDFの見方"), ("javascript:void(0)", "福祉計画"),
    )  # fmt: skip
    address = web.put("a.example", "/", Gives(page))
    report = run(listed(source(address, [".pdf"], ["福祉計画"])), folder)
    assert set(outcomes(report)) == {"a.example/", "a.example/a.pdf", "a.example/c.pdf", "a.example/download?id=3"}
    assert "3 件" in report.found[0].sentence
    assert [file.rpartition(".")[2] for file in files(folder)] == ["pdf", "pdf", "pdf", "csv"]


@pytest.mark.parametrize(
    ("links", "words", "said"),
    [
        (
            [("b.html", "次へ")],
            [],
            "文書(pdf)へのリンクがないので、計画を載せたページのアドレスかを確かめ、一覧を直してください。",
        ),
        (
            [("a.pdf", "入札のお知らせ"), ("b.pdf", "会議録")],
            ["福祉計画", "こども計画"],
            "文書(pdf)へのリンクが 2 件ありますが、一覧の words(福祉計画・こども計画)に合うものがないので、words を直してください。",
        ),
        (
            [("http://files.example/a.pdf", "福祉計画")],
            [],
            "文書(pdf)へのリンクはほかのサイト(files.example)のものだけなので、取るのなら一覧の hosts に足してください。",
        ),
        (
            [("a.docx", "福祉計画")],
            [],
            "pdf の文書へのリンクはなく、docx のものがあるので、一覧の links を直してください。",
        ),
    ],
    ids=["none", "other words", "other sites", "other endings"],
)
def test_a_page_without_the_links_it_stands_for_is_an_outcome_of_its_own_and_says_what_to_put_right(
    web: Sites, folder: Path, links: list[tuple[str, str]], words: list[str], said: str
) -> None:
    address = web.put("a.example", "/", Gives(page_of(*links)))
    sources = listed(source(address, [".pdf"], words))
    for _ in range(2):  # the second time the page has not changed
        report = run(sources, folder)
        assert [(each.outcome, each.sentence) for each in report.found] == [(Outcome.EMPTY, said)]
        assert not report.reached_nothing
    assert "目当てのリンクのないページ 1 件" in report.summary()
    assert report.to_json()["counts"]["empty"] == 1


# --- what staff wrote into the table


def test_what_staff_write_into_the_table_stays_until_there_is_another_version(web: Sites, folder: Path) -> None:
    address = web.put("a.example", "/plan.pdf", Gives(plan("第1市")))
    sources = listed(source(address, kind="地域福祉計画"))
    run(sources, folder)
    rows = table(folder)
    rows[0] |= {"title": "第3期計画", "period_end": "2026", "licence": "CC BY 4.0"}
    rows.append({**dict.fromkeys(rows[0], ""), "plan_id": "own", "file": "own.txt", "title": "手で置いた計画"})
    with (folder / "sources.csv").open("w", encoding="cp932", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], "memo"])
        writer.writeheader()
        writer.writerows({**row, "memo": "課長に確認"} for row in rows)
    run(sources, folder)
    by_title = {row["title"]: row for row in table(folder)}
    assert set(by_title) == {"第3期計画", "手で置いた計画"} and by_title["第3期計画"]["memo"] == "課長に確認"
    web.put("a.example", "/plan.pdf", Gives(plan("第1市", "配食")))
    for _ in range(2):
        run(sources, folder)
        old, new = (
            next(row for row in table(folder) if row["title"] == title and row["file"] != "own.txt")
            for title in ("第3期計画", "")
        )
        assert (old["status"], old["period_end"], old["memo"]) == ("改定前", "2026", "課長に確認")
        assert (new["period_end"], new["licence"], new["kind"]) == ("", "CC BY 4.0", "地域福祉計画")
    assert set(read_sources(folder / "sources.csv")) == {row["file"] for row in table(folder)}


# --- what is refused


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{port}/x.pdf",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]:{port}/x.pdf",
        "http://a.example:1/x.pdf",
        "file:///etc/passwd",
        "ftp://a.example/x.pdf",
        "http://other.example:{port}/x.pdf",
        "//b.example:{port}/x.pdf",
        "http://user@a.example:{port}/x.pdf",
    ],
)
def test_a_redirect_to_where_it_may_not_lead_is_refused_before_anything_is_sent(
    web: Sites, folder: Path, target: str
) -> None:
    address = web.put("a.example", "/plan.pdf", moved_to(target.format(port=web.port), 302))
    report = run(listed(source(address)), folder)
    assert [each.outcome for each in report.found] == [Outcome.REFUSED]
    assert web.paths() == ["a.example/plan.pdf"]


def test_a_redirect_within_the_list_is_followed_only_to_machines_that_are_allowed(web: Sites, folder: Path) -> None:
    address = web.put("a.example", "/plan.pdf", moved_to(f"http://x.inner.example:{web.port}/plan.pdf"))
    report = run(listed(source(address), hosts=["x.inner.example"]), folder)
    assert "内部のネットワーク" in report.found[0].sentence and report.found[0].outcome == Outcome.REFUSED
    web.put("b.example", "/plan.pdf", Gives(plan("第1市")))
    address = web.put("a.example", "/plan.pdf", moved_to(f"http://b.example:{web.port}/plan.pdf"))
    report = run(listed(source(address), hosts=["b.example"]), folder)
    assert "内部のネットワーク" in report.found[0].sentence  # b.example is on loopback, and the list does not name it
    assert web.paths() == ["a.example/plan.pdf"] * 2
    report = run(listed(source(address), private=["b.example"]), folder)
    assert report.found[0].outcome == Outcome.NEW


def test_a_host_that_answers_with_another_machine_the_second_time_is_not_asked(web: Sites, folder: Path) -> None:
    answers = iter([["127.0.0.1"], ["10.1.1.1"], ["10.1.1.1"]])
    address = web.put("a.example", "/plan.pdf", Gives(plan("第1市")))
    sources = replace(listed(source(address)), rules=listed().rules)
    report = fetch(sources, folder, replace(NETWORK, resolve=lambda host, port: next(answers)), TODAY, silent)
    assert report.found[0].outcome == Outcome.REFUSED and web.asked == []


def test_redirects_without_end_are_followed_five_times(web: Sites, folder: Path) -> None:
    address = web.put("a.example", "/0.pdf", moved_to("/1.pdf"))
    for number in range(1, 20):
        web.put("a.example", f"/{number}.pdf", moved_to(f"/{number + 1}.pdf"))
    report = run(listed(source(address)), folder)
    assert "5 回" in report.found[0].sentence and len(web.paths()) == 6


def test_robots_txt_is_heeded_for_every_address_on_the_way(web: Sites, folder: Path) -> None:
    web.put("a.example", "/robots.txt", Gives(b"User-agent: *\nDisallow: /secret/\n"))
    one = web.put("a.example", "/secret/plan.pdf", Gives(plan("a")))
    two = web.put("a.example", "/plan.pdf", moved_to("/secret/plan.pdf"))
    report = run(listed(source(one), source(two)), folder)
    assert [each.outcome for each in report.found] == [Outcome.REFUSED] * 2
    assert web.paths() == ["a.example/plan.pdf"]


def test_a_site_whose_robots_txt_is_in_trouble_is_left_alone(web: Sites, folder: Path) -> None:
    web.put("a.example", "/robots.txt", Gives(b"", 503))
    address = web.put("a.example", "/plan.pdf", Gives(plan("a")))
    report = run(listed(source(address)), folder)
    assert "robots.txt を読めません(503" in report.found[0].sentence and web.paths() == []


@pytest.mark.parametrize("status", [401, 403])
def test_what_a_site_does_not_show_is_refused(web: Sites, folder: Path, status: int) -> None:
    address = web.put("a.example", "/plan.pdf", Gives(b"no", status))
    assert [each.outcome for each in run(listed(source(address)), folder).found] == [Outcome.REFUSED]


# --- what fails


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Gives(b""), "読めない形式"),
        (Gives(b"\x89PNG\r\n\x1a\n" + b"\0" * 2000), "読めない形式"),
        (Gives(b"PK\x03\x04" + b"x" * 2000), "Office 文書"),
        (Gives(b"hello " * 300), "文字だけのファイル"),
        (Gives(b"%PDF-1.7" + b" " * 2000, headers={"Content-Length": "10000000000"}), "0.3 MB を超える"),
        (Gives(b"%PDF-1.7" + b" " * 400_000), "0.3 MB を超える"),
        (Gives(b"%PDF-1.7" + b" " * 2000, headers={"Content-Length": "3000"}), "途中で切れました"),
        (Gives(b"", 500), "(500"),
        (Gives(b"", 418), "(418)"),
        (Gives(b"", 304), "(304)"),
        (Gives(b"", 302), "移転先の住所がありません"),
        (Gives(b"", 429, {"Retry-After": "86400"}), "86,400 秒後に"),
        (Gives(b"", 503, {"Retry-After": "Fri, 31 Dec 2099 23:59:59 GMT"}), "秒後に"),
        (Gives(b"", 503, {"Retry-After": "soon"}), "後で"),
    ],
)
def test_what_is_no_plan_is_told_in_a_sentence_and_leaves_nothing(
    web: Sites, folder: Path, given: Gives, said: str
) -> None:
    report = run(listed(source(web.put("a.example", "/plan.pdf", given))), folder)
    assert [each.outcome for each in report.found] == [Outcome.FAILED]
    assert said in sentence(report, "plan.pdf")
    assert files(folder) == ["sources.csv"] and not (folder / ".fetch.part").exists()
    assert report.reached_nothing


def test_a_wrong_answer_does_not_touch_the_version_that_is_there(web: Sites, folder: Path) -> None:
    sources = listed(source(web.put("a.example", "/plan.pdf", Gives(plan("a")))))
    run(sources, folder)
    before = files(folder)
    web.put("a.example", "/plan.pdf", Gives(page_of(text="工事中")))
    run(sources, folder, TOMORROW)
    web.put("a.example", "/plan.pdf", Gives(plan("a")))
    assert [each.outcome for each in run(sources, folder, TOMORROW).found] == [Outcome.UNCHANGED]
    assert files(folder) == before


def test_what_fails_for_a_moment_is_tried_again(web: Sites, folder: Path) -> None:
    address = web.put("a.example", "/plan.pdf", lambda times: Gives(b"", 503) if times < 3 else Gives(plan("a")))
    assert [each.outcome for each in run(listed(source(address)), folder).found] == [Outcome.NEW]
    assert len(web.paths()) == 3


def test_while_one_host_wants_a_pause_the_others_are_asked(web: Sites, folder: Path) -> None:
    one = web.put(
        "a.example", "/a.pdf", lambda times: Gives(b"", 429, {"Retry-After": "1"}) if times == 1 else Gives(plan("a"))
    )
    two = web.put("b.example", "/b.pdf", Gives(plan("b")))
    report = run(listed(source(one), source(two)), folder)
    assert [each.address for each in report.found] == [two, one]
    asked = [each.at for each in web.asked if each.path == "/a.pdf"]
    assert asked[1] - asked[0] >= 0.95


def test_a_host_that_is_down_is_asked_for_one_address_only(folder: Path) -> None:
    sources = [source(f"http://a.example:9/{number}.pdf") for number in range(5)]
    report = run(listed(*sources), folder)
    assert ["つながりません" in each.sentence for each in report.found] == [True] * 5
    report = run(listed(source("http://nowhere.invalid/x.pdf")), folder)
    assert "見つかりません" in report.found[0].sentence


@pytest.mark.parametrize("path", ["/0.pdf", "/robots.txt"])
def test_a_host_that_is_too_busy_three_times_is_left_alone_and_no_other_is(web: Sites, folder: Path, path: str) -> None:
    addresses = [web.put("a.example", f"/{number}.pdf", Gives(plan(str(number)))) for number in range(4)]
    web.put("a.example", path, Gives(b"", 429))
    through = web.put("b.example", "/0.pdf", moved_to(addresses[0]))
    other = web.put("b.example", "/1.pdf", Gives(plan("b")))
    sources = listed(*map(source, (*addresses, through, other)), hosts=["a.example"])
    report = run(sources, folder)
    assert [each.outcome for each in report.found if "b.example" in each.address] == [Outcome.FAILED, Outcome.NEW]
    assert [each.outcome for each in report.found if "a.example" in each.address] == [Outcome.FAILED] * 4
    assert len([each for each in web.asked if each.host == "a.example" and each.path == path]) <= 6


def test_one_host_is_asked_at_its_pace(web: Sites, folder: Path) -> None:
    web.put("b.example", "/robots.txt", Gives(b"User-agent: fukushi\nCrawl-delay: 0.4\n"))
    sources = [
        source(web.put(host, f"/{number}.pdf", Gives(plan("a"))))
        for host in ("a.example", "b.example")
        for number in range(3)
    ]
    run(listed(*sources, limits=replace(QUICK, pause=0.2)), folder)
    for host, pause in (("a.example", 0.2), ("b.example", 0.4)):
        times = [each.at for each in web.asked if each.host == host]
        assert len(times) == 4
        assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= pause * 0.95


@pytest.mark.parametrize(("host", "outcome"), [("right.example", Outcome.NEW), ("wrong.example", Outcome.FAILED)])
def test_a_certificate_has_to_fit_its_host(folder: Path, host: str, outcome: Outcome) -> None:
    with sites(tls=True) as web:
        web.put(host, "/plan.pdf", Gives(plan("a")))
        sources = listed(source(f"https://{host}:{web.port}/plan.pdf"))
        assert [each.outcome for each in run(sources, folder).found] == [outcome]
        report = fetch(sources, folder, replace(NETWORK, certificates=None), TODAY, silent)  # nobody vouches for it
        assert "証明書が正しくない" in report.found[0].sentence


# --- what ends a round


def test_a_full_disk_ends_it_with_a_sentence_and_what_was_fetched_stays(web: Sites, folder: Path) -> None:
    small = web.put("a.example", "/small.pdf", Gives(plan("a")))
    large = web.put("a.example", "/large.pdf", Gives(b"%PDF-1.7" + b" " * 250_000))
    sources = listed(source(small), source(large))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))  # as a system does that limits space
    try:
        with pytest.raises(CannotKeep, match=r"空き容量が足りない.*残っています。"):
            run(sources, folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert len(files(folder)) == 2 and not (folder / ".fetch.part").exists()
    web.asked.clear()
    assert [each.outcome for each in run(sources, folder).found] == [Outcome.UNCHANGED, Outcome.NEW]
    assert web.paths(bodies=True) == ["a.example/large.pdf"]


def test_a_folder_that_cannot_be_made_is_a_sentence(web: Sites, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CannotKeep, match="書き込めない"):
        run(listed(source(web.put("a.example", "/plan.pdf", Gives(plan("a"))))), tmp_path / "file")


def test_an_interrupted_round_goes_on_where_it_was(web: Sites, folder: Path) -> None:
    sources = listed(*(source(web.put("a.example", f"/{number}.pdf", Gives(plan(str(number))))) for number in range(6)))
    told: list[Found] = []

    def stop(found: Found) -> None:
        told.append(found)
        if len(told) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(sources, folder, NETWORK, TODAY, stop)
    assert len(table(folder)) == 3
    web.asked.clear()
    report = run(sources, folder)
    assert [each.outcome for each in report.found] == [Outcome.UNCHANGED] * 3 + [Outcome.NEW] * 3
    assert len(web.paths(bodies=True)) == 3


def test_whoever_hears_of_it_may_stop_listening(web: Sites, folder: Path) -> None:
    def gone(found: Found) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        fetch(listed(source(web.put("a.example", "/plan.pdf", Gives(plan("a"))))), folder, NETWORK, TODAY, gone)
    assert len(table(folder)) == 1


def test_two_rounds_do_not_write_into_one_folder(web: Sites, folder: Path) -> None:
    sources = listed(source(web.put("a.example", "/plan.pdf", Gives(plan("a")))))

    def another(found: Found) -> None:
        with pytest.raises(AlreadyRunning):
            run(sources, folder)

    fetch(sources, folder, NETWORK, TODAY, another)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"format": 2, "addresses": {}}',
        '{"format": 1, "addresses": {"a": 3}}',
        '{"format": 1, "addresses": {"a": {"b": 1}}}',
    ],
)
def test_a_damaged_state_is_a_sentence(web: Sites, folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / ".fetch.json").write_text(text, encoding="utf-8")
    with pytest.raises(DamagedState, match="消して"):
        run(listed(source(web.put("a.example", "/plan.pdf", Gives(plan("a"))))), folder)


def test_without_its_state_all_is_fetched_anew_and_nothing_is_doubled(web: Sites, folder: Path) -> None:
    sources = listed(source(web.put("a.example", "/plan.pdf", Gives(plan("a")))))
    run(sources, folder)
    before = files(folder)
    (folder / ".fetch.json").unlink()  # as the sentence says, or as after a loss of power
    assert [each.outcome for each in run(sources, folder).found] == [Outcome.NEW]
    assert files(folder) == before and len(table(folder)) == 1


# --- the command


def command(tmp_path: Path, web: Sites, *paths: str) -> list[str]:
    entries = "".join(
        f'[[source]]\naddress = "http://127.0.0.1:{web.port}{path}"\nmunicipality = "鎌倉市"\n' for path in paths
    )
    text = f'[fetch]\npause_seconds = 0\nprivate_hosts = ["127.0.0.1:{web.port}"]\n{entries}'
    (tmp_path / "list.toml").write_text(text, encoding="utf-8")
    return [sys.executable, "-m", "cli", "fetch", str(tmp_path / "list.toml"), "--out", str(tmp_path / "plans")]


def test_the_command_fetches_checks_and_says_what_changed(web: Sites, tmp_path: Path) -> None:
    web.put("127.0.0.1", "/a.pdf", Gives(plan("a")))
    line = command(tmp_path, web, "/a.pdf", "/b.pdf")

    def said(*more: str) -> tuple[int, list[str]]:
        done = subprocess.run([*line, *more], cwd=ROOT, capture_output=True, text=True)
        assert done.stderr == ""
        return done.returncode, done.stdout.splitlines()

    assert said("--check")[0] == 1 and not (tmp_path / "plans").exists()
    code, lines = said()
    assert (code, len(lines)) == (0, 3) and lines[-1] == "2 件を確かめました: 新しいもの 1 件、なくなったもの 1 件。"
    assert said("--check")[0] == 0
    code, (document,) = said("--json")
    assert code == 0
    assert json.loads(document)["counts"] == {
        "new": 0,
        "changed": 0,
        "unchanged": 1,
        "gone": 1,
        "empty": 0,
        "refused": 0,
        "failed": 0,
    }


def test_ctrl_c_is_one_sentence_and_what_was_fetched_stays(web: Sites, tmp_path: Path) -> None:
    web.put("127.0.0.1", "/a.pdf", Gives(plan("a")))
    web.put("127.0.0.1", "/b.pdf", Gives(stream=endless(0.05), validated=False))
    process = subprocess.Popen(
        command(tmp_path, web, "/a.pdf", "/b.pdf"), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + 60
    while not any(each.path == "/b.pdf" for each in web.asked) and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (1, "中断しました。\n")
    assert len(table(tmp_path / "plans")) == 1 and not (tmp_path / "plans" / ".fetch.part").exists()
