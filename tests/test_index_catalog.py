import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.about.sources import Look
from corpus.passage import Kind, Passage
from corpus.plan import Plan, text_digest
from index.catalog import Catalog, PlanEntry, Plans, kept, write_catalog

TEXT = "第1章 相談支援\n介護の相談は窓口へ。\n見守り\t民生委員\n"
LIFT = "障害のある方の相談 😀𠮷"
SHIOMI = Plan(
    id="shiomi-chiiki-3",
    text=TEXT,
    line_starts=(0, 9, 20),
    municipality_code="992011",
    municipality="汐見市",
    prefecture="架空県",
    title="汐見市地域福祉計画",
    kind="地域福祉計画",
    status="確定",
    period_start=2024,
    period_end=2029,
    published="2024-03",
    url="https://www.city.shiomi.example/plan?no=3#top",
    file="汐見.txt",
    digest=text_digest(TEXT),
)
EMPTY = Plan(
    "kara-2", "目次", (0,), None, None, None, None, None, None, None, None, None, None, "kara.txt", text_digest("目次")
)
KIRI = replace(SHIOMI, id="kiri-shogai-6", text=LIFT, municipality="霧谷町", digest=text_digest(LIFT))


def passage(plan: Plan, place: int, text: str, kind: Kind = Kind.BODY) -> Passage:
    start = plan.text.index(text)
    return Passage(
        id=f"{plan.id}#{place:04d}",
        plan_id=plan.id,
        headings=("第1章 相談支援",),
        header=(),
        kind=kind,
        start=start,
        end=start + len(text),
        text=text,
        line_start=2,
        line_end=2,
        page=None,
        printed_page=None,
        record_id=None,
        url=None,
    )


TALK = passage(SHIOMI, 0, "介護の相談は窓口へ。")
ROW = replace(passage(SHIOMI, 1, "見守り\t民生委員", Kind.TABLE), header=("事業名", "担い手"), page=12, printed_page=8)
FAQ = replace(passage(KIRI, 0, KIRI.text, Kind.RECORD), headings=(), record_id="faq-7", url="https://kiri.example/7")


def catalog(folder: Path, plans: Sequence[Plan] = (SHIOMI, EMPTY, KIRI), problems: Sequence[str] = ()) -> Catalog:
    write_catalog(folder / "catalog.sqlite", plans, [TALK, ROW, FAQ], problems)
    return Catalog(folder / "catalog.sqlite")


def test_passages_come_back_as_they_went_in(tmp_path: Path) -> None:
    assert catalog(tmp_path).passages([2, 0, 1]) == {0: TALK, 1: ROW, 2: FAQ}


def test_a_passage_is_found_by_its_id(tmp_path: Path) -> None:
    opened = catalog(tmp_path)
    assert opened.passage("shiomi-chiiki-3#0001") == ROW
    assert opened.passage("shiomi-chiiki-3#0009") is None


def test_rows_that_are_not_there_are_left_out(tmp_path: Path) -> None:
    opened = catalog(tmp_path)
    assert opened.passages([1, 99]) == {1: ROW}
    assert opened.passages([]) == {}


def test_a_plans_text_and_lines_come_back_to_the_character(tmp_path: Path) -> None:
    opened = catalog(tmp_path)
    assert opened.text("shiomi-chiiki-3") == SHIOMI.text
    assert opened.text("kiri-shogai-6") == "障害のある方の相談 😀𠮷"
    assert opened.line_starts("shiomi-chiiki-3") == [0, 9, 20]
    assert opened.text("shiomi-chiiki-3")[TALK.start : TALK.end] == TALK.text


@pytest.mark.parametrize("name", ["kiri", "", "shiomi-chiiki-3' OR '1'='1"])
def test_a_plan_that_is_not_there_is_a_key_error(tmp_path: Path, name: str) -> None:
    opened = catalog(tmp_path)
    with pytest.raises(KeyError):
        opened.text(name)
    with pytest.raises(KeyError):
        opened.line_starts(name)


def test_plans_are_listed_in_order_with_all_that_is_known_of_them(tmp_path: Path) -> None:
    first, second, _ = catalog(tmp_path).plans
    assert (first.municipality_code, first.municipality, first.prefecture) == ("992011", "汐見市", "架空県")
    assert (first.kind, first.status, first.period_start, first.period_end) == ("地域福祉計画", "確定", 2024, 2029)
    assert (first.published, first.url, first.file) == ("2024-03", SHIOMI.url, "汐見.txt")
    assert (second.id, second.title, second.municipality_code, second.period_start) == ("kara-2", None, None, None)


