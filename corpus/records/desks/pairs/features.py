"""What stands between a name and a number, as named figures."""

import math
from collections.abc import Sequence
from typing import Final

from ..draft import PrintedLine
from ..office import is_office
from .atoms import Atom, Sort
from .candidates import Name

SHAPES: Final = (
    "office", "strong", "unit", "corporate", "generic", "topic", "worded", "person", "short", "long", "digits",
    "enclosed", "counsel", "office_over", "matter_under", "kana_only", "whole_line", "begins_line", "whole_run", "run_begins", "run_ends", "cut", "words", "topic_first", "unit_first", "numbered_end", "marked", "labelled",
    "behind_address", "behind_label",
)  # fmt: skip
GAPS: Final = (
    "after", "after_line", "same_line", "same_piece", "lines", "lines_far", "blank", "next", "texts", "texts_far", "offices",
    "sentence", "address", "hours", "labels", "fax", "phones", "phones_far", "phone_label", "name_label", "bracketed",
    "enclosed_line", "marked_texts", "office_next", "office_same_line", "labelled_same_line", "line_above", "address_line",
)  # fmt: skip
AMONG: Final = ("agree", "agree_share", "alone")
FEATURES: Final = (*SHAPES, *GAPS)
_SENTENCE: Final = 30  # characters of a word; more is a sentence (arbitrary)


def features(name: Name, phone: int, atoms: Sequence[Atom], lines: Sequence[PrintedLine]) -> tuple[float, ...]:
    """The figures of a name and the number at ``atoms[phone]``, in the order of ``FEATURES``."""
    number = atoms[phone]
    after = name.start > number.start
    between = atoms[phone + 1 : name.first] if after else atoms[name.last + 1 : phone]
    distance = abs(number.line - name.line)
    sorts = [atom.sort for atom in between]
    words = [atom.flat for atom in between if atom.sort is Sort.TEXT]
    texts, phones = len(words), sorts.count(Sort.PHONE)
    direct = phone and atoms[phone - 1].sort is Sort.PHONE_LABEL and atoms[phone - 1].line == number.line
    offices = sum(map(is_office, words))
    low, high = sorted((number.line, name.line))
    blank = sum(lines[row + 1].start - lines[row].end > 1 for row in range(low, min(high, low + 12)))
    office = name.shape["office"]
    gap = {
        "after": after,
        "after_line": after and distance > 0,
        "same_line": distance == 0,
        "same_piece": number.piece == atoms[name.last].piece,
        "lines": math.log1p(distance),
        "lines_far": distance > 3,
        "blank": min(blank, 3),
        "next": len(sorts) == sorts.count(Sort.PHONE_LABEL) + sorts.count(Sort.NAME_LABEL),
        "texts": math.log1p(texts),
        "texts_far": texts > 4,
        "offices": math.log1p(offices),
        "sentence": max(map(len, words), default=0) > _SENTENCE,
        "address": Sort.ADDRESS in sorts,
        "hours": Sort.HOURS in sorts,
        "labels": min(sorts.count(Sort.LABEL), 4),
        "fax": Sort.FAX in sorts,
        "phones": phones == 1,
        "phones_far": phones > 1,
        "phone_label": bool(direct),
        "name_label": Sort.NAME_LABEL in sorts,
        "bracketed": after and distance == 0 and lines[name.line].text[: name.start - lines[name.line].start][-1:] in tuple("(（"),
        "enclosed_line": name.shape["enclosed"] * (distance > 0),
        "marked_texts": name.shape["marked"] * (texts > 0),
        "office_next": office and texts == 0,
        "office_same_line": office and distance == 0,
        "labelled_same_line": name.shape["labelled"] * (distance == 0),
        "line_above": name.shape["whole_line"] * (distance == 1),
        "address_line": name.shape["begins_line"] * (Sort.ADDRESS in sorts) * (texts == 0),
    }  # fmt: skip
    return (*map(name.shape.__getitem__, SHAPES), *map(float, map(gap.__getitem__, GAPS)))


def signature(name: Name, phone: int, atoms: Sequence[Atom]) -> str:
    """How a name and its number stand to each other: what lies between, the same sort in a row once."""
    number = atoms[phone]
    after = name.start > number.start
    between = atoms[phone + 1 : name.first] if after else atoms[name.last + 1 : phone]
    signs = [("b" if after else "a"), str(min(abs(number.line - name.line), 9))]
    for atom in between:
        if atom.sort not in "pnx" and signs[-1] != atom.sort:
            signs.append(atom.sort)
    return "".join(signs)
