"""In a process apart: a report is made and written, as files to take away and as the parts of a page."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from search.report.build_report import Wish, build_report
from search.report.report import Gap, Item, Match, Report
from search.searcher import Searcher

from ..library.addresses import passage_link
from ..report.common import boilerplate_html, peers_html, themes_html
from ..report.gaps import gaps_html
from ..report.indicators import indicators_html
from ..report.maps.heat import maps_html
from ..report.maps.scatter import points_html
from ..report.matches import grouped, matches_html, told, unique_html, versions_html
from ..report.overview import municipalities, overview_html, plans_html, title_of
from ..report.writing import write_report
from .asked import Asked, Whom
from .told import sentence_of

_NICE: Final = 10  # whoever asks questions in the meantime goes first
_OFTEN: Final = 0.2  # seconds between two words on how it goes on
_PAGE: Final = 300  # pairs on a page of matches (arbitrary: some 2 MB, which a browser shows within a second)
FAILED: Final = "うまくいきませんでした。条件を変えて、もう一度お試しください。"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the result: the name of its file, what it is called, and of a part on several pages which."""

    name: str
    label: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class Said:
    """A word from the process: how it goes on; in the last one what was made, or why nothing was."""

    stage: str = ""
    share: float = 0.0
    error: str = ""
    title: str = ""
    parts: tuple[Part, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def is_last(self) -> bool:
        """Whether the process has nothing more to say."""
        return bool(self.error or self.parts)


def make(index: Path, asked: Asked, folder: Path, out: Connection) -> None:
    """Make the report of ``asked`` into ``folder``, and tell how it goes on."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    latest = 0.0

    def step(stage: str, share: float) -> None:
        nonlocal latest
        if (now := time.monotonic()) - latest >= _OFTEN:
            latest = now
            out.send(Said(stage, share))

    try:
        wish = Wish(asked.theme or None, asked.since, asked.peers if asked.whom is Whom.PEERS else None)
        report = build_report(Searcher.open(index), (asked.ours,), asked.others, wish, progress=step)
        out.send(Said("ファイルを書いています", 0.95))
        files = tuple(path.name for path in write_report(report, folder))
        parts = parts_of(readable(report))
        for part, html in parts:
            (folder / part.name).write_bytes(html.encode("utf-8", "replace"))
        out.send(Said(title=title_of(report), parts=tuple(part for part, _ in parts), files=files))
    except OSError:
        out.send(Said(error="結果を書き込めませんでした。空き容量を確かめてから、もう一度お試しください。"))
    except Exception as error:
        out.send(Said(error=sentence_of(error)))
    finally:
        out.close()


def parts_of(report: Report) -> list[tuple[Part, str]]:
    """The result as the parts of a page, each under its name; matches on as many pages as they take."""
    points = points_html(report.points, report.themes, municipalities(report.ours))
    whole = (
        ("overview", "概要", overview_html(report)),
        ("maps", "地図", maps_html(report.cities, report.chapters, points)),
        ("gaps", f"不足({len(report.gaps):,})", gaps_html(report.gaps, report.pieces)),
        ("unique", f"ほかにない施策({len(report.unique):,})", unique_html(report.unique)),
        ("indicators", f"指標({len(report.indicators):,})", indicators_html(report.indicators)),
        (
            "themes",
            "テーマと定型文",
            themes_html(report.themes) + boilerplate_html(report.boilerplate, report.standard),
        ),
        (
            "plans",
            "くらべた計画",
            peers_html(report.peers) + versions_html(report.versions, report.new) + plans_html(report),
        ),
    )
    overview, maps, *others = [(Part(name, label), html) for name, label, html in whole]
    return [overview, maps, *_matches(report.matches), *others]


def _matches(matches: Sequence[Match]) -> list[tuple[Part, str]]:
    """Our items with what is like them, as many on a page as somebody looks through."""
    shown = told(matches)
    pages: list[tuple[int, list[Match]]] = [(1, [])]  # with the number of its first item
    for number, group in enumerate(grouped(shown).values(), start=1):
        if pages[-1][1] and len(pages[-1][1]) + len(group) > _PAGE:
            pages.append((number, []))
        pages[-1][1].extend(group)
    label = f"一致({len(shown):,})"
    return [
        (Part(f"matches-{number}", label, number), matches_html(page, first))
        for number, (first, page) in enumerate(pages, start=1)
    ]


def readable(report: Report) -> Report:
    """The report with the address of each item that it shows the words of, in the reader of the library."""
    return replace(
        report,
        matches=tuple(map(_match, report.matches)),
        versions=tuple(map(_match, report.versions)),
        gaps=tuple(map(_gap, report.gaps)),
        unique=tuple(map(_item, report.unique)),
        new=tuple(map(_item, report.new)),
        boilerplate=tuple(replace(each, items=tuple(map(_item, each.items))) for each in report.boilerplate),
    )


def _gap(gap: Gap) -> Gap:
    nearest = _match(gap.nearest) if gap.nearest else None
    return replace(gap, examples=tuple(map(_item, gap.examples)), nearest=nearest)


def _match(match: Match) -> Match:
    return replace(match, ours=_item(match.ours), theirs=_item(match.theirs))


def _item(item: Item) -> Item:
    return replace(item, reader=passage_link(item.plan.id, item.passage_id)) if item.passage_id else item
