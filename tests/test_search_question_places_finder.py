from search.question.places.finder import Finder


def test_names_are_found_wherever_they_stand_in_any_text() -> None:
    finder = Finder([("汐見市", 0), ("汐見", 0), ("しおみ", 0), ("霧谷町", 1), ("津", 2)])
    assert finder.within("霧谷町と汐見市の配食", "") == [0, 1]
    assert finder.within("シオミのこと", "しおみのこと") == [0]
    assert finder.within("三津屋") == [2]
    assert finder.within("霧谷", "汐") == []


def test_a_name_that_several_bear_finds_each() -> None:
    assert Finder([("府中市", 5), ("府中市", 3)]).within("府中市です") == [3, 5]


def test_of_no_names_none_is_found() -> None:
    assert Finder([]).within("汐見市") == []
