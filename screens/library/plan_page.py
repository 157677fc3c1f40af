"""What every page of a plan says of it, and how its address is read."""

import re
from datetime import date
from typing import Any

from index.catalog import PlanEntry
from index.errors import UnknownPlan
from search.searcher import Searcher

from ..source_line import credit, web_address
from .addresses import plan_address
from .records import tabs_of
from .shelf import Row, how_read, row_of


def plan_named(searcher: Searcher, plan_id: str) -> PlanEntry:
    """The plan. Raises: UnknownPlan."""
    plan = searcher.index.catalog.plan_by_id.get(plan_id)
    if plan is None:
        raise UnknownPlan(plan_id)
    return plan


def about(searcher: Searcher, plan: PlanEntry, here: str) -> dict[str, Any]:
    """What every page of a plan says of it."""
    records = searcher.index.records
    read = records.readability_of(plan.id)
    row: Row = row_of(plan, read, date.today())
    return {
        "row": row,
        "read": how_read(read),
        "notes": [told for note in (read.notes if read else ()) if (told := _without_commands(note))],
        "credit": credit(plan),
        "origin": web_address(plan.url),
        "tabs": tabs_of(plan.id, records.counts(plan.id), here),
        "text_address": plan_address(plan.id),
        "tab": here,
    }


def asked_number(written: str | None) -> int | None:
    """A number of an address; None where none is written that could be meant."""
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 10 else None


def _without_commands(note: str) -> str:
    """A note on the reading for whoever reads the plan, who can run nothing on this machine."""
    return "".join(sentence for sentence in re.findall(r"[^。]+。?", note) if "を実行" not in sentence)
