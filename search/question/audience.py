"""For whom a question asks, and whom a desk is for: told by the words, everyday ones too."""

import re
import unicodedata
from enum import StrEnum
from typing import Final

from .words import groups
from .words.rule import any_of


class Audience(StrEnum):
    """Whom a question is about; the first two say who asks, the others are groups that desks are for."""

    SELF = "本人"
    FAMILY = "家族"
    CHILD = "子ども"
    ELDER = "高齢者"
    DISABLED = "障害者"
    FOREIGN = "外国籍"


GROUPS: Final = frozenset({Audience.CHILD, Audience.ELDER, Audience.DISABLED, Audience.FOREIGN})
EVERYONE: Final = frozenset(Audience)

_WORDS: Final = {
    Audience.CHILD: any_of(groups.CHILD),
    Audience.ELDER: any_of(groups.ELDER),
    Audience.DISABLED: any_of(groups.DISABLED),
    Audience.FOREIGN: any_of(groups.FOREIGN),
    Audience.FAMILY: any_of(groups.FAMILY),
    Audience.SELF: any_of(groups.SELF),
}
_PARENT: Final = any_of(groups.PARENT)
_OFFSPRING: Final = any_of(groups.OFFSPRING)
_GROWN: Final = any_of(groups.GROWN)
_ALL: Final = any_of(groups.ALL)
_AGE: Final = re.compile(r"([0-9]{1,3})\s*(?:歳|才|代)(?!児)")
_ADULT: Final = 18  # years
_OLD: Final = 65


def audiences(question: str) -> frozenset[Audience]:
    """Whom ``question`` is about; :data:`EVERYONE` where it says that it is for all alike.

    Parents are taken for old and a son or daughter for young unless an age, or another word, says otherwise: of a
    mother who brings up a child the child is meant, of a son of 50 or one who does not leave his room nobody's group.
    """
    text = unicodedata.normalize("NFKC", question)
    if _ALL.search(text):
        return EVERYONE
    found = {audience for audience, words in _WORDS.items() if words.search(text)}
    ages = [int(age) for age in _AGE.findall(text)]
    found |= {Audience.CHILD for age in ages if age < _ADULT} | {Audience.ELDER for age in ages if age >= _OLD}
    grown = _GROWN.search(text) or any(_ADULT <= age < _OLD for age in ages)
    if _OFFSPRING.search(text) and not grown and not found & {Audience.ELDER}:
        found.add(Audience.CHILD)
    if _PARENT.search(text) and Audience.CHILD not in found and not grown:
        found.add(Audience.ELDER)
    return frozenset(found)
