from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.reading import read_corpus
from index.build import build_index
from screens.web.page import answering
from search.live import LiveSearcher
from search.question.danger.reading import danger_in
from search.urgent.helplines import urgent

NONE: Sequence[str] = ()


def test_the_answer_stands_above_the_excerpts(samples_index: Path) -> None:
    html = answering(LiveSearcher(samples_index))("灯見坂2丁目の介護の相談先", "", NONE, NONE, NONE, True)
    blocks = [
        '<section class="fk-desks"',
        '<section class="fk-said"',
        '<h2 class="fk-near">近い箇所</h2>',
        "fk-results",
    ]
    places = [html.index(block) for block in blocks]
    assert places == sorted(places)


@pytest.mark.parametrize(("area", "asked_back"), [("  ", True), (" 灯見坂2丁目 ", False)])
def test_the_district_is_optional(samples_index: Path, area: str, asked_back: bool) -> None:
    html = answering(LiveSearcher(samples_index))("汐見原市の介護の相談先", area, NONE, NONE, NONE, True)
    assert ("fk-clarify" in html) is asked_back
    assert ('href="tel:0000-00-1256"' in html) is not asked_back


def test_help_is_shown_even_where_the_question_is_refused(samples_index: Path) -> None:
    question = "夫に殴られて逃げたい。" * 200
    html = answering(LiveSearcher(samples_index))(question, "", NONE, NONE, NONE, True)
    danger = urgent(danger_in(question))
    assert danger is not None
    assert html.startswith('<div class="fk-answer"><section class="fk-urgent"')
    assert danger.message in html
    assert 'role="alert">質問が長すぎます' in html


def test_a_municipality_without_plans_is_told_once(samples_index: Path) -> None:
    html = answering(LiveSearcher(samples_index))("藤沢市の保育", "", NONE, NONE, NONE, True)
    assert html.count("藤沢市の計画は索引にない") == 1


def test_a_rebuilt_index_is_answered_from(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    answer = answering(LiveSearcher(tmp_path / "index"))
    shown = []
    for day in ("火曜日", "金曜日"):
        plan.write_text(f"配食サービスは、{day}に届けます。\n", encoding="utf-8")
        build_index(tmp_path / "index", read_corpus([plan], {}), None)
        shown.append(answer("配食サービスは何曜日ですか", "", NONE, NONE, NONE, True))
    assert ["火曜日に届けます" in html for html in shown] == [True, False]
    assert ["金曜日に届けます" in html for html in shown] == [False, True]
