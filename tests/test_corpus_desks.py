import re
from pathlib import Path

import pytest

from benchmarks.golden import by_plan, corpus_of, found_desks, listed_desks
from corpus.outline.lines import classify
from corpus.outline.passages import segment
from corpus.outline.tree import outline
from corpus.records.desks.desk import Desk
from corpus.records.desks.finder import find_desks
from corpus.text.markup import read_markup
from tests.plain_plan import plan_of

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"


def desks(source: str) -> tuple[Desk, ...]:
    """The desks of a plan of the fictional 汐見原市 that says ``source``."""
    document = read_markup(source)
    plan = plan_of(document, "汐見原市")
    return find_desks(plan, outline(classify(document), plan.text), segment(plan, document))


def names(source: str) -> list[str]:
    return [desk.name for desk in desks(source)]


def test_a_block_gives_every_field_that_its_lines_label() -> None:
    (desk,) = desks(
        "○汐見原市北部相談センター\n担当地域:鳶ノ沢、茅込(5番を除く)\n対象:おおむね65歳以上の方\n"
        "所在地:汐見原市茅込1-2-3\nTEL:0000-00-1111\nFAX:0000-00-2222\n受付時間:平日9時~17時\n"
    )
    assert (desk.id, desk.plan_id, desk.name) == ("todai/d0000", "todai", "汐見原市北部相談センター")
    assert (desk.phone, desk.fax) == ("0000-00-1111", "0000-00-2222")
    assert desk.areas == ("鳶ノ沢、茅込(5番を除く)",)
    assert (desk.address, desk.hours) == ("汐見原市茅込1-2-3", "平日9時~17時")
    assert desk.serves == "おおむね65歳以上の方"
    assert desk.passage_id == "todai#0000"
    assert desk.checked_on is None


def test_a_value_that_goes_on_over_lines_is_one_verbatim_span() -> None:
    (desk,) = desks("○港相談室\n\n担当地域:港町1丁目、\n\n2丁目3番、\n\n貝寄町\n\n連絡先:0000-00-1111\n")
    assert desk.areas == ("港町1丁目、\n\n2丁目3番、\n\n貝寄町",)
    assert desk.phone == "0000-00-1111"


def test_a_desk_whose_address_ends_the_document_ends_with_it() -> None:
    source = "・茶の間\n電話:0000-12-3451(内線 12)\n潮見町1-2"
    (desk,) = desks(source)
    assert (desk.address, desk.start, desk.end) == ("潮見町1-2", 1, len(source))


LIKE = "○東部総合相談所\n担当地域:東町\n電話:0000-00-1111\n\n○西部総合相談所\n担当地域:西町\n電話:0000-00-2222\n"


@pytest.mark.parametrize(
    ("above", "serves"),
    [
        ("福祉や子育てなどの総合相談窓口です。市内2か所にあります。", "福祉や子育てなどの総合相談窓口です。"),
        ("市内に2か所あります。どなたの相談もお受けします。", None),
        ("障がいのある方の相談に応じます。", "障がいのある方の相談に応じます。"),
        ("お近くの相談所へご相談ください。", None),
        ("相談所一覧", None),
    ],
)
def test_a_sentence_above_like_desks_says_whom_all_of_them_are_for(above: str, serves: str | None) -> None:
    assert [desk.serves for desk in desks(f"{above}\n\n{LIKE}")] == [serves, serves]


def test_what_a_desks_own_line_says_of_whom_it_serves_stays() -> None:
    source = LIKE.replace("電話:0000-00-2222", "対象:高齢の方\n電話:0000-00-2222")
    found = desks(f"福祉の総合相談窓口です。\n\n{source}")
    assert [desk.serves for desk in found] == ["福祉の総合相談窓口です。", "高齢の方"]


def test_a_sentence_above_one_group_says_nothing_of_the_next() -> None:
    source = f"福祉の総合相談窓口です。\n\n{LIKE}\n○港こども室\n担当地域:港町\n電話:0000-00-3333\n"
    assert [desk.serves for desk in desks(source)][2] is None


def test_a_name_stands_where_the_text_says_what_the_desk_takes() -> None:
    source = "夫婦と家庭の相談室での相談の中で里親を紹介した。\n\n夫婦と家庭の相談室で虐待相談等、各種相談を受付。\n"
    (desk,) = desks(source)
    assert source[desk.start :].startswith("夫婦と家庭の相談室で虐待")


