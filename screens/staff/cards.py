"""A measure as it is shown: its fields word for word, by what they tell, and where it stands."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.about.standing import Standing, standing
from corpus.about.versions import REPLACED, said_status
from corpus.records.indicators.indicator import Indicator, Value
from corpus.text.folding import fold
from index.catalog import PlanEntry
from search.measures.shelf import Listed, Spot
from search.report.items import in_office, municipality

from ..source_line import credit, period, scan_mark, web_address
from .citing import citation, place_of, reader_of
from .excerpts import Excerpt, best_excerpt

# What a field tells, by words in its name; the first that fits counts, 内容 is what none of them fits.
# From the names of fields in the plans of sixty municipalities.
_TELLS: Final = (
    ("対象", ("対象", "利用者")),
    ("指標", ("指標", "目標値", "KPI", "kpi", "現状値")),
    ("費用", ("予算", "事業費", "決算", "財源")),
    ("実績", ("実績", "成果", "効果", "評価", "達成", "これまで")),
    ("内容", ("取組", "取り組")),  # 今後の取組 is what is done, and 課題と取組 both
    ("課題・今後", ("課題", "今後", "方向性")),
    ("実績", ("年度",)),  # 平成29年度 heads what was done in it
)
_OFFICE: Final = "所管"
CONTENT: Final = "内容"
ROWS: Final = (CONTENT, "対象", _OFFICE, "実績", "指標", "課題・今後", "費用")
ALWAYS: Final = ROWS[:5]  # told of every measure, 記載なし where its plan says nothing
NOTHING_ASKED: Final[Mapping[str, float]] = {}
_LEAD: Final = 220  # characters of the contents that are shown at once (arbitrary)


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stands, in parts and as officials cite it; ``caution`` says why the plan may not count."""

    prefecture: str
    municipality: str
    plan: str
    status: str
    period: str
    place: str
    headings: str
    caution: str
    citation: str
    reader: str  # where it is read in the plan
    url: str | None
    mark: str  # of what was read off an image, and whom to credit


@dataclass(frozen=True, slots=True)
class Card:
    """One measure: ``fields`` as its plan names them, ``told`` the same by what they tell, for rows side by side."""

    id: str
    number: str
    title: str
    fields: tuple[tuple[str, str], ...]
    told: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    indicators: tuple[str, ...]
    lead: Excerpt | None
    more: bool  # whether there is more than ``lead``
    source: Source
    picked: bool

    def row(self, name: str) -> tuple[tuple[str, str], ...]:
        """The fields of one of ``ROWS``."""
        return dict(self.told).get(name, ())


def card(listed: Listed, picked: Collection[str], today: date, asked: Mapping[str, float] = NOTHING_ASKED) -> Card:
    """``listed`` as it is shown on ``today``, beginning with what has most of the words ``asked``."""
    measure = listed.measure
    told = {name: tuple(each for each in measure.fields if tells(each[0]) == name) for name in ROWS}
    figures = tuple(map(figure_line, listed.indicators))
    told["指標"] += tuple(("指標", line) for line in figures)
    lead = best_excerpt([each for name in ROWS if name != _OFFICE for each in told[name]], asked, _LEAD)
    return Card(
        measure.id,
        measure.number or "",
        measure.title,
        measure.fields,
        tuple((name, each) for name, each in told.items() if each),
        figures,
        lead,
        len(measure.fields) + len(figures) > 1 or (lead is not None and lead.cut),
        source(listed.plan, listed.spot, measure.ocr, today, but=measure.title),
        measure.id in picked,
    )


def tells(name: str) -> str:
    """Which of ``ROWS`` a field of this name is."""
    folded = fold(name)
    if in_office(name):
        return _OFFICE
    return next((row for row, words in _TELLS if any(word in folded for word in words)), CONTENT)


def source(plan: PlanEntry, spot: Spot, ocr: float | None, today: date, but: str = "") -> Source:
    """Where something stands; headings that only repeat ``but`` or the plan's title say nothing new."""
    above = [each for each in spot.headings if each != plan.title and not (but and but in each)]
    return Source(
        plan.prefecture or "",
        municipality(plan),
        plan.title or plan.file,
        plan.status or "状態の記載なし",
        period(plan) or "期間の記載なし",
        place_of(spot),
        " > ".join(above),
        caution(plan, today),
        citation(plan, spot),
        reader_of(plan, spot),
        web_address(plan.url),
        "、".join(each for each in (scan_mark(ocr), credit(plan)) if each),
    )


def caution(plan: PlanEntry, today: date) -> str:
    """Why a plan may not count: it is a draft, or its years are over."""
    status = said_status(plan) or ""
    match standing(plan, today):
        case Standing.DRAFT:
            return (
                f"{status}の段階です(決まった計画ではありません)"
                if status.endswith("案")
                else "計画期間はまだ始まっていません"
            )
        case Standing.EXPIRED:
            return "改定される前の計画です" if status == REPLACED else "計画期間は終わっています"
        case _:
            return ""


def figure_line(each: Indicator) -> str:
    """The name of an indicator with where it stands and where it should come to."""
    values = " → ".join(filter(None, (value_text(each.baseline), value_text(each.target))))
    return f"{name_of(each)}: {values or '値の記載なし'}"


def name_of(each: Indicator) -> str:
    """What is measured, and of whom where the name alone does not say."""
    return f"{each.name}({each.subject})" if each.subject else each.name


def value_text(value: Value | None) -> str:
    """A value as printed, with its year."""
    if value is None:
        return ""
    return " ".join(value.text.split()) + (f"({value.year}年度)" if value.year else "")
