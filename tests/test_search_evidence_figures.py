import pytest

from corpus.figures.told_of import Told, figures_of, told_of
from corpus.passage import Kind, Passage
from search.evidence.exact.figures import stands_by
from search.evidence.exact.things import things
from search.question.query import Wanted


def passage(text: str, header: tuple[str, ...] = (), headings: tuple[str, ...] = ()) -> Passage:
    return Passage("p#0", "p", headings, header, Kind.BODY, 0, len(text), text, 1, 1, None, None, None, None)


def told(read: Passage, figure: str) -> Told:
    start = read.text.index(figure)
    found = next(each for each in figures_of(read.text) if each.start <= start < each.end)
    return told_of(read.text, found, read.header, read.headings)


def of(question: str, text: str, figure: str, header: tuple[str, ...] = (), headings: tuple[str, ...] = ()) -> bool:
    read = passage(text, header, headings)
    return stands_by(read, told(read, figure), things(Wanted(question, {}, {})), {})


@pytest.mark.parametrize(
    ("question", "text", "figure"),
    [
        pytest.param("配食サービスの利用者は何人", "配食サービスは、令和5年度に312人が利用した。", "312人", id="before"),
        pytest.param("地域包括支援センターは何か所", "市内3か所の地域包括支援センターの相談", "3か所", id="right behind"),
        pytest.param("研修の助成額はいくら", "研修の費用を助成する。(30,000円/年間)", "30,000円", id="across a sentence"),
        pytest.param("連携会議の開催数", "連携会議 開催数\n- 52回\n- 60回", "60回", id="lines above"),
        pytest.param("移動バスの料金はいくら", "移動バス「しおさい号」を、北部と西部で平日の8時から17時まで市が運行します。料金は1回300円です。", "300円", id="its own sentence names nothing"),
        pytest.param("保育士の家賃補助はいくら", "保育士の家賃を、月5万円まで補助します。", "5万円", id="補助 behind"),
        pytest.param("入所待機者は何人", "入所を待つ人は、1,126人です。", "1,126人", id="待つ for 待機"),
        pytest.param("初任者研修の助成額", "初任者研修及び実践者研修の費用は30,000円", "30,000円", id="of both"),
        pytest.param("障がい者の数", "障害者は840人です。", "840人", id="spelt otherwise"),
    ],
)  # fmt: skip
def test_a_figure_near_the_thing_is_of_it(question: str, text: str, figure: str) -> None:
    assert of(question, text, figure)


@pytest.mark.parametrize(
    ("question", "text", "figure"),
    [
        pytest.param("地域包括支援センターは何か所", "地域包括支援センターと連携する障害者相談支援センター 28か所", "28か所", id="another centre is nearer"),
        pytest.param("地域包括支援センターは何か所", "(地域療育センター 4か所)", "4か所", id="only plain words in common"),
        pytest.param("こども食堂は何か所", "こども食堂の交流会を開いた。" + "区内の分譲マンションと団地の管理組合や自治会の役員に調査票を配った" + "500箇所", "500箇所", id="too far"),
        pytest.param("要支援者の登録者数", "要支援者の名簿を作り、避難対象者84人", "84人", id="somebody else is nearer"),
        pytest.param("講座の定員は何人", "講座に12人が来た", "12人", id="定員 must stand there"),
        pytest.param("女性相談室の相談件数", "女性相談室の紹介" + "や、区役所の窓口での受付と関係する機関への引継ぎを行い、" + "住み替え相談件数 82件", "82件", id="another one's label"),
    ],
)  # fmt: skip
def test_a_figure_of_something_else_is_none(question: str, text: str, figure: str) -> None:
    assert not of(question, text, figure)


def test_a_row_and_its_header_say_what_a_short_cell_is_of() -> None:
    row = "配食サービス\t210人\t312人"
    assert of("配食サービスの利用者は何人", row, "312人", header=("区分", "令和4年度", "令和5年度"))
    assert not of("移動販売の利用者は何人", row, "312人", header=("区分", "令和4年度", "令和5年度"))


def test_headings_and_the_sentence_before_say_what_a_bare_value_is_of() -> None:
    assert of("サロンは何か所", "令和5年1月現在 44箇所", "44箇所", headings=("サロン活動",))
    assert not of("児童館は何か所", "令和5年1月現在 44箇所", "44箇所", headings=("サロン活動",))


def test_a_figure_whose_label_is_what_is_measured_may_have_the_name_elsewhere() -> None:
    text = (
        "くらしの窓口を設けた。"
        + "ここでは、庁内の各課や地域の団体と力を合わせて、来た人の話を聞いている。"
        + "\n(1) 相談件数は、340件"
    )
    assert of("くらしの窓口の相談件数", text, "340件")


def test_without_a_thing_any_figure_will_do() -> None:
    assert stands_by(passage("12人"), told(passage("12人"), "12人"), (), {})


def test_a_date_may_come_before_its_thing() -> None:
    text = "令和3年4月に、市役所の1階に、くらしの窓口を開設した。"
    asked = things(Wanted("くらしの窓口の開設日", {}, {}), dated=True)
    assert stands_by(passage(text), told(passage(text), "令和3年4月"), asked, {}, dated=True)
