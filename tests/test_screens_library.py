"""The library: the list of plans, the reader and the records, as whoever opens their addresses sees them."""

import html
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from app import create_app
from corpus.reading import read_corpus
from corpus.records.record_types import RecordKind
from index.build import build_index
from index.catalog import PlanEntry
from index.inputs.building import Told, build_from
from index.inputs.known import Given
from screens.library.addresses import passage_link, plan_address, reader_link
from screens.library.plan_page import _without_commands
from screens.library.reader.blocks import Block, blocks_of, trimmed
from screens.library.reader.book import Book, Heading, Part, headings_of, parts_of, read_book
from screens.library.reader.view import Place, view_of
from screens.library.records import table_of
from screens.library.shelf import Row, Wish, rows_of, shelf_of, status_of
from search.searcher import Searcher
from tests.hand_made import desk_of, entry_of

HERE = "http://127.0.0.1:7860"
SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
TODAY = date(2026, 11, 28)
ROW = Row("/library/plan/a", "あ計画", "架空県", "青波市", "地域福祉計画", "", "", "", "", 0.0, "", "")
SAID = "地域のだれもが安心して暮らせるよう、市と住民と事業者が力を合わせて取り組みます。" * 4
PLAN = f"""# 青波市地域福祉計画

この計画は、青波市の地域福祉を進めるために定めるものです。{SAID}

## 第1章 相談の体制

青波市は、困りごとを一か所で受け止める総合相談の窓口を市役所の1階に置きます。<script>alert(1)</script>{SAID}

事業名\t内容\t担当課
配食サービス\t週に3回、夕食を届けます。{SAID}\t高齢福祉課
見守り活動\t月に1回、お宅を訪ねます。{SAID}\t地域福祉課

## 第2章 計画の進め方

毎年度、進み具合を確かめ、次の年度の取組に生かします。{SAID}
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    folder = tmp_path_factory.mktemp("library")
    (folder / "aonami.md").write_text(PLAN, encoding="utf-8")
    build_index(folder / "index", read_corpus([folder / "aonami.md"], {}), None)
    catalog = Searcher.open(folder / "index").index.catalog
    return read_book(catalog, catalog.plans[0])


@pytest.fixture(scope="module")
def client(samples_index: Path) -> Iterator[TestClient]:
    with TestClient(create_app(samples_index), base_url=HERE) as client:
        yield client


def _shown(blocks: tuple[Block, ...]) -> str:
    """All that blocks say, in order."""
    cells = ["".join(piece.text for piece in each.pieces) for each in blocks]
    rows = ["\t".join("".join(p.text for p in cell) for cell in row.cells) for each in blocks for row in each.rows]
    return "\n".join([*cells, *rows])


def test_what_is_cited_is_marked_word_for_word(book: Book) -> None:
    start = book.text.index("総合相談の窓口")
    view = view_of(book, Place(start=start, end=start + len("総合相談の窓口")))
    marked = [piece for block in view.blocks for piece in block.pieces if piece.cited]
    assert [(piece.text, piece.first) for piece in marked] == [("総合相談の窓口", True)]
    assert view.note == ""


def test_a_citation_over_several_lines_is_marked_in_each_and_begins_once(book: Book) -> None:
    start, end = book.text.index("第1章"), book.text.index("を市役所の1階")
    view = view_of(book, Place(start=start, end=end))
    pieces = [piece for block in view.blocks for piece in block.pieces if piece.cited]
    assert "".join(piece.text for piece in pieces) == "".join(book.text[start:end].split("\n"))
    assert [piece.first for piece in pieces] == [True] + [False] * (len(pieces) - 1)


def test_a_citation_that_the_plan_has_not_is_told(book: Book) -> None:
    for place in (Place(start=10**8, end=10**8 + 5), Place(passage="nothing#0001"), Place(start=9, end=3)):
        view = view_of(book, place)
        assert view.cited is None
        assert "見つかりません" in view.note


def test_nothing_of_a_plan_is_left_out(book: Book) -> None:
    shown = "".join(_shown(blocks_of(book, part, None)) for part in book.parts)
    for line in book.text.split("\n"):
        assert line.strip() in shown


def test_the_outline_leads_to_places_that_are_there(book: Book) -> None:
    view = view_of(book, Place())
    anchors = {anchor for block in view.blocks for anchor in block.anchors}
    assert [entry.title for entry in view.outline][-2:] == ["第1章 相談の体制", "第2章 計画の進め方"]
    assert {entry.address.partition("#")[2] for entry in view.outline} <= anchors


def test_levels_of_headings_have_no_gap(book: Book) -> None:
    odd = replace(book, headings=tuple(replace(each, level=each.level * 3) for each in book.headings))
    levels = [block.level for block in blocks_of(odd, odd.parts[0], None) if block.kind == "heading"]
    assert levels[0] == 3
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_a_long_plan_is_cut_at_its_chapters_and_nothing_is_lost() -> None:
    chapters = ["\n".join([f"第{number}章 見出し", *["本文が続きます。" * 5] * 200]) for number in range(1, 6)]
    text = "\n".join(chapters)
    headings = tuple(Heading(0, f"第{n}章 見出し", text.index(f"第{n}章"), True) for n in range(1, 6))
    parts = parts_of(text, headings, ())
    assert [part.title for part in parts] == [f"第{n}章 見出し" for n in range(1, 6)]
    assert "".join(text[part.start : part.end] for part in parts) == text
    plain = parts_of("あ" * 90_000, (), ())
    assert [part.end - part.start for part in plain] == [20_000] * 4 + [10_000]


def test_short_chapters_share_a_page() -> None:
    text = "\n".join([f"第{number}節\n{'あ' * 300}" for number in range(100)])
    headings = tuple(Heading(0, f"第{n}節", text.index(f"第{n}節\n"), True) for n in range(100))
    assert 2 <= len(parts_of(text, headings, ())) <= 30


def test_a_table_has_th_where_the_document_says_so(book: Book) -> None:
    tables = [block for block in blocks_of(book, Part(0, len(book.text), ""), None) if block.kind == "table"]
    heads = [row.head for table in tables for row in table.rows]
    assert heads == [True, False, False]


def test_white_space_around_a_citation_is_no_part_of_it() -> None:
    assert trimmed("あ\n い \n", 1, 6) == (3, 4)
    assert trimmed("あ\n\n", 1, 3) is None
    assert trimmed("あ", 0, 2) is None


def test_headings_that_are_not_printed_stand_where_their_passage_begins(book: Book) -> None:
    passages = [replace(each, headings=("どこにもない見出し",)) for each in book.passages[:1]]
    assert [(each.start, each.printed) for each in headings_of(book.text, passages)] == [(passages[0].start, False)]


def test_links_hold_any_id() -> None:
    assert reader_link("a/b#0?c", 3, 9) == "/library/plan/a%2Fb%230%3Fc?start=3&end=9#cited"
    assert plan_address("計画", 2, "s4-0") == f"/library/plan/{quote('計画')}?part=2#s4-0"


def _plan(**changed: object) -> PlanEntry:
    return replace(entry_of("p", "青波市", "990101"), **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("plan", "status"),
    [
        (_plan(status="案"), "案"),
        (_plan(status="確定", period_start=2018, period_end=2023), "確定・期間終了"),
        (_plan(status="確定", period_start=2024, period_end=2029), "確定・期間中"),
        (_plan(), ""),
        (_plan(status="確定"), "確定"),
    ],
)
def test_the_status_of_a_plan_in_words(plan: PlanEntry, status: str) -> None:
    assert status_of(plan, TODAY) == status


def test_the_list_is_chosen_by_place_and_kind_and_comes_page_by_page() -> None:
    rows = [
        replace(ROW, title=f"{n}", municipality=f"市{n:04}", prefecture="甲県" if n % 2 else "乙県", unread=n / 1e4)
        for n in range(400)
    ]
    shelf = shelf_of(rows, Wish(prefecture="甲県", order="read", page=99))
    assert (shelf.total, shelf.page, shelf.last, len(shelf.rows)) == (200, 4, 4, 50)
    assert shelf_of(rows, Wish(order="read")).rows[0].title == "399"
    assert [row.title for row in shelf_of(rows, Wish(city="市0007")).rows] == ["7"]
    assert shelf_of(rows, Wish(kind="こども計画")).total == 0


def test_the_list_knows_no_more_than_the_catalogue() -> None:
    (row,) = rows_of([entry_of("x", None, None)], {}, TODAY)
    assert (row.municipality, row.pages, row.read) == ("", "", "")


def test_the_list_shows_every_plan_and_leads_to_it(client: TestClient) -> None:
    page = client.get("/library")
    assert page.status_code == 200
    assert "script-src 'self'" in page.headers["content-security-policy"]
    links = re.findall(r'href="(/library/plan/[^"]+)"', page.text)
    assert len(links) == 6
    for link in links:
        assert client.get(html.unescape(link)).status_code == 200


def test_a_choice_that_fits_nothing_says_so(client: TestClient) -> None:
    page = client.get("/library", params={"city": "どこにもない市"})
    assert "この条件に合う資料は、ありません。" in page.text


def test_the_reader_marks_a_passage_by_its_id(client: TestClient, samples: Searcher) -> None:
    catalog = samples.index.catalog
    plan = catalog.plans[0]
    passage = catalog.passages([plan.first_row])[plan.first_row]
    page = client.get(passage_link(plan.id, passage.id).partition("#")[0])
    assert 'id="cited"' in page.text
    assert page.text.count('id="cited"') == 1


def test_an_unknown_plan_is_told_without_its_name(client: TestClient) -> None:
    for path in ("/library/plan/no%2Fsuch%23plan", "/library/records/desks/none", "/library/records/none/none"):
        page = client.get(path)
        assert page.status_code == 404
        assert "such" not in page.text


@pytest.mark.parametrize("kind", ["measures", "indicators", "desks", "services"])
def test_the_records_of_a_plan_lead_to_where_they_stand(client: TestClient, samples: Searcher, kind: str) -> None:
    for plan in samples.index.catalog.plans:
        page = client.get(f"/library/records/{kind}/{quote(plan.id, safe='')}")
        assert page.status_code == 200
        for link in re.findall(r'href="(/library/plan/[^"]+start=[^"]+)"', page.text)[:3]:
            assert 'id="cited"' in client.get(html.unescape(link).partition("#")[0]).text


def test_text_is_shown_and_never_run(book: Book) -> None:
    from jinja2 import Environment, PackageLoader, PrefixLoader

    templates = Environment(loader=PrefixLoader({"library": PackageLoader("screens.library")}), autoescape=True)
    macros = templates.get_template("library/macros.html").module
    (block,) = (each for each in view_of(book, Place()).blocks if "script" in _shown((each,)))
    assert "&lt;script&gt;" in macros.said(block.pieces)  # type: ignore[attr-defined]
    assert "<script>" not in macros.said(block.pieces)  # type: ignore[attr-defined]


@pytest.fixture
def pdf_client(tmp_path: Path) -> Iterator[TestClient]:
    """The made-up plan that is a PDF, in a folder of its own, built as a person builds it."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "tsukimori.pdf").write_bytes((SAMPLES / "tsukimori-kodomo.pdf").read_bytes())
    build_from(tmp_path / "index", Given((str(tmp_path / "plans"),), ocr=False), Told())
    with TestClient(create_app(tmp_path / "index"), base_url=HERE) as client:
        yield client


