"""The nouns of a report: items of two plans side by side, what is missing, what everybody has."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from index.catalog import PlanEntry


class Likeness(StrEnum):
    """How alike two items are, against what chance gives on the index at hand."""

    NEAR_COPY = "転用に近い"
    SAME_AIM = "同趣旨・別表現"
    SAME_WORDS = "用語のみ共通"
    UNRELATED = "無関係"


class Absence(StrEnum):
    """How sure it is that a city lacks what others have; a page that could not be read never counts as absence."""

    NONE = "該当なし"
    WEAK = "弱い一致のみ"
    NOT_INDEXED = "同じ種別の計画が索引にない"  # so that what others have there may stand in a plan that nobody loaded
    UNREAD = "本文を読み取れず判定不能"


@dataclass(frozen=True, slots=True)
class Item:
    """A measure, a service, or a passage of a plan that has neither; ``text`` is verbatim."""

    id: str
    title: str
    text: str
    headings: tuple[str, ...]
    plan: PlanEntry
    passage_id: str | None
    page: int | None
    fields: tuple[tuple[str, str], ...] = ()
    number: str | None = None  # as printed
    passage_ids: tuple[str, ...] = ()  # all that it stands in
    ocr: float | None = None  # how sure a scan's letters are, 0 to 1
    reader: str | None = None  # where it is read among the plan's other words, on a server that shows plans


@dataclass(frozen=True, slots=True)
class Match:
    """Two items; ``wording`` and ``meaning`` are in [0, 1], ``sure`` is the chance that ``likeness`` is right.

    ``meaning`` is the chance that their nearness is no accident, on the index at hand. ``shared`` are the spans of the
    same wording, (start, end) in our text and (start, end) in theirs. ``for_whom`` and ``done`` are how near the fields
    of that sort are, None where either item has none.
    """

    ours: Item
    theirs: Item
    wording: float
    meaning: float
    likeness: Likeness
    sure: float
    shared: tuple[tuple[int, int, int, int], ...] = ()
    for_whom: float | None = None
    done: float | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """What several municipalities have and one (``lacking``) lacks; ``nearest`` is what comes closest to it there."""

    name: str
    examples: tuple[Item, ...]  # the best first, with their results among their fields
    municipalities: tuple[str, ...]
    alikeness: float  # how like the one that lacks it these municipalities are, in [0, 1]
    absence: Absence
    nearest: Match | None
    sure: float
    lacking: str = ""


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """What is no municipality's own, out of the scores; ``source`` is the plan it seems to come from.

    ``law`` is the law or guideline that is told of, None where wording is shared.
    """

    text: str
    items: tuple[Item, ...]
    municipalities: tuple[str, ...]
    source: PlanEntry | None
    law: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a heat map: how alike the row's and the column's measures are, and over how many."""

    row: str
    column: str
    value: float
    count: int


@dataclass(frozen=True, slots=True)
class Theme:
    """Measures of one matter, named by its most telling terms."""

    name: str
    items: tuple[Item, ...]
    municipalities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Peer:
    """A municipality like ours, with the five distances (place, kind, density, emphasis, all) and why in words."""

    municipality: str
    distances: tuple[tuple[str, float], ...]
    why: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One indicator of several municipalities in one unit.

    ``rows`` are city, baseline, year, target, year; beside each, ``directions`` (増, 減, 維持, "" where nobody says) and
    ``per_capita``, the baseline for 100,000 inhabitants, None where it is no count or no population is known.
    """

    name: str
    unit: str | None
    rows: tuple[tuple[str, str | None, int | None, str | None, int | None], ...]
    directions: tuple[str, ...] = ()
    per_capita: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """Where an item lies on the map of measures: near is alike; ``theme`` is the place in ``Report.themes``."""

    item: Item
    x: float
    y: float
    theme: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is written out. ``notes`` say what the report cannot know: partial documents, unread pages, dates."""

    ours: tuple[PlanEntry, ...]
    others: tuple[PlanEntry, ...]
    matches: tuple[Match, ...]
    gaps: tuple[Gap, ...]
    boilerplate: tuple[Boilerplate, ...]
    cities: tuple[Cell, ...]  # municipality x municipality
    chapters: tuple[Cell, ...]  # chapter x chapter
    themes: tuple[Theme, ...]
    indicators: tuple[Compared, ...]
    peers: tuple[Peer, ...]
    versions: tuple[Match, ...]  # of two versions of one plan: what was new has no match
    method: tuple[str, ...]  # how the classes were calibrated on this index, in sentences
    notes: tuple[str, ...]
    indexed: str | None = None  # the day on which the index was built, 2026-11-01
    unique: tuple[Item, ...] = ()  # of ours: nobody else here has the like
    new: tuple[Item, ...] = ()  # of ours: no other version of the plan has the like
    points: tuple[Point, ...] = ()  # the map of measures
    pieces: tuple[tuple[PlanEntry, str], ...] = ()  # of ours: documents that are a part of a plan, and which
    standard: tuple[
        Cell, ...
    ] = ()  # chapter, municipality, how much of its text is shared wording, over how many texts
    day: date = date.min  # on which it was made: says which plans are in force
