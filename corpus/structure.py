"""A plan's text -> everything that is known of it: passages, measures, indicators, desks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .passage import Passage
from .plan import Document, Plan
from .records.desks.desk import Desk
from .records.indicators.indicator import Indicator
from .records.measures.measure import Measure


@dataclass(frozen=True, slots=True)
class Structure:
    """What one plan holds, each in the order of its text."""

    passages: tuple[Passage, ...]
    measures: tuple[Measure, ...]
    indicators: tuple[Indicator, ...]
    desks: tuple[Desk, ...]


def read_structure(plan: Plan, document: Document) -> Structure:
    """Read ``plan`` once, line by line, and find what it holds; a list of records has passages only.

    What finds is imported here: a process that is only handed a ``Structure`` does without.
    """
    from .outline.lines import classify
    from .outline.passages import segment, segment_outline
    from .outline.tree import outline
    from .records.desks.finder import find_desks
    from .records.indicators.finder import find_indicators
    from .records.measures.finder import find_measures

    if document.records:
        return Structure(segment(plan, document), (), (), ())
    lines = classify(document)
    root = outline(lines, plan.text)
    passages = segment_outline(plan, lines, root)
    measures = find_measures(plan, root, passages)
    return Structure(
        passages=_with_measures(passages, measures),
        measures=measures,
        indicators=find_indicators(plan, root, passages),
        desks=find_desks(plan, root, passages),
    )


def _with_measures(passages: Sequence[Passage], measures: Sequence[Measure]) -> tuple[Passage, ...]:
    """The passages, each with the id of the first measure that it holds a part of."""
    first: dict[str, str] = {}
    for measure in measures:
        for passage_id in measure.passage_ids:
            first.setdefault(passage_id, measure.id)
    return tuple(replace(passage, measure_id=first.get(passage.id)) for passage in passages)
