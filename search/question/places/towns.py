"""Whose town a question names: 大船で介護の相談 is about 鎌倉市, as long as no other municipality of the index has a 大船."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from corpus.about.towns import shared_by, towns_of
from corpus.text.tokens import spans

from ..words import names as shapes
from ..words.rule import any_of
from .residence import is_bare_name

_AT_A_TOWN: Final = any_of(shapes.AT_A_TOWN)
_BARE_TOWN_ENDS: Final = any_of(shapes.BARE_TOWN_ENDS)
_STARTS: Final = re.compile(r"(?<![0-9一-龠々ァ-ヶー])[一-龠々]")  # not inside another name
_IN_KATAKANA: Final = re.compile(r"[ァ-ヶー]+")
_FEWEST, _LONGEST = 2, 8  # characters of a name
_SHORT: Final = 2  # characters of a name that may be a word
# Municipalities of Japan that share a name, for it to count without another sign: with all of Japan indexed 20 of the
# 13,568 examples of questions name a town so that is none there, with 5 municipalities none.
_FEW: Final = 3


@dataclass(frozen=True, slots=True)
class Town:
    """A town as the question says it, and the code of its municipality."""

    name: str
    code: str


def town_named(question: str, codes: Collection[str], *, surely: bool) -> Town | None:
    """The town of one of the municipalities ``codes`` that ``question`` names; the longest of several.

    A name counts where something shows that somebody lives or goes there, and, unless it has to be ``surely``, where
    hardly another municipality of Japan has a town of it and it is no municipality's own.
    """
    text = unicodedata.normalize("NFKC", question)
    candidates = list(_candidates(text, surely=surely))
    towns = _towns(frozenset(codes)) if candidates else {}  # of the whole country they take a third of a second
    found = [
        Town(name, towns[name]) for name, surely_one in candidates if name in towns and (surely_one or _alone(name))
    ]
    return max(found, key=lambda town: len(town.name), default=None)


def _candidates(text: str, *, surely: bool) -> Iterator[tuple[str, bool]]:
    """What may be the name of a town by what stands around it, and whether it is one for sure if there is such a town."""
    for match in _STARTS.finditer(text):
        for end in range(match.start() + _FEWEST, min(match.start() + _LONGEST, len(text)) + 1):
            at_a_town = bool(_AT_A_TOWN.match(text[end:]))
            if at_a_town or (not surely and _BARE_TOWN_ENDS.match(text[end:])):
                yield text[match.start() : end], at_a_town


def _alone(name: str) -> bool:
    """Whether a name counts without another sign of a town."""
    return shared_by(name) <= _FEW and not _is_word(name) and not is_bare_name(name)


def _is_word(name: str) -> bool:
    """Whether a short name may be a word as well (大学, 家内): the dictionary has the words of names in katakana alone."""
    if len(name) > _SHORT:
        return False
    tokens = [token for _, _, token in spans(name)]
    return len(tokens) != 1 or not _IN_KATAKANA.fullmatch(tokens[0].lemma)


@cache
def _towns(codes: frozenset[str]) -> Mapping[str, str]:
    return towns_of(codes)