def test_what_follows_the_last_label_is_not_part_of_it() -> None:
    first, second = desks(
        "東相談室\n所在地:東町1-1\n電話:0000-00-1111\n\n西相談室\n所在地:西町2-2\n電話:0000-00-2222\n\n以上の二つです。\n"
    )
    assert (first.name, first.phone, first.address) == ("東相談室", "0000-00-1111", "東町1-1")
    assert (second.name, second.phone, second.address) == ("西相談室", "0000-00-2222", "西町2-2")


@pytest.mark.parametrize(
    ("line", "phone", "fax", "hours"),
    [
        ("電話 0000-00-1111(受付時間 平日9時~17時)", "0000-00-1111", None, "平日9時~17時"),
        ("電話:０００－００－１１１１", "０００－００－１１１１", None, None),
        ("連絡先:電話0000-00-1111、FAX 0000-00-2222", "0000-00-1111", "0000-00-2222", None),
        ("TEL\t0120-000-000", "0120-000-000", None, None),
        ("電話:0120000000", "0120000000", None, None),
    ],
)
def test_numbers_stay_as_printed(line: str, phone: str, fax: str | None, hours: str | None) -> None:
    (desk,) = desks(f"福祉課 相談係\n{line}\n")
    assert (desk.phone, desk.fax, desk.hours) == (phone, fax, hours)


def test_a_meeting_with_a_place_and_a_time_is_no_desk() -> None:
    assert desks("○茶話会\n場所:公民館\n時間:毎週月曜10時\n") == ()


def test_rows_under_a_header_of_fields_are_desks() -> None:
    desk, other = desks(
        "窓口\t担当地区\t電話・FAX\t受付時間\n"
        "みなと相談室(市役所2階)\t港町\t電話 0000-00-1111 FAX 0000-00-2222\t平日\n若者電話\t全地区\t0000-00-3333\t-\n"
    )
    assert (desk.name, desk.areas, desk.address) == ("みなと相談室(市役所2階)", ("港町",), "市役所2階")
    assert (desk.phone, desk.fax, desk.hours) == ("0000-00-1111", "0000-00-2222", "平日")
    assert (other.name, other.phone, other.fax, other.hours) == ("若者電話", "0000-00-3333", None, None)


def test_rows_named_by_ward_take_the_rest_of_their_name_from_the_title() -> None:
    source = "区みらい相談センターの連絡先\n\n区名\t所在地\t電話番号\n椋丘区\t椋本町2-1\t0000-00-1111\n"
    assert names(source) == ["椋丘区みらい相談センター"]


def test_open_data_has_a_desk_a_row() -> None:
    (desk,) = desks(
        "NO\t名称\t名称_カナ\t所在地_連結表記\t電話番号\tFAX番号\n1\tなぎさ館\tナギサカン\t港町1-2\t45-1111\n"
    )
    assert (desk.name, desk.address, desk.phone, desk.fax) == ("なぎさ館", "港町1-2", "45-1111", None)


def test_a_table_of_meeting_places_has_no_desks() -> None:
    assert desks("名称\t場所\nお茶の会\t港会館\nうたの会\t貝寄会館\n") == ()


def test_lines_of_a_list_with_a_number_are_desks() -> None:
    (desk,) = desks("- なんでも相談(本庁) 0000-00-1111(平日9時~17時)\n")
    assert (desk.name, desk.phone, desk.hours) == ("なんでも相談(本庁)", "0000-00-1111", "平日9時~17時")


@pytest.mark.parametrize("line", ["電話番号 0000-00-1111", "月曜日 0000-00-1111", "詳しくはこちら 0000-00-1111"])
def test_a_number_without_a_name_is_no_desk(line: str) -> None:
    assert desks(f"- {line}\n") == ()


