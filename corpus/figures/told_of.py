"""What a figure of a text is told of: what it counts, of which year and of which place.

In running text the subject is the nearest noun before the figure in its clause (相談は340件、訪問は28件), the noun right behind it
(28件の訪問, 126人が参加) or, where neither stands, the nearest one of the clauses before; nouns that are joined to it by の belong
to it. Places (市内に, 沼地区は) and words that only count (延べ, 年間) are passed over, what stands in closed brackets too. In a row of
a table its label and the header cell over the column tell it, for a line that is a bare value the line above and the headings.

The year is the one in brackets right behind the figure, the one over its column or before its row, the last one named before
it in its sentence, the next one in its clause, or the last one named before in its paragraph.

Missed: values that are told of several subjects in turn (A、B、Cは、それぞれ3人、4人、5人), what only a verb says (生まれた人は120人), a
comparison with another year whose number is not printed (前年度の27人).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from corpus.text.counting_words import COUNTERS, PLAIN
from corpus.text.nouns import Noun, is_number, nouns, words_in

from .cells import LONGEST, Cell, cell_at
from .figure import Date, Figure, Kind, Quantity, Years
from .fold import GONE, fold, without
from .read import read
from .units import Unit, header_unit, unit_counted, unit_named

_BEFORE: Final = 40  # characters before a figure in which what it is told of stands, across the end of a sentence
_BEHIND: Final = 30  # 3か所の地域包括支援センター
_SENTENCE: Final = 120  # characters of the sentence before one that names nothing
_SHORT_ROW: Final = 240  # characters
_BARE: Final = 6  # letters that may stand beside a value in its line
_LETTER: Final = re.compile(r"\w")
_CUT: Final = re.compile(rf"[、。,;:：\n\t(（「」{GONE}]")
_CLOSED: Final = re.compile(r"[(（\[【][^()（）\[\]【】\n\t]*[)）\]】]")
_JOINED: Final = re.compile(r"(?:等|など)?の")
_SAID: Final = re.compile(r"(?:等|など)?(?:は|が|を|も|って|の|[:：、)）]|\s|$|約|延べ|およそ|計)")
_ASIDE: Final = re.compile(r"(?:等|など)?(?:に(?![よ関対お])|で|から|まで|へ|と|より)")
_BEHIND_NO: Final = re.compile(r"(?:以上|程度|ほど)?の(?=[^\s、。\d])")
_BEHIND_GA: Final = re.compile(r"(?:以上|程度|ほど)?(?:が|を|に)(?=[^\s、。\d])")
_PARALLEL: Final = re.compile(r"(?:です|でした|で)?[、,]")
_LINE: Final = 40  # characters; a shorter line above a bare value names it as a whole
_TOPIC: Final = re.compile(r"(?:に(?:おいて|ついて|つきまして|おける)|で)?は(?!じめ)")
_GLOSS: Final = re.compile(r"\s?[(（]\s?$")
_CLOSES: Final = re.compile(r"(?:末|現在|度末|実績|時点|見込み?|目標|分|の実績)?\s?[)）]")
# Nouns that say how something is counted, or how much of it, not what.
_HEDGES: Final = frozenset(
    ("延べ", "累計", "年間", "年", "年度", "月", "日", "時", "毎", "平均", "合計", "計", "総", "全", "全体", "全部", "現在", "最大", "最長",
     "最高", "最低", "上限", "下限", "約", "昨年", "今年", "前年", "前年度", "同", "同年", "内", "内訳", "次", "以上", "以下", "未満", "当たり",
     "令和", "平成", "昭和", "末", "初", "頃", "時点", "新た", "既に", "間", "中", "後", "前", "概ね", "毎月", "毎年", "毎週", "増", "減",
     "増加", "減少", "上", "下", "場合", "予定", "見込み", "規模", "程度", "差", "割", "方", "つ", "一", "週", "週間", "朝", "夜", "午前", "午後")
)  # fmt: skip
_PLACE: Final = re.compile(
    r"(?:[市町村区県国館管圏域地校園]内|全[国市町区県域]|本[市町村区県]|当[市町村区]|.+(?:地区|[市町村区県]|丁目|圏域|支所管内|校区|学区))\Z"
)
_NO_PLACE: Final = re.compile(r"(?:[0-9]|市町村|自治体|小学校区)\Z")


@dataclass(frozen=True, slots=True)
class Told:
    """What one figure is told of; each text is "" and each tuple () where nothing tells.

    ``subject`` is what it counts, ``topic`` what its sentence, its row or the line above is about besides, ``place`` where
    it holds. ``unit`` is what a number without a unit is in, ``counts`` whether its label says that it counts something.
    ``left`` and ``right`` are the offsets between which all that may tell of it stands in running text, ``around`` is what
    else does: the row, its header, the headings.
    """

    figure: Figure
    subject: str
    topic: str
    place: str
    years: tuple[int, ...]
    unit: Unit | None
    counts: bool
    left: int
    right: int
    around: str


@dataclass(frozen=True, slots=True)
class _Page:
    """A text with what was read in it: ``flat`` has its figures and closed brackets taken out."""

    text: str
    flat: str
    figures: tuple[Figure, ...]
    nouns: tuple[tuple[int, int, frozenset[str]], ...]


@lru_cache(maxsize=512)
def figures_of(text: str) -> tuple[Figure, ...]:
    """As :func:`read`; kept, since good passages come back often."""
    return read(text)


def told_of(text: str, figure: Figure, header: Sequence[str] = (), headings: Sequence[str] = ()) -> Told:
    """What a figure of a text is told of.

    Args:
        text: a passage or another text of some lines.
        figure: as :func:`figures_of` found it there.
        header: the header cells over the rows of the text, where it is of a table.
        headings: the path from the outermost heading to the innermost.
    """
    page = _page(text)
    cell = cell_at(text, figure.start, header)
    bare = cell is None and is_bare(text, figure.start, figure.end)
    left, right = _reach(text, figure)
    around = _around(text, figure, cell, header, headings, bare=bare)
    subject, topic, place = _named(page, figure, cell, headings, bare=bare)
    label = subject or topic
    unit = _unit(figure, cell, label, headings) if isinstance(figure, Quantity) and figure.kind is Kind.NUMBER else None
    counts = any(fold(name).rstrip(" :)）").endswith("数") for name in (subject, topic, cell.over if cell else ""))
    return Told(figure, subject, topic, place, _years(page, figure, cell, headings), unit, counts, left, right, around)


def is_bare(text: str, start: int, end: int) -> bool:
    """Whether the figure at ``start:end`` is about all that its line prints."""
    left, right = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    spans = ((each.start, each.end) for each in figures_of(text))
    flat = without(text, spans)
    beside = flat[left:start] + flat[end : right if right >= 0 else len(text)]
    return len(_LETTER.findall(beside)) <= _BARE


@lru_cache(maxsize=512)
def _page(text: str) -> _Page:
    figures = figures_of(text)
    flat = without(fold(text), ((each.start, each.end) for each in figures))
    return _Page(text, flat, figures, tuple(part for noun in nouns(text) for part in _parts(noun, flat)))


def _parts(noun: Noun, flat: str) -> list[tuple[int, int, frozenset[str]]]:
    """A noun, or what figures leave of it: 相談 of 相談340件."""
    parts: list[tuple[int, int, frozenset[str]]] = []
    place, begin = noun.start, -1
    words: list[str] = []
    for token in (*noun.tokens, None):
        end = place + len(token.surface) if token else place
        if token is None or GONE in flat[place:end]:
            if begin >= 0 and words:
                parts.append((begin, place, frozenset(words)))
            begin, words = -1, []
        else:
            begin = place if begin < 0 else begin
            words += [token.lemma] if token.content and not is_number(token.lemma) else []
        place = end
    return parts


# The subject


def _named(
    page: _Page, figure: Figure, cell: Cell | None, headings: Sequence[str], *, bare: bool
) -> tuple[str, str, str]:
    """The subject, the topic and the place."""
    text = page.text
    if cell is not None and cell.end - cell.start <= LONGEST:
        return _in_row(page, figure, cell, headings)
    start = (
        max(text.rfind("。", 0, figure.start), text.rfind("\n", 0, figure.start), cell.start - 1 if cell else -1) + 1
    )
    found = _before(page, start, figure.start)
    subject = _nearest(page, figure, found)
    topic = _topic(page, start, figure)
    place = next((page.text[left:right] for left, right, _ in reversed(found) if _is_place(text[left:right])), "")
    if not (subject and _tells(subject)) and not topic:
        topic = _above(page, start, headings, bare=bare)
    return subject, "" if topic in subject else topic, place


def _before(page: _Page, start: int, end: int) -> list[tuple[int, int, frozenset[str]]]:
    """The nouns between two places, without those in brackets that are closed there."""
    gone = [match.span() for match in _CLOSED.finditer(page.flat, start, end)]
    return [
        noun
        for noun in page.nouns
        if start <= noun[0] and noun[1] <= end and not any(left <= noun[0] < right for left, right in gone)
    ]


def _nearest(page: _Page, figure: Figure, found: Sequence[tuple[int, int, frozenset[str]]]) -> str:
    """What a figure counts, with what is joined to it by の."""
    text = page.text
    named = [noun for noun in found if not _is_hedge(noun[2]) and not _is_place(text[noun[0] : noun[1]])]
    clause = max((match.end() for match in _CUT.finditer(page.flat, 0, figure.start)), default=0)
    behind = _behind(page, figure, _BEHIND_NO)
    if behind:
        return behind
    consumed = page.flat.startswith("の", clause) and page.flat.startswith(GONE, max(clause - 1, 0))
    own = [noun for noun in named if noun[0] >= clause]
    if consumed and len(own) > 1 and not _SAID.match(page.flat, own[0][1]):
        own = own[1:]  # 340件の相談と訪問28件: 相談 is told of the 340
    said = [noun for noun in own if not _ASIDE.match(page.flat, noun[1])]
    if said:
        return _joined(page, said[-1], found)
    behind = _behind(page, figure, _BEHIND_GA)
    if behind and not own:
        return behind
    earlier = [noun for noun in named if noun[0] < clause and not _ASIDE.match(page.flat, noun[1])]
    nearest = (earlier or own or named)[-1:]
    return _joined(page, nearest[0], found) if nearest else ""


def _behind(page: _Page, figure: Figure, link: re.Pattern[str]) -> str:
    """The noun right behind a quantity: 3か所の地域包括支援センター, 126人が参加."""
    match = link.match(page.flat, figure.end) if isinstance(figure, Quantity) else None
    if match is None:
        return ""
    found = [noun for noun in page.nouns if match.end() <= noun[0] <= figure.end + _BEHIND]
    if not found or found[0][0] != match.end() or _is_hedge(found[0][2]):
        return ""
    last = 0
    while last + 1 < len(found) and _JOINED.fullmatch(page.flat, found[last][1], found[last + 1][0]):
        last += 1
    return page.text[found[0][0] : found[last][1]]


def _joined(
    page: _Page, noun: tuple[int, int, frozenset[str]], found: Sequence[tuple[int, int, frozenset[str]]]
) -> str:
    """A noun with those before it that の joins to it, places left out: 配食サービスの利用者."""
    place = found.index(noun)
    while place and _JOINED.fullmatch(page.flat, found[place - 1][1], found[place][0]):
        left, right, words = found[place - 1]
        if _is_hedge(words) or _is_place(page.text[left:right]):
            break
        place -= 1
    return page.text[found[place][0] : noun[1]]


def _topic(page: _Page, start: int, figure: Figure) -> str:
    """What a figure's sentence is about: the noun before its first は.

    Of 「相談は340件、訪問は28件」 the first is told of its own figure alone; of 「センターは5か所あり、職員は32人」 it is not.
    """
    topic, end = _first_topic(page, start, figure.start)
    if not topic or not _TOPIC.search(
        page.flat, max((m.end() for m in _CUT.finditer(page.flat, 0, figure.start)), default=0), figure.start
    ):
        return topic
    first = next(each for each in page.figures if each.start >= end)
    return "" if first.end < figure.start and _PARALLEL.match(page.flat, first.end) else topic


def _first_topic(page: _Page, start: int, end: int) -> tuple[str, int]:
    found = _before(page, start, end)
    for noun in found:
        if _TOPIC.match(page.flat, noun[1]) and not _is_hedge(noun[2]) and not _is_place(page.text[noun[0] : noun[1]]):
            return _joined(page, noun, found), noun[1]
    return "", end


def _above(page: _Page, start: int, headings: Sequence[str], *, bare: bool) -> str:
    """What the sentence or the lines before ``start`` are about; for a bare value that nothing is above, a heading."""
    before = page.text[:start].rstrip("。\n\t ")
    while before:
        own = max(before.rfind("。"), before.rfind("\n"), before.rfind("\t")) + 1
        topic, _ = _first_topic(page, own, len(before))
        found = _before(page, own, len(before))
        telling = [noun for noun in found if not _is_hedge(noun[2])]
        if telling and bare and len(before) - own <= _LINE:
            return page.text[telling[0][0] : telling[-1][1]]
        if topic or telling:
            return topic or _joined(page, telling[-1 if bare else 0], found)
        before = before[:own].rstrip("。\n\t ")
    return headings[-1] if headings and bare else ""


def _in_row(page: _Page, figure: Figure, cell: Cell, headings: Sequence[str]) -> tuple[str, str, str]:
    """Of a short cell: its own words, else the header cell over it; the row's label; where it is of."""
    found = _before(page, cell.start, figure.start)
    own = _nearest(page, figure, found)
    place = next((name for name in (*cell.label, cell.over) if _is_place(name)), "")
    label = next((name for name in reversed(cell.label) if name != place and not _is_year(name)), "")
    over = "" if _is_year(cell.over) or cell.over == place or not _tells_or_counts(cell.over) else cell.over
    subject = own or over or label
    topic = label if subject != label else ""
    return subject or (headings[-1] if headings else ""), topic, place


