from dataclasses import replace

import pytest

from corpus.passage import Kind, Passage
from search.citation import lines_of

TEXT = "相談窓口\n東部センター\n\n西部センター"
PASSAGE = Passage("p#0000", "p", (), (), Kind.BODY, 100, 100 + len(TEXT), TEXT, 7, 10, None, None, None, None)


@pytest.mark.parametrize(
    ("quote", "lines"),
    [
        pytest.param("相談窓口", (7, 7), id="the first line"),
        pytest.param("\n東部センター", (8, 8), id="without the break before it"),
        pytest.param("西部センター", (10, 10), id="behind an empty line"),
        pytest.param("東部センター\n\n西部センター", (8, 10), id="several lines"),
    ],
)
def test_a_quote_has_the_lines_it_stands_in(quote: str, lines: tuple[int, int]) -> None:
    start = 100 + TEXT.index(quote)
    assert lines_of(PASSAGE, start, start + len(quote)) == lines


def test_a_break_inside_a_cell_leads_to_no_line_behind_the_passage() -> None:
    start = 100 + TEXT.index("西部")
    assert lines_of(replace(PASSAGE, line_end=7), start, start + 6) == (7, 7)
