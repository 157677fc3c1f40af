"""Whether a desk serves an address."""

from collections.abc import Sequence

from corpus.records.desks.area import Area


def is_everywhere(area: Area) -> bool:
    """Whether an area is the whole municipality (市内全域): its desk is nobody's by where they live."""
    return any(part.town is part.place is None and not part.vague and not part.exclusions for part in area.parts)


def holds(areas: Sequence[Area], address: str) -> bool | None:
    """Whether any of ``areas`` has ``address``; None where that depends on more of it."""
    answers = [area.holds(address) for area in areas]
    return True if True in answers else None if None in answers else False
