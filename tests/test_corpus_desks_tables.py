"""Tables of desks under headings of every kind: (rows joined by bars, the desks that they hold)."""

import pytest

from corpus.records.desks.columns import meaning
from tests.test_corpus_desks import desks

Found = tuple[str, str | None]


def rows(*lines: str) -> str:
    return "\n".join(line.replace("|", "\t") for line in lines) + "\n"


TABLES = [
    pytest.param(
        rows(
            "市立の施設一覧(令和6年4月1日現在)",
            "",
            "No.|クラブ名|小学校区|所在地|連絡先(電話)|定員",
            "1|しおさい学童|港小|港町1-2|0000-11-2222|40",
            "2|かもめ児童クラブ|浜小|浜町3|0000-11-3333|30",
        ),
        [("しおさい学童", "0000-11-2222"), ("かもめ児童クラブ", "0000-11-3333")],
        id="a title and a blank row above",
    ),
    pytest.param(
        rows(
            "#property|latitude|name|address|telephoneNumber|startTime",
            "1|35.1|港ほっとホール|港町1|0000-11-2222|9:00",
            "2|35.2|浜の家|浜町3|0000-11-3333|",
        ),
        [("港ほっとホール", "0000-11-2222"), ("浜の家", "0000-11-3333")],
        id="physical names",
    ),
    pytest.param(
        rows("機関|連絡先||住所", "|電話|FAX|", "港相談支援センター|0000-11-2222|0000-11-2223|港町1"),
        [("港相談支援センター", "0000-11-2222")],
        id="two rows of headings",
    ),
    pytest.param(
        rows(
            "こんなとき|担当課|担当係|電話番号",
            "手帳を申請する|福祉課|障害係|11-2222",
            "手当を受ける|こども課|給付係|11-3333",
        ),
        [("福祉課 障害係", "11-2222"), ("こども課 給付係", "11-3333")],
        id="a section and its group",
    ),
    pytest.param(
        rows("区分|愛称|所在地|℡", "公立|はまなす保育園|浜町1|11-2222", "私立|みなと幼稚園|港町2|11-3333"),
        [("はまなす保育園", "11-2222"), ("みなと幼稚園", "11-3333")],
        id="an unusual heading over names",
    ),
    pytest.param(
        rows("学校名|TEL / FAX|校長名", "港小学校|0000-11-2222 / 0000-11-2223|山田 太郎"),
        [("港小学校", "0000-11-2222")],
        id="two numbers in a cell",
    ),
    pytest.param(
        rows("民生委員・児童委員の一覧", "地区|氏名|電話番号", "港町|山田 花子|11-2222"), [], id="persons"
    ),
    pytest.param(
        rows("サロン名|代表者|連絡先", "浜の茶の間|山田 花子|090-1111-2222", "港サロン|港公民館|11-3333"),
        [("港サロン", "11-3333")],
        id="somebody's own number",
    ),
    pytest.param(
        rows("施設名|電話番号|備考", "港会館|11-2222|", "浜会館|－|改修中"),
        [("港会館", "11-2222")],
        id="a row without a number",
    ),
    pytest.param(
        rows("地区|氏名|電話", "港町|港 一郎|11-2222", "浜町|浜 花子|11-3333"), [], id="persons without a title"
    ),
    pytest.param(
        rows("品目|出し方", "アイロン|破砕ごみ", "毛布|臨時ごみ"), [], id="a table of something else"
    ),
]  # fmt: skip


@pytest.mark.parametrize(("source", "found"), TABLES)
def test_rows_of_a_table_are_desks_whatever_its_headings(source: str, found: list[Found]) -> None:
    assert [(desk.name, desk.phone) for desk in desks(source)] == found


def test_open_data_gives_hours_extension_and_page() -> None:
    (desk,) = desks(
        rows(
            "NO|名称|電話番号|内線番号|FAX番号|利用可能曜日|開始時間|終了時間|利用可能日時特記事項|URL",
            "1|港ひろば|0000-11-2222|123||月火水木金|10:00|16:00|祝日を除く|https://example.jp/minato/",
        )
    )
    assert (desk.hours, desk.extension) == ("月火水木金 10:00 16:00 祝日を除く", "123")
    assert desk.url == "https://example.jp/minato/"


def test_several_numbers_of_one_row_stand_in_one_desk() -> None:
    (desk,) = desks(rows("窓口|電話番号", "港保健所|(保健課) 0000-11-2222 (衛生課) 0000-11-3333"))
    assert (desk.name, desk.phones) == ("港保健所", ("0000-11-2222", "0000-11-3333"))


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("電 話 番 号", "phone"), ("電話番号(代表)", "phone"), ("事務所電話番号", "phone"), ("ファクス番号", "fax"),
        ("電話番号・FAX", "phone"), ("放課後児童クラブ名", "name"), ("保育所(園)名", "name"), ("名称_カナ", "none"),
        ("市区町村名", "none"), ("所在地_連結標記", "address"), ("Telephone", "phone"), ("設置者氏名", "person"),
        ("担当圏域", "areas"), ("港相談室", None), ("1,200円", None),
    ],
)  # fmt: skip
def test_a_heading_has_one_meaning(heading: str, key: str | None) -> None:
    found = meaning(heading)
    assert (found.key if found else None) == key


def test_a_field_of_work_is_what_a_desk_is_for_and_its_counter_stands_before_its_address() -> None:
    [desk] = desks(
        rows("分野|窓口|場所|住所|電話番号", "高齢者の介護|長寿いきがい課|市役所1階5番|港町1-1|0000-11-2222")
    )
    assert (desk.what_for, desk.address) == ("高齢者の介護", "市役所1階5番 港町1-1")


def test_a_postal_code_that_slipped_among_full_numbers_is_nobodys_number() -> None:
    full = [f"第{place}保育園|港町{place}|0000-11-22{place:02}" for place in range(20)]
    found = desks(rows("名称|住所|電話番号", *full, "はまかぜ園|浜町9|963-8035"))
    assert (found[-1].name, found[-1].phone) == ("はまかぜ園", None)


def test_a_local_number_of_an_exchange_that_others_have_stays_and_gets_its_area_code() -> None:
    full = [f"第{place}保育園|港町{place}|0000-111-22{place:02}" for place in range(20)]
    found = desks(rows("名称|住所|電話番号", *full, "はまかぜ園|浜町9|111-8035"))
    assert (found[-1].phone, found[-1].area_code) == ("111-8035", "0000")
