"""What each line of a plan is: a heading and of which rank, a table row, an item, running text, contents."""

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import Final

from ..figures import phones
from ..frozen import frozen
from ..plan import Document
from ..text.plain_forms import plain
from .between import Neighbour, opens_text
from .unfolding import is_folded, unfolded


class Role(Enum):
    """The part that a line plays."""

    HEADING = auto()
    ROW = auto()
    ITEM = auto()
    TEXT = auto()
    CONTENTS = auto()
    NOISE = auto()


@frozen
class Line:
    """``text[start:end]`` of the document, without the white space around it; never empty.

    ``rank`` orders headings, 0 the outermost; None where the line is none. ``title`` is what a heading says.
    """

    role: Role
    start: int
    end: int
    rank: int | None
    title: str


# Heading shapes, outermost first. Sources: the five documents of the test corpus; numbers leave room between.
_NUMBER: Final = r"(?:[0-9一二三四五六七八九十]{1,3}|[IVX]{1,4}|[①-⑳])"  # NFKC makes I of Ⅰ
_NUMBERS: Final = rf"{_NUMBER}(?:-[0-9]{{1,2}}){{0,2}}"  # 基本施策2-1
_BRACKET_RANK: Final = 60
_FIRST: Final = re.compile(r"[(（]1[)）]")
_SHAPES: Final = tuple(
    (re.compile(pattern), rank)
    for pattern, rank in (
        (rf"第 ?{_NUMBER} ?[章編部](?=\s|$|[^0-9に及びとのをはで、])", 10),
        (r"【?(?:資料編|参考資料)】?(?=\s|$)", 10),
        (rf"第 ?{_NUMBER} ?節(?=\s|$|[^0-9にとのをはで、])", 20),
        (rf"第 ?{_NUMBER} ?項(?=\s|$|[^0-9にとのをはで、])", 30),
        (rf"(?:基本目標|基本方針|基本方向|重点目標|重点方針|目標|視点|柱)\s*{_NUMBER}(?=[\s「『:：.．]|$)", 34),
        (r"[0-9]{1,2}[.．](?:\s+|(?=[^\s0-9]))(?!.*(?:ました|ます|する|である)$)", 36),
        (r"[0-9]{1,2}-[0-9]{1,2}(?:-[0-9]{1,2})?[\s.．]", 38),
        (rf"(?:基本施策|基本事業|重点施策|重点事業|政策|施策|事業|取組)\s*{_NUMBERS}(?=[\s「『:：.．(]|$)", 40),
        (r"■[^■]+■?$", 45),
        (r"[(（][0-9]{1,2}[)）]", _BRACKET_RANK),
        (r"【[^】]{1,40}】[^\s。]{0,10}$", 65),
        (r"◆", 68),  # a box beside the text of the section it stands in
        (r"[①-⑳]", 70),
        (r"[○●◎](?!.*[。、:：])", 72),
        (r"[《«〈<][^《«〈<]{1,30}[》»〉>]$", 75),
    )
)
_SHAPED: Final = re.compile("[第【資参基重目視柱0-9政施事取■(（①-⑳◆○●◎《«〈<]")  # what any shape begins with
_NUMBERED: Final = re.compile(r"[0-9]{1,2} (?=[^\x00-\x7f])")  # 2 相談支援, which in a table may be a figure
_NUMBERED_RANK: Final = 36  # like 1.
_REFRAIN_RANK: Final = 61  # 【課題】 that every section has, over the boxes and captions between
_PLAIN_RANK: Final = 62  # a short line that stands alone: under (1), over 【】 and ①
_LABEL_RANK: Final = 50
_QUESTION_RANK: Final = 80  # under every other: a question heads its own answer and nothing else
_QUESTION: Final = re.compile(r"(?:Question|Q|質問|問)\s*[0-9]{0,3}\s*[:：.．、)\s]\s*(\S.{3,})")
_ANSWER: Final = re.compile(r"(?:Answer|A|回答|答え?)\s*[0-9]{0,3}\s*[:：.．、)\s]\s*\S")
_PAPER: Final = re.compile(r"(?:資料|別紙|参考資料)\s*[0-9]+(?:\s*-\s*[0-9]+)?\s+(\S.{3,})")
_PAPER_RANK: Final = 8  # over the chapters of the papers themselves
_LISTED_WITHIN: Final = 30  # lines; the list is on the first page
_LABEL_WORDS: Final = (
    "現状 課題 現状と課題 取組 取組み 取り組み 主な取組 主な取り組み 今後の取組 今後の取り組み 今後の方向性 施策の方向性 "
    "成果指標 数値目標 評価指標 計画の趣旨 計画の位置づけ 計画の期間 基本理念"
)
_LABELS: Final = frozenset(_LABEL_WORDS.split())
_CIRCLED: Final = re.compile(r"[①-⑳]")
_UNCIRCLED: Final = re.compile(r"[^①-⑳]+")  # NFKC would make a bare 1 of ①
_BULLET: Final = re.compile(r"[-*]\s+\S|[①-⑳・•●○◎◇◆□■※○*＊]|[-－][\s・]|[0-9]{1,2}[.．)）]\s?[^\s\d]")
_END: Final = re.compile(r"[。、．，:：;；?？)）」』】\]〕]$|ました$|ます$|です$")
# 連絡先:0000-00-1234 alone on its line is a field of the desk above it, not the heading of what follows.
_FIELD: Final = re.compile(r"[^\s:]{1,12}\s*:\s*\S")
_CONTACT: Final = re.compile(r"[【\[(]?\s*+(?:電話|TEL|Tel|FAX|ファクス|連絡先|問い?合わ?せ先?)")
_NOT_PLAIN: Final = re.compile(r"[\d(（\[〔【「『<《〈※・~～―–—*+%\-…]")
_VALUE: Final = re.compile(r"[0-9][0-9,.]*\s*(?:月\s*[0-9]{1,2}\s*日|円|%)$")  # 第1期 4月30日 is what it is told of
_TITLE_MAX: Final = 60
_PLAIN_MAX: Final = 30
_ENTRY_MAX: Final = 100  # characters; a longer line is no entry of a list of contents
_LEADER: Final = re.compile(r"(?:\t|[.．・…‥]{2,}|\s{2,})\s*\d{1,3}$")
_SPACED_OUT: Final = re.compile(r"(?:[^\x00-\x7f] )+[^\x00-\x7f]$")
_FURNITURE: Final = re.compile(
    r"詳しく見る|ページの?先頭|トップページ|サイトマップ|^[-－―–—*・|\s]+$|^\d{1,3}$|^[-\s]*sdgs_?\d|^資料[\d\s-]+$"
)
# Start, end, marked level, and whether empty lines stand above and below.
_Raw = tuple[int, int, int | None, tuple[bool, bool]]
_BREAK: Final = re.compile("\n")
_REPEATED_FURNITURE: Final = re.compile(r"^用語解説")  # once, it is the heading of a glossary