def _is_hedge(words: frozenset[str]) -> bool:
    return words <= _HEDGES


def _is_place(name: str) -> bool:
    return _PLACE.fullmatch(name) is not None and _NO_PLACE.search(name) is None


def _tells(name: str) -> bool:
    return bool(words_in(name) - COUNTERS - PLAIN)


@lru_cache(maxsize=4096)
def _is_year(name: str) -> bool:
    return any(isinstance(each, Years | Date) for each in read(name)) and not _tells(
        _page(name).flat.replace(GONE, " ")
    )


def _tells_or_counts(name: str) -> bool:
    return bool(words_in(name) - _HEDGES - {"人", "件", "値", "目標", "実績", "現状"}) or unit_counted(name) is not None


# The unit and the year


def _unit(figure: Quantity, cell: Cell | None, label: str, headings: Sequence[str]) -> Unit | None:
    """What a bare number is in: by its column's unit, the header over it, its label, a heading 「（単位：人）」."""
    names = [label]
    if cell is not None:
        row, _ = header_unit(cell.unit)
        if row is not None:
            return unit_named(row.synonyms[0])
        names = [cell.over, *reversed(cell.label), label]
    for name in (*names, *(heading for heading in reversed(headings) if "単位" in heading)):
        if name and (unit := unit_counted(name)) is not None:
            return unit
    return None


