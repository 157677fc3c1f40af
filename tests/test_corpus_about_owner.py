import pytest

from corpus.about.gazetteer import by_code
from corpus.about.hosts import hosts, owner_of
from corpus.about.mentions import mentions
from corpus.about.owner import Clues, find_owner
from corpus.about.romaji import codes_by_spelling, folded, romaji


def owner(text: str, clues: Clues = Clues()) -> str | None:  # noqa: B008 - frozen
    """The municipality as a person would call it: 三重県朝日町."""
    found = find_owner(text, clues).municipality
    return f"{found.prefecture}{found.name}" if found else None


def likely(text: str, clues: Clues = Clues()) -> list[str]:  # noqa: B008 - frozen
    return [by_code()[code].name for code in find_owner(text, clues).likely]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("配食のご案内\n逗子市では、一人暮らしの方に配食をします。\n", "神奈川県逗子市", id="it speaks"),
        pytest.param("配食のご案内\n問い合わせ 逗子市高齢介護課\n", "神奈川県逗子市", id="one of its divisions"),
        pytest.param("配食のご案内\n逗子市長 見本太郎\n", "神奈川県逗子市", id="its mayor"),
        pytest.param("名称\t所在地\nあおば園\t逗子市逗子1-2-3\nなみ園\t逗子市池子4-5\nそら園\t逗子市桜山6-7\n", "神奈川県逗子市", id="a table of its facilities"),
        pytest.param(
            "配食のご案内\n" + "見守りの輪を広げます。\n" * 30 + "〒249-0000 神奈川県逗子市逗子9丁目\n逗子市役所 高齢介護課\n",
            "神奈川県逗子市",
            id="its foot",
        ),
        pytest.param("保育料\n令和6年度つくば市の保育料は次のとおりです。\n", "茨城県つくば市", id="in kana"),
        pytest.param("北区の窓口\n札幌市北区の皆さんへ。札幌市では相談を受けます。\n", "北海道札幌市", id="a ward is its city's"),
        pytest.param("港区の子育て\n港区に住所がある方。港区役所で受け付けます。\n", "東京都港区", id="a ward of Tokyo"),
        pytest.param(
            "名古屋市港区の子育て\n港区役所で受け付けます。港区の方へ。名古屋市の制度です。\n", "愛知県名古屋市", id="港区 of another city"
        ),
        pytest.param(
            "第2期計画\n当計画は逗子市の計画です。葉山町、鎌倉市、三浦市と連携します。逗子市は見守りを広げます。\n",
            "神奈川県逗子市",
            id="neighbours in a list",
        ),
        pytest.param("手当のご案内\nくわしくは fukushi@city.zushi.kanagawa.jp まで\nhttps://www.city.zushi.kanagawa.jp/a\n", "神奈川県逗子市", id="by its domain"),
    ],
)  # fmt: skip
def test_a_document_is_whose_it_says(text: str, named: str) -> None:
    assert owner(text) == named


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("窓口のご案内\n福祉課\n所在地:朝日町2番地の1\n", id="a street"),
        pytest.param("窓口のご案内\n高松市朝日町5丁目の集会所\n", id="a town in a city, named once in an address"),
        pytest.param("窓口のご案内\n栄町3-1 栄町集会所、美里町内会\n", id="streets and their associations"),
        pytest.param("合併の記録\n旧逗子市から引き継いだ制度です。\n", id="a former municipality"),
        pytest.param("事例集\n逗子市の事例、鎌倉市の事例、三浦市の事例を見ました。\n", id="examples of several"),
        pytest.param("一覧\n逗子市\t12\n鎌倉市\t30\n三浦市\t8\n鶴岡市\t9\n", id="a table of many"),
        pytest.param("リンク集\nhttps://www.city.zushi.kanagawa.jp/\nhttps://www.city.kamakura.kanagawa.jp/\n", id="links to two"),
        pytest.param("新加古川中央市民病院の設置\n中央市民センターで受け付けます。\n", id="a piece of a longer name"),
        pytest.param("汐見原市の見守り\n汐見原市では配食をします。\n", id="none that there is"),
        pytest.param("配食のご案内\n本市では配食をします。市役所へどうぞ。\n", id="none that is named"),
        pytest.param("朝日町の保健\n朝日町では健診をします。朝日町役場へどうぞ。\n", id="a name that three share"),
        pytest.param("手引き\n国の制度は https://www.mhlw.go.jp/ と pref.kanagawa.jp をご覧ください。\n", id="state and prefecture"),
    ],
)  # fmt: skip
def test_it_stays_unknown_where_nothing_settles_it(text: str) -> None:
    assert owner(text) is None


