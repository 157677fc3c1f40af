"""A folder with a fault of every kind, read as it lies on the disk."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.about.sources import COLUMNS
from corpus.errors import NothingToRead, UnreadableDocument
from corpus.validation.checks import CHECKS, Checked, Outcome, checked
from corpus.validation.survey import survey
from screens.documents.validation import validation_json
from screens.terminal.console import open_console
from screens.terminal.validation import print_validation

TODAY: Final = date(2026, 11, 28)
PICTURE: Final = ImageReader(Image.new("L", (200, 200), 128))
BODY: Final = (
    "地域の支え合いを広げ、だれもが安心して暮らせるまちをめざします。困りごとの相談は福祉総務課が受け付けます。\n\n"
)


def plan(city: str, chapters: int = 20) -> str:
    """A plan of a dozen hundred characters, in which every chapter is its own."""
    parts = (
        f"第{number}章 {city}の取組その{number}\n\n{number}年目までに、{city}は{BODY}"
        for number in range(1, chapters + 1)
    )
    return f"{city}地域福祉計画\n\n" + "".join(parts)


def write_table(folder: Path, *rows: str, columns: str = ",".join(COLUMNS)) -> None:
    (folder / "sources.csv").write_text("\n".join((columns, *rows)) + "\n", encoding="utf-8")


def failed(found: tuple[Checked, ...]) -> set[str]:
    return {each.check.name for each in found if each.outcome is Outcome.FAILED}


def test_a_sound_folder_passes_every_check(tmp_path: Path) -> None:
    (tmp_path / "kamakura.txt").write_text(plan("鎌倉市"), encoding="utf-8")
    (tmp_path / "zushi.txt").write_text(plan("逗子市"), encoding="cp932")
    write_table(
        tmp_path, "k,kamakura.txt,142042,神奈川県,鎌倉市,鎌倉市地域福祉計画,地域福祉計画,確定,2024,2029,2024-03,"
    )
    found = checked(survey(tmp_path, TODAY))
    assert [each.check.name for each in found] == [each.name for each in CHECKS]
    assert failed(found) == set()
    assert validation_json(found, 2)["ok"]


def test_a_folder_with_every_fault_fails_every_check_that_needs_no_network(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("kamakura.txt", "kamakura.md", "second.txt"):
        (tmp_path / name).write_text(plan("鎌倉市", 20 + len(name)), encoding="utf-8")
    (tmp_path / "third.txt").write_bytes((tmp_path / "second.txt").read_bytes())
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "mixed.txt").write_bytes("逗子市の相談\n窓口の案内\n".encode() + "電話での相談\n".encode("cp932"))
    (tmp_path / "pair.md").write_text("葉山町の相談窓口\n\n" + BODY, encoding="utf-8")
    (tmp_path / "pair.txt").write_text("葉山町の事業所一覧\n\n" + BODY, encoding="utf-8")
    (tmp_path / "whose.txt").write_text("相談支援について\n\n" + BODY, encoding="utf-8")
    (tmp_path / "short.txt").write_text("逗子市地域福祉計画\n\n計画をつくりました。\n", encoding="utf-8")
    torn = "\n".join(
        [
            "は",
            "を",
            "、高",
            "。齢",
            "っ者",
            "が",
            "ー地",
            "に",
            "、域",
            "をで",
            "は暮",
            "。ら",
            "ー",
            "しを",
            "にが",
            "は",
        ]
    )
    (tmp_path / "torn.txt").write_text(plan("逗子市") + torn + "\n", encoding="utf-8")
    font = "(cid:12)(cid:244)(cid:9)(cid:77)(cid:31)(cid:5)(cid:90)(cid:14)(cid:15)(cid:16)"
    (tmp_path / "font.txt").write_text(plan("葉山町") + font + "\n", encoding="utf-8")
    scan = Canvas(str(tmp_path / "scan.pdf"))
    scan.drawImage(PICTURE, 100, 100)
    scan.showPage()
    scan.save()
    write_table(
        tmp_path,
        "k4,kamakura.txt,142042,神奈川県,鎌倉市,第4期鎌倉市地域福祉計画,地域福祉計画,確定,2022,2027,2022-03,,x",
        "k5,second.txt,142042,神奈川県,鎌倉市,第5期鎌倉市地域福祉計画,地域福祉計画,確定,2024,2029,2033-03,,x",
        "k5,nowhere.txt,142043,神奈川県,鎌倉市,,,決定,2029,2024,,,x",
        "k6,third.txt,142085,神奈川県,鎌倉市,,,,,,,,x",
        columns=",".join((*COLUMNS, "備考")),
    )
    found = checked(survey(tmp_path, TODAY))
    assert {each.name for each in CHECKS} - failed(found) == {"dead-addresses"}
    for each in found:
        for finding in each.findings:
            assert finding.message.endswith("。"), finding
            assert finding.remedy.endswith("。"), finding
    told = validation_json(found, 11)
    assert not told["ok"]
    period = next(each for each in told["checks"] if each["name"] == "wrong-periods")
    assert (period["state"], period["findings"][0]["file"], period["findings"][0]["line"]) == (
        "failed",
        "sources.csv",
        4,
    )
    print_validation(found, 11, open_console(width=160))
    shown = capsys.readouterr().out
    assert (
        "× 計画期間の誤り(wrong-periods)\n  sources.csv 4 行目: 期間の終わり(2024年度)が始まり(2029年度)より前です。"
        in shown
    )
    assert "返事のないアドレスは --online を付けると調べます。" in shown
    assert failed(checked(survey(tmp_path, TODAY), [each.name for each in CHECKS])) == set()


def test_a_scan_among_pages_is_told(tmp_path: Path) -> None:
    made = Canvas(str(tmp_path / "plan.pdf"))
    for number in range(3):
        if number == 1:
            made.drawImage(PICTURE, 100, 100)
        else:
            for line in range(30):
                made.drawString(50, 800 - 20 * line, f"Chapter {number}, line {line}: support in the community.")
        made.showPage()
    made.save()
    (finding,) = next(each for each in checked(survey(tmp_path, TODAY)) if each.check.name == "scans").findings
    assert (finding.file, finding.page) == ("plan.pdf", 2)


def test_what_is_no_folder_and_a_folder_with_nothing_in_it_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="見つかりません"):
        survey(tmp_path / "nowhere", TODAY)
    (tmp_path / "file.txt").write_text("計画", encoding="utf-8")
    with pytest.raises(UnreadableDocument, match="フォルダではありません"):
        survey(tmp_path / "file.txt", TODAY)
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToRead):
        survey(tmp_path / "empty", TODAY)


def test_a_table_elsewhere_and_one_that_is_none_are_looked_at(tmp_path: Path) -> None:
    (tmp_path / "kamakura.txt").write_text(plan("鎌倉市"), encoding="utf-8")
    (tmp_path / "list.csv").write_bytes(b"plan_id\xff\xfe\x81\n")
    found = checked(survey(tmp_path, TODAY, tmp_path / "list.csv"))
    assert "unknown-columns" in failed(found)
