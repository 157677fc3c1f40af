"""The page of a report: what it says, that it is whole by itself, and that no text of a plan acts in it."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, Tag

from screens.report.page import report_html
from search.report.report import Absence, Compared, Likeness, Match, Report
from tests.made_report import EMPTY, OTHERS, OURS, hostile, made_item, made_plan, made_report


def page(report: Report) -> BeautifulSoup:
    return BeautifulSoup(report_html(report), "lxml")


def part(report: Report, name: str) -> Tag:
    found = page(report).find(id=name)
    assert isinstance(found, Tag)
    return found


def lines(tag: Tag) -> str:
    return tag.get_text(" ", strip=True)


def test_no_text_of_a_plan_becomes_a_tag_or_an_attribute() -> None:
    soup = page(hostile())
    assert [tag.string for tag in soup("script")] == [tag.string for tag in page(EMPTY)("script")]
    for tag in soup.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on") or name == "style"]
    assert {tag.get("href") for tag in soup("a") if not str(tag.get("href")).startswith("#")} == set()
    assert "<script>alert(1)</script>" in lines(soup)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://city.example/plan.pdf?a=1&b=2", True),
        ("http://city.example", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)//https://a", False),
        ("data:text/html,<script>", False),
        ("//evil.example/x", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://city.example/a b", False),
        ("https://city.example/\nx", False),
        (None, False),
    ],
)
def test_only_a_page_on_the_web_is_linked(url: str | None, linked: bool) -> None:
    report = replace(EMPTY, ours=(made_plan(0, "汐見原市", url=url),))
    assert [tag["href"] for tag in part(report, "plans")("a")] == ([url] if linked else [])


def test_the_page_loads_nothing() -> None:
    html = report_html(made_report())
    soup = BeautifulSoup(html, "lxml")
    assert not soup.find_all(["link", "img", "iframe", "object", "embed", "base", "form", "audio", "video"])
    assert not [
        tag for tag in soup.find_all(True) if {"src", "srcset", "poster", "data", "xlink:href"} & set(tag.attrs)
    ]
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|import\(", html)
    sources = {plan.url for plan in (OURS, *OTHERS) if plan.url}
    outward = {tag["href"] for tag in soup.find_all(href=True) if not str(tag["href"]).startswith("#")}
    assert outward == sources
    assert {tag["rel"][0] for tag in soup("a") if tag["href"] in sources} == {"noreferrer"}
    addresses = set(re.findall(r"https?://[^\"' <]+", html)) - {"http://www.w3.org/2000/svg"}
    assert addresses == sources


def test_the_policy_allows_only_the_style_and_the_script_of_the_page() -> None:
    soup = page(made_report())
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(policy, Tag)
    rules = dict(rule.strip().split(" ", 1) for rule in str(policy["content"]).split(";"))
    hashes = {
        tag.name: f"'sha256-{b64encode(sha256((tag.string or '').encode()).digest()).decode()}'"
        for tag in soup(["style", "script"])
    }
    assert rules == {
        "default-src": "'none'",
        "style-src": hashes["style"],
        "script-src": hashes["script"],
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_the_same_report_gives_the_same_page() -> None:
    assert report_html(made_report()) == report_html(made_report())


@pytest.mark.parametrize("report", [made_report(), EMPTY, hostile()], ids=["made", "empty", "hostile"])
def test_headings_columns_and_ids_are_in_order(report: Report) -> None:
    soup = page(report)
    assert soup.html is not None and soup.html["lang"] == "ja"
    assert [tag["href"] for tag in soup("a", class_="skip")] == ["#main"]
    levels = [int(tag.name[1]) for tag in soup(re.compile(r"^h[1-6]$"))]
    assert levels.count(1) == 1 and all(below - above <= 1 for above, below in pairwise(levels))
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {str(tag["href"])[1:] for tag in soup("a", href=re.compile("^#"))} <= set(ids)
    for table in soup("table"):
        if table.find_parent("blockquote"):  # a table of a plan, of which no heading is known
            continue
        assert table.caption and table.caption.get_text(strip=True)
        heads = table.select("thead th")
        assert heads and all(head["scope"] == "col" for head in heads)
        for row in table.select("tbody > tr"):
            if not row.select(":scope > .deep"):
                assert [cell.get("scope") for cell in row(["th", "td"], recursive=False)] == ["row"] + [None] * (
                    len(heads) - 1
                )


def test_an_empty_report_says_of_each_part_that_there_is_nothing() -> None:
    soup = page(EMPTY)
    said = {
        str(tag["id"]): lines(found) for tag in soup("section") if isinstance(found := tag.find(class_="nothing"), Tag)
    }
    assert set(said) == {
        "matches",
        "gaps",
        "unique",
        "indicators",
        "boilerplate",
        "maps",
        "themes",
        "peers",
        "versions",
    }
    assert all(sentence.endswith("でした。") for sentence in said.values())


def test_the_overview_says_who_when_how_and_what_it_cannot_know() -> None:
    said = lines(part(made_report(), "overview"))
    for expected in (
        "汐見原市(計画 1件)",
        "霧ヶ谷町、花岬市、東白瀬市(3団体、計画 3件)",
        "2026-11-01",
        "10件(組にして 15組)",
        "5件(ほかに判定できないもの 1件)",
        *made_report().method,
        *made_report().notes,
    ):
        assert expected in said


def test_a_match_says_levels_in_words_and_the_number_in_the_title() -> None:
    item = made_item("t", "見守り", "月に1回訪ねます。", OTHERS[0])
    match = Match(made_item("o", "訪問", "週に1回訪ねます。"), item, 0.2, 0.7, Likeness.SAME_AIM, 0.55)
    body = part(replace(EMPTY, matches=(match,)), "matches").find("tbody")
    assert isinstance(body, Tag)
    assert [(tag.get_text(), tag["title"]) for tag in body(class_="level")] == [
        ("高", "0.70"),
        ("低", "0.20"),
        ("中", "0.55"),
    ]
    assert "同趣旨・別表現" in lines(body) and "霧ヶ谷町" in lines(body)


def test_the_shared_wording_is_marked_in_both_texts() -> None:
    ours, theirs = (
        made_item("o", "訪問", "高齢者を毎月訪ねます。"),
        made_item("t", "見守り", "毎月訪ねます。毎月です。", OTHERS[0]),
    )
    shared = ((4, 8, 0, 4), (6, 11, 2, 7), (50, 60, -5, 0))  # two overlap, one lies outside
    match = Match(ours, theirs, 0.8, 0.9, Likeness.NEAR_COPY, 0.9, shared)
    pair = part(replace(EMPTY, matches=(match,)), "matches").find(class_="pair")
    assert isinstance(pair, Tag)
    assert [lines(tag) for tag in pair("mark")] == ["毎月訪ねます。", "毎月訪ねます。"]
    assert [lines(tag) for tag in pair("blockquote")] == ["高齢者を 毎月訪ねます。", "毎月訪ねます。 毎月です。"]


def test_a_source_names_plan_status_page_and_credit() -> None:
    match = Match(
        made_item("o", "訪問", "訪ねます。"),
        made_item("t", "見守り", "見守ります。", OTHERS[0]),
        0.5,
        0.5,
        Likeness.SAME_AIM,
        0.5,
    )
    source = part(replace(EMPTY, matches=(match,)), "matches").select(".pair .source")[1]
    assert lines(source) == (
        "出典: 霧ヶ谷町 「霧ヶ谷町地域福祉計画(確定)」 2024~2029年度 第3章 高齢者の暮らし › 1 相談支援 12ページ 霧ヶ谷町(CC BY 4.0) 元の文書"
    )


def test_what_could_not_be_read_is_no_gap() -> None:
    gaps = part(made_report(), "gaps")
    first, second = gaps.select(":scope > table")
    rows = [[lines(row.th)[0], lines(row("td")[1])] for row in first.select("tbody tr") if row.th]
    assert [rank for rank, _ in rows] == ["1", "2", "3", "4", "5"]
    assert Absence.UNREAD.value not in {absence for _, absence in rows}
    assert Absence.UNREAD.value in lines(second) and "判定できないもの" in lines(gaps)


def test_a_gap_shows_the_best_example_with_its_results() -> None:
    article = part(made_report(), "gap-1")
    figures = article("figure")
    assert lines(figures[0]).startswith("参考になる例: 終活の相談と登録(霧ヶ谷町)")
    assert "実績 令和4年度 40件" in lines(figures[0])
    assert figures[0].find_parent("details") is None and figures[1].find_parent("details") is not None


def test_where_a_target_lies_and_how_much_it_is_for_each_inhabitant() -> None:
    told = Compared(
        "相談件数",
        "件",
        (("甲市", "10件", 2022, "8件", 2027), ("乙町", "5件", 2022, None, None)),
        ("減", ""),
        (20.0, None),
    )
    rows = [
        [lines(cell) for cell in row(["th", "td"])]
        for row in part(replace(EMPTY, indicators=(told,)), "indicators").select("tbody tr")
    ]
    assert rows == [
        ["甲市", "10件 (2022年度)", "8件 (2027年度)", "減", "20.0"],
        ["乙町", "5件 (2022年度)", "—", "—", "—"],
    ]


def test_what_nobody_else_has_and_what_is_new_is_listed() -> None:
    assert "災害時に支援の要る人の名簿" in lines(part(made_report(), "unique"))
    assert "権利擁護の中核機関の運営" in lines(part(made_report(), "versions"))


def test_a_gap_of_a_piece_of_a_plan_says_that_it_is_of_this_document() -> None:
    said = lines(part(made_report(), "gaps"))
    assert "計画の一部(第3章)" in said
    assert "この文書に見当たらない" in said


def test_the_map_of_measures_tells_ours_by_their_shape() -> None:
    drawing = part(made_report(), "points-t").find_parent("svg")
    assert isinstance(drawing, Tag)
    ours = [tag for tag in drawing("rect") if tag.find("title")]
    assert {lines(tag).split()[0] for tag in ours} == {"汐見原市"}
    assert len(ours) == 10 and len(drawing("circle")) == 6


def test_a_table_of_figures_holds_one_unit() -> None:
    tables = part(made_report(), "indicators")("table")
    assert [lines(table.caption) for table in tables if table.caption] == [
        "認知症サポーターの数(単位: 人)",
        "福祉施設から地域へ移った人の割合(単位: %)",
        "支え合い会議(単位の記載なし)",
    ]
    rows = [[lines(cell) for cell in row(["th", "td"])] for row in tables[0].select("tbody tr")]
    assert rows[0] == ["汐見原市", "1,204 (2022年度)", "2,000 (2029年度)", "—"]
    assert rows[2] == ["東白瀬市", "—", "増やす (2028年度)", "—"]


def test_characters_that_deceive_are_replaced() -> None:
    html = report_html(replace(EMPTY, notes=("前\x00後\u202e逆\ud800半\x85",)))
    assert "前\ufffd後\ufffd逆\ufffd半\ufffd" in html
    html.encode()
