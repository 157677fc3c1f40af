"""What a piece is by itself, in short words that a model has weights for."""

import re
from functools import lru_cache
from typing import Final

from ...figures import unit_named
from ..indicators.indicator import ValueStatus
from ..indicators.roles import BESIDE, RoleWord
from ..indicators.running.atoms import Atom
from .pieces import Piece, Sort

_MARKED: Final = re.compile(r"[①-⑳●○◎■□◆◇▲△・★☆※\-]|\(?[0-9ア-ンa-z]{1,2}[).、]|[0-9]{1,2}(?:-[0-9]{1,2})+")
_LIMITED: Final = re.compile(r"以上|以下|未満|超")
_PER: Final = re.compile(r"延べ|年|月")
_OFFICE: Final = re.compile(r"課|係|室|局|センター|社協")
_LETTER: Final = re.compile(r"[ぁ-んァ-ヶ一-龠A-Za-z]")
_KANA: Final = re.compile(r"[ぁ-ん]")
_CONTROL: Final = re.compile(r"[^\S ]")
_EDGES: Final = "()[]【】「」『』:、。・ "
ENDS: Final = "、。:)」』】 "
_OPEN: Final = frozenset("、。:)」』】をはがにへのとで")
_SHORT: Final = 6  # characters of words that are looked at whole (arbitrary)
_LONG: Final = 40  # characters; longer words are alike (arbitrary)
_STEP: Final = 4  # characters of length that make no difference (arbitrary)


def alone(flat: str, piece: Piece) -> tuple[str, ...]:
    """The signs of ``piece`` of a folded text, its sort first; the next are what it is most."""
    start, end, sort, _, held = piece
    if held is None:
        return _of_words(flat[start:end])
    if isinstance(held, Atom):
        return (sort, *_of_value(flat, start, end, held))
    if isinstance(held, RoleWord):
        return (sort, f"r:{held.role.name}", f"rw:{held.word}")
    return (sort, "year")


def _of_value(flat: str, start: int, end: int, atom: Atom) -> list[str]:
    value = atom.value
    if value is None:
        return ["dash"]
    words, behind = flat[start:end], flat[end : end + 2].strip("\n")
    if not behind.isprintable():
        behind = _CONTROL.sub(" ", behind)  # a tab parts the columns of the weights
    found = [*_printed(atom.unit, value.status, atom.bare, atom.alone)]
    found += ["age"] if atom.age else []
    found += [f"aft:{behind[:1]}", f"aft2:{behind}", f"bef:{flat[max(0, start - 1) : start].strip()}"]
    found += ["limit"] if _LIMITED.search(words) else []
    found += ["dated"] if value.year is not None else []
    found += ["per"] if _PER.match(words) else []
    found += [f"v:{value.value:.0f}"] if value.value in (0, 100) else []
    return found


@lru_cache(maxsize=1024)  # of all units
def _printed(unit: str | None, status: ValueStatus, bare: bool, alone: bool) -> tuple[str, ...]:
    return (f"u:{unit}", f"st:{status.name}", "bare" if bare else "full", "alone" if alone else "led")


@lru_cache(maxsize=4096)  # cells and marks of a plan come often (arbitrary)
def _of_words(words: str) -> tuple[str, ...]:
    body, last = words.strip(_EDGES), words.rstrip(ENDS)
    found = [
        Sort.WORDS,
        f"e1:{last[-1:]}",
        f"e2:{last[-2:]}",
        f"len:{min(len(words), _LONG) // _STEP}",
        f"b1:{words[:1]}",
    ]
    found += [f"end:{words[-1:] if words[-1:] in _OPEN else ''}", f"e3:{last[-3:]}", f"b2:{body[:2]}"]
    found += [f"w:{body}"] if len(body) <= _SHORT else []
    found += ["beside"] if body in BESIDE else []
    found += ["unit"] if unit_named(body) is not None else []
    found += ["marked"] if _MARKED.match(words) else []
    found += ["kana"] if _KANA.search(body) else []
    found += ["blank"] if not _LETTER.search(body) else []
    found += ["office"] if _OFFICE.search(last[-5:]) else []
    return tuple(found)
