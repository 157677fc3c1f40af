from collections.abc import Callable, Mapping

import pytest

from search.answerer import Answerer
from search.answers.answer import Certainty
from search.desks.name_asked import other_name
from search.searcher import Searcher

LIBRARY = "市立図書館〒800-0001浜町二丁目3-1【電話】250-1111"


@pytest.mark.parametrize(
    ("said", "whole", "by_ear", "name"),
    [
        ("、港町図書館の電話", LIBRARY, "シリツトシヨカン", "港町図書館"),
        ("、さくらホーム番号は?", "保健福祉センター電話42-1111", "ホケンフクシセンタ", "さくらホーム"),
        ("、「ひだまり荘」さんに電話したい", "保健センター電話42-1111", "ホケンセンタ", "ひだまり荘"),
        ("、大善院子育て支援センターに電話", "善道院子育て支援センター", "ゼンドウインコソダテシエンセンタ", "大善院子育て支援センター"),
        ("、ル・ソレイユさんに電話したい", "浜の里保育園", "ハマノサトホイクエン", "ル・ソレイユ"),
    ],
)  # fmt: skip
def test_a_name_that_the_desk_does_not_have_is_told(said: str, whole: str, by_ear: str, name: str) -> None:
    assert other_name(said, whole, by_ear) == name


@pytest.mark.parametrize(
    ("said", "whole", "by_ear"),
    [
        ("、浜町図書館電話", LIBRARY, "シリツトシヨカン"),  # of its address
        ("、小鳥山こども園番号", "認定こども園ことりやまこども園", "ニンテイコドモエンコトリヤマコドモエン"),
        ("、地域包括支援センターの電話番号", "高齢者なんでも相談室", "コウレイシヤナンデモソウダンシツ"),
        ("、桜木町の地域包括支援センターの電話番号", "東部地域包括支援センター", "トウブチイキホウカツシエンセンタ"),
        ("、近所保育園に電話したい", "浜保育園", "ハマホイクエン"),
        ("、親子広場電話", "子育て支援センターぽかぽか", "コソダテシエンセンタポカポカ"),
        ("、母が物忘れ。どこに電話", "高齢福祉課", "コウレイフクシカ"),
        ("、国分時南部幼稚園電話", "国分寺南部幼稚園", "コクブンジナンブヨウチエン"),  # misspelt
    ],
)
def test_what_may_be_the_desk_s_name_or_is_none_tells_nothing(said: str, whole: str, by_ear: str) -> None:
    assert other_name(said, whole, by_ear) is None


PAGE = (
    "浜野町子育て支援施設開館のお知らせ\n\n支援センター名 | 利用できる組数 | 電話番号\n"
    "善道院子育て支援センター | 6組 | 0942-26-0001\n松原子育て支援センター | 4組 | 0942-33-0002\n"
)


def test_a_desk_of_another_name_is_told_as_near(searcher_of: Callable[[Mapping[str, str]], Searcher]) -> None:
    answer = Answerer(searcher_of({"page.txt": PAGE})).ask("大善院子育て支援センターの電話番号は?")
    assert answer.certainty is Certainty.NEAR
    assert "「大善院子育て支援センター」の連絡先は見当たりません。" in (answer.message or "")
    assert [choice.why for choice in answer.desks] == ["お尋ねの「大善院子育て支援センター」とは、名前の違う窓口です。"]


def test_a_desk_that_is_asked_for_by_its_name_is_stated(searcher_of: Callable[[Mapping[str, str]], Searcher]) -> None:
    answer = Answerer(searcher_of({"page.txt": PAGE})).ask("善道院子育て支援センターの電話番号は?")
    assert answer.certainty is Certainty.STATED
    assert [choice.desk.phone for choice in answer.desks][:1] == ["0942-26-0001"]