def classify(document: Document) -> tuple[Line, ...]:
    """Every line of ``document`` that holds anything, in order."""
    raw = _raw_lines(document)
    texts = [_plain(document.text[start:end]) for start, end, _, _ in raw]
    contents = _contents(texts)
    papers = _papers(texts)
    repeated = {text for text, count in Counter(texts).items() if count >= 3}
    lines: list[Line] = []
    for place, ((start, end, level, gaps), text) in enumerate(zip(raw, texts, strict=True)):
        verbatim = document.text[start:end]
        if place in contents:
            line = Line(Role.CONTENTS, start, end, None, "")
        elif level is not None:
            line = Line(Role.HEADING, start, end, level, text)
        elif question := _asked(texts, place):
            line = Line(Role.HEADING, start, end, _QUESTION_RANK, question)
        elif _is_noise(text, repeated):
            line = Line(Role.NOISE, start, end, None, "")
        elif _is_row(verbatim) or verbatim.startswith("\t"):
            line = Line(Role.ROW, start, end, None, "")
        elif (rank := _PAPER_RANK if _heads_a_paper(text, papers) else _rank(text, all(gaps))) is not None:
            if text in repeated and text.startswith("【"):
                rank = _REFRAIN_RANK
            line = Line(Role.HEADING, start, end, rank, text)
        elif _is_numbered(text) and opens_text(text, *_neighbours(place, raw, texts, lines)):
            line = Line(Role.HEADING, start, end, _NUMBERED_RANK, text)
        else:
            line = Line(Role.ITEM if _BULLET.match(text) else Role.TEXT, start, end, None, "")
        lines.append(line)
    lines = _without_popups(_without_links(lines, texts), texts)
    return _without_lists_of_headings(_over_restarts(_with_titles(lines, texts, repeated), texts))


def _neighbours(
    place: int, raw: Sequence[_Raw], texts: Sequence[str], lines: Sequence[Line]
) -> tuple[Neighbour, Neighbour]:
    """What stands above and below the line at ``place``, those above being known."""
    *_, (over, under) = raw[place]
    last = lines[-1] if lines else None
    following = texts[place + 1] if place + 1 < len(texts) else ""
    return (
        Neighbour(texts[place - 1] if place else "", over, last is not None and last.role is Role.ROW,
                  last is not None and last.role is Role.HEADING),
        Neighbour(following, under, _is_row(following)),
    )  # fmt: skip


def _asked(texts: Sequence[str], place: int) -> str:
    """What a line asks whose next line answers it, as lists of questions have them; "" where it is no such line."""
    question = _QUESTION.match(texts[place])
    answered = question and place + 1 < len(texts) and _ANSWER.match(texts[place + 1])
    return question[1] if question and answered else ""


