from corpus.passage import Kind, Passage
from search.evidence.surroundings import surroundings


def around(text: str, figure: str, header: tuple[str, ...] = (), headings: tuple[str, ...] = ()) -> str:
    passage = Passage("p#0", "p", headings, header, Kind.BODY, 0, len(text), text, 1, 1, None, None, None, None)
    start = text.index(figure)
    return surroundings(passage, start, start + len(figure))


def test_a_short_cell_has_its_heading_the_header_and_its_row() -> None:
    row = "配食サービス\t312人"
    assert around(row, "312人", ("区分", "令和5年度"), ("第4章", "在宅")) == f"在宅\n区分\n令和5年度\n{row}\n{row}"


def test_a_cell_of_running_text_has_none() -> None:
    assert around("配食\t" + "一人で暮らす方などに、" * 6 + "312人", "312人") == ""


def test_a_bare_value_has_its_headings_and_the_sentence_before() -> None:
    assert around("会を開いた。開催数\n- 52回", "52回", headings=("第4章", "連携")) == "第4章\n連携\n。開催数"


def test_running_text_has_none() -> None:
    assert around("配食サービスは、令和5年度に312人が利用した。", "312人", headings=("在宅",)) == ""
