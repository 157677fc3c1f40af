"""The examples that people wrote: groups of a passage, its neighbours, and what is said that it would answer."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from index.encoder.training.written import HELD_OUT, PAIRS, files_in, hand_of, lines_of

from .labels import THEMES, About, Asker, Danger, Wants

FOLDER: Final = Path(__file__).with_name("examples")


@dataclass(frozen=True, slots=True)
class Example:
    """One thing that somebody asks or tells, and what it is."""

    text: str
    wants: Wants
    also: tuple[Wants, ...]
    asker: Asker
    about: frozenset[About]
    danger: frozenset[Danger]
    theme: str  # one of THEMES
    hand: str  # who wrote it: the name of the file
    script: str  # "ja", or kana, easy, romaji, katakana, en, zh, ko, vi, pt, tl
    readers: int  # who labelled it: its writer alone, or others too, who saw nobody's label


@dataclass(frozen=True, slots=True)
class Group:
    """Examples that one passage answers; ``near`` would be tempting wrong answers."""

    passage: str | None  # title, colon, text
    near: tuple[str, ...]
    asks: tuple[Example, ...]


def read_groups(folders: Sequence[Path] = (FOLDER, PAIRS)) -> list[Group]:
    """Every group, in order of hand and line. Raises: ValueError with the file and line where one is not as it should be."""
    return [group for folder in folders for path in files_in(folder) for group in _read(path)]


def examples(groups: Iterable[Group], *, held_out: bool) -> list[Example]:
    """The examples of ``groups``: those that are learned from, or those of the hands that are held out."""
    return [example for group in groups for example in group.asks if (example.hand in HELD_OUT) is held_out]


def _read(path: Path) -> Iterator[Group]:
    for number, line in enumerate(lines_of(path), start=1):
        try:
            row = json.loads(line)
            if row["theme"] not in THEMES:
                raise ValueError(f"no theme: {row['theme']}")
            yield Group(
                passage=row["passage"],
                near=tuple(row.get("near", ())),
                asks=tuple(_example(ask, row["theme"], hand_of(path)) for ask in row["asks"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path.name}:{number}: {error}") from error


def _example(ask: Mapping[str, Any], theme: str, hand: str) -> Example:
    return Example(
        text=ask["text"],
        wants=Wants(ask["wants"]),
        also=tuple(map(Wants, ask.get("also") or ())),
        asker=Asker(ask.get("asker", "other")),
        about=frozenset(map(About, ask["about"])),
        danger=frozenset(map(Danger, ask["danger"])),
        theme=theme,
        hand=hand,
        script=ask.get("script", "ja"),
        readers=ask.get("readers", 1),
    )
