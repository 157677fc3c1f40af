"""What a figure counts: the nouns before it and behind it, in its row or above it."""

import re
from collections.abc import Sequence
from typing import Final

from corpus.text.nouns import words_in

from ..figure import Figure, Quantity
from ..taken import GONE
from ..units import unit_counted
from .cells import LONGEST, Cell
from .page import BEHIND, CUT, HEDGES, Page, Said, is_hedge, is_place, tells
from .years import is_year

_CLOSED: Final = re.compile(r"[(（\[【][^()（）\[\]【】\n\t]*[)）\]】]")
_JOINED: Final = re.compile(r"(?:等|など)?の|[・･]")
_VERBAL: Final = re.compile(
    r"し(?![ーか])|す[るべ]|さ[れせ]|でき|いたし|を?(?:行|実施し|開催し)"
)  # what is done, no name
_SAID: Final = re.compile(r"(?:等|など)?(?:は|が|を|も|って|の|[:：、)）]|\s|$|約|延べ|およそ|計)")
_ASIDE: Final = re.compile(r"(?:等|など)?(?:に(?![よ関対お])|で|から|まで|へ|と|より)")
_BEHIND_NO: Final = re.compile(r"(?:以上|程度|ほど)?(?:[(（][^()（）]*[)）])?の(?=[^\s、。\d])")
_BEHIND_GA: Final = re.compile(r"(?:以上|程度|ほど)?(?:[(（][^()（）]*[)）])?(?:が|を|に)(?=[^\s、。\d])")
_PARALLEL: Final = re.compile(r"(?:です|でした|で)?[、,]")
_LINE: Final = 40  # characters; a shorter line above a bare value names it as a whole
_TOPIC: Final = re.compile(r"(?:に(?:おいて|ついて|つきまして|おける)|で)?は(?!じめ)")
_NO_HEADS: Final = frozenset(
    ("人", "件", "値", "目標", "実績", "現状", "内容", "概要", "備考", "摘要")
)  # over any column


def named(
    page: Page, figure: Figure, cell: Cell | None, headings: Sequence[str], *, bare: bool
) -> tuple[str, str, str]:
    """The subject, the topic and the place."""
    text = page.text
    if cell is not None and cell.end - cell.start <= LONGEST:
        return _in_row(page, figure, cell, headings)
    start = (
        max(text.rfind("。", 0, figure.start), text.rfind("\n", 0, figure.start), cell.start - 1 if cell else -1) + 1
    )
    found = _before(page, start, figure.start)
    place = next((text[left:right] for left, right, _ in reversed(found) if is_place(text[left:right])), "")
    subject, other = _nearest(page, figure, found)
    topic = _topic(page, start, figure) or other
    if not (subject and tells(subject)) and not topic:
        topic = _above(page, start, headings, bare=bare)
    if bare and not subject:
        subject, topic = topic, "" if tells(topic) or not headings else headings[-1]
    return subject, "" if topic in subject else topic, place


def _before(page: Page, start: int, end: int) -> list[Said]:
    """The nouns between two places, without those in brackets that are closed there."""
    gone = [match.span() for match in _CLOSED.finditer(page.flat, start, end)]
    return [
        noun
        for noun in page.nouns
        if start <= noun[0] and noun[1] <= end and not any(left <= noun[0] < right for left, right in gone)
    ]


def _nearest(page: Page, figure: Figure, found: Sequence[Said]) -> tuple[str, str]:
    """What a figure counts, with what is joined to it by の, and the noun before it in its sentence."""
    named = [each for each in found if not is_hedge(each[2]) and not is_place(page.text[each[0] : each[1]])]
    named = [each for each in named if not _VERBAL.match(page.flat, each[1])]
    plain = [each for each in named if not _ASIDE.match(page.flat, each[1])]
    behind = _behind(page, figure, _BEHIND_NO)
    if behind:
        return behind, _joined(page, plain[-1], found) if plain else ""
    clause = max((match.end() for match in CUT.finditer(page.flat, 0, figure.start)), default=0)
    own = [each for each in named if each[0] >= clause]
    if page.flat.startswith("の", clause) and page.flat.startswith(GONE, max(clause - 1, 0)) and len(own) > 1:
        own = own if _SAID.match(page.flat, own[0][1]) else own[1:]  # 340件の相談と訪問28件: 相談 is told of the 340
    said = [each for each in plain if each in own]
    if said:
        subject = _joined(page, said[-1], found)
        if tells(subject) or _TOPIC.match(page.flat, said[-1][1]):
            return subject, ""
        before = [each for each in named if each[1] < said[-1][1] and tells(page.text[each[0] : each[1]])]
        return subject, _joined(page, before[-1], found) if before else ""
    nearest = ([each for each in plain if each[0] < clause] or own or named)[-1:]
    other = _joined(page, nearest[0], found) if nearest else ""
    behind = "" if own else _behind(page, figure, _BEHIND_GA) or (_later(page, figure) if not other else "")
    return (behind, other) if behind else (other, "")


