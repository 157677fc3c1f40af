import pytest

from search.evidence.countable import countable


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("平成28年度 9件", "9件"),
        ("H28:133件", "   :133件"),
        ("1人に対して2人", "  に対して2人"),
        ("電話 0000-00-1111", "電話             "),
        ("第3章 7人", "    7人"),
        ("2.5%と20人", "2.5%と20人"),
    ],
)
def test_years_and_numbers_of_things_count_nothing(text: str, left: str) -> None:
    assert countable(text).split() == left.split()
    assert len(countable(text)) == len(text)