def _years(page: _Page, figure: Figure, cell: Cell | None, headings: Sequence[str]) -> tuple[int, ...]:
    if not isinstance(figure, Quantity):
        return _of(figure)
    if cell is not None:
        inside = [each for each in page.figures if cell.start <= each.start and each.end <= cell.end and _of(each)]
        if (own := _in_sentence(page, figure, inside, cell.start)) != ():
            return own
        for name in (cell.over, *reversed(cell.label)):
            if found := _named_years(name):
                return found
        return _above_years(headings)
    line = page.text.rfind("\n", 0, figure.start) + 1
    named = [each for each in page.figures if _of(each)]
    start = max(page.text.rfind("。", 0, figure.start) + 1, line)
    if (own := _in_sentence(page, figure, named, start)) != ():
        return own
    before = [each for each in named if line <= each.start < start]
    return _of(before[-1]) if before else _above_years(headings)


def _in_sentence(page: _Page, figure: Figure, named: Sequence[Figure], start: int) -> tuple[int, ...]:
    """The year that governs a figure in its sentence: in brackets behind it, before it, or next in its clause."""
    following = next((each for each in named if each.start >= figure.end), None)
    gloss = following is not None and _GLOSS.fullmatch(page.flat, figure.end, following.start)
    if following is not None and gloss and _CLOSES.match(page.flat, following.end):
        return _of(following)
    before = [each for each in named if start <= each.start < figure.start and not _is_gloss(page, each)]
    if before:
        return _of(before[-1])
    if following is not None and not _CUT.search(page.flat, figure.end, following.start):
        after = next((each for each in page.figures if each.start >= following.end), None)
        clause = _CUT.search(page.flat.replace(GONE, " "), following.end)
        if not isinstance(after, Quantity) or (clause is not None and clause.start() < after.start):
            return _of(following)
    return ()


