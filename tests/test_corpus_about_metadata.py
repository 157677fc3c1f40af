import pytest

from corpus.about.gazetteer import municipalities
from corpus.about.metadata import Metadata
from corpus.about.metadata import find_metadata as find
from corpus.text.markup import read_markup


def find_metadata(text: str) -> Metadata:
    return find(read_markup(text))


def test_a_title_page_tells_city_title_kind_status_and_period() -> None:
    found = find_metadata(
        "（案）\n逗子市地域福祉推進計画・\n\n逗子市地域福祉活動計画\n\n2023（令和5）年度～2030（令和12）年度\n"
    )
    assert found.municipality is not None
    assert (found.municipality.code, found.municipality.name) == ("142085", "逗子市")
    assert found.title == "逗子市地域福祉推進計画・逗子市地域福祉活動計画"
    assert (found.kind, found.status, found.period) == ("地域福祉計画", "案", (2023, 2030))


def test_a_text_that_says_nothing_of_itself_leaves_everything_open() -> None:
    found = find_metadata("民生委員が一人暮らしの方を訪ねます。\nお困りのときはご相談ください。\n")
    assert (found.municipality, found.title, found.kind, found.status, found.period) == (None, None, None, None, None)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("(1) 鶴岡市障害者計画\n", "鶴岡市障害者計画", id="numbered"),
        pytest.param("資料2-1 伊賀市地域福祉計画の概要\n", "伊賀市地域福祉計画の概要", id="a paper of a committee"),
        pytest.param("第3期 伊賀市地域福祉計画\n", "第3期 伊賀市地域福祉計画", id="a term is part of the title"),
        pytest.param("2040年へ向けた地域福祉計画\n", "2040年へ向けた地域福祉計画", id="a year is part of the title"),
        pytest.param("健康21プラン\n", "健康21プラン", id="a number is part of the title"),
        pytest.param("取組状況の報告\n伊賀市健康プラン\n", "伊賀市健康プラン", id="a plan before a report"),
        pytest.param(
            "令和6年度 取組状況について\n", "令和6年度 取組状況について", id="a report where there is no plan"
        ),
        pytest.param("はじめに\nこの計画は、市民とつくりました。\n伊賀市計画\n", None, id="prose ends the title page"),
        pytest.param("計画の策定\t1\n計画の推進\t9\n", None, id="a list of contents holds no title"),
    ],
)
def test_the_title_is_the_line_that_calls_itself_a_plan(text: str, title: str | None) -> None:
    assert find_metadata(text).title == title


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        pytest.param("第2期障害児福祉計画", "障害福祉計画", id="障害児福祉"),
        pytest.param("高齢者福祉計画・介護保険事業計画", "高齢者保健福祉計画", id="介護保険"),
        pytest.param("地域福祉計画の進捗について", "進捗報告", id="a report on a plan is a report"),
        pytest.param("こども計画", "こども計画", id="こども"),
        pytest.param("いのちを支える自殺対策計画", "自殺対策計画", id="自殺対策"),
        pytest.param("水道事業計画", None, id="no welfare plan"),
    ],
)
def test_the_kind_is_named_in_the_title(title: str, kind: str | None) -> None:
    assert find_metadata(title + "\n").kind == kind


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param("伊賀市地域福祉計画（素案）\n", "案", id="素案"),
        pytest.param("伊賀市地域福祉計画\n【案】\n", "案", id="a line of its own"),
        pytest.param("伊賀市地域福祉計画案\n", "案", id="計画案"),
        pytest.param("伊賀市地域福祉計画案内\n", None, id="計画案内 is a guide"),
        pytest.param("伊賀市地域福祉計画\n令和6年3月\n", None, id="a plan that says nothing may be replaced"),
    ],
)
def test_only_a_text_that_calls_itself_a_draft_has_a_status(text: str, status: str | None) -> None:
    assert find_metadata(text).status == status


def test_a_period_may_be_stated_far_behind_the_title_page() -> None:
    text = "伊賀市地域福祉計画\n" + "見守りの輪を広げます。\n" * 60 + "計画期間は、令和6年度から令和11年度までです。\n"
    assert find_metadata(text).period == (2024, 2029)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("神奈川県逗子市地域福祉計画\n", "142085", id="prefecture before the name"),
        pytest.param("四日市市地域福祉計画\n", "242021", id="市 twice in the name"),
        pytest.param("東京都町田市地域福祉計画\n", "132098", id="町 at the start of the name"),
        pytest.param("千葉県市川市地域福祉計画\n", "122033", id="市 at the start of the name"),
        pytest.param("東京都羽村市地域福祉計画\n", "132276", id="村 inside the name"),
        pytest.param("滋賀県大津市地域福祉計画\n", "252018", id="another city's name inside the name"),
        pytest.param("広島県府中市地域福祉計画\n", "342084", id="two of one name, told apart by the prefecture"),
        pytest.param("札幌市北区地域福祉計画\n", "011002", id="a ward belongs to its city"),
        pytest.param("地域福祉計画\n鎌倉市と逗子市の違い。鎌倉市では配食をします。\n", "142042", id="named most often"),
        pytest.param("地域福祉計画\n鶴岡市では配食をします。\n", "062031", id="the only one named"),
        pytest.param("地域福祉計画\n鎌倉市や逗子市の例があります。\n", None, id="two named once each"),
        pytest.param("汐見原市地域福祉計画\n", None, id="a city that is not in the table"),
    ],
)
def test_the_municipality_is_the_one_in_the_title_or_named_most(text: str, code: str | None) -> None:
    found = find_metadata(text).municipality
    assert (found.code if found else None) == code


def test_every_municipality_is_found_by_its_own_name_behind_its_prefecture() -> None:
    missed = [
        each.name
        for each in municipalities()
        if each.ward is None
        and (
            (found := find_metadata(f"{each.prefecture}{each.name}地域福祉計画\n").municipality) is None
            or found.name != each.name
        )
    ]
    assert missed == []


def test_the_wards_of_a_designated_city_do_not_outvote_it() -> None:
    found = find_metadata("地域福祉計画\n札幌市の計画です。北区では配食を、北区の東では送迎をします。\n").municipality
    assert found is not None
    assert found.name == "札幌市"
