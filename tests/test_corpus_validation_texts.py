"""Checks of files and of what reading them gave."""

import pytest

from corpus.validation.files import clashing_names, doubled_files, wrong_encodings
from corpus.validation.spoiled import spoiled
from corpus.validation.texts import out_of_order, scans, short_plans, unreadable_passages
from corpus.validation.versions_in_force import two_in_force
from tests.made_survey import file_of, read_of, row_of, survey_of

TEXT = "汐見原市地域福祉計画\n第1章 計画の策定にあたって\n相談の窓口は市役所の福祉総務課です。\n" * 4


def test_files_with_the_same_bytes_and_documents_with_the_same_text_are_told_once() -> None:
    files = [file_of("a.txt", "x"), file_of("b.txt", "x"), file_of("c.pdf"), file_of("d.txt", None)]
    read = [
        read_of("a.txt", text="同じ\n文章"),
        read_of("b.txt", text="同じ\n文章"),
        read_of("c.pdf", text="同じ 文章"),
        read_of("d.txt"),
    ]
    findings = list(doubled_files(survey_of(files=files, read=read)))
    assert [(each.file, each.message) for each in findings] == [
        ("b.txt", "「a.txt」と中身が同じです。"), ("c.pdf", "「a.txt」と文章が同じです。"),
    ]  # fmt: skip


def test_files_that_would_be_one_plan_are_told() -> None:
    said = [
        each.message for each in clashing_names(survey_of(files=[file_of("a.pdf"), file_of("a.txt"), file_of("b.txt")]))
    ]
    assert said == ["「a.pdf」と同じ名前の計画(a)になり、あとのほうは読まれません。"]
    rows = (row_of(file="a.pdf", plan_id="one"), row_of(3, file="a.txt", plan_id="two"))
    assert list(clashing_names(survey_of(*rows, files=[file_of("a.pdf"), file_of("a.txt")]))) == []


def test_names_that_only_some_systems_tell_apart_are_told() -> None:
    for one, two in (("Plan.txt", "plan.txt"), ("計画１.txt", "計画1.txt"), ("ｹｲｶｸ.txt", "ケイカク.txt")):
        (finding,) = clashing_names(survey_of(files=[file_of(one), file_of(two)]))
        assert (finding.file, finding.message) == (two, f"「{one}」と大文字・小文字や全角・半角しか違いません。")
    files = [file_of("a/index.html"), file_of("b/index.html")]
    assert list(clashing_names(survey_of(files=files))) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16"])
def test_a_text_in_one_of_japans_encodings_is_right(encoding: str) -> None:
    assert spoiled((TEXT + "ﾃﾞｲｻｰﾋﾞｽ Café naïve ①㈱ ―～\n").encode(encoding, "ignore")) == ()


@pytest.mark.parametrize(
    ("raw", "line", "said"),
    [
        pytest.param(
            TEXT.encode() + "電話での相談\n".encode("cp932"), 13, "文字コード(UTF-8", id="Shift_JIS at the end"
        ),
        pytest.param(TEXT.encode("cp932") + TEXT[:40].encode(), 13, "文字コード(UTF-8", id="UTF-8 at the end"),
        pytest.param(TEXT.encode() + TEXT.encode("euc_jp")[:60], 13, "文字コード(UTF-8", id="EUC-JP at the end"),
        pytest.param(TEXT.encode().decode("cp932", "ignore").encode(), 1, "文字化け", id="UTF-8 taken for Shift_JIS"),
        pytest.param(TEXT.encode().decode("latin-1").encode(), 1, "文字化け", id="UTF-8 taken for Latin letters"),
        pytest.param(
            TEXT.encode("cp932").decode("utf-8", "replace").encode(), 1, "U+FFFD", id="Shift_JIS taken for UTF-8"
        ),
        pytest.param(b"abc\n\x81\xff\xfe\x01\n", 2, "どの文字コードでも", id="no text at all"),
        pytest.param(b"\xff\xfe" + TEXT.encode("utf-16-le")[:51], 1, "UTF-16", id="half a character"),
    ],
)
def test_a_text_whose_encoding_went_wrong_is_told_with_its_line(raw: bytes, line: int, said: str) -> None:
    first = spoiled(raw)[0]
    assert first.line == line
    assert said in " ".join(each.message for each in spoiled(raw))
    (finding, *_) = wrong_encodings(survey_of(files=[file_of("a.txt", None, first)]))
    assert (finding.file, finding.line) == ("a.txt", line)


def test_pages_that_are_images_are_told() -> None:
    (finding,) = scans(
        survey_of(read=[read_of("a.pdf", pages=30, images=(4, 5)), read_of("b.pdf", pages=30), read_of("c.txt")])
    )
    assert (finding.file, finding.page) == ("a.pdf", 4)
    assert finding.message == "4・5 ページは画像だけで、文字がありません(全 30 ページ)。"
    (finding,) = scans(survey_of(read=[read_of("a.pdf", pages=30, characters=600)]))
    assert finding.message == "1 ページあたり 20 字しか読み取れません。"
    (finding,) = scans(survey_of(read=[read_of("a.pdf", pages=40, images=tuple(range(1, 31)))]))
    assert finding.message.startswith("1・2・3・4・5・6・7・8・9・10 ほか、あわせて 30 ページは画像だけで")


