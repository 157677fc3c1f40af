"""Which of the words before an indicator's values are its name, and which say of whom it is told."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from ...figures import Date, Kind, Quantity, Years, read, unit_named
from ...figures.units import header_unit
from ...text.folding import fold
from .roles import BESIDE, role_words

NAME_MAX: Final = 120  # characters; more is text
_LEAST: Final = 2  # letters
_WORD_LETTERS: Final = re.compile(r"[A-Za-zぁ-んァ-ヶ一-龠々]")
# Begins a row: a bullet, a number in a circle or in brackets, the edge of a cell.
_MARK: Final = re.compile(
    r"[①-⑳㉑-㉟●○◎△×xX◆◇■□▲▼▽※☆★◯|\t\n\r]|\((?:[0-9]{1,2}|[ア-ンa-z])\)|(?<=[\s>])[-・](?=\s?\S)|^\s*[-・]|"
    r"(?<=[\s|])(?:No\.?|指標|目標|KPI)?[0-9]{1,2}(?:-[0-9]{1,2})?[.:]?(?=\s+(?:[^\s0-9%]|[0-9]+[^\s0-9%.,]))|^[0-9]{1,2}(?:-[0-9]{1,2})?[.:]?\s(?=[^\s0-9%])|[>〉》]|\s{2,}"
)
_IN_CIRCLE: Final = re.compile("[①-⑳]")
# Whom a value is told of, behind a name: from the rows of health and education plans.
_GROUP: Final = re.compile(
    r"[①-⑳]?\s?(?:(?:[0-9]{1,3}(?:\s?[~-]\s?[0-9]{1,3})?\s?(?:歳|か月|ヶ月)(?:児|代|以上|未満|以下)?)?\s?[・の]?\s?"
    r"(?:男性|女性|男子|女子|男児|女児|男|女|全体|総数|全年齢|成人|青年期|壮年期|高齢期|高齢者|若年層|乳児|幼児|乳幼児|妊婦|産婦|保護者|乳幼児保護者|児童|生徒|市民|町民|村民|区民|"
    r"小学生|中学生|高校生|大学生|小中学生|小学校|中学校|高等学校|高校|幼稚園|保育所|保育園|こども園|認定こども園|小学[1-6]年生?|中学[1-3]年生?|高校[1-3]年生?|小[1-6]|中[1-3]|高[1-3]|"
    r"朝食|昼食|夕食|平日|休日|(?<=歳)|(?<=歳代)|(?<=歳児)|(?<=歳以上)|(?<=歳未満)|(?<=月児))|[①-⑳]?\s?小学[1-6]年生?)"
)
_GOES_ON: Final = re.compile(
    r"[るたてでにをはがのとなれらりせすめけげっょ、]"
)  # ends of words; a noun may begin so too
_PART_MAX: Final = 10  # characters; a shorter line is the end of the name above it more often than a name (arbitrary)
_UNIT: Final = re.compile(r"\s*[\[【(〔](?P<unit>(?:単\s?位\s?[:/]?\s?)?[^\[\]【】()〔〕]{1,8})[\]】)〕]\s*$")
_SOURCE: Final = re.compile(r"^\S*(?:課|係|室|局|部|調査|アンケート|年報|統計|調べ|センサス|報告)\s+(?=\S{3})")
_ENDS: Final = re.compile(r"[\s:、,・/→~\-(\[【]*$|[\s:、,]*(?:は|を|が|の|について|とし|として)?[\s:、,]*$")
_STARTS: Final = re.compile(r"^(?:[\s:、,。)\]】・年度]+|[A-D](?=\s)|[ABCDE]\s|\S{0,3}%?\)|また、|なお、|さらに、)+")
_BRACKET: Final = 20  # characters
# A goal in words, which the indicator stands behind; the end of the name before, where its line was broken.
_GOAL: Final = re.compile(
    r"(?:\S{4,40}(?:増加|減少|向上|低下|推進|充実|改善|抑制|促進)|割合|人数|件数|数|率|[ぁ-ん]{1,3}割合)\s+(?=\S{4})"
)
_BRACKETED: Final = re.compile(r"\([^()]{1,20}\)")  # on a line of its own under the name that it belongs to
_SHORT: Final = 5  # characters; a shorter piece may be the end of a name on the line before
MEASURE: Final = re.compile(
    r"(?:数|率|割合|額|量|回数|人数|件数|度|寿命|人口|時間|面積|歳|値|者|人|比|平均|箇所|か所|実績|状況|増加|減少)\)?$"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name at ``start:end`` of the words, of whom it is told, and its unit where it prints one."""

    start: int
    end: int
    subjects: tuple[str, ...] = ()
    unit: str | None = None

    @property
    def empty(self) -> bool:
        return self.start >= self.end


@lru_cache(maxsize=1024)  # a table is read in several ways, which ask for the same words (arbitrary)
def name_in(words: str) -> Name | None:
    """The name at the end of ``words``, which stand before a row's values.

    Returns: an empty span where they only say of whom the values are told (the name is then the row's before); None
        where they name nothing.
    """
    flat = fold(words)
    pieces = _pieces(flat)
    subjects: list[str] = []
    unit = None
    while pieces:
        start, end = pieces[-1]
        start, end, inside, own = _without_ends(flat, start, end)
        subjects[:0] = inside
        unit = unit or own
        if start < end and unit_named(flat[start:end]) is not None:
            unit, end = unit_named(flat[start:end]).name, start  # type: ignore[union-attr]
        if start < end and not _is_beside(flat[start:end]):
            break
        pieces.pop()
    else:
        return Name(0, 0, tuple(subjects), unit) if subjects else None
    if len(pieces) > 1 and _is_end_of(flat, pieces[-2], (start, end)):
        start = _without_ends(flat, *pieces[-2])[0]
    goal = _GOAL.match(flat, start, end)
    start = goal.end() if goal and MEASURE.search(flat, goal.end(), end) else start
    return Name(start, end, tuple(subjects), unit) if _names_something(flat[start:end]) else None


