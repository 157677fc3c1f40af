"""What must be exact stays a rule: rows of a table, each with what it must match and what lies near and must not match."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_SAYS: Final = 2  # examples of a row, at the least: one may be an accident


@dataclass(frozen=True)
class WordRule:
    """A pattern, texts that it must be found in, and near ones that it must not be found in.

    ``tests/test_rules.py`` checks every row of every table by itself.
    Raises: ValueError where a row has too few examples.
    """

    pattern: str
    says: tuple[str, ...]
    never: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.says) < _SAYS or not self.never:
            raise ValueError(f"too few examples of {self.pattern!r}")

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, ready to search with."""
        return re.compile(self.pattern)


def any_of(rows: Iterable[WordRule]) -> re.Pattern[str]:
    """What any of ``rows`` matches."""
    return re.compile("|".join(f"(?:{row.pattern})" for row in rows))