def _heads_a_paper(text: str, papers: frozenset[str]) -> bool:
    """Whether a line is the title of a listed paper, or begins with one that the list breaks off."""
    title = _closed(text)
    return title in papers or any(len(paper) >= 20 and title.startswith(paper) for paper in papers)


def _papers(texts: Sequence[str]) -> frozenset[str]:
    """The titles of the papers that a document is bound from, as its first page lists them: 資料1-2 〇〇の取組一覧."""
    listed = [match[1] for text in texts[:_LISTED_WITHIN] if (match := _PAPER.match(text))]
    return frozenset(_closed(title) for title in listed if len(listed) >= 2)


def _closed(text: str) -> str:
    return "".join(text.split())


def _plain(text: str) -> str:
    return plain(text) if _CIRCLED.search(text) is None else _UNCIRCLED.sub(lambda run: plain(run[0]), text)


def _raw_lines(document: Document) -> list[_Raw]:
    """Start, end, marked level, and whether empty lines stand on either side, for every line that holds anything.

    A line of the file is one line even where a break stands inside a table cell; outside tables such a break
    parts two lines. A line that holds a whole chapter is parted where its lines must have been.
    """
    ends = [*(start - 1 for start in document.line_starts[1:]), len(document.text)]
    found: list[tuple[int, int, int | None]] = []
    under_row = False
    folded = is_folded(document)
    for number, (start, end) in enumerate(zip(document.line_starts, ends, strict=True), start=1):
        under_row = _is_row(document.text[start:end]) or (under_row and document.text.startswith("\t", start))
        pieces = [(start, end)] if under_row else _pieces(document.text, start, end)
        part = unfolded if folded and not under_row else _as_it_stands
        for piece_start, piece_end, numbered in (line for piece in pieces for line in part(document.text, *piece)):
            text = document.text[piece_start:piece_end]
            empty = " \u3000\xa0\n" if under_row or _is_row(text) else None  # a tab at a row's edge is an empty cell
            body = text.rstrip(empty).lstrip(empty)
            lead = len(text.rstrip(empty)) - len(body)
            if body:
                at = piece_start + lead
                level = _NUMBERED_RANK if numbered else document.heading_levels.get(number)
                found.append((at, at + len(body), level))
    result = []
    for place, (start, end, level) in enumerate(found):
        before = document.text[found[place - 1][1] : start] if place else "\n\n"
        after = document.text[end : found[place + 1][0]] if place + 1 < len(found) else "\n\n"
        result.append((start, end, level, (before.count("\n") > 1, after.count("\n") > 1)))
    return result


