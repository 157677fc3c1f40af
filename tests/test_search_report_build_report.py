"""Whole reports on the plans of made-up municipalities."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from screens.documents.report import report_json
from screens.report.tables import gaps_csv, pairs_csv
from search.report.build_report import Wish, build_report, library_of, similar
from search.report.errors import (
    Cancelled,
    ComparedWithItself,
    NoSuchTheme,
    NothingToCompare,
    NotIndexed,
    UnknownMeasure,
)
from search.report.items import municipality
from search.report.report import Absence, Likeness, Report
from search.searcher import Searcher
from tests.made_cities import AKAHAMA, AONAMI, cities, plan_text, searcher_over

TODAY = date(2026, 6, 1)
ALIKE = (Likeness.NEAR_COPY, Likeness.SAME_AIM)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return cities(tmp_path_factory.mktemp("cities"))


@pytest.fixture(scope="module")
def report(searcher: Searcher) -> Report:
    return build_report(searcher, ["青波市"], today=TODAY)


def partners(report: Report, title: str) -> set[tuple[str, str]]:
    return {
        (municipality(match.theirs.plan), match.theirs.title)
        for match in report.matches
        if match.ours.title == title and match.likeness in ALIKE
    }


def test_measures_of_one_aim_meet_however_they_are_called(report: Report) -> None:
    assert ("緑丘町", "まるごと相談室") in partners(report, "ワンストップ相談窓口の設置")
    assert ("白嶺市", "避難行動要支援者の避難支援") in partners(report, "災害時の個別避難計画の作成")
    assert ("緑丘町", "手話通訳の派遣") in partners(report, "手話通訳者の派遣")


def test_a_measure_that_nobody_else_has_is_told_as_that(report: Report) -> None:
    assert "骨髄を提供する人への助成" in [item.title for item in report.unique]
    assert partners(report, "骨髄を提供する人への助成") == set()


def test_what_two_others_have_and_we_lack_is_one_gap(report: Report) -> None:
    [gap] = [gap for gap in report.gaps if any("成年後見" in item.text for item in gap.examples)]
    assert set(gap.municipalities) == {"白嶺市", "緑丘町", "朱浜市"}
    assert gap.absence in (Absence.NONE, Absence.WEAK)
    assert gap.lacking == "青波市"


def test_what_only_one_other_has_is_no_gap(report: Report) -> None:
    assert not any("雪下ろし" in item.title for gap in report.gaps for item in gap.examples)


def test_what_we_have_is_no_gap(report: Report) -> None:
    assert not any("相談" in gap.name and "ひきこもり" not in gap.name for gap in report.gaps)


def test_a_quoted_law_is_boilerplate_and_makes_no_copy(report: Report) -> None:
    [law] = [each for each in report.boilerplate if "社会福祉法" in each.text]
    assert set(law.municipalities) == {"青波市", "白嶺市", "緑丘町"}
    assert not any(
        match.likeness is Likeness.NEAR_COPY for match in report.matches if match.ours.title.startswith("ワンストップ")
    )


def test_shared_spans_are_the_same_words_in_both_texts(report: Report) -> None:
    spans = [(match, span) for match in report.matches for span in match.shared]
    assert spans
    for match, (start, end, begin, stop) in spans:
        ours, theirs = match.ours.text[start:end], match.theirs.text[begin:stop]
        letters = [[letter for letter in text if letter.isalnum()] for text in (ours, theirs)]
        assert letters[0] == letters[1]


def test_the_report_says_how_the_classes_came_about_and_what_it_cannot_know(report: Report) -> None:
    assert "ちがう市区町村どうしの組" in report.method[0]
    assert any("証明ではありません" in note for note in report.notes)


def test_the_same_index_gives_the_same_bytes(searcher: Searcher, report: Report) -> None:
    again = build_report(searcher, ["青波市"], today=TODAY)
    for written in (pairs_csv, gaps_csv, report_json):
        assert written(again) == written(report)


def test_the_tables_have_a_mark_one_header_and_a_row_a_match(report: Report) -> None:
    text = pairs_csv(report).decode("utf-8")
    assert text.startswith("\ufeff市区町村,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == len(report.matches)
    assert {row["分類"] for row in rows} <= {each.value for each in Likeness}
    gaps = list(csv.DictReader(io.StringIO(gaps_csv(report).decode("utf-8-sig"))))
    assert [row["順位"] for row in gaps] == [str(place) for place in range(1, len(report.gaps) + 1)]


def test_the_json_names_every_item_once_and_only_those_it_has(report: Report) -> None:
    document = json.loads(report_json(report))
    ids = [item["id"] for item in document["items"]]
    assert len(ids) == len(set(ids))
    named = {match[side] for match in document["matches"] for side in ("ours", "theirs")}
    assert named <= set(ids)
    assert {plan["id"] for plan in document["plans"]} >= {"p0", "p1", "p2", "p3"}
    assert all({"licence", "attribution", "in_force"} <= plan.keys() for plan in document["plans"])
    assert document["day"] == "2026-06-01"


def test_one_plan_against_another(searcher: Searcher) -> None:
    report = build_report(searcher, ["p0"], ["p2"], today=TODAY)
    assert {municipality(match.theirs.plan) for match in report.matches} == {"緑丘町"}
    assert "こども食堂への補助" in {gap.name for gap in report.gaps}


def test_everybody_with_everybody(searcher: Searcher) -> None:
    report = build_report(searcher, [], today=TODAY)
    assert all(municipality(match.ours.plan) != municipality(match.theirs.plan) for match in report.matches)
    assert {gap.lacking for gap in report.gaps} >= {"青波市"}
    assert all(gap.lacking not in gap.municipalities for gap in report.gaps)


def test_a_theme_leaves_only_what_names_it(searcher: Searcher) -> None:
    report = build_report(searcher, ["青波市"], wish=Wish(theme="認知症"), today=TODAY)
    assert {match.ours.title for match in report.matches} == {"認知症サポーターの養成"}


def test_peers_are_the_likest_and_each_says_why(searcher: Searcher) -> None:
    report = build_report(searcher, ["青波市"], wish=Wish(peers=1), today=TODAY)
    [peer] = report.peers
    assert peer.municipality == "白嶺市"
    assert peer.why.startswith("同じ架空県、同じ市")
    assert {plan.municipality for plan in report.others} == {"白嶺市"}


@pytest.mark.parametrize(
    ("ours", "others", "wish", "error"),
    [
        (["存在市"], [], Wish(), NotIndexed),
        (["鎌倉市"], [], Wish(), NotIndexed),
        (["青波市"], ["存在市"], Wish(), NotIndexed),
        (["青波市"], ["青波市"], Wish(), ComparedWithItself),
        (["p0"], ["p0"], Wish(), ComparedWithItself),
        (["青波市"], [], Wish(peers=0), NothingToCompare),
        (["青波市"], [], Wish(since=2030), NothingToCompare),
        (["青波市"], [], Wish(theme="火星"), NoSuchTheme),
    ],
)
def test_what_cannot_be_compared_is_told_in_one_sentence(
    searcher: Searcher, ours: list[str], others: list[str], wish: Wish, error: type[Exception]
) -> None:
    with pytest.raises(error) as told:
        build_report(searcher, ours, others, wish, today=TODAY)
    assert "\n" not in str(told.value)
    assert str(told.value).endswith("。") or str(told.value).endswith("です)。")


def test_whoever_asked_can_stop_it(searcher: Searcher) -> None:
    with pytest.raises(Cancelled):
        build_report(searcher, ["青波市"], cancel=lambda: True, today=TODAY)


def test_progress_only_rises(searcher: Searcher) -> None:
    shares: list[float] = []
    build_report(searcher, ["青波市"], progress=lambda stage, share: shares.append(share), today=TODAY)
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1


def test_the_like_of_one_measure(searcher: Searcher) -> None:
    row = next(item.id for item in build_report(searcher, ["青波市"], today=TODAY).unique)
    library = library_of(searcher)
    item, _ = similar(searcher, library, row)
    assert item.id == row
    item, matches = similar(searcher, library, "p0/m0003", 2)
    assert (item.title, len(matches), matches[0].theirs.title) == ("手話通訳者の派遣", 2, "手話通訳の派遣")
    with pytest.raises(UnknownMeasure):
        similar(searcher, library, "p0/m9999")


def test_two_versions_of_one_plan_are_told_as_versions(tmp_path: Path) -> None:
    new = plan_text(
        "青波市", {**AONAMI, "ひとり親家庭の学習支援": "ひとり親家庭のこどもに、大学生が学習を教える場を開きます。"}
    )
    extra = "".join(
        f"{plan},{plan}.txt,990101,架空県,青波市,青波市の福祉計画,地域福祉計画,{status},{start},{end},,\n"
        for plan, status, start, end in (("old", "改定前", 2018, 2023), ("now", "確定", 2024, 2029))
    )
    texts = {"old": ("青波市", plan_text("青波市", AONAMI)), "now": ("青波市", new)}
    texts["p3"] = ("朱浜市", plan_text("朱浜市", AKAHAMA))
    report = build_report(searcher_over(tmp_path, texts, extra), ["now"], ["old"], today=TODAY)
    assert report.matches == ()
    assert len(report.versions) == len(AONAMI)
    assert [item.title for item in report.new] == ["ひとり親家庭の学習支援"]


def test_a_plan_without_measures_is_compared_by_its_passages(tmp_path: Path) -> None:
    prose = (
        "緑丘町の福祉\n\n手話通訳について\n\n聴覚に障害のある人が病院や役場に行くときは、手話通訳者を派遣しています。"
        "申し込みは三日前までに受け付け、急な受診にも応じられるよう、登録する通訳者を毎年増やしてきました。\n"
    )
    texts = {"p0": ("青波市", plan_text("青波市", AONAMI)), "p2": ("緑丘町", prose)}
    report = build_report(searcher_over(tmp_path, texts), ["緑丘町"], today=TODAY)
    assert report.matches[0].theirs.title == "手話通訳者の派遣"
    assert any("文章のまとまりごと" in note for note in report.notes)


def test_what_others_have_in_a_kind_of_plan_that_nobody_loaded_of_a_city_is_told_as_that(tmp_path: Path) -> None:
    searcher = cities(tmp_path / "all", "朱浜市")
    texts = {
        plan.id: (str(plan.municipality), searcher.index.catalog.text(plan.id)) for plan in searcher.index.catalog.plans
    }
    own = plan_text(
        "朱浜市", {"移動販売車の巡回": "買い物に困る集落に、食料品や日用品を積んだ移動販売車が巡回します。"}
    )
    for name, kind in (("same", "地域福祉計画"), ("other", "食育推進計画")):
        row = f"p9,p9.txt,990009,架空県,朱浜市,朱浜市の計画,{kind},確定,2024,2029,2024-03,\n"
        gaps = build_report(
            searcher_over(tmp_path / name, {**texts, "p9": ("朱浜市", own)}, row), ["朱浜市"], today=TODAY
        ).gaps
        assert gaps
        assert all((gap.absence is Absence.NOT_INDEXED) == (name == "other") for gap in gaps)


def test_pages_that_were_not_read_leave_an_absence_open(tmp_path: Path) -> None:
    garbled = "\n\n".join(["ﾈ�ﾅ�縺ｮ險育判縺ｫ縺､縺�※縺ｮ蝣ｱ蜻翫〒縺吶�ゆｻ雁ｾ後��蜿也ｵ�∩��" * 6] * 3)
    poor = plan_text(
        "朱浜市", {"移動販売車の巡回": "買い物に困る集落に、食料品や日用品を積んだ移動販売車が巡回します。"}
    )
    searcher = cities(tmp_path / "whole", "朱浜市")
    assert all(gap.absence is not Absence.UNREAD for gap in build_report(searcher, ["青波市"], today=TODAY).gaps)
    texts = {
        plan.id: (str(plan.municipality), searcher.index.catalog.text(plan.id)) for plan in searcher.index.catalog.plans
    }
    unread = searcher_over(tmp_path / "part", {**texts, "p9": ("朱浜市", f"{poor}\n\n{garbled}")})
    gaps = build_report(unread, ["朱浜市"], today=TODAY).gaps
    assert gaps
    assert {gap.absence for gap in gaps} == {Absence.UNREAD}


def test_many_municipalities_are_told_the_nearest_of_all(
    searcher: Searcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.report.build_report._ONE_BY_ONE", 1)
    report, again = (build_report(searcher, [], today=TODAY, keep=tmp_path) for _ in range(2))
    assert ("緑丘町", "手話通訳の派遣") in partners(report, "手話通訳者の派遣")
    assert all(municipality(match.ours.plan) != municipality(match.theirs.plan) for match in report.matches)
    assert list(tmp_path.glob("nearest-*.npz"))
    assert report_json(again) == report_json(report)
