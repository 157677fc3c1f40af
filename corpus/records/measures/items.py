"""A cell, a line or a run of lines -> the items or statements in it, each verbatim."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from .parts import Span, trimmed

_MARKS: Final = "◇◆○●◎□■"  # ・ also stands inside words, so that one must follow white space
_BULLET: Final = re.compile(rf"(?:[-－*]\s+)?[{_MARKS}・•]\s*|[-－*]\s+")
_DOT: Final = re.compile(r"(?:^|(?<=\s))[・•](?=\S)")
_SUBHEADING: Final = re.compile(
    r"(?<=\s)(?:「[^「」【】]{0,20})?【[^】]{1,40}】」?(?=\s|$)"
)  # 【広報の取組】 over items
_ITEM: Final = re.compile(r"(?:[-－*]\s+)?[◇◆○●◎□■・•①-⑳]|[-－*]\s+\S|[(（][0-9０-９]{1,2}[)）]")
_GAP: Final = re.compile(r"[ \u3000\n]+")
_POINTER: Final = re.compile(r"https?://|<|⇒|→|[(（]")  # what follows belongs to the statement before it
# The end of a statement without its 。: a verb, or a noun of action (体言止め) before more Japanese.
_VERB: Final = re.compile(r"(?:ました|です|ます)(?: ?[(（][^()（）]*[)）])?$")
_PLAIN_VERB: Final = re.compile(r"(?:した|った)(?: ?[(（][^()（）]*[)）])?$")  # before a figure it may describe that
_ACTION: Final = re.compile(
    r"(?:支援|実施|開催|開始|施行|制定|締結|策定|設置|作成|配布|配置|取得|整備|発信|構築|導入)(?:[(（][^()（）]*[)）])?$"
)
_LINE_MAX: Final = 5000  # characters; a longer line is no list of statements, and reading it would take long
_STATEMENT_MIN: Final = 8  # characters; a shorter piece before a noun of action is part of a phrase


def is_item(line: str) -> bool:
    """Whether the line begins with a bullet or an item's number."""
    return bool(_ITEM.match(line))


def without_bullet(text: str, start: int, end: int) -> Span:
    """The span without the bullet at its start; numbers such as ① stay, since they name the item."""
    bullet = _BULLET.match(text[start:end])
    return trimmed(text, start + (bullet.end() if bullet else 0), end)


def items(text: str, start: int, end: int) -> Sequence[Span]:
    """The items of a cell, each without its bullet; one span where it is no list.

    A cell that begins with ○, ◇ or the like is parted at every such mark; ・ parts only behind white space, since it
    also joins words. What stands before the first ・, and a 【heading】 between items, is an item of its own.
    """
    body = text[start:end]
    lead = body.lstrip()[:1]
    if lead and lead in _MARKS:
        cuts = [place.start() for place in re.finditer(re.escape(lead), body)]
    else:
        cuts = [place.start() for shape in (_DOT, _SUBHEADING) for place in shape.finditer(body)]
    edges = sorted({0, *cuts, len(body)})
    spans = [without_bullet(text, start + left, start + right) for left, right in pairwise(edges)]
    return [span for span in spans if span.start < span.end]


def statements(text: str, start: int, end: int) -> Sequence[Span]:
    """The statements of a line that runs several together, parted at white space.

    A statement ends at 。 before white space, at a verb, at an action's noun between Japanese characters, or behind an
    address; never inside brackets. An address, ⇒ and a bracket stay with the statement before them. All 48 achievement
    lines of the test corpus were read: 防止 and dates are no ends (未然防止・拡大防止 生活困窮者の早期発見…), and a noun
    that is not in the list is missed, which leaves two statements in one field.
    """
    body = text[start:end]
    if len(body) > _LINE_MAX:
        return [Span(start, end)]
    cuts = [0]
    for gap in _GAP.finditer(body):
        before, after = body[cuts[-1] : gap.start()], body[gap.end() :]
        if after and not _POINTER.match(after) and not _inside_brackets(before) and _ends(before, after):
            cuts.append(gap.end())
    edges = [*cuts, len(body)]
    return [trimmed(text, start + left, start + right) for left, right in pairwise(edges)]


def _ends(before: str, after: str) -> bool:
    if before.endswith(("。", "。)", "。）")) or _VERB.search(before):
        return True
    if re.search(r"https?://\S+$|>$", before):
        return True
    if after[0].isascii():
        return False
    return bool(_PLAIN_VERB.search(before)) or (len(before) >= _STATEMENT_MIN and bool(_ACTION.search(before)))


def _inside_brackets(before: str) -> bool:
    return sum(before.count(mark) for mark in "(（「『") > sum(before.count(mark) for mark in ")）」』")
