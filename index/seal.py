"""A seal on each row of the catalogue, so that a row that was altered is never shown."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final

_BYTES = 8


class Altered(ValueError):
    """A row, or the text of a plan, is not what was written."""


def sealed(values: Sequence[Any]) -> tuple[Any, ...]:
    """The values of a row (texts, numbers, bytes, None) and behind them their seal."""
    return *values, _seal(values)


def opened(row: Sequence[Any]) -> Sequence[Any]:
    """The values of a row that ends in its seal. Raises: Altered."""
    values = row[:-1]
    if _seal(values) != row[-1]:
        raise Altered("a row does not fit its seal")
    return values


def _seal(values: Sequence[Any]) -> bytes:
    return hashlib.blake2b(_ENCODER.encode(values).encode("ascii"), digest_size=_BYTES).digest()


def _spelt(value: bytes) -> list[str]:
    """Bytes, so that no text passes for them."""
    return [value.hex()]


_ENCODER: Final = json.JSONEncoder(default=_spelt)  # made once: json.dumps would make one for each row
