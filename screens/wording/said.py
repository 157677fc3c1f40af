"""What replies say of themselves, in the page's language: fixed sentences, known by their Japanese; what plans say stays.

``said.tsv`` has them: a sentence with {names} in the places of what differs, or a phrase that stands in such a place. Where two
fit, the first counts.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from string import Formatter
from typing import Final

from .words import LANGUAGES, Words

_SENTENCES: Final = Path(__file__).with_name("said.tsv")
_COUNT: Final = r"[\d,]+"
_SHAPES: Final = {"url": r"\S+", "n": _COUNT, "m": _COUNT, "count": _COUNT, "year": _COUNT}
_ANY: Final = "[^。]+?"  # no more than a sentence
_APART: Final = re.compile(r"(?<=。)\s*|(?<=/)\s+")  # behind a sentence, or an address on the web
_UNSPACED: Final = ("easy", "zh")  # no space stands between sentences


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what is told; ``is_japanese`` where it is not in the page's language."""

    text: str
    is_japanese: bool


@dataclass(frozen=True, slots=True)
class _Fixed:
    japanese: re.Pattern[str]
    others: dict[str, tuple[tuple[str, str | None], ...]]  # by language: what stands there, and the name behind it


def said(text: str, words: Words) -> tuple[Piece, ...]:
    """``text`` in the language of ``words``, as far as its sentences are fixed ones."""
    if words.lang == "ja":
        return (Piece(text, is_japanese=True),)
    told: list[Piece] = []
    for sentence in filter(None, _APART.split(text)):
        if told and words.lang not in _UNSPACED:
            told.append(Piece(" ", is_japanese=False))
        first, *rest = _translated(sentence, words.lang)
        told += (replace(first, text=first.text[:1].upper() + first.text[1:]), *rest)
    return tuple(told)


def said_text(text: str, words: Words) -> str:
    """The same as one text."""
    return "".join(each.text for each in said(text, words))


def is_fixed(text: str) -> bool:
    """Whether ``text`` is one of the sentences or phrases of the table."""
    return any(fixed.japanese.fullmatch(text) for fixed in _FIXED)


def _translated(text: str, lang: str) -> Iterator[Piece]:
    """A sentence, a phrase, or something of a plan or person as it is."""
    for fixed in _FIXED:
        if match := fixed.japanese.fullmatch(text):
            for literal, name in fixed.others[lang]:
                if literal:
                    yield Piece(literal, is_japanese=False)
                if name is not None:
                    yield from _translated(match[name], lang)
            return
    yield Piece(text, is_japanese=not text.isascii())


def read_said() -> list[dict[str, str]]:
    """The rows of the table, by language."""
    with _SENTENCES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _fixed(row: dict[str, str]) -> _Fixed:
    return _Fixed(re.compile(_pattern(row["ja"])), {lang: tuple(_parts(row[lang])) for lang in LANGUAGES})


def _pattern(sentence: str) -> str:
    named: set[str] = set()
    pattern = ""
    for literal, name in _parts(sentence):
        pattern += re.escape(literal)
        if name is not None:
            pattern += f"(?P={name})" if name in named else f"(?P<{name}>{_SHAPES.get(name, _ANY)})"
            named.add(name)
    return pattern


def _parts(sentence: str) -> Iterator[tuple[str, str | None]]:
    return ((literal, name) for literal, name, _, _ in Formatter().parse(sentence))


_FIXED: Final = tuple(map(_fixed, read_said()))
