"""Measures in tables that are only typed, and lists that hold none: contents, targets, what residents do."""

from pathlib import Path

import pytest

from corpus.read_plan import read_plans
from corpus.records.measures.measure import Measure

COLUMNS = """第3章 施策の展開
（1）外出を支える
【現状と課題】
　調査では、外出に困る人が多くなっています。

事業名　　　　　　　内　　容　　　　　　　　　　　　担当課
送迎ボランティア　　通院の足がない人の送り迎えを　　福祉課
派遣事業　　　　　　行います。　　　　　　　　　　　社協
手話教室　　　　　　初心者向けの教室を年6回　　　　　障害課
　　　　　　　　　　開きます。
杖・歩行器の貸出　　用具を2か月まで貸し出します。　　福祉課
（再掲）

12　　　　　　　　　　　　　　　　　　　　岬町障害者計画
"""
SINGLE_BLANKS = """重点施策2 若い世代への支援
No. 取組 内容 所管
2-1 学校での 小中学校で命の大切さを学ぶ 指導課
命の授業 授業を行います。
2-2 夜の電話相談 土曜の夜に相談を受けます。 保健課
"""
RUNNING = """施策の方向1 子育ての応援
番号 事業名 事業概要 担当課 1 赤ちゃん訪問 保健師が全戸を訪ねます。 健康課 2 親子ひろば 週3回
ひろばを開きます。 こども課
施策の方向2 保育の充実
番号 事業名 事業概要 担当課 3 夜間保育事業 夜10時まで預かります。 保育課
"""
CONTENTS = """目　次
第3章　施策の展開
　（1）見守り活動の推進　･･････････････　21
　（2）相談支援体制の充実　････････････　25
　（3）権利擁護の推進　　　　　　　　　　30
"""
TARGETS = """第4章 成果目標
1 地域生活への移行の促進
 令和8年度末までに4人の移行を目指します。
2 就労支援の充実
 令和8年度の移行者を9人とすることを目標とします。
"""
BELOW = """施策1-1 眠りと休養の支援
　主な取組
　　○眠りの講座の開催
　　　　保健師が公民館を回り、講座を開きます。
　　○職場への出前相談
　　　　事業所に出向き、相談に応じます。
施策1-2 相談体制の充実
　主な取組
　　○こころの相談会の開催【再掲】
　　　　医師が月1回、相談に応じます。
　　○家族教室の開催
　　　　家族が学ぶ場を設けます。
"""
STACKED = """岬市自殺対策計画
基本施策1 気づく人をふやす
事業名
内容
担当課
銭湯での相談札の設置
脱衣所に相談先の札を置き、月に一度
補充します。
健康課
福祉課
漁師さん向けの
こころの講座
港の休みの日に、眠りと酒の話をする講座を開きます。
水産課、健康課
17
岬市自殺対策計画
基本施策2 つながる場をつくる
事業名
内容
担当課
わかち合いの会
家族を亡くした人が気持ちを話す集いを2か月に1回開きます。
保健センター
"""
LONG_HEADING = """2 関連する事業
事業名 自殺対策の視点を加えた内容 担当
水道料金の相談 滞納の背景に困りごとがある人を窓口につなぐ 水道課
図書館の特設棚 3月にこころに関する本を並べる 生涯学習課

重点施策1 農業に携わる人への支援
事業名 事業の内容(いのちを支える視点から) 担当課
新規就農者の経営 資金繰りの悩みを聞く際に、眠れているかにも目
相談会 を配ります。 農政課
"""
STATUS_ALONE = """岬市高齢者施策一覧
(1)在宅での暮らしを支える施策
既存
新規
施策名称
施策の概要
既存 夕食の宅配サービス
栄養士が考えた夕食を届け、安否を確かめます。
既存
保険外のホームヘル
パー派遣
家事を手伝う人を、事業者の定めた料金で送ります。
新規 庭木の手入れの応援
"""
PAGES = {
    "a status on a line of its own": (
        STATUS_ALONE,
        ["夕食の宅配サービス", "保険外のホームヘルパー派遣", "庭木の手入れの応援"],
    ),
    "one cell a line": (STACKED, ["銭湯での相談札の設置", "漁師さん向けのこころの講座", "わかち合いの会"]),
    "a long heading": (LONG_HEADING, ["水道料金の相談", "図書館の特設棚", "新規就農者の経営相談会"]),
    "wrapped columns": (COLUMNS, ["送迎ボランティア派遣事業", "手話教室", "杖・歩行器の貸出"]),
    "single blanks": (SINGLE_BLANKS, ["学校での命の授業", "夜の電話相談"]),
    "one running line": (RUNNING, ["赤ちゃん訪問", "親子ひろば", "夜間保育事業"]),
    "contents": (CONTENTS, []),
    "targets": (TARGETS, []),
    "a level below the heading": (
        BELOW,
        ["眠りの講座の開催", "職場への出前相談", "こころの相談会の開催", "家族教室の開催"],
    ),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_measures_of_a_page(page: tuple[str, list[str]], tmp_path: Path) -> None:
    """Titles are whole, without the mark of a reprint, and a heading over them is none."""
    text, expected = page
    path = tmp_path / "plan.txt"
    path.write_text(text, encoding="utf-8")
    [plan] = read_plans(None, path.name, path)
    assert [measure.title for measure in plan.structure.of(Measure)] == expected


def test_headers_without_end_are_no_measures(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("事業名\n内容\n担当課\n" * 2_000, encoding="utf-8")
    [plan] = read_plans(None, path.name, path)
    assert plan.structure.of(Measure) == ()
