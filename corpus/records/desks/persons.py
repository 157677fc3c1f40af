"""Whether a name is a person's: two or more words, all of them surnames and given names."""

import re
from functools import cache
from typing import Final

import fugashi
import unidic_lite

_TITLED: Final = re.compile(r"(?:さん|様|氏)$")


def is_person(name: str) -> bool:
    """山田 花子 is; 青葉 (a town, a school) is not known to be one."""
    bare = re.sub(r"[(（].*[)）]$", "", name).strip()
    if _TITLED.search(bare):
        return True
    words = [word for word in _tagger()(bare) if not word.surface.isspace()]
    kinds = [getattr(word.feature, "pos4", "") or "" for word in words]
    people = [getattr(word.feature, "pos3", "") == "人名" for word in words]
    return len(words) >= 2 and all(people) and kinds[0] == "姓"


@cache
def _tagger() -> fugashi.Tagger:
    return fugashi.Tagger(f'-d "{unidic_lite.DICDIR}"')
