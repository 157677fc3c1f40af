"""Pages, lists of questions and open data -> the benefits and services in them."""

from collections.abc import Sequence

from ...outline.tree import Section
from ...passage import Passage
from ...plan import Plan
from .service import Service


def find_services(plan: Plan, root: Section | None, passages: Sequence[Passage]) -> tuple[Service, ...]:
    """The services that ``plan`` describes, in the order of its text."""
    return ()
