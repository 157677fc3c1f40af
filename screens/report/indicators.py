"""指標: figures of several municipalities, each table in one unit."""

from collections.abc import Sequence
from html import escape

from search.report.report import Compared

from .elements import nothing, section, shown, table

_HEADS = ("市区町村", "現状値", "目標値", "目標の向き")
_PER_CAPITA = "人口10万人あたりの現状値"


def indicators_html(indicators: Sequence[Compared]) -> str:
    """A table for each indicator."""
    if not indicators:
        return section("indicators", "指標", nothing("見比べられる指標は見つかりませんでした。"))
    intro = (
        "<p>同じ指標を同じ単位で掲げている計画の値を、指標ごとに並べています。単位の違う値は並べていません。"
        "「目標の向き」は、現状値から見て目標値が増えるか減るかです。"
        "調べ方や年度は計画ごとに違うことがあるので、出典で確かめてください。</p>"
    )
    return section("indicators", "指標", intro + "".join(map(_indicator, indicators)))


def captioned(indicator: Compared) -> str:
    """The name of an indicator with its unit."""
    return f"{indicator.name}({f'単位: {indicator.unit}' if indicator.unit else '単位の記載なし'})"


def directions(indicator: Compared) -> tuple[str, ...]:
    """Where the target of each row lies, seen from its baseline."""
    return indicator.directions or ("",) * len(indicator.rows)


def per_capita(indicator: Compared) -> tuple[float | None, ...]:
    """The baseline of each row for 100,000 inhabitants, where it can be told."""
    return indicator.per_capita or (None,) * len(indicator.rows)


def _indicator(indicator: Compared) -> str:
    shares = per_capita(indicator)
    told = any(share is not None for share in shares)
    rows = (
        (
            *(escape(city), _dated(baseline, since), _dated(target, until), shown(direction)),
            *([shown(f"{share:,.1f}" if share is not None else None)] if told else []),
        )
        for (city, baseline, since, target, until), direction, share in zip(
            indicator.rows, directions(indicator), shares, strict=True
        )
    )
    return table(captioned(indicator), (*_HEADS, _PER_CAPITA) if told else _HEADS, rows)


def _dated(value: str | None, year: int | None) -> str:
    return f"{escape(value)} <small>({year}年度)</small>" if value and year else shown(value)
