"""What many municipalities share word for word."""

from search.report.boilerplate import many, standard_wording
from search.report.laws import law_of
from search.report.nearness.wording import Letters
from search.report.report import Item
from tests.hand_made import entry_of

LAW = (
    "市町村は、地域における高齢者の福祉、障害者の福祉、児童の福祉その他の福祉に関し、共通して取り組むべき事項を定める。"
)


def item(city: str | None, text: str) -> Item:
    return Item(f"{city}#0", "計画の位置づけ", text, (), entry_of(str(city), city, None), None, None)


def standard(*texts: tuple[str | None, str]) -> list[tuple[str, tuple[str, ...]]]:
    items = [item(city, text) for city, text in texts]
    found = standard_wording(items, [Letters.of(each.text) for each in items]).found
    return [(each.text, each.municipalities) for each in found]


def test_wording_of_three_municipalities_is_told_once_with_all_of_them() -> None:
    texts = [
        (city, f"{city}では次のとおりです。{LAW}{more}")
        for city, more in (("青市", "甲"), ("赤市", "乙"), ("白市", "丙"))
    ]
    [(text, cities)] = standard(*texts)
    assert LAW.rstrip("。") in text
    assert cities == ("白市", "赤市", "青市")


def test_wording_of_two_may_be_copied_and_is_left_to_the_matches() -> None:
    assert standard(("青市", LAW), ("赤市", LAW), ("白市", "こども食堂を開く団体に補助します。")) == []


def test_one_municipality_that_repeats_itself_makes_no_standard() -> None:
    assert standard(("青市", LAW), ("青市", LAW), ("青市", LAW)) == []


def test_the_names_of_systems_are_no_boilerplate() -> None:
    texts = [(city, f"{city}は、生活困窮者自立支援制度による自立相談支援事業を{how}。") for city, how in
             (("青市", "直営で続けます"), ("赤市", "社会福祉協議会に委ねます"), ("白市", "始めます"))]  # fmt: skip
    assert standard(*texts) == []


def test_a_document_of_no_municipality_is_its_source() -> None:
    items = [item(city, LAW) for city in ("青市", "赤市", "白市", None)]
    [found] = standard_wording(items, [Letters.of(each.text) for each in items]).found
    assert found.source is not None
    assert found.source.municipality is None


def test_its_spans_lie_in_each_text() -> None:
    items = [item(city, f"{city}の計画です。{LAW}") for city in ("青市", "赤市", "白市")]
    spans = standard_wording(items, [Letters.of(each.text) for each in items]).spans
    for row, each in enumerate(items):
        [(start, end)] = spans[row]
        assert LAW.rstrip("。") in each.text[start:end]


def test_how_many_are_many_grows_with_the_index_up_to_ten() -> None:
    assert [many(count) for count in (2, 30, 47, 100, 1741)] == [3, 3, 3, 4, 10]


def test_a_sentence_that_each_city_has_changed_a_little_is_standard() -> None:
    texts = [
        ("青市", "虐待の背景には、育児の疲れや孤立のほか、さまざまな要因があることが広く知られています。"),
        ("赤市", "その背景には、育児の疲れや孤立など、さまざまな要因があることが広く知られています。"),
        ("白市", "子どもへの虐待の背景には、育児の疲れや孤立などさまざまな要因があることが広く知られています。"),
        ("黒市", "虐待を受けた子どもの家を訪ね、母親の話を聞きます。"),
    ]
    [(_, cities)] = standard(*texts)
    assert set(cities) == {"青市", "赤市", "白市"}


def test_what_a_law_says_is_no_municipalitys_own() -> None:
    told = {
        "令和5年4月に「こども基本法」が施行され、すべての自治体に計画をつくる努力義務が課されました。": "こども基本法",
        "国では、地域の困りごとに応える体制を整えるため、新しい交付金を創設しました。": "国",
        "生活困窮者自立支援法の改正により、家計の相談が自治体の努力義務とされました。": "生活困窮者自立支援法",
        "自殺総合対策大綱では、若い世代への働きかけが重点に位置付けられています。": "自殺総合対策大綱",
    }
    for sentence, law in told.items():
        assert law_of(sentence) == law
    for own in (
        "障害者差別解消法に基づき、職員の研修を年に2回行います。",
        "相談の方法を改正し、夜間も受け付けます。",
        "国の交付金を受けて、こども食堂に補助します。",
        "音楽療法の講座を開催します。",
        "社会福祉法の改正が行われたので、本市でも計画を見直しました。",
        "大綱が閣議決定されたことを受け、青市は相談員を増やします。",
    ):
        assert law_of(own, "青市") is None
