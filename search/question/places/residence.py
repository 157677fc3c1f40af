"""Where somebody says to live, by a name without 市: 横浜です, よこはまに すんでいます, 藤沢在住.

A bare name is a word too often (中央, さくら) to count without such words beside it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from corpus.about.gazetteer import by_code, municipalities

_KIND_OF_PLACE: Final = re.compile(r"(?:[市町村区]|し|ちょう|まち|むら|そん|く)$")
_LIVING: Final = re.compile(
    r"\s*(?:に(?:\s*(?:すん|すみ)|\s*(?:住[んみ]|引っ?越|移り|転[入居]))|在住|市民|[でに]\s*(?:暮ら|くらし)|から\s*(?:来|きまし))"
)
_BEING: Final = re.compile(r"\s*(?:です|だけど|なんですが|の者です)")
_START: Final = re.compile(r"(?:^|[\s。、．，!?！？・「は])$")
_LONGEST: Final = 8  # characters of a name


def residences(text: str) -> dict[str, tuple[str, ...]]:
    """The bare names by which ``text`` says where somebody lives, with the codes that they may stand for, in its order."""
    found = {}
    for cue, opening in ((_LIVING, False), (_BEING, True)):
        for match in cue.finditer(text):
            for said in _names_before(text, match.start()):
                start = match.start() - len(said)
                if not opening or _opens(text, start, said):
                    found[start] = said
                    break
    return {found[start]: _by_name()[found[start]] for start in sorted(found)}


def is_bare_name(word: str) -> bool:
    """Whether ``word`` is a municipality's name without 市 and the like, or its reading."""
    return word in _by_name()


def _names_before(text: str, end: int) -> Iterator[str]:
    """The names that end at ``end`` and begin where a word may begin, the longest first."""
    for start in range(max(0, end - _LONGEST), end):
        said = text[start:end]
        if said in _by_name() and (_START.search(text[:start]) or not _goes_on(text[start - 1], said[0])):
            yield said


def _goes_on(one: str, other: str) -> bool:
    if one == "の":  # 家の中央
        return True
    return all("一" <= each <= "龠" for each in (one, other)) or all("ぁ" <= each <= "ゖ" for each in (one, other))


def _opens(text: str, start: int, said: str) -> bool:
    """横浜です only where a sentence begins with it, and in kanji or with 市: さくらです is somebody's name."""
    before = text[:start].rstrip()
    begins = not before or before[-1] in "。．!?！？\n"
    return begins and ("一" <= said[0] <= "龠" or said.endswith(("し", "市")))


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    """Codes by bare name in kanji, by reading, and by reading with 市 and the like."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in municipalities():
        if each.ward is not None:
            continue
        bare, sound = _KIND_OF_PLACE.sub("", each.name), _KIND_OF_PLACE.sub("", each.kana)
        forms = {bare, each.name, f"{sound}{each.name[-1]}", each.kana, sound}
        for form in forms:
            if len(form) > 1:
                found[form].append(each.code)
    return {form: _cities_first(codes) for form, codes in found.items()}


def _cities_first(codes: Sequence[str]) -> tuple[str, ...]:
    """Of several that share a bare name the cities and wards alone: who lives in 横浜町 says so."""
    cities = [code for code in codes if by_code()[code].name[-1] in "市区"]
    return tuple(cities or codes)
