"""Pages that are images: read by OCR, kept, marked wherever they are told."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.scans.blocks import Page, Wear
from benchmarks.scans.pages import PAGES
from benchmarks.scans.scanner import scan_of, scanned
from benchmarks.scans.typeset import has_fonts, typeset
from cli.running import main
from corpus.about.readability import assess
from corpus.errors import UnreadableDocument, WithoutText
from corpus.plan import Origin, Plan
from corpus.readers import ENDINGS, read
from corpus.readers.pdf.page import Box
from corpus.readers.scans import tesseract
from corpus.readers.scans.kept import Scans
from corpus.readers.scans.reading import read_scan
from corpus.readers.scans.scanned import ScannedLine, ScannedPage
from corpus.readers.scans.tesseract import can_read, how_to_bring_it
from corpus.reading import read_corpus
from corpus.records.desks.desk import Desk
from corpus.records.indicators.indicator import Indicator
from corpus.scanning import Scanning
from screens.documents.answer import answer_json
from screens.plain.form import Asked
from screens.plain.reply import body_html
from search.answerer import Answerer
from search.searcher import Searcher

needs_fonts = pytest.mark.skipif(not has_fonts(), reason="the made pages are set in Noto CJK: fonts-noto-cjk")
needs_tesseract = pytest.mark.skipif(not can_read(), reason="Tesseract with jpn and jpn_vert is not installed")
ROOT = Path(__file__).parents[1]
BY_NAME = {page.name: page for page in PAGES}
DESKS, VERTICAL, TARGETS = "table of desks, shaded head", "vertical writing", "table of targets"


def scan(page: Page, path: Path, dpi: int = 300) -> Path:
    path.write_bytes(scan_of(typeset(page)[0], page, dpi, 1))
    return path


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of scans (desks; targets; vertical writing) and a text, built by the command."""
    folder = tmp_path_factory.mktemp("scanned")
    (folder / "plans").mkdir()
    for name, file in ((DESKS, "desks"), (TARGETS, "targets"), (VERTICAL, "greeting")):
        scan(BY_NAME[name], folder / "plans" / f"{file}.pdf")
    (folder / "plans" / "text.txt").write_text("白瀬野市の計画\n\n見守りは自治会が行います。\n" * 5, encoding="utf-8")
    columns = (
        "plan_id,file,municipality_code,prefecture,municipality,title,kind,status,period_start,period_end,published,url"
    )
    rows = (
        f"{file},{file}.pdf,990001,架空県,白瀬野市,{title},{kind},確定,2024,2029,2024-03,"
        for file, title, kind in (
            ("desks", "窓口一覧", "窓口一覧"),
            ("targets", "白瀬野市地域福祉計画", "地域福祉計画"),
        )
    )
    (folder / "sources.csv").write_text("\n".join((columns, *rows)), encoding="utf-8")
    sources = ["--sources", str(folder / "sources.csv")]
    assert main(["build", str(folder / "plans"), *sources, "--index", str(folder / "index")]) == 0
    return folder / "index"