def _later(page: Page, figure: Figure) -> str:
    """The noun right behind a later figure of the sentence: 令和4年度は52人、令和5年度は61人が就労."""
    stop = page.flat.find("。", figure.end)
    alike = [
        each
        for each in page.figures
        if isinstance(each, Quantity) and isinstance(figure, Quantity) and each.unit == figure.unit
    ]
    later = [each for each in alike if each.start >= figure.end and (stop < 0 or each.end <= stop)]
    return next(filter(None, (_behind(page, each, _BEHIND_GA) for each in later)), "")


def _behind(page: Page, figure: Figure, link: re.Pattern[str]) -> str:
    """The noun right behind a quantity: 3か所の地域包括支援センター, 126人が参加."""
    match = link.match(page.flat, figure.end) if isinstance(figure, Quantity) else None
    if match is None:
        return ""
    found = [noun for noun in page.nouns if match.end() <= noun[0] <= figure.end + BEHIND]
    if not found or found[0][0] != match.end() or is_hedge(found[0][2]):
        return ""
    last = 0
    while last + 1 < len(found) and _JOINED.fullmatch(page.flat, found[last][1], found[last + 1][0]):
        last += 1
    return page.text[found[0][0] : found[last][1]]


def _joined(page: Page, noun: Said, found: Sequence[Said]) -> str:
    """A noun with those before it that の joins to it, places left out: 配食サービスの利用者."""
    place = found.index(noun)
    while place and _JOINED.fullmatch(page.flat, found[place - 1][1], found[place][0]):
        left, right, words = found[place - 1]
        if is_hedge(words) or is_place(page.text[left:right]):
            break
        place -= 1
    return page.text[found[place][0] : noun[1]]


def _topic(page: Page, start: int, figure: Figure) -> str:
    """What a figure's sentence is about: the noun before its first は.

    Of 「相談は340件、訪問は28件」 the first is told of its own figure alone; of 「センターは5か所あり、職員は32人」 it is not.
    """
    topic, end = _first_topic(page, start, figure.start)
    if not topic or not _TOPIC.search(
        page.flat, max((m.end() for m in CUT.finditer(page.flat, 0, figure.start)), default=0), figure.start
    ):
        return topic
    first = next(each for each in page.figures if each.start >= end)
    return "" if first.end < figure.start and _PARALLEL.match(page.flat, first.end) else topic


def _first_topic(page: Page, start: int, end: int) -> tuple[str, int]:
    found = _before(page, start, end)
    for noun in found:
        if _TOPIC.match(page.flat, noun[1]) and not is_hedge(noun[2]) and not is_place(page.text[noun[0] : noun[1]]):
            return _joined(page, noun, found), noun[1]
    return "", end


def _above(page: Page, start: int, headings: Sequence[str], *, bare: bool) -> str:
    """What the sentence or the lines before ``start`` are about; for a bare value that nothing is above, a heading."""
    before = page.text[:start].rstrip("。\n\t ")
    while before:
        own = max(before.rfind("。"), before.rfind("\n"), before.rfind("\t")) + 1
        topic, _ = _first_topic(page, own, len(before))
        found = _before(page, own, len(before))
        telling = [noun for noun in found if not is_hedge(noun[2])]
        if telling and bare and len(before) - own <= _LINE:
            return page.text[telling[0][0] : telling[-1][1]]
        if topic or telling:
            return topic or _joined(page, telling[-1 if bare else 0], found)
        before = before[:own].rstrip("。\n\t ")
    return headings[-1] if headings and bare else ""


def _in_row(page: Page, figure: Figure, cell: Cell, headings: Sequence[str]) -> tuple[str, str, str]:
    """Of a short cell: its own words, else the header cell over it; the row's label; where it is of."""
    found = _before(page, cell.start, figure.start)
    own, _ = _nearest(page, figure, found)
    place = next((name for name in (*cell.label, cell.over) if is_place(name)), "")
    label = next((name for name in reversed(cell.label) if name != place and not is_year(name)), "")
    over = "" if is_year(cell.over) or cell.over == place or not _tells_or_counts(cell.over) else cell.over
    subject = own or over or label
    topic = label if subject != label else ""
    return subject or (headings[-1] if headings else ""), topic, place


def _tells_or_counts(name: str) -> bool:
    return bool(words_in(name) - HEDGES - _NO_HEADS) or unit_counted(name) is not None