@pytest.mark.parametrize(
    ("text", "clues", "named"),
    [
        pytest.param("富山県朝日町の保健\n朝日町では健診をします。\n", Clues(), "富山県朝日町", id="its prefecture"),
        pytest.param(
            "朝日町の保健\n朝日町では健診をします。入善町や黒部市の方もどうぞ。\n", Clues(), "富山県朝日町", id="its neighbours"
        ),
        pytest.param(
            "朝日町の保健\n朝日町では健診をします。\nkenko@town.asahi.mie.jp\n", Clues(), "三重県朝日町", id="its e-mail address"
        ),
        pytest.param(
            "池田町の保育\n池田町では保育をします。\n",
            Clues(addresses=("https://www.town.hokkaido-ikeda.lg.jp/hoiku/",)),
            "北海道池田町",
            id="the page's own address",
        ),
        pytest.param(
            "美里町の福祉\n美里町は埼玉県の北にあります。美里町役場\n", Clues(), "埼玉県美里町", id="a prefecture anywhere"
        ),
        pytest.param("広島県府中市の配食\n府中市では配食をします。\n", Clues(), "広島県府中市", id="of two cities"),
    ],
)  # fmt: skip
def test_those_of_one_name_are_told_apart(text: str, clues: Clues, named: str) -> None:
    assert owner(text, clues) == named


@pytest.mark.parametrize(
    ("clues", "named"),
    [
        pytest.param(Clues(titles=("逗子市地域福祉計画",)), "神奈川県逗子市", id="a title"),
        pytest.param(Clues(titles=("配食 | 逗子市公式ホームページ",)), "神奈川県逗子市", id="a page's title"),
        pytest.param(Clues(names=("逗子市_地域福祉計画",)), "神奈川県逗子市", id="a file"),
        pytest.param(Clues(names=("haishoku", "逗子市")), "神奈川県逗子市", id="a folder"),
        pytest.param(Clues(addresses=("https://www.city.zushi.kanagawa.jp/fukushi/",)), "神奈川県逗子市", id="an address"),
        pytest.param(Clues(titles=("広報ずし",)), None, id="a bare name alone"),
        pytest.param(Clues(names=("zushi-haishoku",)), None, id="a spelling alone"),
        pytest.param(Clues(titles=("広報かこがわ",), names=("kakogawa-2024-06",)), "兵庫県加古川市", id="two weak ones of unlike kind"),
        pytest.param(Clues(titles=("広報かこがわ",), names=("himeji-2024-06",)), None, id="two that disagree"),
    ],
)  # fmt: skip
def test_what_stands_around_a_text_speaks_too(clues: Clues, named: str | None) -> None:
    assert owner("配食のご案内\n一人暮らしの方に配食をします。\n", clues) == named


def test_what_is_not_settled_is_still_pointed_to() -> None:
    assert likely("配食のご案内\n", Clues(names=("zushi-haishoku",))) == ["逗子市"]
    assert likely("朝日町の保健\n朝日町では健診をします。\n") == ["朝日町", "朝日町", "朝日町"]
    assert likely("配食のご案内\n本市では配食をします。\n") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("四日市市と廿日市市", ["四日市市", "廿日市市"], id="市 inside a name"),
        pytest.param("東村山市と東京都羽村市と千葉県市川市", ["東村山市", "羽村市", "市川市"], id="村 and 市 inside a name"),
        pytest.param("大津市の方", ["大津市"], id="a name inside another"),
        pytest.param("滋賀県犬上郡多賀町の方", ["多賀町"], id="behind a county"),
        pytest.param("第3期鶴岡市計画、令和6年度燕市予算", ["鶴岡市", "燕市"], id="glued to a term or a year"),
        pytest.param("横浜市栄町の方", ["横浜市"], id="a town within"),
    ],
)  # fmt: skip
def test_mentions_are_whole_names(text: str, names: list[str]) -> None:
    assert [each.name for each in mentions(text)] == names


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.city.kakegawa.lg.jp", "掛川市"),
        ("www.city.kakegawa.shizuoka.jp", "掛川市"),
        ("city-yuzawa.jp", "湯沢市"),
        ("www2.town.asahi.mie.jp", "朝日町"),
        ("www.pref.shizuoka.jp", None),
        ("example.com", None),
        ("www.city.fuchu.lg.jp", None),
    ],
)
def test_a_domain_is_its_municipalitys(host: str, name: str | None) -> None:
    code = owner_of(host)
    assert (by_code()[code].name if code else None) == name


def test_an_e_mail_address_counts_twice() -> None:
    assert hosts("a@city.zushi.kanagawa.jp https://www.city.kamakura.kanagawa.jp/") == {"142085": 2, "142042": 1}


@pytest.mark.parametrize(
    ("kana", "spelt"),
    [
        ("じょうえつ", "joetsu"),
        ("こおりやま", "koriyama"),
        ("しまだ", "simada"),
        ("べっぷ", "beppu"),
        ("なんば", "namba"),
    ],
)
def test_spellings_of_one_name_are_equal(kana: str, spelt: str) -> None:
    assert romaji(kana) == folded(spelt)


def test_a_municipality_is_found_by_how_its_own_domain_spells_it() -> None:
    assert {by_code()[code].name for code in codes_by_spelling()[folded("aichi-miyoshi")]} == {"みよし市"}
