"""指標: figures of several municipalities, each table in one unit."""

from collections.abc import Sequence
from html import escape

from search.report.report import Compared

from .elements import nothing, section, shown, table

_HEADS = ("市区町村", "現状値", "目標値")


def indicators_html(indicators: Sequence[Compared]) -> str:
    """A table for each indicator."""
    if not indicators:
        return section("indicators", "指標", nothing("見比べられる指標は見つかりませんでした。"))
    intro = (
        "<p>同じ指標を同じ単位で掲げている計画の値を、指標ごとに並べています。単位の違う値は並べていません。"
        "調べ方や年度は計画ごとに違うことがあるので、出典で確かめてください。</p>"
    )
    return section("indicators", "指標", intro + "".join(map(_indicator, indicators)))


def captioned(indicator: Compared) -> str:
    """The name of an indicator with its unit."""
    return f"{indicator.name}({f'単位: {indicator.unit}' if indicator.unit else '単位の記載なし'})"


def _indicator(indicator: Compared) -> str:
    rows = (
        (escape(city), _dated(baseline, since), _dated(target, until))
        for city, baseline, since, target, until in indicator.rows
    )
    return table(captioned(indicator), _HEADS, rows)


def _dated(value: str | None, year: int | None) -> str:
    return f"{escape(value)} <small>({year}年度)</small>" if value and year else shown(value)
