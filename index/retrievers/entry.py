"""What an index of words is given of a passage, and the words that it keeps beside."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from corpus.text.readings import sound

FIELDS: Final = ("body", "headings", "sounds")
WORDS: Final = "words.txt"  # beside such an index


@dataclass(frozen=True, slots=True)
class Entry:
    """What is indexed of one passage: its row in the catalogue, its plan, and its terms by field, a space between them.

    ``words`` are the terms of its body that are one word; what an entry before it has may be left out.
    """

    row: int
    plan_id: str
    body: str
    headings: str
    sounds: str
    words: str

    def fields(self) -> Iterable[tuple[str, str]]:
        """Its terms, field by field."""
        return (("body", self.body), ("headings", self.headings), ("sounds", self.sounds))


def terms_in(field: str) -> list[str]:
    """The terms of a field, in order."""
    return field.split(" ") if field else []


def write_readings(path: Path, words: Iterable[str]) -> None:
    """Write each word and how it is read, for :class:`Readings`. Raises: OSError."""
    path.write_text("\n".join(f"{word}\t{sound(word)}" for word in sorted(words)), encoding="utf-8")


class Readings(Mapping[str, str]):
    """Words, sorted, and how each is read; a space where nobody knows. The file is read when it is first looked into."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _read(self) -> dict[str, str]:
        lines = self._path.read_text(encoding="utf-8").split("\n")
        return dict(line.split("\t") for line in lines if line)

    def __getitem__(self, word: str) -> str:
        return self._read[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)
