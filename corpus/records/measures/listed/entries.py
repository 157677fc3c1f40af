"""A plan's text -> its entries: what stands behind each mark, title and text apart, and the short lines between."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ....text.folding import fold
from .marks import RANKS, Mark, mark_at, marks_inside

LABEL_MAX: Final = 40  # characters; a longer line without a mark is text
TITLE_MAX: Final = 90
_LOOKED_AT: Final = 250  # characters behind a mark in which a title ends
_LEADER_MAX: Final = 60  # characters of the dots before a page's number
_LINE: Final = re.compile(r"[^\n]+")
_GOES_ON: Final = re.compile(r"(?:[のへとやにをがでは・、]|及び|または|への|との)$")  # a title broken in two
_IN_A_WORD: Final = re.compile(r"(?<=[ァ-ヴー])\n(?=[ァ-ヴー])")  # ヘル⏎パー派遣
_STATUS_ALONE: Final = re.compile(r"(?:新規|既存|継続|拡充|拡大|見直し)")  # a cell of its own, before its title
_DEPARTMENT: Final = re.compile(
    r"\s*[【(\[][^【】()\[\]]{1,60}(?:[課室局部係所]|センター|機構|社協|団体|協議会|部局|機関)[】)\]]\s*$"
)
_LEADER: Final = re.compile(r"[\s.…・‥]{2,}[0-9]{1,3}\s*$|\s[0-9]{1,3}\s*$")
_TITLE_END: Final = re.compile(r"[:|\t]|[】》〉](?=\s*\S)|\s{2,}|…{2,}|・{3,}")
_FIRST_WORD: Final = re.compile(r"\s|(?<=[^\s])【|[:|\t。]|(?<=[】》〉])")
_NOT_ALL: Final = re.compile(r"\s+(?:など|等).{0,2}$")  # the last of several, of which there are more


@dataclass(frozen=True, slots=True)
class Entry:
    """``kind`` is a mark's, "heading" (the file's own markup says so) or "label" (a short line between others).

    The title is ``text[start:end]``, without mark and department; what is said of it ``text[end:stop]``. ``begin`` is
    where the mark stands.
    """

    kind: str
    rank: int
    number: tuple[int, ...]
    begin: int
    start: int
    end: int
    stop: int
    department: bool  # one stands in brackets behind the title
    in_line: bool  # inside a line that holds a page


def entries_of(text: str, headings: Mapping[int, int]) -> list[Entry]:
    """The entries in order of the text.

    Args:
        text: of the plan.
        headings: of the file's own markup: where each begins, and its level.
    """
    flat = fold(text)
    begun = list(_begun(flat, headings))
    stops = [*(each.start for each, *_ in begun[1:]), len(text)][: len(begun)]
    return [
        _entry(flat, mark, headings.get(mark.start, 0), (line_end, stop), inside)
        for (mark, line_end, inside), stop in zip(begun, stops, strict=True)
    ]


def _begun(flat: str, headings: Mapping[int, int]) -> Iterator[tuple[Mark, int, bool]]:
    """Each mark, where its line ends, and whether it stands inside a line."""
    goes_on = False
    alone: list[int] = []  # where each of the status words right above stands
    for line in _LINE.finditer(flat):
        words = line[0].strip()
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        end = start + len(words)
        if not words or "\t" in words or words.count("|") > 1:  # a row of a table lists cells, not entries
            continue
        if _STATUS_ALONE.fullmatch(words):
            alone.append(start)
            continue
        statuses, alone = alone, []
        broken = goes_on or (start > 1 and _IN_A_WORD.match(flat, line.start() - 1) is not None)
        goes_on = bool(_GOES_ON.search(words)) and len(words) <= TITLE_MAX
        if (mark := mark_at(flat, start, end)) is not None:
            yield mark, end, end - start >= 120
        elif len(statuses) == 1 and len(words) <= LABEL_MAX and not words.endswith(("。", "、")):
            yield Mark("status", statuses[0], start, ()), end, False
        elif start in headings:
            yield Mark("heading", start, start, ()), end, False
        elif not broken and len(words) <= LABEL_MAX and not words.endswith(("。", "、")):
            yield Mark("label", start, start, ()), end, False
        yield from ((mark, end, True) for mark in marks_inside(flat, start, end))


def _entry(flat: str, mark: Mark, level: int, ends: tuple[int, int], in_line: bool) -> Entry:
    """``ends`` are those of the mark's line and of what is said of the entry."""
    line_end, stop = ends
    limit = min(line_end, stop, mark.end + _LOOKED_AT)
    start = mark.end
    end = _first_words(flat, start, limit) if in_line else _whole_line(flat, start, limit, stop)
    department = _DEPARTMENT.search(flat, start, limit if limit - start <= TITLE_MAX * 2 else end)
    if department and department.start() > start:
        end = min(end, department.start())
    title = _NOT_ALL.sub("", flat[start:end].rstrip(" \n】》〉>:"))
    return Entry(
        mark.kind, RANKS.get(mark.kind, level), mark.number, mark.start, start, start + len(title), stop,
        department is not None or bool(re.match(r"\s*【[^】]{1,40}】", flat[end : end + 50])), in_line,
    )  # fmt: skip


def _first_words(flat: str, start: int, limit: int) -> int:
    """Where a title inside a line ends: at the blank behind it, unless it plainly goes on."""
    end = start
    while True:
        found = _FIRST_WORD.search(flat, end + 1, limit)
        if found is None:
            return limit
        end = found.start()
        goes_on = (
            flat[end : end + 1].isspace()
            and _GOES_ON.search(flat, start, end)
            and not flat[end + 1 : end + 2].isdigit()
        )
        if not goes_on or end - start > TITLE_MAX:
            return end


def _whole_line(flat: str, start: int, limit: int, stop: int) -> int:
    """Where a title on a line of its own ends; it goes on in the next line where it plainly is not at its end."""
    leader = _LEADER.search(flat, max(start, limit - _LEADER_MAX), limit)
    end = leader.start() if leader and leader.start() > start else limit
    if (cut := _TITLE_END.search(flat, start + 2, end)) is not None:
        return cut.start()
    after = flat.find("\n", limit + 1)
    after = len(flat) if after < 0 else after
    if (
        end == limit
        and limit < stop
        and (_GOES_ON.search(flat, start, end) or _IN_A_WORD.match(flat, end))
        and after <= stop
        and after - start <= TITLE_MAX
    ):
        return after
    return end
