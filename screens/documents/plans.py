"""Plans as JSON: those of an index, and one with how well it could be read (a contract: programs rely on every name)."""

from collections.abc import Iterable
from datetime import date

from typing_extensions import TypedDict

from corpus.about.readability import Readability
from index.catalog import Catalog, PlanEntry

from .search import PlanJson, plan_json


class PlansJson(TypedDict):
    """Every plan of the index."""

    plans: list[PlanJson]


class ReadabilityJson(TypedDict):
    """How well a document could be read; ``notes`` are sentences for a person, none where all is well."""

    pages: int | None
    characters: int
    characters_per_page: float | None
    replacement_characters: int
    image_only_pages: list[int]
    unparsed_tables: int
    garbled: int
    garbled_pages: list[int]
    notes: list[str]
    ocr_pages: list[int]  # read off images
    ocr_confidence: float | None


class PlanDetailsJson(PlanJson):
    """A plan with its size and how well it could be read; ``passages`` are counted by kind."""

    characters: int
    passages: dict[str, int]
    readability: ReadabilityJson


def plans_json(plans: Iterable[PlanEntry], today: date) -> PlansJson:
    """The plans in their order."""
    return {"plans": [plan_json(plan, today) for plan in plans]}


def plan_details_json(plan: PlanEntry, readability: Readability, catalog: Catalog, today: date) -> PlanDetailsJson:
    """One plan, as ``status`` lists it. Raises: Altered."""
    return {
        **plan_json(plan, today),
        "characters": len(catalog.text(plan.id)),
        "passages": catalog.counts_by_kind(plan),
        "readability": {
            "pages": readability.pages,
            "characters": readability.characters,
            "characters_per_page": readability.characters_per_page,
            "replacement_characters": readability.replacement_characters,
            "image_only_pages": list(readability.image_only_pages),
            "unparsed_tables": readability.unparsed_tables,
            "garbled": readability.garbled,
            "garbled_pages": list(readability.garbled_pages),
            "notes": list(readability.notes),
            "ocr_pages": list(readability.ocr_pages),
            "ocr_confidence": readability.ocr_confidence,
        },
    }