@pytest.mark.parametrize(
    ("source", "name", "phone"),
    [
        pytest.param("詳しくは、福祉課 0000-00-1111へ。", "福祉課", "0000-00-1111", id="in a sentence"),
        pytest.param("問合せ:こども課\n【電話】45-1111\n", "こども課", "45-1111", id="a local number under it"),
        pytest.param("お問い合わせ先\n\n女性課 家庭係\n\n0000-00-1111\n", "女性課 家庭係", "0000-00-1111", id="no label"),
        pytest.param("納税課\n収納係\n0000-00-1111\n", "納税課 収納係", "0000-00-1111", id="a name on two lines"),
        pytest.param("なぎさ児童館 港町1-2 45-2222 月曜休館\n", "なぎさ児童館", "45-2222", id="a row of blanks"),
        pytest.param("番号がわからない方はごみ受付センター(TEL.45-3333)へ", "ごみ受付センター", "45-3333", id="a bracket"),
        pytest.param("なぎさ学習室\n所在地:港町1-2\n対象:小学生\n電話:45-4444(内線21)\n", "なぎさ学習室", "45-4444", id="fields"),
        pytest.param("①しおさい\n港町3-4-5\n3456-1111\n", "しおさい", "3456-1111", id="a cell a line"),
        pytest.param("○親と子の相談(保健係)\n子育てのこと\n【電話】45-5555\n", "親と子の相談(保健係)", "45-5555", id="a mark"),
    ],
)  # fmt: skip
def test_a_number_is_its_name_s_that_stands_before_it(source: str, name: str, phone: str) -> None:
    assert [(desk.name, desk.phone) for desk in desks(source)] == [(name, phone)]


def test_the_areas_of_desks_that_run_on_in_one_line_are_kept() -> None:
    found = desks(
        "窓口 ① 東地域包括支援センター 担当地域 東町・港町 開所日 平日 電話 03-0000-1111 所在地 東町1-2 "
        "② 西地域包括支援センター 担当地域 西町 電話 03-0000-2222\n"
    )
    assert [(desk.name, desk.phone, desk.areas) for desk in found] == [
        ("東地域包括支援センター", "03-0000-1111", ("東町・港町",)),
        ("西地域包括支援センター", "03-0000-2222", ("西町",)),
    ]


def test_a_list_without_labels_has_a_desk_for_each_number_and_its_fax() -> None:
    found = desks("①しおさい\n港町3-4-5\n3456-1111\n②かもめ\n港町6-7-8\n3456-2222\nFAX 3456-2223\n")
    assert [(desk.name, desk.phone, desk.fax) for desk in found] == [
        ("しおさい", "3456-1111", None), ("かもめ", "3456-2222", "3456-2223"),
    ]  # fmt: skip


# The cases that forced the rules, in other words than the plans'.
@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("「まちと暮らしの相談窓口」を開設した。", ["まちと暮らしの相談窓口"]),
        ("夫婦と家庭の相談室で話を聞く。", ["夫婦と家庭の相談室"]),
        ("港町に子育て支援センターを開設する。", ["子育て支援センター"]),
        ("汐見原市DV相談支援センターで相談に応じる。", ["汐見原市DV相談支援センター"]),
        (
            "汐見原市しごと・住まい相談センター(すまJOBセンター)で",
            ["汐見原市しごと・住まい相談センター(すまJOBセンター)"],
        ),
        ("公社が運営する住み替え相談窓口の利用", ["住み替え相談窓口"]),
        ("自立支援センター「なぎさステーション」で支援する。", ["自立支援センター「なぎさステーション」"]),
        (
            "障害者相談支援センターなぎさ、こども家庭センターなどと",
            ["障害者相談支援センターなぎさ", "こども家庭センター"],
        ),
        ("医師会地域医療連携室いかり、市立病院と", ["医師会地域医療連携室いかり"]),
        ("消費生活センターを設置し、苦情に対応する。", ["消費生活センター"]),
        ("「こどもサポート港町」を運営し、相談に応じる。", ["こどもサポート港町"]),
        ("各区地域みまもり支援センターが支援する。", ["地域みまもり支援センター"]),
        ("構成員\t民生委員、教育研究相談センター職員", ["教育研究相談センター"]),
        ("障害者相談支援センターにこころ、市立病院と", ["障害者相談支援センターにこころ"]),
        ("成年後見センターにどのくらい、相談があるか", ["成年後見センター"]),
        ("権利擁護センターはもちろん、窓口でも受ける", ["権利擁護センター"]),
        # no names
        ("子育て支援センターであり、市が運営する。", []),
        ("相談窓口の周知に努める。", []),
        ("わかりやすい相談窓口を備える。", []),
        ("各地域包括支援センターの業務を支援する。", []),
        ("既存の相談支援機関と連携する。", []),
        ("実施方法\t支援センターへの業務委託", []),
        ("地域の福祉総合相談窓口となっている。", []),
        ("「なんでも相談窓口」の設置について検討する。", []),
        ("障害者相談支援センターマニュアルを作る。", []),
        ("支援センターだよりを配る。", []),
        ("地域活動支援センターを開設し、創作の場とする。", []),
        ("「支え合い会議」を開設し、相談に応じる。", []),
    ],
)
def test_names_in_running_text(sentence: str, found: list[str]) -> None:
    assert names(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "address"),
    [
        ("市役所1階の入口隣に、「くらしの相談窓口」を開設した。", "市役所1階の入口隣"),
        ("港町に子育て支援センターを開設する。", "港町"),
        ("くらし相談窓口を市役所2階に置く。", "市役所2階"),
        ("市内に子育て支援センターを開設する。", None),
        ("市役所1階で子育て支援センターの案内を配る。", None),
    ],
)
def test_an_address_is_taken_only_from_where_a_point_is_said_to_be_set_up(sentence: str, address: str | None) -> None:
    assert [desk.address for desk in desks(sentence)] == [address]


