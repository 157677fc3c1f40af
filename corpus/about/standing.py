"""Whether a plan counts: in force, expired, or only a draft."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from .versions import DRAFTS, REPLACED, Versioned, fiscal_year, said_status

_YEAR: Final = timedelta(days=365)


class Standing(StrEnum):
    """What is there of one kind of plan; the names stand in the JSON."""

    NONE = "none"  # nothing
    DRAFT = "draft"  # a draft, or a plan whose first year has not come: no plan yet
    IN_FORCE = "in_force"
    EXPIRED = "expired"  # its last year is over, or another has replaced it


def standing(plan: Versioned, today: date) -> Standing:
    """How a plan stands on ``today``; one that says nothing of its years is taken to be in force."""
    status = said_status(plan) or ""
    if status == REPLACED:
        return Standing.EXPIRED
    if status in DRAFTS or status.endswith("案"):  # 計画案, 最終案: whatever staff call it
        return Standing.DRAFT
    year = fiscal_year(today)
    if plan.period_end is not None and plan.period_end < year:
        return Standing.EXPIRED
    if plan.period_start is not None and plan.period_start > year:
        return Standing.DRAFT
    return Standing.IN_FORCE


def ends_within_a_year(plan: Versioned, today: date) -> bool:
    """Whether the plan is in force and the last day of its last fiscal year is less than a year away."""
    if plan.period_end is None or standing(plan, today) is not Standing.IN_FORCE:
        return False
    return date(plan.period_end + 1, 3, 31) <= today + _YEAR
