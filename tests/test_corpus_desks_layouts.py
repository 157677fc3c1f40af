"""Offices and their numbers in layouts of every kind: (text, the names and numbers that it gives)."""

import pytest

from tests.test_corpus_desks import desks

Found = list[tuple[str, str | None]]
TWO: Found = [("しおさい保育園", "45-2222"), ("なぎさ保育園", "45-3333")]

LAYOUTS = [
    ("名称 所在地 電話番号\nしおさい保育園 港町1-2 45-2222\nなぎさ保育園 浜町3番地 2階 45-3333\n", TWO),
    ("しおさい保育園 | 港町1-2 | 45-2222 |\nなぎさ保育園 | 浜町3 | 45-3333 |\n", TWO),
    ("しおさい保育園\n\n港町1-2\n\n45-2222\n\nなぎさ保育園\n\n浜町3-1\n\n45-3333\n", TWO),
    ("しおさい保育園\n〒123-4567\n港町1-2\nでんわ:45-2222\nなぎさ保育園\n〒123-4568\n浜町3-1\nでんわ:45-3333\n", TWO),
    ("名称:しおさい保育園\n住所:港町1-2\n電話:45-2222\n\n名称:なぎさ保育園\n住所:浜町3-1\n電話:45-3333\n", TWO),
    ("しおさい保育園\n電話 所在地\n45-2222 港町1-2\nなぎさ保育園\n電話 所在地\n45-3333 浜町3-1\n", TWO),
    ("しおさい保育園<外部リンク>\n【電話】45-2222\nなぎさ保育園<外部リンク>\n【電話】45-3333\n", TWO),
    ("●しおさい保育園(☎45-2222)\n●なぎさ保育園(☎45-3333)\n", TWO),
    ("しおさい保育園…………☎45-2222\nなぎさ保育園…………☎45-3333\n", TWO),
    ("入園の相談 しおさい保育園 ☎45-2222\n入園の相談 なぎさ保育園 ☎45-3333\n", TWO),
    ("お申し込みは、しおさい保育園(電話45-2222)へ。\n詳しくはなぎさ保育園(電話45-3333)まで。\n", TWO),
    ("①しおさい保育園\n(社会福祉法人 潮会)\n港町1-2\n45-2222\n②なぎさ保育園\n(社会福祉法人 浜会)\n浜町3-1\n45-3333\n", TWO),
    ("課税課\n市民税係\n\n45-2222\n\n第2期\n\n課税課\n固定資産税係\n\n45-3333\n", [("課税課 市民税係", "45-2222"), ("課税課 固定資産税係", "45-3333")]),
    ("こども未来部 保育課\n電話番号 0467-45-2222 | ファクス番号 0467-45-2223\n", [("こども未来部 保育課", "0467-45-2222")]),
    ("福祉課 生活保護係\n〒123-4567 港市浜町字上36番地1 港市役所\n電話:0467-45-2222 内線1192~1196\n", [("福祉課 生活保護係", "0467-45-2222")]),
    ("保健センター\n\nこころの健康相談\n\n電話:45-2222\n\n県の保健所\n\n精神保健の相談\n\n電話:45-3333\n", [("保健センター", "45-2222"), ("県の保健所", "45-3333")]),
    ("お預かりします。なぎさセンター。開館日：月～金曜日午前9時～午後5時。休日：土・日曜日・祝日。電話：45-2222。しおさい会館。開館日：火～土曜日午前9時～午後5時。休日：日・月曜日。電話：45-3333。\n", [("なぎさセンター", "45-2222"), ("しおさい会館", "45-3333")]),
    ("料金のことは、水道課電話45-2222、浜町年金事務所電話45-3333へ。\n", [("水道課", "45-2222"), ("浜町年金事務所", "45-3333")]),
    ("◆なぎさいのちの電話45-2222\n◆しおさい相談電話45-3333\n", [("なぎさいのちの電話", "45-2222"), ("しおさい相談電話", "45-3333")]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "found"), LAYOUTS)
def test_a_number_has_its_office_in_any_layout(source: str, found: Found) -> None:
    assert [(desk.name, desk.phone) for desk in desks(source) if desk.phone] == found


THREE: Found = [("しおさい保育園", "45-2222"), ("なぎさ保育園", "45-3333"), ("かもめ保育園", "45-4444")]
NAMES, NUMBERS = "しおさい保育園\nなぎさ保育園\nかもめ保育園\n", "45-2222\n45-3333\n45-4444\n"


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(f"施設名\n{NAMES}電話番号\n{NUMBERS}", id="under their headings"),
        pytest.param(f"■ 保育園の一覧\n\n{NAMES}\n{NUMBERS}", id="parted by an empty line"),
        pytest.param(
            f"名称 所在地 電話\n{NAMES}港町1-2\n浜町3番地\n東町5丁目1番2号\n{NUMBERS}", id="with a column between"
        ),
        pytest.param("園 しおさい保育園 なぎさ保育園 かもめ保育園 電話 45-2222 45-3333 45-4444\n", id="on one line"),
        pytest.param(
            f"港町の子育て支援センター\n\n{NAMES}電話\n{NUMBERS}", id="under a title that is named like an office"
        ),
    ],
)
def test_names_then_numbers_are_told_in_their_order(source: str) -> None:
    assert [(desk.name, desk.phone) for desk in desks(source) if desk.phone] == THREE