def test_a_plan_knows_the_rows_of_its_passages_and_one_without_any_has_none(tmp_path: Path) -> None:
    assert [(plan.id, plan.first_row, plan.last_row) for plan in catalog(tmp_path).plans] == [
        ("shiomi-chiiki-3", 0, 1),
        ("kara-2", 0, -1),
        ("kiri-shogai-6", 2, 2),
    ]


def test_the_plan_of_a_row_is_found_past_plans_without_passages(tmp_path: Path) -> None:
    opened = catalog(tmp_path)
    assert [opened.plan_of(row).id for row in (0, 1, 2)] == ["shiomi-chiiki-3", "shiomi-chiiki-3", "kiri-shogai-6"]


def test_the_plan_of_a_row_is_right_where_the_first_and_last_plans_are_empty(tmp_path: Path) -> None:
    other = replace(EMPTY, id="kara-9")
    opened = catalog(tmp_path, (EMPTY, SHIOMI, KIRI, other))
    assert [opened.plan_of(row).id for row in (0, 1, 2)] == ["shiomi-chiiki-3", "shiomi-chiiki-3", "kiri-shogai-6"]


def test_passages_are_counted_by_kind(tmp_path: Path) -> None:
    opened = catalog(tmp_path)
    assert opened.counts_by_kind(opened.plans[0]) == {"body": 1, "table": 1}
    assert opened.counts_by_kind(opened.plans[1]) == {}


def test_problems_are_kept_as_sentences_in_order(tmp_path: Path) -> None:
    sentences = ["古い計画.pdf: この版では PDF を読めません。", "壊れた.txt: 文字コードが分かりません。"]
    assert catalog(tmp_path, problems=sentences).problems() == sentences


def test_an_opened_catalogue_cannot_be_written(tmp_path: Path) -> None:
    before = catalog(tmp_path)
    before.close()
    file = tmp_path / "catalog.sqlite"
    content, listing = file.read_bytes(), sorted(path.name for path in tmp_path.iterdir())
    opened = Catalog(file)
    opened.passages([0])
    opened.close()
    assert file.read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == listing


def test_a_catalogue_in_a_folder_with_an_odd_name_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "計画 100%?#1"
    folder.mkdir()
    assert catalog(folder).passage("kiri-shogai-6#0000") == FAQ


def test_what_is_no_catalogue_is_refused_and_a_missing_one_is_not_made(tmp_path: Path) -> None:
    (tmp_path / "garbage.sqlite").write_bytes(b"\xff" * 8192)
    for name in ("garbage.sqlite", "missing.sqlite"):
        with pytest.raises(sqlite3.Error):
            Catalog(tmp_path / name)
    assert not (tmp_path / "missing.sqlite").exists()


def test_two_passages_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        write_catalog(tmp_path / "catalog.sqlite", [SHIOMI], [TALK, TALK], [])


def test_where_somebody_looked_comes_back_as_it_went_in(tmp_path: Path) -> None:
    looks = [
        Look("142085", "神奈川県", "逗子市", None, "2026-10-01"),
        Look("992011", None, None, "総合計画", "2026-09-01"),
    ]
    plan = replace(SHIOMI, looked_on="2026-11-01")
    write_catalog(tmp_path / "catalog.sqlite", [plan], [TALK], [], looks)
    opened = Catalog(tmp_path / "catalog.sqlite")
    assert (opened.looks(), opened.plans[0].looked_on) == (tuple(looks), "2026-11-01")


def test_what_is_made_of_all_plans_is_made_once_for_those_that_never_change() -> None:
    asked: list[int] = []

    def counted(plans: Sequence[PlanEntry]) -> int:
        asked.append(len(plans))
        return len(plans)

    entry = PlanEntry(0, "a", None, None, None, None, None, None, None, None, None, None, "", "", 0, -1)
    never = Plans((entry, entry))
    assert [kept(never, counted), kept(never, counted), asked] == [2, 2, [2]]
    assert never == (entry, entry)
    assert [kept((entry,), counted), kept((entry,), counted), asked] == [1, 1, [2, 1, 1]]
