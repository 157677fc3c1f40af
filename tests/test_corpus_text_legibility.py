import pytest

from corpus.outline.passages import segment
from corpus.passage import Kind
from corpus.text.legibility import is_garbled
from corpus.text.markup import read_markup
from tests.plain_plan import plan_of

PROSE = (
    "困りごとを抱えた人が、どこに相談してよいか分からないまま孤立することのないように、身近な地域に総合相談の窓口を置き、"
    "保健師と社会福祉士が訪問します。相談は電話でも受け付け、必要なときは医療機関や学校とも話し合います。"
)
OTHER = (
    "災害のときに自分で避難することが難しい人の名簿をつくり、自主防災組織と民生委員に渡して、ふだんの見守りに役立てます。"
    * 2
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PROSE.encode().decode("cp932", "replace"), id="UTF-8 read as Shift_JIS"),
        pytest.param(PROSE.encode().decode("latin-1"), id="UTF-8 read as Latin letters"),
        pytest.param(PROSE.encode("euc_jp").decode("cp932", "replace"), id="EUC-JP read as Shift_JIS"),
        pytest.param("".join(chr(ord(each) + 29) for each in PROSE), id="a font whose table is shifted"),
        pytest.param("".join(f"(cid:{ord(each) % 700})" for each in PROSE), id="a font without a table"),
        pytest.param("\n".join(PROSE[at::20] for at in range(20)), id="columns read across"),
        pytest.param("\n".join(PROSE), id="a letter a line"),
        pytest.param(PROSE[::-1], id="read backwards"),
    ],
)
def test_garbage_is_told_from_text(text: str) -> None:
    assert is_garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        OTHER,
        "令和6年度\t120人\t115人\n令和7年度\t130人\t128人\n令和8年度\t140人\t—\n",
        "麹町\t霞が関\t檜原\t鰺ヶ沢\t匝瑳\t龍ケ崎\t釧路\t鴻巣\t蕨\t狛江\t稲城\t羽村",
        "福祉課 高齢者支援係\n電話:0000-11-2222\nFAX:0000-11-3333\n受付時間:8時30分~17時15分",
        "Information for foreign residents: please call 0000-11-2222. Bạn có thể gọi điện. 안녕하세요.",
        "ｼｮｳｶﾞｲﾌｸｼｶ\t0000-11-2222\nｺｳﾚｲｼｬｼｴﾝｶ\t0000-11-3333",
        "あ",
    ],
)
def test_text_is_left_alone_whatever_it_looks_like(text: str) -> None:
    assert not is_garbled(text)


def test_a_garbled_passage_answers_nothing() -> None:
    spoiled = OTHER.encode().decode("cp932", "replace").replace("\n", "")
    document = read_markup(f"# 見守り\n{PROSE * 4}\n# 避難\n{spoiled}\n")
    passages = segment(plan_of(document), document)
    assert [passage.kind for passage in passages if passage.headings == ("見守り",)] == [Kind.BODY]
    assert next((passage.kind, passage.kind.answers) for passage in passages if passage.headings == ("避難",)) == (
        Kind.GARBLED, False,
    )  # fmt: skip
