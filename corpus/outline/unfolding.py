"""Lines of a text whose line breaks became blanks: a whole chapter on one line, as texts for screen readers often are.

A line begins at a mark of a heading or of an item (第1章, 基本目標2, (3), ■) and behind a sentence; what stands between the
mark and the first running text is the heading. A blank elsewhere was a break within a sentence, or a blank.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..figures import Quantity, read
from ..plan import Document

LONG: Final = (
    400  # characters; of five real plans two have longer lines, paragraphs, and none holds half of its plan (arbitrary)
)
_SHARE: Final = 0.5  # of a document's characters on one line, for its breaks to have been blanks (arbitrary)
_N: Final = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[IVXⅠ-Ⅻ]{1,4}|[①-⑳])"
_MARK: Final = re.compile(
    rf"第 ?{_N} ?[章編部節項](?=\s|[^0-9にとのをはで、])"
    rf"|(?:基本目標|基本方針|基本方向|重点目標|重点方針|基本施策|基本事業|重点施策|重点事業|目標|施策|事業|取組|取り組み|柱) ?{_N}(?:[-－]{_N}){{0,2}}(?=[\s「『:：.．]|$)"
    rf"|[0-9０-９]{{1,2}}(?:[-－][0-9０-９]{{1,2}}){{1,2}}(?=\s+[^\s0-9０-９])"
    rf"|[(（][0-9０-９ｱ-ﾝア-ン]{{1,2}}[)）](?=\s*[^\s0-9０-９])"
    rf"|[①-⑳](?=\s*[^\s①-⑳])"
)
_BARE: Final = re.compile(
    r"[0-9０-９]{1,2}[.．]?(?=\s+[^\s0-9０-９])"
)  # 2 相談支援: a heading only where prose follows
_ITEM: Final = re.compile(r"[■◆●○◎◇□▼★☆▶※](?=\s*[^\s■◆●○◎◇□▼★☆▶※])|・(?=\s*\S)|[-－](?=\s+[^\s0-9０-９])")
_BOX: Final = re.compile(r"(?:【 ?[^】\s]{2,30} ?】|<[^<>\s]{2,30}>|＜[^＜＞\s]{2,30}＞|《[^》\s]{2,30}》)(?=\s|$)")
_DETAIL: Final = re.compile(
    r"電話|TEL|FAX|ファクス|ファックス|メール|住所|所在地|問い?合|担当|日時|場所|対象|時間|料金|ID"
)
_INNER: Final = "(（①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_TOKEN: Final = re.compile(r"\S+")
_HIRAGANA: Final = re.compile("[ぁ-ん]")
_COLON: Final = re.compile("[:：]")
_OPEN: Final = re.compile("[(（「『]")
_CLOSE: Final = re.compile("[)）」』]")
_UNBROKEN: Final = 25  # characters without a blank, for what has no comma to be running text
_HEADING_MAX: Final = 40  # characters of a title
_HEADING_TOKENS: Final = 3  # that blanks may cut a title into


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a line begins with at a token: ``title`` whether a heading's title may follow, ``sure`` whether it needs no proof."""

    end: int
    title: bool
    sure: bool
    outer: bool = False  # whether numbers begin anew under it


def is_folded(document: Document) -> bool:
    """Whether one line holds most of a document: a list of questions has long lines too, each of them a question."""
    edges = (*document.line_starts[1:], len(document.text))
    longest = max(end - start for start, end in zip(document.line_starts, edges, strict=True))
    return longest >= max(LONG, _SHARE * len(document.text))


