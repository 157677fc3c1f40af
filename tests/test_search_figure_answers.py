"""Figures of a made-up plan, asked for as people do, and what the first sentence says."""

from collections.abc import Callable, Mapping

import pytest

from search.answerer import Answerer
from search.answers.answer import Certainty, Reason
from search.searcher import Searcher

SearcherOf = Callable[[Mapping[str, str]], Searcher]

PLAN = """鎌倉市高齢者保健福祉計画

第1章 高齢者を取り巻く状況

65歳以上の高齢者は20,881人で、高齢化率は33.6%です。ひとり暮らしの高齢者は3,120世帯です。

表1 日常生活圏域の状況
圏域\t高齢者人口\t高齢化率\t民生委員
北浜圏域\t6,210\t31.2\t42
南岬圏域\t6,221\t41.5\t43

第2章 取組

市内の介護サービス事業所は、令和5年度末で128事業所です。グループホームを2ユニット（18床）整備します。

いきいき百歳体操は週1回、1回60分程度です。介護予防教室は年48回開催し、延べ1,152人が受講しました。体力測定会は毎年10月に開き、参加費は無料です。

配食サービスは、1食350円の自己負担で、週5日まで利用できます。令和5年度の利用者は212人、配食数は31,800食でした。

ごみ出し支援は、ごみ置き場から家まで50m以上離れた世帯が対象です。

地域包括支援センターは3か所で、職員は保健師6人、社会福祉士8人です。開所時間は平日の8時30分から17時15分までです。

総合相談の件数は、令和3年度が6,120件、令和4年度が6,544件でした。

住宅改修の補助は、上限30万円です。申請は工事の2週間前までに行ってください。市営住宅の敷地面積は1,250㎡です。

第3章 指標

指標\t単位\t現状値（令和5年度）\t目標値（令和8年度）
ボランティアの登録者数\t人\t530\t600
広報紙の発行部数\t部\t24,500\t25,000
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("介護サービス事業所は何事業所", "128事業所"),
        ("グループホームは何ユニット整備するの", "2ユニット"),
        ("65歳以上は何人いますか", "20,881人"),
        ("一人暮らしのお年寄りは何世帯ですか", "3,120世帯"),
        ("百歳体操は週に何回やってますか", "週1回"),
        ("百歳体操って1回何分くらい", "60分"),
        ("介護予防教室の受講者数", "1,152人"),
        ("体力測定会にお金はかかりますか", "無料"),
        ("体力測定会はいつですか", "10月"),
        ("配食サービスは1食いくら", "350円"),
        ("配食サービスは週に何日使えますか", "週5日"),
        ("ごみ出し支援は何メートル離れていると使えますか", "50m"),
        ("地域包括支援センターの保健師は何人", "保健師6人"),
        ("総合相談の件数 令和4年度", "6,544件"),
        ("住宅改修の補助の上限額", "30万円"),
        ("住宅改修の申請は何週間前まで", "2週間前"),
        ("市営住宅の敷地は何平方メートル", "1,250㎡"),
        ("南岬圏域の民生委員は何人", "南岬圏域 6,221 41.5 43"),
        ("広報紙は何部発行していますか", "24,500"),
        ("ボランティアの登録者数の目標値", "600"),
    ],
)
def test_the_figure_stands_in_the_first_sentence(searcher_of: SearcherOf, question: str, told: str) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": PLAN})).ask(f"鎌倉市の{question}")
    assert told in answer.sentences[0].text


@pytest.mark.parametrize(
    "question", ["総合相談の件数 令和元年度", "沼圏域の民生委員は何人", "80歳以上は何人いますか"]
)  # fmt: skip
def test_a_figure_of_another_year_place_or_thing_is_not_told(searcher_of: SearcherOf, question: str) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": PLAN})).ask(f"鎌倉市の{question}")
    assert (answer.reason, answer.certainty) == (Reason.NOT_IN_PLANS, Certainty.NEAR)


def test_the_hours_of_a_desk_are_told_beside_it(searcher_of: SearcherOf) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": PLAN})).ask("鎌倉市の地域包括支援センターは何時まで開いていますか")
    assert "17時15分" in "".join(sentence.text for sentence in answer.sentences[:2])