def _is_gloss(page: _Page, year: Figure) -> bool:
    """Whether a year stands in brackets behind another figure, which it is the year of."""
    opening = page.flat.rfind("(", 0, year.start)
    opened = opening >= 0 and not page.flat[opening + 1 : year.start].strip()
    return opened and page.flat.startswith(GONE, opening - 1) and bool(_CLOSES.match(page.flat, year.end))


def _of(figure: Figure) -> tuple[int, ...]:
    if isinstance(figure, Years):
        return figure.years
    if isinstance(figure, Date) and figure.year is not None:
        return tuple(dict.fromkeys((figure.year, figure.fiscal_year or figure.year)))
    return ()


@lru_cache(maxsize=4096)
def _named_years(name: str) -> tuple[int, ...]:
    return next((_of(each) for each in read(name) if _of(each)), ())


def _above_years(headings: Sequence[str]) -> tuple[int, ...]:
    return next((found for heading in reversed(headings) if (found := _named_years(heading))), ())


# How far it is told


def _reach(text: str, figure: Figure) -> tuple[int, int]:
    """Between which offsets what a figure is told of stands: further where its own sentence names nothing (料金は1回300円)."""
    start, end = figure.start, figure.end
    right = min(end + _BEHIND, len(text)) if text.startswith("の", end) else end
    near = max(start - _BEFORE, 0)
    own = max(text.rfind(stop, 0, start) for stop in "。\n\t") + 1
    said = words_in(text[own:start]) - COUNTERS - PLAIN
    if not all(map(is_number, said)):
        return near, right
    before = text[:own].rstrip("。\n\t ")
    return min(max(before.rfind("。"), before.rfind("\n"), own - _SENTENCE, -1) + 1, near), right


def _around(
    text: str, figure: Figure, cell: Cell | None, header: Sequence[str], headings: Sequence[str], *, bare: bool
) -> str:
    """In a table of short cells the row, the header and the heading; for a bare value the headings and the sentence before."""
    left = text.rfind("\n", 0, figure.start) + 1
    if cell is None:
        if not bare:
            return ""
        before = text[:left].rstrip()
        return "\n".join((*headings[-2:], before[max(before.rfind("。", 0, -1), len(before) - _SENTENCE, 0) :]))
    if figure.end - cell.start > LONGEST:
        return ""
    right = text.find("\n", figure.end)
    row = text[left : right if right >= 0 else len(text)]
    first = next(line for line in text.split("\n") if "\t" in line)
    if any(len(each) > 2 * LONGEST for each in row.split("\t")):
        row = row.partition("\t")[0]
    return "\n".join((*headings[-1:], *header, first if len(first) <= _SHORT_ROW else "", row))
