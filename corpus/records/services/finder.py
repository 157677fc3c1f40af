"""Pages, lists of questions and open data -> the benefits and services in them."""

from collections.abc import Sequence

from ...outline.tree import Section
from ...passage import Passage
from ...plan import Plan
from ...text.folding import fold
from ..linking import PassageSpans
from .labels import ROLES
from .pages import Draft, page_services
from .service import Service
from .tables import table_services


def find_services(plan: Plan, root: Section | None, passages: Sequence[Passage]) -> tuple[Service, ...]:
    """The services that ``plan`` describes, in the order of its text.

    Args:
        plan: its text is what every field is quoted from.
        root: its outline; None for a list of records, each of which is read by itself.
        passages: of the same plan, in order.
    Returns: what has a name and says at least two things of it, one of them of applying. Misses: services that are
        told in running text, and names that stand below what they name.
    """
    if root is None:
        flat = fold(plan.text)  # once: a list has thousands of records
        drafts = [draft for each in passages for draft in page_services(flat, each.start, each.end, None)]
    else:
        drafts = list(table_services(plan.text)) or page_services(fold(plan.text), 0, len(plan.text), plan.title)
    spans = PassageSpans(passages)
    return tuple(_service(plan, draft, place, spans) for place, draft in enumerate(drafts))


def _service(plan: Plan, draft: Draft, place: int, spans: PassageSpans) -> Service:
    first = min((start for _, _, start, _ in draft.fields), default=draft.start)
    return Service(
        id=f"{plan.id}/s{place:04d}",
        plan_id=plan.id,
        name=draft.name,
        fields=tuple((name, plan.text[start:end]) for name, _, start, end in draft.fields),
        roles=tuple(role if role in ROLES else "" for _, role, _, _ in draft.fields),
        start=draft.start,
        end=draft.end,
        passage_id=next(iter(spans.overlapping(draft.start, draft.end) or spans.overlapping(first, draft.end)), None),
    )
