"""Which desks a table of areas names for a town, read from the printed table alone."""

from dataclasses import replace

import pytest

from benchmarks.routing import kind_of, towns
from tests.test_corpus_desks import desks

[DESK, *_] = desks("東部地域包括支援センター\n電話:45-2222\n担当地域:港町\n")


def test_a_town_has_the_desks_whose_areas_print_it() -> None:
    east = replace(DESK, name="東", areas=("港町1・2丁目、浜町(3番地を除く)、字磯辺",))
    west = replace(DESK, name="西", areas=("港町3丁目", "丘の上"))
    assert towns([east, west]) == {
        "港町": {"東", "西"},
        "浜町": {"東"},
        "磯辺": {"東"},
        "丘の上": {"西"},
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("東部地域包括支援センター", "地域包括支援センター"),
        ("汐見小学校(本校)", "小学校"),
        ("北支所", "支所"),
        ("福祉課", ""),
    ],
)
def test_the_kind_of_a_desk_is_its_name_without_its_own(name: str, kind: str) -> None:
    assert kind_of(name) == kind
