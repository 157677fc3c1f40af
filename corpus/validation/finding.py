"""What a check finds, and what a check is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .survey import Survey


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where, what, and what to do about it, both in sentences for a person."""

    file: str
    message: str
    remedy: str
    line: int | None = None  # of the file, from 1
    page: int | None = None  # of the file, from 1


@dataclass(frozen=True, slots=True)
class Check:
    """``name`` is what other programs know it by; ``japanese`` says what is looked for."""

    name: str
    japanese: str
    find: Callable[[Survey], Iterable[Finding]]
