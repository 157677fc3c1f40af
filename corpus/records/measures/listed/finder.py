"""Lists of entries -> the measures among them: the groups that look like measures, on the lowest level that does."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from importlib import resources
from math import inf
from typing import Final

from ....text.folding import fold
from ..parts import Draft, trimmed, without_again
from .entries import TITLE_MAX, Entry, entries_of
from .features import document_features, features_of
from .groups import Group, groups_of
from .judged import around_typed, elsewhere, inside_one, kin_key, kinds_under

_LEAST: Final = (
    0.0  # log-odds; the judged plans, each left out of the learning: precision .98, recall .81 from -0.5 to 0.25
)
_KIN: Final = 1.0  # log-odds; arbitrary: what a list gains by one like it, of measures, beside it
_STATUS: Final = "新拡継重充"  # ○新 and ○拡: a letter in a circle that lost its circle
_PROSE_MIN: Final = 8  # characters of what is said of a measure
_IN_JAPANESE: Final = re.compile(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])")
_BROKEN_NUMBER: Final = re.compile(r"[\s.:、]+$")


def listed_measures(text: str, headings: Mapping[int, int], typed: Sequence[Draft] = ()) -> list[Draft]:
    """The measures that ``text`` lists, in its order, each title once.

    Args:
        text: of the plan.
        headings: of the file's own markup: where each begins, and its level.
        typed: the measures of its typed tables; what stands inside one, or around one, is none of its own.
    Returns: these too; of each other the prose behind it as the field 本文, and the department in brackets as 担当, where they are printed.
    Measured: by ``python -m benchmarks.listed.learn``, on layouts kept out of the learning. Misses: names in running
        text, and titles torn apart by columns of a page.
    """
    flat = fold(text)
    entries = entries_of(text, headings)
    groups = groups_of(entries, flat)
    document = document_features(flat)
    scores = {id(group): _score(group, flat, document) for group in groups if not elsewhere(group, flat)}
    chosen = {key for key, score in scores.items() if score >= _LEAST}
    kin = kinds_under(groups, chosen)
    chosen |= {id(group) for group in groups if scores.get(id(group), -inf) >= _LEAST - _KIN and kin_key(group) in kin}
    lowest = [group for group in groups if id(group) in chosen and not _holds_chosen(group, chosen)]
    marked = _marked_status(lowest, flat)
    around = around_typed(entries, [each.start for each in typed])
    best: dict[str, Draft] = {}
    drafts = [
        *typed,
        *(
            _draft(entry, text, flat, marked=marked)
            for group in lowest
            for entry in group.entries
            if entry.begin not in around and not inside_one(entry.begin, typed)
        ),
    ]
    for draft in drafts:
        key = re.sub(r"\W", "", fold(draft.title))
        if (
            key
            and len(draft.title) <= TITLE_MAX
            and (key not in best or draft.end - draft.start > best[key].end - best[key].start)
        ):
            best[key] = draft
    return sorted(best.values(), key=lambda draft: draft.start)


def _score(group: Group, flat: str, document: tuple[float, float, float, float]) -> float:
    values = astuple(features_of(group, flat, document))
    return sum((weight * value for weight, value in zip(_WEIGHTS, values, strict=False)), _WEIGHTS[-1])


def _holds_chosen(group: Group, chosen: set[int]) -> bool:
    """Whether some list inside the group's entries is one of measures: the group is then a level above them."""
    inner: list[Group] = [*group.children]
    while inner:
        each = inner.pop()
        if id(each) in chosen:
            return True
        inner.extend(each.children)
    return False


def _marked_status(groups: Sequence[Group], flat: str) -> bool:
    """Whether bullets are followed by a letter that says whether the measure is new; one alone may begin a word."""
    first = {
        flat[each.start]
        for group in groups
        for each in group.entries
        if each.kind == "circle" and each.end > each.start
    }
    return len(first & set(_STATUS)) >= 2


def _draft(entry: Entry, text: str, flat: str, *, marked: bool) -> Draft:
    start = entry.start + (marked and entry.kind == "circle" and flat[entry.start] in _STATUS)
    number = _BROKEN_NUMBER.sub("", text[entry.begin : entry.start].strip()) if entry.number else ""
    title = without_again(" ".join(_IN_JAPANESE.sub("", text[start : entry.end]).split("\n")))
    draft = Draft(number or None, title, entry.begin, entry.end)
    body = re.compile(r"[\s】》〉>:：)）]*").match(text, entry.end, entry.stop)
    begin = body.end() if body else entry.end
    if entry.department and (
        behind := re.compile(r"\s*[【(（\[]([^】)）\]]{1,60})").match(text, entry.end, entry.stop)
    ):
        draft.add("担当", trimmed(text, *behind.span(1)))
        begin = min(behind.end() + 1, entry.stop)
    prose = trimmed(text, begin, entry.stop)
    if prose.end - prose.start >= _PROSE_MIN and "。" in text[prose.start : prose.end]:
        draft.add("本文", prose)
    return draft


def _weights() -> Iterator[float]:
    table = resources.files(__package__).joinpath("weights.tsv").read_text(encoding="utf-8")
    yield from (float(row[1]) for row in list(csv.reader(table.splitlines(), delimiter="\t"))[1:])


_WEIGHTS: Final = tuple(_weights())