def test_a_column_of_faxes_follows_that_of_numbers() -> None:
    found = desks(f"{NAMES}電話\n{NUMBERS}FAX\n46-2222\n46-3333\n46-4444\n")
    assert [(desk.phone, desk.fax) for desk in found] == [
        ("45-2222", "46-2222"),
        ("45-3333", "46-3333"),
        ("45-4444", "46-4444"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(f"{NAMES}電話\n45-2222\n45-3333\n", id="a number is missing"),
        pytest.param(f"{NAMES}うみねこ保育園\n電話\n{NUMBERS}", id="a name more"),
        pytest.param("福祉課\n健康課\n子育て課\n電話\n45-2222\n45-3333\n45-4444\n45-5555\n", id="a number more"),
    ],
)
def test_nobody_has_a_number_where_names_and_numbers_are_not_as_many(source: str) -> None:
    assert [desk.name for desk in desks(source) if desk.phone] == []


@pytest.mark.parametrize("joint", ["または", "又は", "。または", "もしくは"])
def test_a_number_or_another_are_one_desks(joint: str) -> None:
    [desk] = desks(f"駆除は【浜町害虫防除協会】。電話0120-71-2600{joint}078-571-2600。※費用がかかります。\n")
    assert (desk.name, desk.phones) == ("浜町害虫防除協会", ("0120-71-2600", "078-571-2600"))


def test_a_department_and_its_section_are_one_desk_with_two_numbers() -> None:
    assert [(desk.name, desk.phone) for desk in desks("福祉部\n福祉課\n電話\n45-2222\n45-3333\n") if desk.phone] == [
        ("福祉部 福祉課", "45-2222")
    ]


GLUED = "区分\n\n{name}\n\n{place}\n\n電話番号\n\n定員(人)\n\n{rows}"


@pytest.mark.parametrize(
    ("name", "place", "rows", "found"),
    [
        (
            "園名", "所在地",
            "公立しおさい園浜町1230-1232-276250延長\n公立かもめ園港町1-2-32232-2764120\n公立つばめ園椋本408232-2763120\n私立波の森保育園波の森2番地3288-6591120\n",
            ["232-2762", "232-2764", "232-2763", "288-6591"],
        ),
        (
            "施設名", "住所",
            "しおさい児童館浜町12-145-2222\nかもめ児童館港町3-144-3333\nつばめ児童館椋本5番644-1111\n波児童館浜町7-845-0000\n",
            ["45-2222", "44-3333", "44-1111", "45-0000"],
        ),
        ("名称", "場所", "しおさい会館浜町12-145-2222\nかもめ会館港町3-44-3333\n", []),
    ],
    ids=["with places behind", "exchanges of two digits", "too few rows"],
)  # fmt: skip
def test_cells_run_together_are_cut_where_the_addresses_settle_it(
    name: str, place: str, rows: str, found: list[str]
) -> None:
    assert [desk.phone for desk in desks(GLUED.format(name=name, place=place, rows=rows)) if desk.phone] == found


@pytest.mark.parametrize(
    "source",
    [
        "民生委員\n山田 花子 45-2222\n佐藤 一郎 45-3333\n",
        "連絡先\n山田花子さん 090-1111-2222\n",
        "地域包括支援センターにどのくらい相談がありましたか。\n申込書に電話番号を書いてください。\n",
        "火事のときは119番、病気のときは#7119に電話してください。\n",
        "FAX 0467-45-2222\n",
        "お電話 0120-111-222 でも受け付けます。\n",
    ],
)
def test_a_person_or_a_sentence_is_no_office(source: str) -> None:
    assert [desk.name for desk in desks(source) if desk.phone] == []


@pytest.mark.parametrize(
    ("source", "hours"),
    [
        ("港福祉協議会\n電話:45-2222\n開庁時間:午前8時30分〜午後5時15分（土日祝を除く）\n", "午前8時30分〜午後5時15分（土日祝を除く）"),
        ("港相談室\n電話:45-2222\n受付:月～金曜日 8:30～17:15\n", "月～金曜日 8:30～17:15"),
        ("港相談室 TEL 45-2222\n相談日:平日 9時から16時まで\n", "平日 9時から16時まで"),
        ("港相談室\n港町1-2\n☎45-2222\n9:00~17:00(日曜休み)\n", "9:00~17:00(日曜休み)"),
    ],
)  # fmt: skip
def test_hours_are_kept_with_their_days_and_closures(source: str, hours: str) -> None:
    assert [desk.hours for desk in desks(source)] == [hours]


@pytest.mark.parametrize(
    ("source", "extension"),
    [
        ("福祉課 相談係\n電話:0467-45-2222 内線1192~1196\n", "1192~1196"),
        ("詳しくは福祉課(電話45-2222(内線31))へ。\n", "31"),
        ("問合せ:福祉課相談係\n【電話】内線1188\n", "1188"),
    ],
)
def test_an_extension_is_the_desks(source: str, extension: str) -> None:
    assert [desk.extension for desk in desks(source)] == [extension]


@pytest.mark.parametrize(
    ("source", "what_for"),
    [
        ("# 見守りの登録\n\n登録できます。\n\nこのページに関するお問い合わせ\n福祉課\n電話:45-2222\n", "見守りの登録"),
        ("# 紙おむつの助成\n\n月額の助成券を渡します。\n問合せ:福祉課\n【電話】45-2222\n", "紙おむつの助成"),
        ("# 相談窓口\n\n福祉課\n電話:45-2222\n", None),
    ],
)  # fmt: skip
def test_who_is_asked_answers_for_the_heading(source: str, what_for: str | None) -> None:
    assert [desk.what_for for desk in desks(source)] == [what_for]


def test_a_heading_below_a_number_is_no_address() -> None:
    [desk] = desks("東部相談センター 電話 0467-45-2222\n基本目標1 支え合う\n")
    assert (desk.phone, desk.address) == ("0467-45-2222", None)
