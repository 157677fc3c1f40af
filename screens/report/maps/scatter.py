"""The map of measures: each a mark, near to what is like it; ours are told from the others by shape, not by colour alone."""

from collections.abc import Sequence
from html import escape
from typing import Final

from search.report.report import Point, Theme

from ..elements import nothing
from ..items import whose

_SIDE: Final = 720  # of the drawing, in pixels
_EDGE: Final = 40  # free on each side
_NAMED: Final = 8  # themes whose names are written; more cover one another (arbitrary)
_HIGH: Final = 20  # between two names, in pixels
# Okabe and Ito's colours, which nearly everybody can tell apart; the sixth municipality and all behind it are grey.
_COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9")
_OTHERS: Final = "#6b7280"


def points_html(points: Sequence[Point], themes: Sequence[Theme], ours: Sequence[str]) -> str:
    """The drawing with its legend; ``ours`` are the municipalities that are compared with the others."""
    if len(points) < 2:
        return "<h3>施策の分布</h3>" + nothing("分布を描けるだけの施策がありませんでした。")
    cities = sorted(
        dict.fromkeys(whose(point.item.plan) for point in points), key=lambda city: (city not in ours, city)
    )
    colours = {city: _COLOURS[place] if place < len(_COLOURS) else _OTHERS for place, city in enumerate(cities)}
    marks = "".join(_mark(point, colours[whose(point.item.plan)], whose(point.item.plan) in ours) for point in points)
    intro = (
        "<p>施策を意味の近さで平面に並べたものです。近くにあるほど似ています。四角が自団体、丸がほかの市区町村です。"
        "平面に押しつぶしているので、離れて見えても似ていることがあります。確かな値は「一致」の表にあります。</p>"
    )
    return (
        f'<h3>施策の分布</h3>{intro}<div class="drawing" tabindex="0" role="region" aria-label="施策の分布の図">'
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="points-t points-d" width="{_SIDE}" height="{_SIDE}" '
        f'viewBox="0 0 {_SIDE} {_SIDE}" font-size="13"><title id="points-t">施策の分布</title>'
        '<desc id="points-d">どの施策がどのテーマに入るかは、テーマの表にあります。</desc>'
        f'<rect x="1" y="1" width="{_SIDE - 2}" height="{_SIDE - 2}" fill="#fff" stroke="#d1d5db"/>'
        f"{marks}{_names(points, themes)}</svg></div>{_legend(cities, colours, ours)}"
    )


def _mark(point: Point, colour: str, ours: bool) -> str:
    x, y = _place(point.x, point.y)
    said = f"<title>{escape(f'{whose(point.item.plan)} {point.item.title}')}</title>"
    shape = (
        f'<rect x="{x - 4}" y="{y - 4}" width="8" height="8" fill="{colour}" stroke="#000" stroke-width="1"'
        if ours
        else f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}" fill-opacity=".75"'
    )
    return f"{shape}>{said}</{'rect' if ours else 'circle'}>"


def _names(points: Sequence[Point], themes: Sequence[Theme]) -> str:
    """The largest themes' names, each in the middle of its marks, moved down where another stands already."""
    taken: list[tuple[float, int, int]] = []
    found = []
    for number, theme in enumerate(themes[:_NAMED]):
        own = [_place(point.x, point.y) for point in points if point.theme == number]
        if not own:
            continue
        x, y = (sum(values) // len(own) for values in zip(*own, strict=True))
        half = 7 * len(theme.name)
        x = min(max(x, half + 4), _SIDE - half - 4)
        while any(abs(y - other) < _HIGH and abs(x - middle) < half + wide for middle, other, wide in taken):
            y += _HIGH
        taken.append((x, y, half))
        found.append(
            f'<text x="{x}" y="{y}" text-anchor="middle" font-weight="700" stroke="#fff" stroke-width="4" '
            f'paint-order="stroke" fill="#000">{escape(theme.name)}</text>'
        )
    return "".join(found)


def _legend(cities: Sequence[str], colours: dict[str, str], ours: Sequence[str]) -> str:
    shown = [city for city in cities if colours[city] != _OTHERS]
    entries = [(city, colours[city], city in ours) for city in shown]
    if len(shown) < len(cities):
        entries.append((f"そのほか {len(cities) - len(shown):,}団体", _OTHERS, False))
    signs = "".join(
        f"<li>{_sign(colour, own)} {escape(city)}{'(自団体)' if own else ''}</li>" for city, colour, own in entries
    )
    return f'<ul class="legend">{signs}</ul>'


def _sign(colour: str, ours: bool) -> str:
    shape = (
        f'<rect x="2" y="2" width="10" height="10" fill="{colour}" stroke="#000"/>'
        if ours
        else f'<circle cx="7" cy="7" r="5" fill="{colour}"/>'
    )
    return f'<svg width="14" height="14" aria-hidden="true">{shape}</svg>'


def _place(x: float, y: float) -> tuple[int, int]:
    """From [-1, 1] to pixels."""
    half = _SIDE / 2 - _EDGE
    return round(_SIDE / 2 + x * half), round(_SIDE / 2 - y * half)