def test_a_broken_font_is_told_apart_from_lines_out_of_order() -> None:
    font = "(cid:12)(cid:244)(cid:9)(cid:77)(cid:31)(cid:5) 2024 (cid:90)(cid:14)(cid:15)(cid:16)"
    torn = "は\nを\n、高\n。齢\nっ者\nが\nー地\nに\n、域\nをで\nは暮\n。ら\nー\nしを\nにが\nは\n"
    read = [read_of("a.pdf", garbled=[(font, 7)], pages=9), read_of("b.txt", garbled=[(torn, None), (torn, None)])]
    (finding,) = unreadable_passages(survey_of(read=read))
    assert (finding.file, finding.page, finding.line) == ("a.pdf", 7, 10)
    assert finding.message.startswith("7 ページの文字が読めません(「(cid:12)")
    (finding,) = out_of_order(survey_of(read=read))
    assert (finding.file, finding.line) == ("b.txt", 10)
    assert finding.message.startswith("10 行目ほか 1 か所の文字の順が乱れています(「はを、高。齢っ者が")


def test_lost_characters_are_told() -> None:
    (finding,) = unreadable_passages(survey_of(read=[read_of("a.pdf", lost=31), read_of("b.pdf")]))
    assert finding.message == "読めない文字が 31 字あります。"


def test_a_plan_much_shorter_than_its_kind_is_told() -> None:
    plans = [
        read_of("a.txt", characters=60_000),
        read_of("b.txt", characters=80_000),
        read_of("c.txt", characters=7_000),
    ]
    (finding,) = short_plans(survey_of(read=plans))
    assert finding.file == "c.txt"
    assert (
        finding.message == "地域福祉計画にしては 7,000 字と短すぎます(ここにあるほかの地域福祉計画は 70,000 字ほど)。"
    )
    assert list(short_plans(survey_of(read=plans[1:]))) == []
    (finding,) = short_plans(survey_of(read=[read_of("a.txt", characters=300)]))
    assert finding.message == "地域福祉計画にしては 300 字と短すぎます。"
    leaflet = read_of("a.txt", characters=300, kind="窓口一覧", title="相談窓口一覧")
    assert list(short_plans(survey_of(read=[leaflet, *plans[:2]]))) == []


@pytest.mark.parametrize(
    ("title", "period", "name"),
    [
        pytest.param("第4期鎌倉市地域福祉計画", (2022, 2027), "b.txt", id="the next before the last is over"),
        pytest.param("鎌倉市地域福祉推進計画", (2023, 2026), "b.txt", id="another name and other years"),
        pytest.param("鎌倉市地域福祉推進計画", (2024, 2029), "b.txt", id="another name and the same years"),
        pytest.param(
            "鎌倉市地域福祉計画", (2024, 2029), "old.txt", id="another file of which nothing says that it is a part"
        ),
    ],
)
def test_two_plans_of_one_kind_in_force_are_told(title: str, period: tuple[int, int], name: str) -> None:
    rows = row_of(2), row_of(3)
    read = [read_of("a.txt", row=rows[0]), read_of(name, title=title, period=period, row=rows[1])]
    (finding,) = two_in_force(survey_of(*rows, read=read))
    assert (finding.file, finding.line) == ("sources.csv", 3)
    assert finding.message == f"鎌倉市の地域福祉計画が、「a.txt」とこの「{name}」の 2 つ、同時に期間中です。"


@pytest.mark.parametrize(
    ("title", "status", "period", "name"),
    [
        pytest.param("鎌倉市地域福祉計画(案)", "案", (2024, 2029), "b.txt", id="a draft"),
        pytest.param("鎌倉市地域福祉計画", "改定前", (2022, 2027), "b.txt", id="one that was replaced"),
        pytest.param("鎌倉市地域福祉計画", "確定", (2018, 2023), "b.txt", id="one that is over"),
        pytest.param("鎌倉市地域福祉計画", "確定", (2024, 2029), "a-2.txt", id="its second file"),
        pytest.param("鎌倉市地域福祉計画 概要版", "確定", (2024, 2029), "gaiyo.pdf", id="its summary"),
        pytest.param("鎌倉市地域福祉計画 第3章", "確定", (2024, 2029), "b.txt", id="its third chapter"),
        pytest.param("鎌倉市地域福祉計画について", "確定", (None, None), "b.txt", id="a page whose years nobody knows"),
    ],
)
def test_what_is_no_second_plan_in_force_is_not_told(
    title: str, status: str, period: tuple[int | None, int | None], name: str
) -> None:
    rows = row_of(2), row_of(3)
    read = [read_of("a.txt", row=rows[0]), read_of(name, title=title, status=status, period=period, row=rows[1])]
    assert list(two_in_force(survey_of(*rows, read=read))) == []


def test_of_a_kind_that_is_only_read_from_titles_several_may_be_in_force() -> None:
    read = [read_of("a.txt", title="鎌倉市子ども・子育て支援事業計画", kind="こども計画"),
            read_of("b.txt", title="鎌倉市子どもの貧困対策計画", kind="こども計画"),
            read_of("c.txt", title="第3期鎌倉市子ども・子育て支援事業計画", kind="こども計画", period=(2025, 2029))]  # fmt: skip
    (finding,) = two_in_force(survey_of(read=read))
    assert (finding.file, finding.line) == ("c.txt", None)
    assert finding.remedy.startswith("sources.csv に行を作り、古いほうの")
