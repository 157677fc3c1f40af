"""市外局番 of numbers that are printed without one: only where the document leaves no doubt."""

import pytest

from corpus.figures import area_code_of, area_codes


def test_a_full_number_of_the_same_exchange_gives_the_code() -> None:
    codes = area_codes("福祉課 電話 0773-42-0111\n保健所 電話 0774-43-2222")
    assert area_code_of("42-4222", codes) == "0773"
    assert area_code_of("４３－９９９９", codes) == "0774"
    assert area_code_of("44-4222", codes) is None


def test_an_exchange_of_two_codes_is_in_doubt() -> None:
    codes = area_codes("東支所 電話 0773-42-0111、西支所 電話 0774-42-0111")
    assert area_code_of("42-4222", codes) is None


def test_a_code_that_is_said_holds_for_every_local_number() -> None:
    assert area_code_of("23-3000", area_codes("※市外局番は（０４６７）です。")) == "0467"


def test_two_codes_that_are_said_hold_for_none() -> None:
    text = "市外局番は東地区が0467、西地区が0463です。本庁の市外局番:0467、支所の市外局番:0463"
    assert area_code_of("23-3000", area_codes(text)) is None


@pytest.mark.parametrize("number", ["0120-42-0111", "090-4222-0111", "0570-42-0111"])
def test_a_number_of_no_place_gives_no_code(number: str) -> None:
    assert area_codes(f"電話 {number}") == {}


@pytest.mark.parametrize("number", ["0773-42-4222", "#8000", "119", "内線123", "", "なし"])
def test_what_needs_no_code_gets_none(number: str) -> None:
    assert area_code_of(number, {"": "0773", "42": "0773"}) is None
