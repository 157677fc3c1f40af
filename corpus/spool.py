"""What was read of many documents: in memory, or in a file, so that memory does not grow with them."""

import pickle
import weakref
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from os import SEEK_END
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import IO, Any, Protocol, TypeVar, overload

from .passage import Passage
from .plan import Plan
from .read_plan import ReadPlan
from .records.record_types import Record

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Gathered(Protocol):
    """Takes up what was read of one plan after the other, and gives all of it."""

    def add(self, read: ReadPlan) -> None:
        """Take up what was read of a plan. Raises: OSError where the disk says no."""
        ...

    @property
    def plans(self) -> Sequence[Plan]:
        """In the order in which they were added."""
        ...

    @property
    def passages(self) -> Sequence[Passage]:
        """Plan by plan."""
        ...

    @property
    def records(self) -> Sequence[Record]:
        """Plan by plan."""
        ...


class InMemory:
    """Holds all."""

    def __init__(self) -> None:
        self._read: list[ReadPlan] = []

    def add(self, read: ReadPlan) -> None:
        """Hold it."""
        self._read.append(read)

    @property
    def plans(self) -> tuple[Plan, ...]:
        """As they were read."""
        return tuple(read.plan for read in self._read)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """As they were read."""
        return tuple(passage for read in self._read for passage in read.structure.passages)

    @property
    def records(self) -> tuple[Record, ...]:
        """As they were read."""
        return tuple(record for read in self._read for record in read.structure.records)


class _File:
    """A file without a name, which is gone when nobody holds this any more."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file: IO[bytes] = TemporaryFile(dir=folder)  # noqa: SIM115 - open for as long as anything of it is
        self._lock = Lock()
        weakref.finalize(self, self._file.close)

    def add(self, members: object) -> tuple[int, int]:
        """Write it at the end; where it stands, and how many bytes it is. Raises: OSError."""
        told = pickle.dumps(members, pickle.HIGHEST_PROTOCOL)
        with self._lock:
            start = self._file.seek(0, SEEK_END)
            self._file.write(told)
        return start, len(told)

    def members(self, start: int, size: int) -> Any:  # noqa: ANN401 - what was added
        """What was added there. Raises: OSError."""
        with self._lock:
            self._file.seek(start)
            told = self._file.read(size)
        return pickle.loads(told)


class Spool:
    """Writes everything into a file without a name, which lasts as long as this or what was taken of it."""

    def __init__(self, folder: Path) -> None:
        """A new file in ``folder``, which is made where it is missing. Raises: OSError."""
        self._file = _File(folder)
        self._parts: tuple[list[_Part], list[_Part], list[_Part]] = ([], [], [])

    def add(self, read: ReadPlan) -> None:
        """Write it down, but for where its lines stood in the file: that is in its passages by now."""
        told = ((replace(read.plan, origins=()),), read.structure.passages, read.structure.records)
        for parts, members in zip(self._parts, told, strict=True):
            parts.append(_Part(read.plan.id, *self._file.add(members), len(members)))

    @property
    def plans(self) -> "Spooled[Plan]":
        """Read anew each time that they are gone through."""
        return Spooled(self._file, self._parts[0])

    @property
    def passages(self) -> "Spooled[Passage]":
        """Read anew each time that they are gone through."""
        return Spooled(self._file, self._parts[1])

    @property
    def records(self) -> "Spooled[Record]":
        """Read anew each time that they are gone through."""
        return Spooled(self._file, self._parts[2])


@dataclass(frozen=True, slots=True)
class _Part:
    """Where in the file one plan's members stand, and how many there are."""

    plan_id: str
    start: int
    size: int
    count: int


class Spooled(Sequence[T_co]):
    """What stands in a file, plan by plan; only one plan's is in memory at a time."""

    def __init__(self, file: _File, parts: Sequence[_Part]) -> None:
        self._file, self._parts = file, tuple(parts)
        self._ends = list(accumulate(part.count for part in self._parts))

    def without(self, plans: Collection[str]) -> "Spooled[T_co]":
        """The same, less what is of some plans, by id."""
        return Spooled(self._file, [part for part in self._parts if part.plan_id not in plans])

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[T_co]:
        for part in self._parts:
            yield from self._members(part)

    @overload
    def __getitem__(self, place: int) -> T_co: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T_co]: ...
    def __getitem__(self, place: int | slice) -> T_co | Sequence[T_co]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        place = range(len(self))[place]  # counts from the end where it is negative; raises IndexError
        part = bisect_right(self._ends, place)
        return self._members(self._parts[part])[place - self._ends[part]]

    def _members(self, part: _Part) -> Sequence[T_co]:
        members: tuple[T_co, ...] = self._file.members(part.start, part.size)
        return members


def without(members: Sequence[T], plans: Collection[str], plan_of: Callable[[T], str]) -> Sequence[T]:
    """Plans, passages or records less those of some plans, by id; ``plan_of`` gives that of each."""
    if isinstance(members, Spooled):
        return members.without(plans)
    return tuple(each for each in members if plan_of(each) not in plans)
