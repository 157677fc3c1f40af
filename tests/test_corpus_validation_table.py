"""Checks of the table of sources; each test is of faults in several wordings, and of what is no fault."""

from collections.abc import Callable, Iterable

import pytest

from corpus.about.gazetteer import municipalities
from corpus.about.sources import COLUMNS, OPTIONAL
from corpus.validation.finding import Finding
from corpus.validation.places import check_digit, codes_that_do_not_fit, unknown_codes, unknown_owners
from corpus.validation.rows import (
    doubled_rows,
    missing_files,
    unknown_columns,
    unknown_statuses,
    wrong_dates,
    wrong_periods,
)
from corpus.validation.survey import Survey
from tests.made_survey import file_of, read_of, row_of, survey_of

Find = Callable[[Survey], Iterable[Finding]]


def found(find: Find, survey: Survey) -> list[tuple[int | None, str]]:
    """The line and the sentences of each finding."""
    return [(each.line, each.message + each.remedy) for each in find(survey)]


def one(find: Find, survey: Survey) -> str:
    """The sentences of the one thing that is found."""
    ((_, said),) = found(find, survey)
    return said


@pytest.mark.parametrize("find", [unknown_columns, doubled_rows, missing_files, wrong_periods, wrong_dates,
                                  unknown_statuses, unknown_codes, codes_that_do_not_fit])  # fmt: skip
def test_a_faultless_table_has_no_findings(find: Find) -> None:
    rows = (
        row_of(), row_of(3, plan_id="zushi", file="zushi.pdf", municipality_code="142085", municipality="逗子市",
                         status="", period_start="令和6年度", period_end="R11", published="令和6年3月", looked_on="2026/11/1"),
        row_of(4, plan_id="", file="", looked_on="2026-10-01"),
    )  # fmt: skip
    files = [file_of("kamakura.txt"), file_of("zushi.pdf")]
    assert found(find, survey_of(*rows, files=files, columns=(*COLUMNS, *OPTIONAL))) == []


def test_a_table_that_cannot_be_read_is_told_with_the_reason() -> None:
    assert found(unknown_columns, survey_of(fault="文字として読めません。UTF-8 の CSV として保存し")) == [
        (None, "文字として読めません。ファイルを確かめ、UTF-8 の CSV として保存し直してください。")
    ]


def test_a_column_that_is_not_known_is_told_with_the_one_it_may_be() -> None:
    assert "looked_on のことでしたら" in one(unknown_columns, survey_of(columns=(*COLUMNS, "lookedon")))
    assert "licence のことでしたら" in one(unknown_columns, survey_of(columns=(*COLUMNS, "License")))
    said = one(unknown_columns, survey_of(columns=(*COLUMNS, "備考")))
    assert said == "列「備考」は使われません。要らなければ消してください。"


def test_a_column_that_is_missing_or_there_twice_and_cells_beyond_the_last_are_told() -> None:
    assert one(unknown_columns, survey_of(columns=COLUMNS[:-1])).startswith("列 url がありません。")
    assert one(unknown_columns, survey_of(columns=(*COLUMNS, "url"))).startswith("列「url」が 2 つあります。")
    assert found(unknown_columns, survey_of(row_of(7, ("こども", "計画")))) == [
        (7, '見出しの列より 2 つ多くの欄があります。読点やカンマを含む欄を引用符(")で囲んでください。')
    ]
    assert found(unknown_columns, survey_of(row_of(7, ("", "")))) == []


def test_a_file_or_a_plan_in_two_rows_is_told_with_both_lines() -> None:
    assert found(doubled_rows, survey_of(row_of(2), row_of(5, file="other.txt"))) == [
        (5, "plan_id「kamakura-chiiki-4」は 2 行目にもあります。どちらかを消すか、名前を分けてください。")
    ]
    assert found(doubled_rows, survey_of(row_of(2), row_of(9, plan_id="b")))[0][1].startswith(
        "file「kamakura.txt」は 2 行目"
    )
    assert found(doubled_rows, survey_of(row_of(3, file="")))[0][1].startswith("plan_id か file がありません。")


