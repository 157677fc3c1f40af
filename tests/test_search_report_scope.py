"""Whose measures are compared with whose."""

from dataclasses import replace
from datetime import date

from search.report.scope import sides_of
from tests.made_report import made_plan

TODAY = date(2026, 6, 1)
IN_TOKYO = replace(made_plan(0, "府中市"), id="fuchu-tokyo", municipality_code="132063", prefecture="東京都")
IN_HIROSHIMA = replace(made_plan(1, "府中市"), id="fuchu-hiroshima", municipality_code="342084", prefecture="広島県")
KAMAKURA = replace(made_plan(2, "鎌倉市"), id="kamakura", municipality_code="142042", prefecture="神奈川県")
PLANS = (IN_TOKYO, IN_HIROSHIMA, KAMAKURA)


def test_a_city_is_not_taken_for_another_of_its_name() -> None:
    sides = sides_of(PLANS, ["東京都府中市"], ["広島県府中市"], None, TODAY)
    assert (sides.ours, sides.others) == ((IN_TOKYO,), (IN_HIROSHIMA,))


def test_everybody_else_holds_the_other_city_of_the_same_name() -> None:
    assert sides_of(PLANS, ["132063"], [], None, TODAY).others == (IN_HIROSHIMA, KAMAKURA)
