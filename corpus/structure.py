"""A plan's text -> everything that is known of it: passages and records."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .passage import Passage
from .plan import Document, Plan
from .records.desks.desk import Desk
from .records.linking import PassageSpans, with_desk
from .records.measures.measure import Measure
from .records.record_types import RECORD_TYPES, AnyRecord, Record
from .records.services.service import Service


@dataclass(frozen=True, slots=True)
class Structure:
    """What one plan holds: its passages, and its records type by type, each in the order of its text."""

    passages: tuple[Passage, ...]
    records: tuple[Record, ...]

    def of(self, kind: type[AnyRecord]) -> tuple[AnyRecord, ...]:
        """The records of one type."""
        return tuple(each for each in self.records if isinstance(each, kind))


def read_structure(plan: Plan, document: Document) -> Structure:
    """Read ``plan`` once, line by line, and find what it holds; a list of records has no outline.

    What reads is imported here: a process that is only handed a ``Structure`` does without.
    """
    from .outline.lines import classify
    from .outline.passages import segment, segment_outline
    from .outline.tree import outline

    if document.records:
        root, passages = None, segment(plan, document)
    else:
        lines = classify(document)
        root = outline(lines, plan.text)
        passages = segment_outline(plan, lines, root)
    if document.desk_table is not None:
        return Structure(passages, _checked(plan, document.desk_table.desks, passages))
    records = [_marked(record, plan) for each in RECORD_TYPES for record in each.find(plan, root, passages)]
    desks = [each for each in records if isinstance(each, Desk)]
    linked = tuple(with_desk(each, desks) if isinstance(each, Service) else each for each in records)
    return Structure(_with_measures(passages, [each for each in records if isinstance(each, Measure)]), linked)


def _marked(record: Record, plan: Plan) -> Record:
    """The record, marked where it was read off an image."""
    sure = plan.ocr_of(record.start, record.end)
    return record if sure is None else replace(record, ocr=sure)


def read_passages(plan: Plan, document: Document) -> Structure:
    """The passages alone, as :func:`read_structure` cuts them: the records take most of the time."""
    from .outline.passages import segment

    return Structure(segment(plan, document), ())


def _checked(plan: Plan, desks: Sequence[Desk], passages: Sequence[Passage]) -> tuple[Desk, ...]:
    """The desks of a table that staff keep: what they wrote, and nothing that is found beside it."""
    spans = PassageSpans(passages)
    return tuple(
        replace(
            desk,
            id=f"{plan.id}/d{place:04d}",
            plan_id=plan.id,
            passage_id=next(iter(spans.overlapping(desk.start, desk.end)), None),
        )
        for place, desk in enumerate(desks)
    )


def _with_measures(passages: Sequence[Passage], measures: Sequence[Measure]) -> tuple[Passage, ...]:
    """The passages, each with the id of the first measure that it holds a part of."""
    first: dict[str, str] = {}
    for measure in measures:
        for passage_id in measure.passage_ids:
            first.setdefault(passage_id, measure.id)
    return tuple(replace(passage, measure_id=first.get(passage.id)) for passage in passages)