def test_a_file_that_is_not_there_is_told_with_the_one_that_it_may_be() -> None:
    for written, lies in (
        ("Kamakura.PDF", "kamakura.pdf"),
        ("ｋａｍａｋｕｒａ.pdf", "kamakura.pdf"),
        ("kamakura-3.pdf", "kamakura_3.pdf"),
        ("shi/kamakura.pdf", "kamakura.pdf"),
    ):
        said = one(missing_files, survey_of(row_of(file=written), files=[file_of(lies)]))
        assert said == f"ファイル「{written}」が見つかりません。「{lies}」のことでしたら名前をそろえてください。"
    said = one(missing_files, survey_of(row_of(file="zushi.pdf"), files=[file_of("計画.txt")]))
    assert said.endswith("フォルダに置くか、行を消してください。")


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        pytest.param("2029", "2024", "期間の終わり(2024年度)が始まり(2029年度)より前です。", id="the wrong way round"),
        pytest.param(
            "令和6年度", "平成31年度", "期間の終わり(2019年度)が始まり(2024年度)より前です。", id="another era"
        ),
        pytest.param("R6", "R2", "期間の終わり(2020年度)が始まり(2024年度)より前です。", id="short eras"),
        pytest.param("1994", "2029", "期間が 36 年間あります。", id="a digit wrong"),
        pytest.param("来年度", "2029", "始まりの年度「来年度」が年度として読めません。", id="no year"),
        pytest.param("2024", "未定", "終わりの年度「未定」が年度として読めません。", id="not yet known"),
    ],
)
def test_a_period_that_cannot_be_is_told(start: str, end: str, said: str) -> None:
    assert one(wrong_periods, survey_of(row_of(period_start=start, period_end=end))).startswith(said)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        pytest.param(
            {"looked_on": "2026-12-01"}, "確認した日(looked_on)「2026-12-01」はまだ来ていません。", id="to come"
        ),
        pytest.param({"looked_on": "昨日"}, "確認した日(looked_on)「昨日」が日付として読めません。", id="no day"),
        pytest.param({"looked_on": "2026-10"}, "確認した日(looked_on)「2026-10」が日付として", id="a month only"),
        pytest.param({"published": "2027-03"}, "公表日(published)「2027-03」はまだ来ていません。", id="next year"),
        pytest.param({"published": "2024-02-30"}, "公表日(published)「2024-02-30」が日付として", id="30 February"),
        pytest.param({"published": "春ごろ"}, "公表日(published)「春ごろ」が日付として読めません。", id="a season"),
    ],
)
def test_a_day_that_cannot_be_is_told(cells: dict[str, str], said: str) -> None:
    assert one(wrong_dates, survey_of(row_of(2, (), **cells))).startswith(said)


def test_a_status_that_no_filter_knows_is_told() -> None:
    for status in ("決定", "パブコメ中", "draft"):
        assert one(unknown_statuses, survey_of(row_of(status=status))).startswith(f"状態「{status}」は使われません。")
    for status in ("確定", "案", "素案", "原案", "改定", "改定前"):
        assert found(unknown_statuses, survey_of(row_of(status=status))) == []


def test_a_code_that_japan_does_not_have_is_told_with_the_one_that_it_may_be() -> None:
    said = one(unknown_codes, survey_of(row_of(municipality_code="14204")))
    assert said.endswith("検査数字を付けた 6 桁の 142042(鎌倉市)ではありませんか。")
    assert one(unknown_codes, survey_of(row_of(municipality_code="142043"))).endswith("鎌倉市のコードは 142042 です。")
    assert one(unknown_codes, survey_of(row_of(municipality_code="１４２０４２"))).endswith(
        "半角の 142042 にしてください。"
    )
    said = one(unknown_codes, survey_of(row_of(municipality_code="990019", municipality="汐見原市")))
    assert said.endswith("6 桁の全国地方公共団体コードを確かめてください。")
    assert one(unknown_codes, survey_of(row_of(municipality_code="", municipality="汐見原市"))).startswith(
        "「汐見原市」という"
    )


def test_codes_of_wards_prefectures_and_with_a_digit_dropped_by_a_spreadsheet_are_known() -> None:
    for code, name in (
        ("141313", "川崎市川崎区"),
        ("140007", "神奈川県"),
        ("62031", "鶴岡市"),
        ("", "神奈川県"),
        ("", "高津区"),
    ):
        assert found(unknown_codes, survey_of(row_of(municipality_code=code, municipality=name))) == []
    assert found(unknown_codes, survey_of(row_of(municipality_code="140015"))) != []
    assert found(unknown_codes, survey_of(row_of(municipality_code="480002"))) != []


def test_the_check_digit_is_that_of_every_municipality() -> None:
    assert [each.code for each in municipalities() if check_digit(each.code[:5]) != each.code[5]] == []


def test_a_code_of_another_municipality_than_the_row_names_is_told() -> None:
    said = one(codes_that_do_not_fit, survey_of(row_of(municipality_code="142085")))
    assert said.startswith("コード「142085」は神奈川県逗子市のもので、行には「神奈川県鎌倉市」とあります。")
    assert found(codes_that_do_not_fit, survey_of(row_of(prefecture="東京都"))) != []
    for name, prefecture in (("鎌倉", "神奈川"), ("神奈川県鎌倉市", ""), ("", ""), ("鎌倉　市", "神奈川県")):
        assert found(codes_that_do_not_fit, survey_of(row_of(municipality=name, prefecture=prefecture))) == []


def test_a_document_of_unknown_municipality_is_told_with_those_that_it_may_be_of() -> None:
    row = row_of(4, municipality_code="", municipality="")
    stated, guessed = read_of("a.txt", code=None, row=row), read_of("b.txt", code=None, likely=("142042", "142085"))
    findings = list(unknown_owners(survey_of(row, read=[stated, guessed, read_of("c.txt")])))
    assert [(each.file, each.line) for each in findings] == [("sources.csv", 4), ("b.txt", None)]
    assert findings[1].remedy.endswith("municipality_code を入れてください(鎌倉市か逗子市かもしれません)。")
