"""``compare``'s JSON (a contract: other programs rely on every name) and its table."""

from datetime import date
from typing import Any

from typing_extensions import TypedDict

from corpus.about.standing import Standing
from search.comparison import Comparison, State

from .answer import CitationJson, citation_json


class CityJson(TypedDict):
    """What one municipality's plans say, in the best of their sentences."""

    municipality: str
    municipality_code: str | None
    state: State
    text: str | None
    standing: Standing | None
    citations: list[CitationJson]


class CompareJson(TypedDict):
    """What ``fukushi compare --json`` prints."""

    query: str
    cities: list[CityJson]


def comparison_json(comparison: Comparison, today: date) -> CompareJson:
    """``compare``'s JSON."""
    return {
        "query": comparison.query,
        "cities": [
            {
                "municipality": each.municipality,
                "municipality_code": each.municipality_code,
                "state": each.state,
                "text": each.text,
                "standing": each.standing,
                "citations": [citation_json(cited, today) for cited in each.citations],
            }
            for each in comparison.cities
        ],
    }


def comparison_rows(comparison: Comparison) -> list[dict[str, Any]]:
    """A row a city, for a spreadsheet: the sentence, its words as printed, and where they stand."""
    return [
        {
            "municipality": each.municipality,
            "municipality_code": each.municipality_code,
            "state": WORDS[each.state.value],
            "text": each.text,
            "quote": "\n".join(cited.quote for cited in each.citations),
            "plan": "\n".join(cited.plan.title or cited.plan.file for cited in each.citations),
            "standing": STANDINGS[each.standing],
        }
        for each in comparison.cities
    ]


HEADINGS = {
    "municipality": "市区町村", "municipality_code": "コード", "state": "記載", "text": "書かれていること",
    "quote": "原文", "plan": "計画", "standing": "計画の状態",
}  # fmt: skip
WORDS = {
    "stated": "書かれている", "near": "関係する記述", "none": "計画に見当たらない", "unreadable": "読み取れていない",
    "not_indexed": "計画が索引にない",
}  # fmt: skip
STANDINGS = {None: "", Standing.DRAFT: "案の段階の計画です", Standing.EXPIRED: "期間の終わった計画です"}
