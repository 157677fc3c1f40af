from pathlib import Path

import pytest

from corpus.about.sources import COLUMNS, Look, Source, read_looks, read_sources, read_table
from corpus.errors import BadSources

HEADER = (
    "plan_id,file,municipality_code,prefecture,municipality,title,kind,status,period_start,period_end,published,url"
)
ROW = "todai-1,todai.txt,990019,架空県,灯台市,灯台市地域福祉計画,地域福祉計画,確定,2024,2029,2024-03,https://example.invalid/"


def table(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "sources.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def test_a_row_says_what_staff_know_of_a_document(tmp_path: Path) -> None:
    assert read_sources(table(tmp_path, HEADER, ROW)) == {
        "todai.txt": Source(
            plan_id="todai-1",
            file="todai.txt",
            municipality_code="990019",
            prefecture="架空県",
            municipality="灯台市",
            title="灯台市地域福祉計画",
            kind="地域福祉計画",
            status="確定",
            period_start=2024,
            period_end=2029,
            published="2024-03",
            url="https://example.invalid/",
        )
    }


def test_an_empty_cell_and_a_cell_that_is_not_there_are_none(tmp_path: Path) -> None:
    source = read_sources(table(tmp_path, HEADER, "todai-1, todai.txt ,,,,,,"))["todai.txt"]
    assert source == Source("todai-1", "todai.txt", *[None] * 10)


def test_a_period_may_be_written_in_years_of_an_era(tmp_path: Path) -> None:
    row = ROW.replace(",2024,2029,", ",令和6年度,R11,")
    source = read_sources(table(tmp_path, HEADER, row))["todai.txt"]
    assert (source.period_start, source.period_end) == (2024, 2029)


def test_a_code_keeps_its_leading_zero(tmp_path: Path) -> None:
    source = read_sources(table(tmp_path, HEADER, ROW.replace("990019", "062031")))["todai.txt"]
    assert source.municipality_code == "062031"


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig", "utf-16", "euc_jp"])
def test_the_table_may_come_from_a_spreadsheet_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    assert read_sources(table(tmp_path, HEADER, ROW, encoding=encoding))["todai.txt"].title == "灯台市地域福祉計画"


def test_columns_may_stand_in_any_order_beside_others(tmp_path: Path) -> None:
    path = table(tmp_path, "備考," + ",".join(reversed(COLUMNS)), "," * 10 + ",todai.txt,todai-1")
    assert read_sources(path)["todai.txt"].plan_id == "todai-1"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        pytest.param(
            [HEADER.replace("period_end,", ""), ROW], "列 period_end がありません。見出し行を直してから", id="a column"
        ),
        pytest.param(["plan_id;file", "a;b"], "列 plan_id、file、", id="semicolons between the cells"),
        pytest.param([""], "列 plan_id、file、", id="an empty file"),
        pytest.param([HEADER, ",todai.txt"], "2 行目に plan_id か file がありません。", id="no plan"),
        pytest.param([HEADER, ROW, "todai-2,"], "3 行目に plan_id か file がありません。", id="no file"),
        pytest.param([HEADER, ROW, "todai-1,other.txt"], "3 行目の plan_id か file が前の行と", id="one plan twice"),
        pytest.param([HEADER, ROW, "todai-2,todai.txt"], "3 行目の plan_id か file が前の行と", id="one file twice"),
        pytest.param([HEADER, '"' + "長い欄" * 50_000], "表として読めません。引用符を直してから", id="open quote"),
    ],
)
def test_a_table_that_cannot_be_used_says_what_is_wrong_with_it(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(BadSources) as caught:
        read_sources(table(tmp_path, *lines))
    assert str(caught.value).startswith("sources.csv: ")
    assert message in str(caught.value)
    assert str(caught.value).endswith("直してから、もう一度 fukushi build を実行してください。")


def test_a_table_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(BadSources, match=r"^一覧\.csv: 見つかりません。ファイルを確かめ直してから"):
        read_sources(tmp_path / "一覧.csv")


def test_a_spreadsheet_file_in_place_of_a_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    path.write_bytes(b"PK\x03\x04\x14\x00\x06\x00")
    with pytest.raises(BadSources, match="UTF-8 の CSV として保存し直してから"):
        read_sources(path)


def test_a_code_that_a_spreadsheet_took_for_a_number_gets_its_leading_zero_back(tmp_path: Path) -> None:
    row = "tsuki,tsuki.txt,62031,架空県,月見市,月見市地域福祉計画,地域福祉計画,確定,2024,2029,,"
    path = tmp_path / "sources.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n,,,,,,,,,,,\n", encoding="utf-8")
    assert [source.municipality_code for source in read_sources(path).values()] == ["062031"]


def test_licence_and_attribution_may_stand_in_columns_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    header = ",".join((*COLUMNS, "licence", "attribution"))
    path.write_text(f"{header}\np-1,a.txt,,,,,,,,,,,CC BY 4.0,汐見原市\n", encoding="utf-8")
    source = read_sources(path)["a.txt"]
    assert (source.licence, source.attribution) == ("CC BY 4.0", "汐見原市")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        pytest.param("2026-11-28", "2026-11-28", id="as it is kept"),
        pytest.param("2026/11/8", "2026-11-08", id="as spreadsheets write it"),
        pytest.param("令和8年11月28日", "2026-11-28", id="in years of an era"),
        pytest.param("昨年の秋", "昨年の秋", id="no day"),
        pytest.param("", None, id="empty"),
    ],
)
def test_the_day_on_which_somebody_looked_may_be_written_in_any_way(tmp_path: Path, cell: str, day: str | None) -> None:
    path = table(tmp_path, f"{HEADER},looked_on", f"{ROW},{cell}")
    assert read_sources(path)["todai.txt"].looked_on == day
    assert read_looks(path) == ()


def test_a_row_without_a_file_tells_that_somebody_looked_and_found_none(tmp_path: Path) -> None:
    path = table(tmp_path, f"{HEADER},looked_on", f"{ROW},", ",,62031,山形県,鶴岡市,,地域福祉計画,,,,,,2026/10/1")
    assert list(read_sources(path)) == ["todai.txt"]
    assert read_looks(path) == (Look("062031", "山形県", "鶴岡市", "地域福祉計画", "2026-10-01"),)


def test_a_row_is_named_by_the_line_of_the_file_on_which_it_begins(tmp_path: Path) -> None:
    rows = read_table(table(tmp_path, HEADER, '"a\r\nb",x.txt', "", ",,", "c,y.txt,,,,,,,,,,,too,many")).rows
    assert [(row.line, row.cells["file"], row.beyond) for row in rows] == [
        (2, "x.txt", ()),
        (6, "y.txt", ("too", "many")),
    ]


@pytest.mark.parametrize(
    ("prefecture", "municipality", "code"),
    [
        ("", "小平市", "132110"),
        ("東京都", "府中市", "132063"),
        ("広島県", "府中市", "342084"),
        ("", "府中市", None),  # there are two
        ("神奈川県", "小平市", None),
        ("", "高津区", None),  # a ward of 川崎市, whose plan it need not be
        ("", "灯台市", None),
    ],
)
def test_a_municipality_named_without_its_code_gets_it(
    tmp_path: Path, prefecture: str, municipality: str, code: str | None
) -> None:
    row = f"todai-1,todai.txt,,{prefecture},{municipality},,,,,,,"
    source = read_sources(table(tmp_path, HEADER, row))["todai.txt"]
    assert source.municipality_code == code
    assert source.prefecture == (prefecture or ("東京都" if code else None))
