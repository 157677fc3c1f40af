"""給付・サービス in pages, guidebooks, lists of questions and open data."""

import json
from pathlib import Path

import pytest

from corpus.read_plan import read_plans
from corpus.reading import read_corpus
from corpus.records.services import finder
from corpus.records.services.labels import role_of
from corpus.records.services.naming import name_in_question, name_of
from corpus.records.services.service import Service
from corpus.text.folding import fold

PAGES = {
    "labels on lines of their own": """福祉タクシー券の交付

重度の障がいのある方の外出を支援します。
対象者
身体障害者手帳1級又は2級をお持ちの方
助成額
- 500円券 48枚
申請に必要なもの
- 手帳
- 印鑑
申請窓口
障がい福祉課
""",
    "numbered headings": """福祉タクシー券の交付について
1 対象となる方
市内に住所があり、次のいずれかに該当する方
(1)身体障害者手帳1級又は2級をお持ちの方
(2)療育手帳Aをお持ちの方
2 助成内容
タクシー券を年間48枚交付します。
3 申請方法
窓口又は郵送で申請してください。
4 必要書類
申請書、手帳の写し
""",
    "markup": """# 福祉タクシー券の交付

外出を支援します。

## 対象者

- 身体障害者手帳1級又は2級をお持ちの方

## 申請期限

毎年度3月31日

## 手続きに必要なもの

- 手帳

## お問い合わせ

障がい福祉課 電話:0000-00-1111
""",
    "colons": """福祉タクシー券の交付
外出を支援します。
対象:身体障害者手帳1級又は2級をお持ちの方
内容:タクシー券を年間48枚
申込方法:電話で申し込み
問合せ:障がい福祉課 0000-00-1111
市民文化祭を開きます。
""",
    "boxes": """福祉タクシー券の交付
 障がい福祉課給付係
 0000-00-1111
 外出を支援するため、タクシー券を交付します。
【対 象】身体障害者手帳1級又は2級をお持ちの方
【利用料金】無料
【申請方法】窓口で申請してください。
""",
    "squares, with the frame of a page": """ホーム > 福祉 > 障がいのある方へ
更新日:2024年4月1日
ページID 12345
福祉タクシー券の交付
■対象者
手帳をお持ちの方
■支給方法
郵送します。
■持ち物
手帳、印鑑
このページに関するお問い合わせ
障がい福祉課
""",
    "cells of a table": "福祉タクシー券の交付\n対象者\t手帳をお持ちの方\n助成額\t年間24,000円\n申請窓口\t障がい福祉課\n",
    "a line of a newsletter with its column": """くらし 福祉タクシー券の交付

■対象者
手帳をお持ちの方
■申込み
電話で障がい福祉課へ
■申込期限
4月30日
""",
}
ROLES = {
    "labels on lines of their own": ["for_whom", "amount", "bring", "where"],
    "numbered headings": ["for_whom", "what", "how", "bring"],
    "markup": ["for_whom", "until", "bring", "desk"],
    "colons": ["for_whom", "what", "how", "desk"],
    "boxes": ["for_whom", "amount", "how"],
    "squares, with the frame of a page": ["for_whom", "how", "bring"],
    "cells of a table": ["for_whom", "amount", "where"],
    "a line of a newsletter with its column": ["for_whom", "how", "until"],
}
NONE = {
    "a plan": "第3章 施策の展開\n(1)見守りの充実\n【内容】\n訪ねて見守ります。\n【対象】\n高齢者\n【担当課】\n福祉課\n",
    "a desk": "○東部地域包括支援センター\n担当地域:港町\n所在地:港町2番8号\n連絡先:0000-00-1234\n",
    "a survey": "調査の概要\n調査対象\n市民2,000人\n調査期間\n令和6年5月\n調査方法\n郵送\n",
    "opening hours": "市立図書館\n開館時間\n午前10時から午後7時\n休館日\n毎週月曜日\n",
}


def services(folder: Path, text: str, name: str = "tsukimi.txt") -> tuple[Service, ...]:
    (folder / name).write_text(text, encoding="utf-8")
    return read_corpus([folder / name], {}).of(Service)


@pytest.mark.parametrize("layout", PAGES)
def test_a_page_is_a_service_under_its_own_names(layout: str, tmp_path: Path) -> None:
    (service,) = services(tmp_path, PAGES[layout], "tsukimi.md" if layout == "markup" else "tsukimi.txt")
    assert service.name == "福祉タクシー券の交付"
    assert [role for role in service.roles if role] == ROLES[layout]
    assert all(text for _, text in service.fields)
    assert service.passage_id == "tsukimi#0000"


@pytest.mark.parametrize("case", NONE)
def test_other_pages_hold_no_service(case: str, tmp_path: Path) -> None:
    assert services(tmp_path, NONE[case]) == ()


def test_a_field_ends_where_the_next_thing_begins(tmp_path: Path) -> None:
    (service,) = services(tmp_path, PAGES["colons"])
    assert service.fields[-1] == ("問合せ", "障がい福祉課 0000-00-1111")


