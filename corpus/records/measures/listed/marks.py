"""What an entry of a list begins with: 第1章, 施策2, 2-1, (1), ①, ○, 新規."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ....figures import quantities

_N: Final = r"[0-9]{1,2}"
_KANJI: Final = "一二三四五六七八九十"
_ROMAN: Final = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_KANA: Final = "アイウエオカキクケコ"
_ANY: Final = rf"(?:{_N}|[{_KANJI}]{{1,2}}|[{_ROMAN}]|[IVX]{{1,4}}|[{_CIRCLED}])"
_WORK: Final = r"(?:施策|事業|取組み?|取り組み|政策|プロジェクト|アクション)"
_BEFORE: Final = r"(?:基本|重点|具体的?|個別|主要|関連|推進|取組|重点取組)?の?"
_AFTER: Final = r"(?:の方向性?|目標|方針|項目)?"
# Outermost first: kind, rank, pattern. Ranks as in corpus.outline.lines, so that a level is one in every plan. The
# kinds of one rank are told apart by their kind alone; "in_line" kinds are also looked for inside long lines.
_KINDS: Final = (
    ("chapter", 10, rf"第(?P<chapter>{_ANY})[章編部](?=[\s「『])[\s]*", True),
    ("section", 20, rf"第(?P<section>{_ANY})[節項](?=[\s「『])[\s]*", True),
    ("roman", 30, rf"(?P<roman>[{_ROMAN}])[\s.]+", False),
    ("goal", 34, rf"(?:(?:基本|重点|施策の|将来)?(?:目標|方針|方向|視点|柱|政策目標))\s?(?P<goal>{_ANY})[\s.:)]*", True),
    ("work", 40, rf"{_BEFORE}{_WORK}{_AFTER}\s?(?P<work>{_N}(?:-{_N}){{0,2}}|[{_CIRCLED}{_ROMAN}])[\s.:)]+", True),
    ("unnumbered", 40, rf"{_BEFORE}{_WORK}(?P<unnumbered>)\s(?=\S)", False),
    ("pair", 45, rf"(?P<pair>{_N}[-]{_N}(?:-{_N})?)[\s.]+", True),
    ("point", 50, rf"(?P<point>{_N})(?:[.]\s*|\s+|(?=[「『【])|、\s*)(?=[^\x00-\x7f])", True),
    ("paren", 60, rf"[(](?P<paren>{_N}|[{_KANJI}])[)]\s*", True),
    ("half", 62, rf"(?P<half>{_N})[)]\s*", False),
    ("circled", 70, rf"(?P<circled>[{_CIRCLED}])\s*", True),
    ("kana", 72, rf"(?P<kana>[{_KANA}])(?:\s+|[.、]\s*)", False),
    ("bracketed", 74, r"(?P<bracketed>)(?=[【《〈<■◆][^\n]{1,40}(?:[】》〉>]|$))[■◆【《〈<]\s*", True),
    ("circle", 80, r"(?P<circle>)[○●◎]\s*", True),
    ("status", 82, r"(?P<status>)(?:新規|既存|継続|拡充|拡大|充実|見直し|新|拡)\s+(?=\S)", False),
    ("bullet", 84, r"(?P<bullet>)(?:[・•◦▪➢➣▶►□◇※-]\s*|\*\s+)", False),
)  # fmt: skip
RANKS: Final = {kind: rank for kind, rank, _, _ in _KINDS}
_AT_START: Final = re.compile("|".join(pattern for _, _, pattern, _ in _KINDS), re.M)
_INSIDE: Final = re.compile(
    r"(?:(?<=[\s。」』】)])(?!【)|(?<=[\s。])(?=【)|(?<=[^\s])(?=[●○①-⑳]))(?:"
    + "|".join(pattern for *_, pattern, inside in _KINDS if inside)
    + ")",
    re.M,
)
_UNIT_MAX: Final = 6  # characters of a unit
_BEHIND_UNIT: Final = re.compile(r"[\s、。,.()~以未ほ程を、がにでとは度間]|の[^\s]{0,3}\s|$")  # 2 人 が, but 2 人材
_LONG: Final = 120  # characters: a line of a plan is printed in fewer; a longer one may hold a whole page


@dataclass(frozen=True, slots=True)
class Mark:
    """``text[start:end]``, behind which the title begins; ``number`` is () for bullets."""

    kind: str
    start: int
    end: int
    number: tuple[int, ...]


def mark_at(flat: str, start: int, end: int) -> Mark | None:
    """The mark that a line of folded text begins with."""
    match = _AT_START.match(flat, start, end)
    return _mark(match) if match and match.end() < end and not _counts(flat, match) else None


def marks_inside(flat: str, start: int, end: int) -> Iterator[Mark]:
    """The marks inside a line so long that it holds a page; none in a short one."""
    if end - start < _LONG:
        return
    for match in _INSIDE.finditer(flat, start + 1, end):
        if match.end() < end and not _counts(flat, match):
            yield _mark(match)


def _mark(match: re.Match[str]) -> Mark:
    kind = match.lastgroup or ""
    return Mark(kind, match.start(), match.end(), _number(match[kind]))


def _number(printed: str) -> tuple[int, ...]:
    if not printed:
        return ()
    for row in (_CIRCLED, _ROMAN, _KANA, _KANJI):
        if printed[0] in row:
            return (row.index(printed[0]) + 1 if len(printed) == 1 else 10 + row.index(printed[1]) + 1,)
    if printed[0] in "IVX":
        return (("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X").index(printed) + 1,)
    return tuple(int(part) for part in printed.split("-"))


def _counts(flat: str, match: re.Match[str]) -> bool:
    """Whether the number is counted or dated rather than the number of an entry: 3 か所, 6(2024)年度."""
    if match.lastgroup not in ("point", "pair"):
        return False
    first = next(iter(quantities(flat[match.start() : match.end() + _UNIT_MAX])), None)
    if first is None or first.start or not first.unit:
        return bool(re.match(r"[0-9~%]|ページ", flat[match.end() : match.end() + 3]))
    return bool(_BEHIND_UNIT.match(flat, match.start() + first.end))
