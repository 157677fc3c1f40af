"""A table that an extraction tore apart into one line answers with the row that is asked for, and no other."""

import pytest

from corpus.reading import read_corpus
from index.build import build_index
from search.answerer import Answerer
from search.answers.answer import Certainty
from search.searcher import Searcher

TORN = (
    "青波市健康増進計画 第4章 指標 評価指標 策定時値 平成24年度 中間評価値 平成29年度 目標値 令和4年度 "
    "夕食を家族と囲む日がある子どもの割合 61.3% 58.9% 70%以上 海藻を週に三日は食べる人の割合 28.4% 31.2% 40%以上 "
    "湯船につからない人の割合 22.6% 24.1% 18%以下 一日に歩く歩数の平均値 6,120歩 6,340歩 7,500歩以上 "
    "歯間ブラシを毎晩使う人の割合 33.7% 38.5% 50%以上 寝る前に窓の鍵を見回る人の割合 47.9% 49.3% 60%以上"
)


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    folder = tmp_path_factory.mktemp("torn")
    (folder / "aonami.txt").write_text(TORN, encoding="utf-8")
    build_index(folder / "index", read_corpus([folder / "aonami.txt"], {}), None, tune=False)
    return Answerer(Searcher.open(folder / "index"))


def test_the_row_that_is_asked_for_is_told_under_what_its_values_are(answerer: Answerer) -> None:
    answer = answerer.ask("湯船につからない人の割合の目標値")
    assert answer.certainty is Certainty.STATED
    assert answer.sentences[0].text.endswith(
        "湯船につからない人の割合: 基準・現状 22.6%(2012年度)、中間評価値 24.1%(2017年度)、目標 18%以下(2022年度)"
    )


def test_what_is_cited_is_the_row_alone(answerer: Answerer) -> None:
    answer = answerer.ask("一日に歩く歩数の平均値の基準値と目標値")
    assert answer.citations[0].quote == "一日に歩く歩数の平均値 6,120歩 6,340歩 7,500歩以上"


def test_a_row_of_no_year_that_is_asked_for_is_not_stated(answerer: Answerer) -> None:
    assert answerer.ask("平成20年度の湯船につからない人の割合").certainty is not Certainty.STATED
