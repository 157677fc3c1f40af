"""Nouns of which a plan has thousands: for whoever reads or checks the code, frozen dataclasses with slots."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

_Noun = TypeVar("_Noun")


@dataclass_transform(frozen_default=True)
def frozen(noun: type[_Noun]) -> type[_Noun]:
    """As ``dataclass(frozen=True, slots=True)``, but only the type checker forbids to change one.

    Python's own frozen dataclass takes four times as long to make, and a passage takes a hundred nouns to read.
    """
    return dataclass(slots=True, unsafe_hash=True)(noun)
