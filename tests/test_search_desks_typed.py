"""Desks are looked up by what may be typed of them."""

from search.desks.typed import Typed
from tests.hand_made import desk_of, entry_of

PLANS = {"minato": entry_of("minato", "港見市", "990101")}
DESKS = (
    desk_of(
        "minato", "港見市北部地域包括支援センター", phone="0000-11-0001", address="港見市鷹野1-2(鷹野坂上バス停そば)"
    ),
    desk_of("minato", "なみきっず", phone="0000-11-0002"),
    desk_of("minato", "くらし・しごと相談", phone="0000-11-0003"),
    desk_of("minato", "窓口"),
)
TYPED = Typed(DESKS, PLANS)


def test_a_name_is_found_whatever_kana_it_is_typed_in() -> None:
    assert TYPED.candidates("なみキッズの電話", ()) == [1]


def test_a_name_is_found_without_its_municipality_and_without_its_dots() -> None:
    assert TYPED.candidates("北部地域包括支援センターはどこ", ()) == [0]
    assert TYPED.candidates("くらししごと相談はどこ", ()) == [2]


def test_a_landmark_and_a_number_are_found() -> None:
    assert TYPED.candidates("鷹野坂上のバス停のそばにあるところ", ()) == [0]
    assert TYPED.candidates("この番号はどこですか", {"0000110003"}) == [2]


def test_what_is_too_short_to_be_a_name_is_looked_for_nowhere() -> None:
    assert TYPED.candidates("窓口はどこですか", ()) == []
