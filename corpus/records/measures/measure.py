"""施策: what a municipality does, as its plan lists it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure with its fields, under the plan's own names (内容, 効果, 実績, 担当所管, 主な取組, …).

    Every field's text is verbatim, ``plan.text`` without the white space around it. ``start`` and ``end`` span the
    whole measure in ``plan.text``.
    """

    id: str  # "kamakura-manifesto-2021/m0004": the plan and the measure's place in it, from 0
    plan_id: str
    number: str | None  # "04", "(1)", "1-1-2", as printed
    title: str
    fields: tuple[tuple[str, str], ...]  # in the order of the plan; a name may come twice
    start: int
    end: int
    passage_ids: tuple[str, ...]
    ocr: float | None = None  # how sure a scan's letters are, 0 to 1