def unfolded(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """The lines of ``text[start:end]``, in order and without a gap; the span itself where it is short.

    Each with whether it is a heading that begins with a mere number (2 相談支援), proved by what follows it.
    """
    if end - start < LONG:
        return [(start, end, False)]
    tokens = [match.span() for match in _TOKEN.finditer(text, start, end)]
    cuts = {start: False} | dict(_cuts(text, tokens))
    places = sorted(cuts)
    return [(left, right, cuts[left]) for left, right in zip(places, (*places[1:], end), strict=True)]


def _cuts(text: str, tokens: Sequence[tuple[int, int]]) -> Iterator[tuple[int, bool]]:
    """Where lines begin, each with whether a proved heading with a number does."""
    place, last = 0, 0
    opened = True  # whether what stands before has ended: a sentence or a heading
    while place < len(tokens):
        left, right = tokens[place]
        mark = _mark(text, left, right)
        behind = _behind_title(text, tokens, place, mark) if mark else None
        if mark and not mark.sure:
            number = _follows(text, left, last, opened=opened)
            mark, last = (mark, number) if number and behind else (None, last)
        if mark:
            yield left, not mark.sure
            last = 0 if mark.sure and mark.outer else last
        opened = text[right - 1] == "。"
        if mark and behind is not None:
            place, opened = behind, True
        else:
            place += 1
        if opened and place < len(tokens):
            yield tokens[place][0], False


def _follows(text: str, left: int, last: int, *, opened: bool) -> int:
    """The number at ``left`` where it goes on with a numbering, or begins one behind what has ended; else 0.

    What is counted (5 歳児, 16 項目) is no number of a heading.
    """
    number = int(_BARE.match(text, left)[0].rstrip(".．"))  # type: ignore[index]  # it is one
    first = next(iter(read(text[left : left + _HEADING_MAX])), None)
    counted = isinstance(first, Quantity) and first.start == 0 and bool(first.unit)
    return number if not counted and (number == last + 1 if last else number == 1 and opened) else 0


def _mark(text: str, left: int, right: int) -> _Mark | None:
    if box := _BOX.match(text, left):
        return None if _DETAIL.search(box[0]) else _Mark(box.end(), title=False, sure=True)
    if found := _MARK.match(text, left):
        return _Mark(found.end(), title=True, sure=True, outer=text[left] not in _INNER)
    if found := _ITEM.match(text, left):
        return _Mark(found.end(), title=False, sure=True)
    if found := _BARE.match(text, left):
        return _Mark(found.end(), title=True, sure=False)
    return None


def _behind_title(text: str, tokens: Sequence[tuple[int, int]], place: int, mark: _Mark) -> int | None:
    """The place of the first token behind a heading that begins at ``place``; None where it is none.

    A box is a heading of its own; an item (■) has no title.
    """
    while place < len(tokens) and tokens[place][1] <= mark.end:  # 第 8 章 may be three tokens
        place += 1
    if not mark.title:
        return place if text[mark.end - 1] in "】>＞》" else None
    began = place
    titled = mark.end
    while place < len(tokens) and place - began < _HEADING_TOKENS:
        left, right = tokens[place]
        if place > began and _begins(text, tokens, place):
            return place if _is_title(text[titled : tokens[place - 1][1]]) else None
        if _is_prose(text[max(left, mark.end) : right]) or right - titled > _HEADING_MAX:
            return None
        place += 1
    if place == began or not _is_title(text[titled : tokens[place - 1][1]]):
        return None
    return place if place == len(tokens) or _begins(text, tokens, place) else None


def _begins(text: str, tokens: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether something else than a title begins at a token: running text, a mark, a letter-spaced label (主 な 取 組)."""
    left, right = tokens[place]
    spaced = [end - start == 1 for start, end in tokens[place : place + 3]]
    prose = _is_prose(text[left:right]) and not text[left].isdigit()
    return prose or _mark(text, left, right) is not None or (len(spaced) == 3 and all(spaced))


def _is_title(words: str) -> bool:
    """Whether words can be a title: no field (来館者数: 1,234), no bracket that is left open."""
    return not _COLON.search(words) and len(_OPEN.findall(words)) == len(_CLOSE.findall(words))


def _is_prose(words: str) -> bool:
    return "。" in words or "、" in words or (len(words) >= _UNBROKEN and _HIRAGANA.search(words) is not None)
