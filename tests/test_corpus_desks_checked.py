"""窓口台帳: the table of desks that staff keep is known by its columns, and no row of it is lost without a word."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from corpus.about.sources import read_sources
from corpus.errors import UnreadableDocument
from corpus.read_plan import ReadPlan, read_plans
from corpus.records.desks.checked.days import day_of
from corpus.records.desks.checked.whose import code_of
from corpus.records.desks.desk import Desk

JAPANESE = (
    "市区町村,窓口名,用件,電話番号,FAX,所在地,受付時間,担当地域,URL,確認日\n"
    "逗子市,波音相談室,介護の相談,046-000-0001,046-000-0002,逗子市波音1-1,平日 9:00～17:00,波音1～3丁目,https://example.jp/nami,令和8年4月1日\n"
)
OPEN_DATA = (
    "全国地方公共団体コード,ID,地方公共団体名,名称,名称_カナ,所在地_連結表記,電話番号,内線番号,利用可能曜日,開始時間,終了時間,確認年月日\n"
    "142085,001,神奈川県逗子市,こども波音課,コドモナミネカ,逗子市波音2-2,046-000-0003,215,月火水木金,08:30,17:15,2026-04-02\n"
)


def read(path: Path) -> tuple[ReadPlan, ...]:
    return read_plans(None, path.name, path)


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "madoguchi.csv"
    path.write_text(text, encoding="utf-8")
    return path


def desks(found: Sequence[ReadPlan]) -> list[Desk]:
    return [desk for each in found for desk in each.structure.of(Desk)]


def said(found: Sequence[ReadPlan]) -> list[str]:
    return [str(problem).removeprefix("madoguchi.csv: ") for each in found for problem in each.problems]


def test_a_table_with_japanese_headings_is_one_of_desks_that_a_person_checked(tmp_path: Path) -> None:
    found = read(table(tmp_path, JAPANESE))
    desk = desks(found)[0]
    assert (desk.name, desk.what_for, desk.phones, desk.fax) == (
        "波音相談室", "介護の相談", ("046-000-0001",), "046-000-0002",
    )  # fmt: skip
    assert (desk.address, desk.hours, desk.areas) == ("逗子市波音1-1", "平日 9:00～17:00", ("波音1～3丁目",))
    assert (desk.url, desk.checked_on, desk.source) == ("https://example.jp/nami", date(2026, 4, 1), "desk_table")
    assert (found[0].plan.municipality, found[0].plan.kind, said(found)) == ("逗子市", "窓口台帳", [])


def test_the_headings_of_open_data_are_accepted_as_they_are(tmp_path: Path) -> None:
    desk = desks(read(table(tmp_path, OPEN_DATA)))[0]
    assert (desk.name, desk.phone, desk.extension, desk.address) == (
        "こども波音課",
        "046-000-0003",
        "215",
        "逗子市波音2-2",
    )
    assert (desk.hours, desk.checked_on) == ("月火水木金 08:30 17:15", date(2026, 4, 2))


def test_a_workbook_has_its_headings_under_title_rows_and_may_have_other_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "窓口"
    for row in (
        ["福祉の窓口一覧"],
        ["福祉総務課 作成"],
        [],
        ["自治体", "課名", "業務内容", "TEL", "最終確認日"],
        ["葉山町", "潮風福祉課", "手当", "046-000-0004", date(2026, 5, 1)],
        ["※ 夜間は代表へ"],
    ):
        sheet.append(row)
    book.create_sheet("作業メモ").append(["来月までに見直す"])
    path = tmp_path / "madoguchi.xlsx"
    book.save(path)
    found = read(path)
    desk = desks(found)[0]
    assert (desk.name, desk.what_for, desk.phone, desk.checked_on) == (
        "潮風福祉課", "手当", "046-000-0004", date(2026, 5, 1),
    )  # fmt: skip
    assert found[0].plan.title == "福祉の窓口一覧"
    assert [str(each) for each in found[0].problems] == [
        "madoguchi.xlsx: シート「作業メモ」は確認日のある窓口の表ではないので、読みませんでした。"
    ]


def test_each_desk_stands_in_the_text_of_its_document(tmp_path: Path) -> None:
    found = read(table(tmp_path, JAPANESE + "葉山町,潮風課,手当,046-000-0004,,,,,,2026/5/1\n"))
    assert [each.plan.municipality for each in found] == ["逗子市", "葉山町"]
    for each in found:
        for desk in each.structure.of(Desk):
            assert desk.name in each.plan.text[desk.start : desk.end]
            assert (desk.phone or "") in each.plan.text[desk.start : desk.end]
    assert found[1].plan.line_of(desks(found)[1].start) == 3


@pytest.mark.parametrize(
    "text",
    [
        "名称,住所,電話番号\n波音公民館,波音1-1,046-000-0001\n",  # no day of a check
        "名称,住所,電話番号,点検日\n波音公園,波音1-1,046-000-0001,2026-04-01\n",  # another day
        "名称,住所,電話番号,確認日\n波音海岸,波音1-1,046-000-0001,2026-04-01\n",  # no desk
        "名称,住所,確認日\n波音相談室,波音1-1,2026-04-01\n",  # nothing to call
    ],
)
def test_another_list_of_places_stays_what_it_is(tmp_path: Path, text: str) -> None:
    assert {desk.source for desk in desks(read(table(tmp_path, text)))} <= {"plan"}


def test_a_row_without_a_name_is_told_and_not_read(tmp_path: Path) -> None:
    found = read(table(tmp_path, JAPANESE + "逗子市,,手当,046-000-0009,,,,,,2026-04-01\n"))
    assert said(found) == ["3 行目に窓口の名前がないので、読みませんでした。名前を書いてください。"]
    assert [desk.name for desk in desks(found)] == ["波音相談室"]


@pytest.mark.parametrize(
    ("phone", "told"),
    [("", "「潮風課」に電話番号がありません。"), ("内緒", "「潮風課」の電話番号「内緒」は番号として読めません。")],
)
def test_a_row_without_a_number_is_told_and_kept(tmp_path: Path, phone: str, told: str) -> None:
    found = read(table(tmp_path, JAPANESE + f"逗子市,潮風課,手当,{phone},,,,,,2026-04-01\n"))
    assert [(desk.name, desk.phone) for desk in desks(found)][1] == ("潮風課", None)
    assert len(said(found)) == 1
    assert told in said(found)[0]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-02-30", "の確認日「2026-02-30」は日付として読めません。"),
        ("春ごろ", "の確認日「春ごろ」は日付として読めません。"),
        ("2126-04-01", "の確認日「2126-04-01」は、まだ来ていない日です。"),
        ("", "に確認日がありません。"),
    ],
)
def test_a_day_that_cannot_be_is_told_and_no_day(tmp_path: Path, day: str, told: str) -> None:
    found = read(table(tmp_path, JAPANESE + f"逗子市,潮風課,手当,046-000-0009,,,,,,{day}\n"))
    assert desks(found)[1].checked_on is None
    assert said(found) == [f"3 行目の「潮風課」{told}確認日の分からない窓口として案内します。"]


def test_a_municipality_that_is_not_known_is_told_with_its_row(tmp_path: Path) -> None:
    found = read(table(tmp_path, JAPANESE + "汐鳴市,潮風課,手当,046-000-0009,,,,,,2026-04-01\n"))
    assert [desk.name for desk in desks(found)] == ["波音相談室"]
    assert said(found)[0].startswith(
        "3 行目の「潮風課」は、市区町村「汐鳴市」がどこか分からないので、読みませんでした。"
    )


def test_a_table_of_unknown_municipalities_alone_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="市区町村「汐鳴市」がどこか分からない"):
        read(table(tmp_path, JAPANESE.replace("逗子市,波", "汐鳴市,波")))


def test_of_two_rows_for_one_desk_the_later_check_stays(tmp_path: Path) -> None:
    found = read(table(tmp_path, JAPANESE + "逗子市,波音相談室,介護の相談,046-000-0009,,,,波音1～3丁目,,2026-06-01\n"))
    assert [desk.phone for desk in desks(found)] == ["046-000-0009"]
    assert said(found) == [
        "2 行目と3 行目は、どちらも「波音相談室」です。3 行目を残し、2 行目は読みませんでした。どちらかを消してください。"
    ]


def test_a_desk_with_a_row_for_each_matter_keeps_both(tmp_path: Path) -> None:
    found = read(table(tmp_path, JAPANESE + "逗子市,波音相談室,手当,046-000-0001,,,,,,2026-06-01\n"))
    assert ([desk.what_for for desk in desks(found)], said(found)) == (["介護の相談", "手当"], [])


def test_a_row_that_names_no_municipality_is_of_the_only_one_that_the_others_name(tmp_path: Path) -> None:
    found = read(table(tmp_path, JAPANESE + ",潮風課,手当,046-000-0009,,,,,,2026-06-01\n"))
    assert ([each.plan.municipality for each in found], len(desks(found))) == (["逗子市"], 2)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-04-01", date(2026, 4, 1)), ("R8.4.1", date(2026, 4, 1)), ("令和８年４月１日(水)", date(2026, 4, 1)),
        ("20260401", date(2026, 4, 1)), ("2026-04-01 00:00:00", date(2026, 4, 1)), ("2026年4月", None), ("4月1日", None),
        ("2025-02-29", None),
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_spelling(cell: str, day: date | None) -> None:
    assert day_of(cell) == day


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("142085", "", ""), "142085"), (("14208", "", ""), "142085"), (("", "逗子", ""), "142085"),
        (("", "神奈川県 逗子市", ""), "142085"), (("1100", "", ""), "011002"), (("", "三浦郡葉山町", ""), "143014"),
        (("", "府中市", ""), None), (("", "府中市", "東京都"), "132063"), (("", "川崎市高津区", ""), "141305"),
        (("", "汐鳴市", ""), None), (("999999", "", ""), None),
    ],
)  # fmt: skip
def test_a_municipality_is_known_by_its_code_or_its_name(cells: tuple[str, str, str], code: str | None) -> None:
    assert code_of(*cells) == code


def test_what_staff_say_of_the_file_places_rows_whose_municipality_is_not_known(tmp_path: Path) -> None:
    path = table(tmp_path, JAPANESE.replace("逗子市,波", "汐鳴市,波"))
    (tmp_path / "sources.csv").write_text(
        "plan_id,file,municipality_code,municipality,prefecture,title,kind,status,period_start,period_end,published,url\n"
        "shionari-madoguchi,madoguchi.csv,990019,汐鳴市,,窓口一覧,,,,,,\n",
        encoding="utf-8",
    )
    found = read_plans(read_sources(tmp_path / "sources.csv")["madoguchi.csv"], path.name, path)
    assert [(each.plan.id, each.plan.municipality) for each in found] == [("shionari-madoguchi", "汐鳴市")]
    assert ([desk.name for desk in desks(found)], said(found)) == (["波音相談室"], [])


def test_rows_of_another_city_than_staff_say_stay_their_own(tmp_path: Path) -> None:
    path = table(tmp_path, JAPANESE)
    (tmp_path / "sources.csv").write_text(
        "plan_id,file,municipality_code,municipality,prefecture,title,kind,status,period_start,period_end,published,url\n"
        "madoguchi,madoguchi.csv,142042,鎌倉市,神奈川県,窓口一覧,,,,,,\n",
        encoding="utf-8",
    )
    found = read_plans(read_sources(tmp_path / "sources.csv")["madoguchi.csv"], path.name, path)
    assert found[0].plan.municipality == "逗子市"
    assert said(found) == ["一覧(--sources)では鎌倉市ですが、表の行は逗子市です。行のとおりに案内します。"]
