"""The whole report as one page that needs nothing but itself: no network, no other file."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Final

from search.report.report import Report

from .common import boilerplate_html, peers_html, themes_html
from .elements import fit
from .gaps import gaps_html
from .indicators import indicators_html
from .maps.heat import maps_html
from .maps.scatter import points_html
from .matches import matches_html, unique_html, versions_html
from .overview import municipalities, overview_html, plans_html, title_of

_SECTIONS: Final = (
    ("overview", "概要"),
    ("matches", "一致"),
    ("gaps", "不足"),
    ("unique", "ほかにない施策"),
    ("indicators", "指標"),
    ("boilerplate", "定型文"),
    ("maps", "地図"),
    ("themes", "テーマ"),
    ("peers", "同じような市"),
    ("versions", "版のちがい"),
    ("plans", "資料"),
)


def report_html(report: Report) -> str:
    """The page. All text of ``report`` is escaped, and the page forbids whatever it does not hold itself."""
    title, style, script = (
        escape(title_of(report)),
        _beside("style.css") + _beside("static/sections.css"),
        _beside("static/filter.js"),
    )
    links = "".join(f'<li><a href="#{name}">{label}</a></li>' for name, label in _SECTIONS)
    return fit(
        '<!DOCTYPE html>\n<html lang="ja"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">'
        f"<title>{title}</title><style>{style}</style></head>\n"
        f'<body><a class="skip" href="#main">本文へ移動</a><header><h1>{title}</h1></header>'
        f'<nav aria-label="目次"><ul>{links}</ul></nav>\n<main id="main" tabindex="-1">{_sections(report)}</main>\n'
        f"<script>{script}</script></body></html>\n"
    )


def _sections(report: Report) -> str:
    points = points_html(report.points, report.themes, municipalities(report.ours))
    return "\n".join((
        overview_html(report),
        matches_html(report.matches),
        gaps_html(report.gaps, report.pieces),
        unique_html(report.unique),
        indicators_html(report.indicators),
        boilerplate_html(report.boilerplate, report.standard),
        maps_html(report.cities, report.chapters, points),
        themes_html(report.themes),
        peers_html(report.peers),
        versions_html(report.versions, report.new),
        plans_html(report),
    ))  # fmt: skip


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, sent or framed; only this very style and script are heeded."""
    return f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _beside(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