def test_a_point_named_twice_is_one_desk_by_its_longest_name_where_most_is_said() -> None:
    source = "家庭教育相談室と連携する。\n\n市役所3階に、家庭教育相談室を設置し、相談に応じる。\n\n汐見原市家庭教育相談室の案内を配る。\n"
    (desk,) = desks(source)
    assert (desk.name, desk.address) == ("汐見原市家庭教育相談室", "市役所3階")
    assert source[desk.start : desk.end] == "家庭教育相談室"


def test_a_plain_name_gives_way_to_the_desks_that_bear_it() -> None:
    source = "地域包括支援センターに相談する。\n\n○汐見原市東部地域包括支援センター\n電話:0000-00-1111\n"
    assert names(source) == ["汐見原市東部地域包括支援センター"]


def test_every_number_in_the_samples_is_in_exactly_one_desk_with_the_name_beside_it() -> None:
    found = by_plan(corpus_of(SAMPLES).of(Desk))
    for path in sorted(SAMPLES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        numbers = sorted(re.findall(r"0000-00-\d{4}", text))
        held = [number for desk in found[path.stem] for number in (desk.phone, desk.fax) if number]
        assert sorted(held) == numbers
    by_phone = {desk.phone: desk.name for each in found.values() for desk in each}
    assert by_phone["0000-00-1267"] == "汐見原市北部地域包括支援センター"
    assert by_phone["0000-00-2044"] == "環濠区つむぎ相談センター"
    assert by_phone["0000-00-2211"] == "日ノ谷市 政策企画課 総合計画係"
    assert by_phone["0000-00-2233"] == "福祉まるごと相談(奥霞支所)"
    assert by_phone["0000-00-2321"] == "相談支援事業所 かざぐるま"
    assert by_phone["0000-00-2490"] == "月見台こども相談室(団地集会所1階)"


def test_the_three_centres_of_zushi_are_complete_and_exact(shared: Path) -> None:
    found = by_plan(corpus_of(shared / "plans").of(Desk))["zushi-chiikifukushi-2023"]
    assert [(desk.name, desk.phone, desk.address, desk.areas) for desk in found if desk.phone] == [
        (
            "逗子市東部地域包括支援センター",
            "046-876-6299",
            "逗子市池子字桟敷戸1892-2(保健センター1階)",
            ("桜山3・4・5丁目(35~37番、葉桜団地を除)、沼間、池子",),
        ),
        (
            "逗子市中部地域包括支援センター",
            "046-872-2480",
            "逗子市逗子5-4-33(逗子会館1階)",
            (
                "逗子、桜山1・2・5丁目35~37番、葉桜団地のみ、6~9丁目\n\n"
                "山の根、新宿1~3・4丁目1~5番(2番29~59号を除く)、\n\n6番38~42号、5丁目",
            ),
        ),
        (
            "逗子市西部地域包括支援センター",
            "046-876-5451",
            "逗子市新宿4-16-10(亀ヶ岡バス停そば)",
            ("久木、小坪、新宿4丁目2番29~59号、6~16番(6番38~42号を除く)",),
        ),
    ]
    assert all(desk.checked_on is None and desk.fax is None for desk in found)


def test_the_desks_of_the_five_plans_are_those_found_by_hand(shared: Path) -> None:
    assert found_desks(corpus_of(shared / "plans")) == listed_desks()
