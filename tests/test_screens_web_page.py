"""What the first page shows of an answer."""

from pathlib import Path

import pytest

from corpus.reading import read_corpus
from index.build import build_index
from screens.api import Jobs
from screens.web.page import answering, qr_html
from search.live import LiveSearcher
from search.question.danger.reading import danger_in
from search.urgent.helplines import urgent


def ask(index: Path, question: str, area: str = "", city: str = "", *, ruby: bool = False) -> str:
    return answering(LiveSearcher(index), Jobs())(question, area, city, "ja", ruby)


def test_the_desk_stands_first_then_the_sentences_then_the_rest_folded(samples_index: Path) -> None:
    html = ask(samples_index, "灯見坂2丁目の介護の相談先")
    places = [html.index(each) for each in ("<h3>", 'href="tel:0000-00-1256"', '<details class="rest">')]
    assert places == sorted(places)
    assert html.startswith('<div class="told" data-spoken="汐見原市西部地域包括支援センター 電話 0000-00-1256">')


@pytest.mark.parametrize(("area", "asked_back"), [("  ", True), (" 灯見坂2丁目 ", False)])
def test_the_district_is_optional(samples_index: Path, area: str, asked_back: bool) -> None:
    html = ask(samples_index, "汐見原市の介護の相談先", area)
    assert (">教えてください<" in html) is asked_back
    assert ('href="tel:0000-00-1256"' in html) is not asked_back


def test_help_is_shown_even_where_the_question_is_refused(samples_index: Path) -> None:
    question = "夫に殴られて逃げたい。" * 200
    html = ask(samples_index, question)
    danger = urgent(danger_in(question))
    assert danger is not None
    assert html.startswith('<div class="told" data-spoken="" data-urgent><section class="urgent"')
    assert danger.message in html
    assert 'role="alert">質問が長すぎます' in html


def test_a_municipality_without_plans_is_told_once(samples_index: Path) -> None:
    html = ask(samples_index, "藤沢市の保育")
    assert html[html.index("<h2") :].count("藤沢市の計画は索引にない") == 1


def test_readings_stand_over_kanji_where_they_are_asked_for(samples_index: Path) -> None:
    html = ask(samples_index, "灯見坂2丁目の介護の相談先", ruby=True)
    assert "<ruby>窓口<rp>(</rp><rt>まどぐち</rt><rp>)</rp></ruby>" in html
    assert "<ruby>" not in ask(samples_index, "灯見坂2丁目の介護の相談先")


def test_a_rebuilt_index_is_answered_from(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    answer = answering(LiveSearcher(tmp_path / "index"), Jobs())
    shown = []
    for day in ("火曜日", "金曜日"):
        plan.write_text(f"配食サービスは、{day}に届けます。\n", encoding="utf-8")
        build_index(tmp_path / "index", read_corpus([plan], {}), None)
        shown.append(answer("配食サービスは何曜日ですか", "", "", "ja", False))
    assert ["火曜日に届けます" in html for html in shown] == [True, False]
    assert ["金曜日に届けます" in html for html in shown] == [False, True]


def test_a_link_is_drawn_and_nothing_else_is() -> None:
    assert "<svg" in qr_html("https://fukushi.example/#q=%E8%A6%8B%E5%AE%88%E3%82%8A", "ja")
    for link in ("javascript:alert(1)", "", "https://fukushi.example/#" + "x" * 2000):
        assert qr_html(link, "ja") == "<p>質問が長いため、QRコードは作れませんでした。</p>"
