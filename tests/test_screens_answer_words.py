"""What the screens make of a desk's number."""

import pytest

from screens.answer_words import dialled


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("046-000-1234", "046-000-1234"),
        ("#8008", "#8008"),
        ("（０４６）０００－１２３４（代表）", "046-000-1234"),
        ("０６－００００－６３５６", "06-0000-6356"),
        ("0225-00-1111 内線1192", "0225-00-1111"),
        ("03-0000-2222〜4", None),
        ("なし", None),
        ("046-000-1234 または 046-000-1235", None),
    ],
)
def test_a_printed_number_is_dialled_where_it_is_one(printed: str, number: str | None) -> None:
    assert dialled(printed) == number


def test_a_local_number_is_dialled_behind_its_area_code() -> None:
    assert dialled("42-0111", "0773") == "0773-42-0111"