def asked(index: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Any:  # noqa: ANN401 - JSON
    capsys.readouterr()
    assert main([*words, "--index", str(index), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@needs_fonts
@needs_tesseract
def test_a_page_that_is_an_image_answers_a_question_and_says_that_it_was_read_off_one(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = asked(index, capsys, "ask", "認知症サポーターを何人にする目標ですか")
    [citation, *_] = answer["citations"]
    assert "5,200人" in citation["quote"]
    assert 0.5 < citation["ocr"] < 1
    assert main(["ask", "認知症サポーターを何人にする目標ですか", "--index", str(index)]) == 0
    assert "読み取り(OCR、確かさ " in capsys.readouterr().out


@needs_fonts
@needs_tesseract
def test_every_record_of_a_scan_bears_its_mark_and_none_of_a_text_does(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desks = asked(index, capsys, "records", "desks")["records"]
    phones = {desk["phone"]: desk["ocr"] for desk in desks}
    assert {"0597-31-2840", "0597-34-6172", "0597-36-5093", "0597-38-4416"} <= set(phones)
    assert all(sure is not None and sure > 0.5 for sure in phones.values())
    indicators = asked(index, capsys, "records", "indicators")["records"]
    assert len(indicators) == 5
    assert all(each["ocr"] for each in indicators)
    assert main(["records", "desks", "--index", str(index)]) == 0
    assert "読み取り" in capsys.readouterr().out
    results = asked(index, capsys, "search", "自治会の見守り")["results"]
    assert results[0]["ocr"] is None


@needs_fonts
@needs_tesseract
def test_a_number_to_call_that_was_read_off_an_image_is_never_shown_without_saying_so(index: Path) -> None:
    answer = Answerer(Searcher.open(index)).ask("白瀬野市の北浜地域包括支援センターの電話番号は")
    assert [choice.desk.phone for choice in answer.desks] == ["0597-36-5093"]
    mark = f"読み取り(OCR、確かさ {answer.desks[0].desk.ocr:.0%})"
    html = body_html(answer, Asked(), "")
    card = html[html.index('class="desk"') : html.index("</section>", html.index('class="desk"'))]
    assert f"画像から機械で読み取った文字です: {mark}。誤りがあるかもしれません。" in card
    assert "読み取り(OCR、確かさ " in html[html.index('class="rest"') :]
    assert answer_json(answer)["desks"][0]["ocr"] == answer.desks[0].desk.ocr


@needs_fonts
@needs_tesseract
def test_the_status_names_the_pages_that_were_read_off_images(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plans = asked(index, capsys, "status")["plans"]
    of_file = {plan["file"]: plan["readability"] for plan in plans}
    assert of_file["greeting.pdf"]["ocr_pages"] == [1]
    assert of_file["greeting.pdf"]["ocr_confidence"] > 0.7
    assert of_file["text.txt"]["ocr_pages"] == []
    assert main(["status", "--index", str(index)]) == 0
    assert "greeting.pdf: 1 ページは画像からの読み取り(OCR、確かさ " in capsys.readouterr().out


@needs_fonts
@needs_tesseract
def test_no_page_is_read_twice(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {path: path.stat().st_mtime_ns for path in (index / "cache" / "scans").iterdir()}
    assert len(kept) == 3
    assert main(["build", str(index.parent / "plans"), "--index", str(index)]) == 0
    assert {path: path.stat().st_mtime_ns for path in (index / "cache" / "scans").iterdir()} == kept


@needs_fonts
@needs_tesseract
def test_vertical_writing_is_read_down_its_columns_from_the_right(tmp_path: Path) -> None:
    scans = Scans(tmp_path / "scans")
    path = scan(BY_NAME[VERTICAL], tmp_path / "greeting.pdf")
    assert read_scan(scans, 1, path)
    assert not read_scan(scans, 1, path)
    [document] = read(path, scans)
    lines = ["".join(line.split()) for line in document.text.splitlines() if line.strip()]
    assert lines[0] == "はじめに"
    assert lines[-2].startswith("令和")
    assert "近年、少子高齢化や核家族化が進み" in "".join(lines)


@needs_fonts
@needs_tesseract
@pytest.mark.parametrize("quarters", [1, 2])
def test_a_page_on_its_side_is_turned(tmp_path: Path, quarters: int) -> None:
    page = BY_NAME["running text"]
    image = scanned(typeset(page)[0], Wear(noise=4), 300, 1).rotate(90 * quarters, expand=True)
    path = tmp_path / "turned.tif"
    image.save(path, dpi=(300, 300))
    scans = Scans(tmp_path / "scans")
    read_scan(scans, 1, path)
    [document] = read(path, scans)
    assert "ひとり暮らしの高齢者は3,152世帯" in "".join(document.text.split())


@needs_fonts
@needs_tesseract
def test_a_tiff_of_several_pages_is_a_document_of_as_many(tmp_path: Path) -> None:
    first, second = (scanned(typeset(BY_NAME[name])[0], Wear(), 150, 1) for name in (DESKS, TARGETS))
    path = tmp_path / "two.tiff"
    first.save(path, save_all=True, append_images=[second], dpi=(150, 150))
    corpus = read_corpus([tmp_path], {}, scanning=Scanning(Scans(tmp_path / "kept")))
    [plan] = corpus.plans
    assert corpus.readability[plan.id].ocr_pages == (1, 2)
    assert {desk.phone for desk in corpus.of(Desk)} >= {"0597-36-5093"}
    assert {each.name for each in corpus.of(Indicator)} >= {"ふれあいサロンの数"}
    assert all(each.ocr for each in corpus.records)


@needs_fonts
def test_without_tesseract_the_pages_are_named_as_images_with_the_command_that_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = scan(BY_NAME[DESKS], tmp_path / "desks.pdf")
    monkeypatch.setenv("PATH", "")
    can_read.cache_clear()
    try:
        with pytest.raises(WithoutText, match=r"^desks\.pdf: .*画像だけ.*実行してから") as caught:
            read(path)
    finally:
        can_read.cache_clear()
    assert caught.value.pages == (1,)
    assert caught.value.remedy == how_to_bring_it()


@needs_fonts
def test_what_is_kept_is_used_where_tesseract_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = scan(BY_NAME[DESKS], tmp_path / "desks.pdf")
    scans = Scans(tmp_path / "scans")
    line = ScannedLine("地域包括支援センター 電話0597-31-2840", Box(60, 60, 400, 74), 0.83)
    page = ScannedPage(595, 842, (line,), (), vertical=False)
    monkeypatch.setattr("corpus.readers.scans.recognise.recognise", lambda dots, seconds: page)
    read_scan(scans, 1, path)
    [document] = read(path, scans)
    assert document.text == line.text
    assert document.origins == (Origin(None, 1, None, 0.83),)
    found = assess(document, ())
    assert (found.ocr_pages, found.ocr_confidence, found.image_only_pages) == ((1,), 0.83, ())


def test_what_is_kept_comes_back_whole_and_what_is_broken_does_not(tmp_path: Path) -> None:
    scans = Scans(tmp_path / "scans")
    page = ScannedPage(595.0, 842.0, (ScannedLine("窓口", Box(1, 2, 3, 4), 0.9),), (Box(0, 1, 9, 1),), vertical=True)
    scans.keep("abc", page)
    assert scans.find("abc") == page
    assert scans.find("other") is None
    [file] = (tmp_path / "scans").iterdir()
    file.write_text('{"lines": 3}', encoding="utf-8")
    assert scans.find("abc") is None


def test_the_letters_of_a_line_stand_side_by_side_as_wide_as_they_are() -> None:
    page = ScannedPage(595, 842, (ScannedLine("令和7年", Box(100, 10, 135.5, 20), 1.0),), (), vertical=False)
    boxes = [glyph.box for glyph in page.as_type().glyphs]
    assert [round(box.right - box.left) for box in boxes] == [10, 10, 6, 10]
    assert {(box.top, box.bottom) for box in boxes} == {(10, 20)}


def test_a_span_is_as_sure_as_its_lines_that_were_read_off_an_image() -> None:
    plan = Plan(
        "p", "ab\ncdef\ngh", (0, 3, 8), None, None, None, None, None, None, None, None, None, None, "p.pdf", "",
        origins=(Origin(None, 1, None), Origin(None, 2, None, 0.8), Origin(None, 2, None, 0.5)),
    )  # fmt: skip
    assert plan.ocr_of(0, 2) is None
    assert plan.ocr_of(3, 7) == 0.8
    assert plan.ocr_of(0, 10) == round((5 * 0.8 + 2 * 0.5) / 7, 3)
    assert replace(plan, origins=()).ocr_of(0, 10) is None


def test_pictures_of_web_pages_are_passed_over_in_a_folder() -> None:
    assert {".tif", ".tiff", ".pdf"} <= ENDINGS
    assert ENDINGS.isdisjoint((".png", ".jpg", ".jpeg"))


@needs_fonts
@needs_tesseract
def test_a_page_that_takes_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = scan(BY_NAME[DESKS], tmp_path / "desks.pdf")
    monkeypatch.setenv("PATH", program(tmp_path, "exec sleep 60"))
    monkeypatch.setattr("corpus.readers.scans.reading.PAGE_SECONDS", 1.0)
    with pytest.raises(UnreadableDocument, match=r"1 ページの文字認識\(OCR\)に 1 秒を超えて"):
        read_scan(Scans(tmp_path / "scans"), 1, path)
    assert not (tmp_path / "scans").exists()


def program(folder: Path, does: str) -> str:
    """A PATH with a Tesseract that knows Japanese and ``does`` something else than read."""
    path = folder / "bin" / "tesseract"
    path.parent.mkdir()
    listed = 'if [ "$1" = --list-langs ]; then echo eng; echo jpn; echo jpn_vert; exit 0; fi'
    path.write_text(f"#!/bin/sh\n{listed}\n{does}\n", encoding="utf-8")
    path.chmod(0o755)
    return f"{path.parent}:{os.environ['PATH']}"


@needs_fonts
def test_a_program_that_fails_is_told_and_what_it_did_not_read_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan(BY_NAME[DESKS], tmp_path / "desks.pdf")
    (tmp_path / "text.txt").write_text("白瀬野市の計画\n\n見守りは自治会が行います。\n", encoding="utf-8")
    monkeypatch.setenv("PATH", program(tmp_path, "exit 3"))
    can_read.cache_clear()
    try:
        paths = [tmp_path / "desks.pdf", tmp_path / "text.txt"]
        corpus = read_corpus(paths, {}, scanning=Scanning(Scans(tmp_path / "kept")))
    finally:
        can_read.cache_clear()
    told = [str(problem) for problem in corpus.problems]
    assert told[0].startswith("desks.pdf: 1 ページの文字認識(OCR)ができませんでした(tesseract 3)。")
    assert told[1].startswith("desks.pdf: 文字が取り出せません")
    assert len(corpus.plans) == 1
    assert not (tmp_path / "kept").exists()


@needs_fonts
@needs_tesseract
@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_is_one_sentence_and_the_pages_so_far_stay(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    images = [scanned(typeset(BY_NAME[name])[0], Wear(), 150, 1) for name in (DESKS, TARGETS, VERTICAL, DESKS)]
    images[0].save(tmp_path / "plans" / "a.tif", save_all=True, append_images=images[1:], dpi=(150, 150))
    kept, index = tmp_path / "index" / "cache" / "scans", tmp_path / "index"
    command = [sys.executable, "-m", "cli", "build", str(tmp_path / "plans"), "--index", str(index)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as build:
        until = time.monotonic() + 120
        while not (kept.exists() and any(kept.glob("*.json"))) and time.monotonic() < until:
            time.sleep(0.05)
        build.send_signal(signal.SIGINT)
        _, told = build.communicate(timeout=60)
    assert (build.returncode, told.strip()) == (1, "中断しました。")
    before = {path.name: path.stat().st_mtime_ns for path in kept.glob("*.json")}
    assert before
    assert main(["build", str(tmp_path / "plans"), "--index", str(index)]) == 0
    after = {path.name: path.stat().st_mtime_ns for path in kept.glob("*.json")}
    assert len(after) == 3 and before.items() <= after.items()


def test_what_the_program_prints_is_put_together_without_blanks_between_japanese_words() -> None:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    rows = (
        ("5", "1", "96", "地域"), ("5", "1", "90", "包括"), ("5", "1", "92", "3"), ("5", "1", "92", "か所"),
        ("5", "3", "80", "Noto"), ("5", "3", "80", "CJK"), ("4", "3", "-1", ""), ("5", "3", "80", '"'),
    )  # fmt: skip
    table = head + "".join(
        f"{level}\t{page}\t1\t1\t1\t1\t0\t0\t9\t9\t{conf}\t{text}\n" for level, page, conf, text in rows
    )
    first, second, third = tesseract._by_line(table, 3)
    assert (first.text, round(first.confidence, 2)) == ("地域包括3か所", 0.93)
    assert (second.text, second.confidence) == ("", 0.0)
    assert third.text == 'Noto CJK"'
