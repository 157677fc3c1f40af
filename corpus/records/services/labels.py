"""The names under which pages say for whom a service is, what it is, how and where to apply; each with its role."""

import csv
import re
from functools import cache
from importlib import resources
from typing import Final

from ...frozen import frozen
from ...text.folding import fold

ROLES: Final = ("for_whom", "what", "amount", "until", "how", "where", "bring", "desk")
APPLYING: Final = frozenset(("amount", "until", "how", "where", "bring"))  # what only those who apply need
_LOOKED_AT: Final = 80  # characters of a line in which a label is looked for
_LONGEST: Final = 16  # characters of a label with words before its known end: 申請時の持ち物, 母子手帳交付窓口
_END_MIN: Final = 3  # characters that a known label has at least where other words stand before it
MARK: Final = re.compile(
    r"(?:[#>*\s■□◆◇●○◎▼▶►◦・•※-]|[0-9]{1,2}[.)、]|[0-9]{1,2}\s+(?=\D)|[(][0-9]{1,2}[)]|[①-⑳]|[【《\[〈<「])*"
)
_TAIL: Final = re.compile(r"[\s:】》\]〉>」。*#]*(?:[※(].*)?$")
_NO_WORD: Final = re.compile(r"[\s*]|について$|(?<=.)等$|は$")
_INLINE: Final = re.compile(
    r"[【\[](?P<boxed>[^】\]\n]{1,20})[】\]]\s*[:。]?|(?P<plain>[^\s:。、|\t【】]{1,16}(?: [^\s:。、|\t【】]{1,8})?)\s*(?::|\t|\|\s|[\s]{2,})\s*"
)
_FLOWING: Final = re.compile(
    r"[■◆●○□◇](?:(?<=[。\s:].)|(?<=^.))(?P<name>[^\s。:【】■◆()]{1,20})(?:[(][^()]{0,30}[)])?[。:]\s*", re.M
)


@frozen
class Label:
    """A field's name at ``text[start:end]``, its role, and where its text begins."""

    name: str
    role: str
    start: int
    value: int


def role_of(words: str) -> str | None:
    """The role of a field's name, "aside" for one that says none of them; None where it is no field's name."""
    if len(words) > _LOOKED_AT:
        return None
    plain = _NO_WORD.sub("", _TAIL.sub("", fold(words)))
    if "|" in plain:  # a row of a table
        return None
    known = _roles()
    if plain in known:
        return known[plain]
    if len(plain) > _LONGEST or plain[-_END_MIN:] not in _endings():
        return None
    ends = (plain[place:] for place in range(1, len(plain) - _END_MIN + 1))
    return next((known[end] for end in ends if known.get(end) not in (None, "desk", "aside")), None)


def label_of(flat: str, start: int, end: int) -> Label | None:
    """The label that a line of folded text is, or begins with."""
    looked = min(end, start + _LOOKED_AT)
    mark = MARK.match(flat, start, looked)
    begin = mark.end() if mark else start
    place = begin - (begin > start and flat[begin - 1] in "【[")
    inline = _INLINE.match(flat, place, looked)
    if inline and inline.end() < end:
        name = inline["boxed"] or inline["plain"] or ""
        if (role := role_of(name)) is not None:
            return Label(_closed(name), role, start, inline.end())
    words = flat[begin:looked]
    if looked == end and (role := role_of(words)) is not None:
        return Label(_closed(_TAIL.sub("", words)), role, start, end)
    return None


def _closed(name: str) -> str:
    return "".join(name.replace("*", "").split())


def flowing_labels(flat: str, start: int, end: int) -> list[Label]:
    """The labels inside a line that runs many fields together: ■対象者。… ■申請窓口。…"""
    found = []
    for match in _FLOWING.finditer(flat, start, end):
        if (role := role_of(match["name"])) is not None:
            found.append(Label(match["name"], role, match.start(), match.end()))
    return found


@cache
def _endings() -> frozenset[str]:
    """What the labels end with that may stand behind other words."""
    return frozenset(label[-_END_MIN:] for label in _roles() if len(label) >= _END_MIN)


@cache
def _roles() -> dict[str, str]:
    text = resources.files(__package__).joinpath("labels.tsv").read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines(), delimiter="\t"))[1:]
    return {fold(label): role for role, labels in rows for label in labels.split()}