def _pieces(flat: str) -> list[tuple[int, int]]:
    """The spans between marks that hold words; a bracket that is open is not cut."""
    figures = [each for each in read(flat) if isinstance(each, Quantity) and each.unit]
    marks = [
        match.span()
        for match in _MARK.finditer(flat)
        if not _inside(flat, match.start())
        and not any(each.start <= match.start() and match.end() <= each.end for each in figures)
    ]
    edges = [(0, 0), *marks, (len(flat), len(flat))]
    spans = [(left[1], right[0]) for left, right in pairwise(edges)]
    return [span for span in spans if flat[slice(*span)].strip()]


def begins_anew(words: str) -> bool:
    """Whether a mark of a new row (②, a new line) stands in ``words``."""
    return _MARK.search(fold(words)) is not None


def _inside(flat: str, place: int) -> bool:
    """Whether a bracket that opens a few characters before ``place`` closes behind it: 【単 / 位:人】."""
    opened = max(flat.rfind(mark, max(0, place - _BRACKET), place) for mark in "([【")
    return (
        opened >= 0
        and not re.search(r"[)\]】]", flat[opened:place])
        and re.match(r"[^([【]{0,12}[)\]】]", flat[place:]) is not None
    )


def _without_ends(flat: str, start: int, end: int) -> tuple[int, int, list[str], str | None]:
    """A piece without particles, roles, sources and groups at its ends; the groups; a unit in brackets."""
    groups: list[str] = []
    unit = None
    changed = True
    while changed and start < end:
        before = (start, end)
        words = flat[start:end]
        start += m.end() if (m := _STARTS.match(words)) else 0
        start += m.end() if (m := _SOURCE.match(flat[start:end])) else 0
        end -= len(m[0]) if (m := _ENDS.search(flat[start:end])) else 0
        start, end = _without_heads(flat, start, end)
        if (m := _UNIT.search(flat[start:end])) and (row := header_unit("".join(m["unit"].split()))[0]) is not None:
            unit, end = row.name, start + m.start()
        for place in range(start, end):
            apart = place == start or flat[place - 1] in " )\n" or flat[place] in "①②③④⑤⑥⑦⑧⑨⑩"
            if apart and (m := _GROUP.fullmatch(flat, place, end)):
                groups.insert(0, m[0].strip())
                end = place
                break
        changed = before != (start, end)
    return start, end, groups, unit


def _without_heads(flat: str, start: int, end: int) -> tuple[int, int]:
    """Without the roles, the header's other words and the years at either end."""
    words = role_words(flat, start, end)
    figures = [each for each in read(flat[start:end]) if isinstance(each, Years | Date)]
    for left, right in [*((w.start, w.end) for w in words), *((start + f.start, start + f.end) for f in figures)]:
        if right == end and left > start:
            end = left
        elif left == start and right < end and not flat[right : right + 1].strip(" |:\n)("):
            start = right
    for word in BESIDE:
        if flat.startswith(word + " ", start, end):
            start += len(word)
        if flat.endswith(" " + word, start, end):
            end -= len(word)
    return start, end


def _is_beside(words: str) -> bool:
    return words.strip() in BESIDE or len(_WORD_LETTERS.findall(words)) < 1


def _is_end_of(flat: str, before: tuple[int, int], piece: tuple[int, int]) -> bool:
    """Whether a piece is the end of a name that began on the line before: る割合 of …を持ってい / る割合."""
    apart = flat[before[1] : piece[0]]
    if apart.strip(" \n\r"):
        return False
    words, earlier = flat[slice(*piece)], flat[slice(*before)].strip()
    if _BRACKETED.fullmatch(words) and not apart.strip(" ").startswith("\n\n"):
        return "。" not in earlier and not _is_beside(earlier)
    if len(earlier) < _SHORT or "。" in earlier or _is_beside(earlier):
        return False
    if earlier.endswith(("】", "」", ")", "〉", "課", "係", "目標", "指標")) or MEASURE.search(earlier):
        return False
    return _GOES_ON.match(words) is not None or len(words) <= _PART_MAX or earlier.endswith(("の", "、", "・"))


def _names_something(words: str) -> bool:
    """Whether words can name an indicator: letters enough that belong to no figure, no sentence."""
    if "。" in words or len(words) > NAME_MAX or words.startswith(("参考", "※", "注")):
        return False
    rest = list(words)
    for figure in read(words):
        if not (isinstance(figure, Quantity) and figure.kind is Kind.AGE):
            rest[figure.start : figure.end] = " " * (figure.end - figure.start)
    return len(_WORD_LETTERS.findall("".join(rest))) >= _LEAST


def group_in(between: str) -> str | None:
    """The group that stands alone between two values: 女子 of 、女子."""
    found = _GROUP.fullmatch(fold(between).strip(" 　|、,/・:()\n\t"))
    return (
        found[0].strip()
        if found and found[0].strip()
        else (between.strip() if _IN_CIRCLE.fullmatch(between.strip()) else None)
    )
