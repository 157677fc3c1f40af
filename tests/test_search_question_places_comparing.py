import pytest

from search.question.places import Place, asked_of_each

ZUSHI = Place("逗子市", ("142085",), True, ("逗子市",))
KAMAKURA = Place("鎌倉市", ("142042",), True, ("鎌倉",))


@pytest.mark.parametrize(
    ("question", "each"),
    [
        ("逗子市と鎌倉の配食の回数を比較して", "配食の回数"),
        ("逗子市と鎌倉で配食の回数の違いは?", "配食の回数 ?"),
        ("各市の配食の回数を比べて", "配食の回数"),
        ("配食の回数を市ごとに教えて", "配食の回数を 教えて"),
        ("生活困窮者の支援は、各自治体でどう違いますか", "生活困窮者の支援は、"),
    ],
)
def test_each_city_is_asked_for_what_is_compared(question: str, each: str) -> None:
    assert asked_of_each(question, [ZUSHI, KAMAKURA]).strip(" ?、") == each.strip(" ?、")


def test_nothing_but_names_stays_as_it_is() -> None:
    assert asked_of_each("逗子市と鎌倉を比較", [ZUSHI, KAMAKURA]) == "逗子市と鎌倉を比較"
