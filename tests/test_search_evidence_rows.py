"""A table that an extraction tore apart into one line answers with the row that is asked for, and no other."""

import pytest

from corpus.reading import read_corpus
from index.build import build_index
from search.answerer import Answerer
from search.answers.answer import Certainty
from search.searcher import Searcher

TORN = (
    "青波市健康増進計画 第4章 指標 評価指標 策定時値 平成24年度 中間評価値 平成29年度 目標値 令和4年度 "
    "主食と主菜と副菜をそろえて食べる人の割合 50.7% 45.5% 80%以上 緑黄色野菜を毎日食べている人の割合 36.6% 44.3% 44%以上 "
    "果物を全く食べない人の割合 17.8% 20.7% 14%以下 食塩の摂取量の1日平均値 9.2g 10.4g 8.0g以下 "
    "かかりつけの歯科医を持っている人の割合 61.5% 64.8% 75%以上 よくかんで食べている人の割合 44.7% 46.2% 55%以上"
)


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    folder = tmp_path_factory.mktemp("torn")
    (folder / "aonami.txt").write_text(TORN, encoding="utf-8")
    build_index(folder / "index", read_corpus([folder / "aonami.txt"], {}), None, tune=False)
    return Answerer(Searcher.open(folder / "index"))


def test_the_row_that_is_asked_for_is_told_under_what_its_values_are(answerer: Answerer) -> None:
    answer = answerer.ask("果物を全く食べない人の割合の目標値")
    assert answer.certainty is Certainty.STATED
    assert answer.sentences[0].text.endswith(
        "果物を全く食べない人の割合: 基準・現状 17.8%(2012年度)、中間評価値 20.7%(2017年度)、目標 14%以下(2022年度)"
    )


def test_what_is_cited_is_the_row_alone(answerer: Answerer) -> None:
    answer = answerer.ask("食塩の摂取量の1日平均値の基準値と目標値")
    assert answer.citations[0].quote == "食塩の摂取量の1日平均値 9.2g 10.4g 8.0g以下"


def test_a_row_of_no_year_that_is_asked_for_is_not_stated(answerer: Answerer) -> None:
    assert answerer.ask("平成20年度の果物を全く食べない人の割合").certainty is not Certainty.STATED
