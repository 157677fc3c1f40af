"""The desks that a question may name, looked up by how their names, landmarks and numbers begin: no question goes through all."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from corpus.records.desks.desk import Desk
from index.catalog import PlanEntry
from index.desks.naming import names_of

from ..evidence.names import same
from .naming import landmark_of, numbers_of, spelt, without_no

_BEGINNING: Final = 3  # characters by which a name is looked up; a shorter one is no name that is typed


class Typed:
    """Where desks stand in a sequence of them, by what of them may be typed."""

    def __init__(self, desks: Sequence[Desk], plans: Mapping[str, PlanEntry]) -> None:
        """Look at each of ``desks`` once; ``plans`` by id."""
        self._names = _Beginnings(
            (spelt(name), place) for place, desk in enumerate(desks) for name in names_of(desk, plans[desk.plan_id])
        )
        self._wholes = _Beginnings((same(desk.name), place) for place, desk in enumerate(desks))
        self._landmarks = _Beginnings((landmark_of(desk), place) for place, desk in enumerate(desks))
        self._numbers = defaultdict[str, list[int]](list)
        for place, desk in enumerate(desks):
            for number in numbers_of(desk).values():
                self._numbers[number].append(place)

    def candidates(self, said: str, numbers: Collection[str]) -> list[int]:
        """The places of all desks of which ``said`` may hold a name or a landmark, or that have one of ``numbers``, ascending."""
        spelt_out = spelt(said)
        found = set(self._names.within(spelt_out)) | set(self._names.within(spelt_out.replace("ノ", "")))
        found.update(self._wholes.within(same(said)), self._landmarks.within(without_no(said)))
        found.update(place for number in numbers for place in self._numbers.get(number, ()))
        return sorted(found)


class _Beginnings:
    """Places by the first characters of texts."""

    def __init__(self, texts: Iterable[tuple[str, int]]) -> None:
        self._places = defaultdict[str, list[int]](list)
        for text, place in texts:
            if len(text) >= _BEGINNING:
                self._places[text[:_BEGINNING]].append(place)

    def within(self, said: str) -> Iterator[int]:
        """The places of the texts whose beginning stands anywhere in ``said``."""
        for start in range(len(said) - _BEGINNING + 1):
            yield from self._places.get(said[start : start + _BEGINNING], ())