def test_a_citation_of_a_pdf_is_marked_on_the_picture_of_its_page(pdf_client: TestClient, tmp_path: Path) -> None:
    text = Searcher.open(tmp_path / "index").index.catalog.text("tsukimori")
    start = text.index("子ども食堂")
    reader = pdf_client.get(reader_link("tsukimori", start, start + 5).partition("#")[0])
    (link,) = set(re.findall(r'href="(/library/page/[^"]+start[^"]+)"', reader.text))
    sheet = pdf_client.get(html.unescape(link).partition("#")[0])
    assert sheet.text.count('class="cited"') == 1
    (image,) = set(re.findall(r'<image href="([^"]+)"', sheet.text))
    picture = pdf_client.get(image)
    assert picture.content.startswith(b"\x89PNG")
    assert "script-src 'self'" in sheet.headers["content-security-policy"]

    file = tmp_path / "plans" / "tsukimori.pdf"
    file.write_bytes(file.read_bytes() + b"\n")
    changed = pdf_client.get(html.unescape(link).partition("#")[0])
    assert changed.status_code == 404
    assert "索引を作ったあとに変わっています" in changed.text
    assert pdf_client.get(image).status_code == 404
    file.unlink()
    assert "/library/page/" not in pdf_client.get("/library/plan/tsukimori").text


def test_a_page_of_what_has_none_is_not_there(client: TestClient) -> None:
    assert client.get("/library/image/1/nothing").status_code == 404
    assert client.get("/library/page/1/kirigatani-manifest").status_code == 404


def test_a_note_names_no_command() -> None:
    note = "画像のページがあります。文字認識(OCR)で読むには、apt-get install x を実行してから、もう一度 fukushi build を実行してください。"
    assert _without_commands(note) == "画像のページがあります。"
    assert _without_commands("2 ページは画像だけです。") == "2 ページは画像だけです。"


def test_a_column_in_which_nothing_stands_is_left_out() -> None:
    desks = [desk_of("p", "福祉課", phone="0000-11-2222"), desk_of("p", "支所", address="本町1番地")]
    table = table_of(RecordKind.DESKS, desks, 2, 1, 1)
    assert table.columns == ("窓口", "電話", "所在地")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["0000-11-2222", ""], ["", "本町1番地"]]
    assert table.rows[0].place == "/library/plan/p?start=0&end=3#cited"
