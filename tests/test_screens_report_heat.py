"""The heat maps: every number can be read, whatever its colour."""

import re
from math import nan

import pytest
from bs4 import BeautifulSoup

from screens.report.maps.heat import maps_html
from search.report.report import Cell


def light(colour: str) -> float:
    """The relative luminance of #rgb or #rrggbb, as WCAG 2 defines it."""
    parts = re.findall("..", colour[1:]) if len(colour) == 7 else [digit * 2 for digit in colour[1:]]
    linear = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in (int(p, 16) / 255 for p in parts)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def drawn(*cells: Cell) -> list[tuple[str, str, str]]:
    """Colour, ink and number of each cell that has one."""
    soup = BeautifulSoup(maps_html(cells, ()), "lxml")
    found = [(group.find("rect"), group.find("text")) for group in soup.select("svg > g")]
    return [(str(box["fill"]), str(text["fill"]), text.get_text()) for box, text in found if box and text]


def test_every_number_stands_out_from_its_cell_and_more_is_darker() -> None:
    cells = drawn(*(Cell("a", f"b{step}", step / 100, 3) for step in range(101)))
    assert len(cells) == 30  # columns drawn
    shades = [drawn(Cell("a", "b", step / 100, 3), Cell("a", "c", 1.0, 3))[0] for step in range(101)]
    assert min(contrast(colour, ink) for colour, ink, _ in shades) >= 4.5
    assert [light(colour) for colour, _, _ in shades] == sorted(
        (light(colour) for colour, _, _ in shades), reverse=True
    )


def test_a_cell_has_its_number_and_how_many_it_is_of() -> None:
    html = maps_html((Cell("汐見原市", "花岬市", 0.417, 1204),), ())
    assert "<title>汐見原市 と 花岬市: 0.42(1,204件)</title>" in html
    assert ">0.42</text>" in html and ">1,204件</text>" in html


def test_a_municipality_with_itself_does_not_take_the_colours_of_the_others() -> None:
    alone, other = drawn(Cell("a", "a", 1.0, 9), Cell("a", "b", 0.2, 9))
    assert light(other[0]) < light(alone[0])
    assert other[2] == "0.20"


@pytest.mark.parametrize("value", [nan, float("inf")])
def test_what_is_no_number_is_left_open(value: float) -> None:
    assert drawn(Cell("a", "b", value, 1), Cell("a", "c", 0.5, 1), Cell("d", "b", 0.4, 1))[1][2] == "—"


def test_the_table_has_every_number_the_most_alike_first() -> None:
    cells = [Cell("汐見原市", f"市{number:02}", (7 * number % 40) / 40, number) for number in range(40)]
    soup = BeautifulSoup(maps_html(cells, ()), "lxml")
    values = [row("td")[1].get_text() for row in soup.select("tbody tr")]
    assert len(values) == 40 and values == sorted(values, reverse=True)
    assert "図は初めの30行・30列です" in soup.get_text()


def test_a_long_name_is_cut_in_the_drawing_and_whole_in_its_title() -> None:
    name = "第3章 だれもが住み慣れた地域で安心して自分らしく暮らし続けることのできる支え合いのまちづくり"
    soup = BeautifulSoup(maps_html((), (Cell("a", name, 0.5, 1),)), "lxml")
    label = soup.select("svg > text")[0]
    assert label.title and label.title.get_text() == name
    assert [len(line.get_text()) <= 10 for line in label("tspan")] == [True] * 4
    assert label("tspan")[-1].get_text().endswith("…")


@pytest.mark.parametrize(
    ("name", "left"), [("汐見市", 16 + 39), ("汐見市 第1章 支え合いの地域をつくるために", 16 + 241)]
)
def test_names_of_rows_take_no_more_room_than_they_need(name: str, left: int) -> None:
    """A character is 13 pixels wide and three here are half that; the longer name's first line has 37 halves of 38."""
    soup = BeautifulSoup(maps_html([Cell(name, "浜町", 0.5, 3)], ()), "lxml")
    assert [box["x"] for box in soup.select("svg rect")] == [str(left)]