def test_a_guidebook_has_a_service_for_each_name(tmp_path: Path) -> None:
    source = (
        "一時預かり保育\n こども課 0000-00-1111\n 用事のあるときに預かります。\n【対象】1歳から就学前の子ども\n【利用料金】1時間500円\n"
        "産後ケア事業\n 健康課 0000-00-2222\n 産後の休養を支えます。\n【対象】産後1年までの母子\n【申込方法】電話で申し込み\n"
    )
    assert [service.name for service in services(tmp_path, source)] == ["一時預かり保育", "産後ケア事業"]


def test_an_entry_of_a_list_of_questions_is_a_service_where_it_says_how_to_get_it(tmp_path: Path) -> None:
    source = (
        "Question: 【児童手当】必要なものは何ですか。\nAnswer: ■手続きに必要なもの。印鑑、通帳。■手続き窓口。こども課。電話0000-00-1111。"
        + "■注意事項。申請した月の翌月分から支給しますので、忘れずに手続きをしてください。" * 4
        + "\n\nQuestion: カラスで困っています。\nAnswer: 環境課にご相談ください。\n"
    )
    (service,) = services(tmp_path, source)
    assert (service.name, service.of("bring"), service.of("where")) == (
        "児童手当", ("印鑑、通帳。",), ("こども課。電話0000-00-1111。",),
    )  # fmt: skip


def test_a_record_of_a_list_is_read_by_itself(tmp_path: Path) -> None:
    rows = [
        {
            "id": "1",
            "title": "紙おむつの支給",
            "text": "対象者\n要介護3以上の方\n申請方法\n窓口で申請\n申請窓口\n高齢福祉課",
        },
        {"id": "2", "title": "粗大ごみ", "text": "電話で申し込んでください。"},
    ]
    (service,) = services(tmp_path, "\n".join(json.dumps(row) for row in rows), "tsukimi.jsonl")
    assert (service.name, service.passage_id) == ("紙おむつの支給", "tsukimi#0000")


def test_a_list_is_folded_once_however_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folded for each record, 1,786 questions took a minute and more, and the reader's time ran out."""
    rows = [
        {"id": f"{each}", "title": f"紙おむつの支給 {each}", "text": "窓口で申請してください。"} for each in range(50)
    ]
    path = tmp_path / "tsukimi.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    folded: list[str] = []

    def counted(text: str) -> str:
        folded.append(text)
        return fold(text)

    monkeypatch.setattr(finder, "fold", counted)
    (read,) = read_plans(None, path.name, path)
    assert folded == [read.plan.text]


def test_open_data_has_a_service_in_each_row(tmp_path: Path) -> None:
    source = (
        "地方公共団体の名称,タイトル(制度名),対象者,制度概要,給付金額,受付開始日,受付終了日,利用・申請方法,連絡先名称,連絡先電話番号\n"
        "海辺市,出産祝金,出生した子の保護者,誕生を祝います,5万円,2024-04-01,2025-03-31,窓口,こども課,0000-00-1111\n"
        "海辺市,補聴器購入費助成,65歳以上の方,購入費を助成します,3万円,2024-04-01,,窓口,高齢福祉課,0000-00-2222\n"
    )
    found = services(tmp_path, source, "tsukimi.csv")
    assert [service.name for service in found] == ["出産祝金", "補聴器購入費助成"]
    assert found[0].of("until") == ("2024-04-01", "2025-03-31")
    assert found[1].of("amount") == ("3万円",)


def test_a_service_sends_to_the_desk_on_its_page(tmp_path: Path) -> None:
    (service,) = services(tmp_path, PAGES["markup"], "tsukimi.md")
    assert service.desk_id in (None, "tsukimi/d0000")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("福祉タクシー券助成事業について", "福祉タクシー券助成事業"),
        ("子育て 児童扶養手当", "児童扶養手当"),
        ("購入前にご相談ください。", None),
        ("障がい福祉課", None),
        ("更新日:2024年4月1日", None),
        ("■紙おむつの支給", "紙おむつの支給"),
    ],
)
def test_a_name_is_a_heading_and_never_a_sentence(line: str, name: str | None) -> None:
    assert name_of(line) == name


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Question: 福祉タクシー券について知りたい。", "福祉タクシー券"),
        ("Q3 【児童手当】口座は変更できますか。", "児童手当"),
        ("質問1.引っ越したときはどうすればよいですか", None),
    ],
)
def test_a_question_names_what_it_is_about(question: str, name: str | None) -> None:
    assert name_in_question(question) == name


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("助成対象者", "for_whom"), ("■ 申請に必要なもの:", "bring"), ("母子手帳交付窓口 ※変更になりました", "where"),
        ("助成額(年額)", "amount"), ("お問い合わせ先", "desk"), ("その他", "aside"), ("港町", None),
    ],
)  # fmt: skip
def test_labels_have_roles(label: str, role: str | None) -> None:
    assert role_of(label.strip("■ ")) == role