def _as_it_stands(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    return [(start, end, False)]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    edges = [start - 1, *(match.start() for match in _BREAK.finditer(text, start, end)), end]
    return [(left + 1, right) for left, right in pairwise(edges)]


def _is_row(verbatim: str) -> bool:
    """Two cells or more; 【内容】 followed by a tab is a labelled field, not a row."""
    body = verbatim.strip()
    return ("\t" in body or " | " in body or body.endswith(" |")) and not body.startswith("【")


def _rank(text: str, alone: bool) -> int | None:
    if len(text) > _TITLE_MAX or _SPACED_OUT.match(text) or (_CONTACT.match(text) and phones(text)):
        return None
    for shape, rank in _SHAPES if _SHAPED.match(text) else ():
        if shape.match(text) and not text.endswith(("。", "、")):
            return rank
    if text in _LABELS:
        return _LABEL_RANK
    if (
        alone
        and 3 <= len(text) <= _PLAIN_MAX
        and not _END.search(text)
        and not (_NOT_PLAIN.match(text) or _FIELD.match(text) or _VALUE.search(text) or phones(text))
    ):
        return _PLAIN_RANK
    return None


def _is_numbered(text: str) -> bool:
    """Whether a line may be a heading with a number, where it stands so."""
    return (
        len(text) <= _TITLE_MAX
        and bool(_NUMBERED.match(text))
        and not (_END.search(text) or _SPACED_OUT.match(text) or (_CONTACT.match(text) and phones(text)))
    )


def _is_noise(text: str, repeated: set[str]) -> bool:
    """Page furniture: lone marks and numbers, buttons, spaced-out table heads."""
    if text in repeated:
        return bool(_REPEATED_FURNITURE.search(text) or _FURNITURE.search(text) or _SPACED_OUT.match(text))
    return len(text) <= 10 and bool(_FURNITURE.search(text))


def _contents(texts: Sequence[str]) -> range:
    """The places of a list of contents: from a line 目次 to the last of the lines that end in a page number.

    Up to four lines in a row may lack one; prose ends the list.
    """
    heads = [
        place
        for place, text in enumerate(texts[:200])
        if text.replace(" ", "").lower() in ("目次", "もくじ", "contents")
    ]
    if not heads:
        return range(0)
    last = heads[0]
    for place in range(heads[0] + 1, len(texts)):
        if len(texts[place]) > _ENTRY_MAX or texts[place].endswith("。"):
            break
        if _LEADER.search(texts[place]):
            last = place
        elif place - last > 4:
            break
    return range(heads[0], last + 1) if last > heads[0] else range(0)


def _without_links(lines: list[Line], texts: Sequence[str]) -> list[Line]:
    """The short lines just above a button 詳しく見る are what it leads to, not headings of what stands under it."""
    result = list(lines)
    for place, text in enumerate(texts):
        if lines[place].role is not Role.NOISE or not text.startswith("詳しく見る"):
            continue
        for above in range(place - 1, max(place - 3, -1), -1):
            if lines[above].role not in (Role.HEADING, Role.TEXT) or len(texts[above]) > _PLAIN_MAX:
                break
            result[above] = Line(Role.NOISE, lines[above].start, lines[above].end, None, "")
    return result


def _without_popups(lines: list[Line], texts: Sequence[str]) -> list[Line]:
    """The sentence under a button 用語解説 explains the page, and opens only for who asks."""
    result = list(lines)
    for place, text in enumerate(texts[:-1]):
        if lines[place].role is Role.NOISE and text == "用語解説" and texts[place + 1].endswith("。"):
            result[place + 1] = Line(Role.NOISE, lines[place + 1].start, lines[place + 1].end, None, "")
    return result


def _over_restarts(lines: list[Line], texts: Sequence[str]) -> list[Line]:
    """A plain heading with (1) straight under it stands over that numbering, not within the one before.

    So does 【今後の取組】, unless it stands in the midst of a numbering: there (1) starts one within it.
    """
    result = list(lines)
    numbering = False  # whether a (1) is open
    for place, (line, following) in enumerate(pairwise(lines)):
        if line.rank is None:
            continue
        if line.rank <= _BRACKET_RANK:
            numbering = line.rank == _BRACKET_RANK
        heads = line.rank == _PLAIN_RANK or (not numbering and line.title.startswith("【"))
        if heads and following.rank == _BRACKET_RANK and _FIRST.match(texts[place + 1]):
            result[place] = _over_numbering(line)
    return _with_peers(result, texts)


def _with_peers(lines: list[Line], texts: Sequence[str]) -> list[Line]:
    """A plain heading whose (1) comes after some text stands over it too, if the next one beside it does."""
    result = list(lines)
    peer = first = False  # going up: a heading over its numbering, then the (1) that has no such heading yet
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        if line.rank is None:
            continue
        if line.rank < _BRACKET_RANK:
            peer, first = line.rank == _BRACKET_RANK - 1, False
        elif line.rank == _BRACKET_RANK:
            first = peer and bool(_FIRST.match(texts[place]))
        else:
            if first and line.rank == _PLAIN_RANK:
                result[place] = _over_numbering(line)
            first = False
    return result


def _over_numbering(line: Line) -> Line:
    return Line(Role.HEADING, line.start, line.end, _BRACKET_RANK - 1, line.title)


def _with_titles(lines: list[Line], texts: Sequence[str], repeated: set[str]) -> list[Line]:
    """基本事業1 alone on its line takes its name from the short line that follows it.

    A sentence that every such heading has under it may stand between.
    """
    result = list(lines)
    for place, line in enumerate(lines):
        if line.role is not Role.HEADING or line.rank not in (34, 40) or not re.fullmatch(r"\D+\d{1,2}", line.title):
            continue
        for after in range(place + 1, min(place + 3, len(lines))):
            following, name = lines[after], texts[after]
            if following.role is Role.NOISE or (name in repeated and name.endswith("。")):
                continue
            if following.role in (Role.TEXT, Role.HEADING) and len(name) <= _PLAIN_MAX and not _END.search(name):
                result[place] = Line(Role.HEADING, line.start, line.end, line.rank, f"{line.title} {name}")
                result[after] = Line(Role.TEXT, following.start, following.end, None, "")
            break
    return result


def _without_lists_of_headings(lines: list[Line]) -> tuple[Line, ...]:
    """Three headings of one shape in a row, with nothing under any of them, are a list, the last one too."""
    result = list(lines)
    place = 0
    while place < len(lines):
        run = place
        while run < len(lines) and lines[run].role is Role.HEADING and lines[run].rank == lines[place].rank:
            run += 1
        if run - place >= 3:
            for member in range(place, run):
                line = lines[member]
                result[member] = Line(Role.ITEM, line.start, line.end, None, "")
        place = max(run, place + 1)
    return tuple(result)
