"""A passage's sentences: what the page broke into lines as one, a list with its label as one, and no labels alone."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from corpus.text.sentences import sentence_spans

SHORTEST: Final = 8  # characters; shorter pieces are labels
_NAME: Final = 30  # characters; a shorter piece without a full stop or a figure only names something
_DIGIT: Final = re.compile(r"[0-9０-９]")
_BROKEN: Final = re.compile(
    r"[^\n]{24,}[^\s。．.！？!?：:」』）)】\]]\s*\n\s*$"
)  # a full line that stops without a stop
_GOES_ON: Final = re.compile(r"[ぁ-んァ-ヶ一-龠々ー、]")
_SHORT: Final = 40  # characters; a shorter line without a full stop says something only beside its neighbours
# Characters of short lines told as one. Of 653 questions, each municipality by the weights of the others, what must be told
# is told in .769 (five plans) and .764 (pages of many cities) line by line, .792 and .819 with up to 200 characters
# together; 160 and 240 tell as much within .013.
_TOGETHER: Final = 200
# What an item of a list begins with.
_MARK: Final = re.compile(r"\s*(?:[・●○◯■□◆◇▪•‣※*＊\-－–—〇]|[①-⑳]|[（(]?[0-9０-９ア-ンa-z]{1,2}[)）.．、]\s?)")
# Where a page stands in its site and when it was made, which answers nothing: トップ > くらし > ごみ.
_OF_SITE: Final = re.compile(
    r"\s*(?:(?:[^\n>＞›»]{1,30}\s*[>＞›»]\s*){2}|(?:更新日|掲載日|公開日|登録日|最終更新日?|ページ(?:ID|番号))\s*[:：0-9０-９令平]"
    r"|印刷用ページ|ここから本文|本文(?:へ|に|ここから)|総合トップ|ページの先頭)"
)
_STOPS: Final = ("。", "！", "？", "!", "?")
_BARE_VALUE: Final = re.compile(r"[-・－\s]*約?[0-9０-９][0-9０-９,，.．]*\s*\S{0,4}")


@lru_cache(maxsize=512)
def pieces_of(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a passage stand that are more than a label, without the white space around them."""
    found = []
    for left, right in _together(text, _unbroken(text)):
        piece = text[left:right]
        body = piece.strip()
        if _says_something(body):
            start = left + len(piece) - len(piece.lstrip())
            found.append((start, start + len(body)))
    return tuple(found)


def _unbroken(text: str) -> list[tuple[int, int]]:
    """The sentences of ``text``, one that the page broke into lines as one."""
    whole: list[tuple[int, int]] = []
    for left, right in sentence_spans(text):
        before = text[whole[-1][0] : whole[-1][1]] if whole else ""
        rows = "\t" in before or "\t" in text[left:right]  # of a table, which end without a stop
        if not rows and _BROKEN.search(before) and _GOES_ON.match(text, left):
            whole[-1] = (whole[-1][0], right)
        else:
            whole.append((left, right))
    return whole


def _together(text: str, sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """``sentences``, items of a list and other short lines that follow one another as one; a label begins a list anew.

    Without what is of the site and not of the page.
    """
    whole: list[tuple[int, int]] = []
    was_short = was_item = False
    for left, right in sentences:
        if _OF_SITE.match(text, left):
            was_short = was_item = False
            continue
        is_item = bool(_MARK.match(text, left))
        is_short = _is_short(text[left:right].strip(), is_item)
        labels_anew = was_item and not is_item
        if is_short and was_short and not labels_anew and right - whole[-1][0] <= _TOGETHER:
            whole[-1] = (whole[-1][0], right)
        else:
            whole.append((left, right))
        was_short, was_item = is_short, is_item
    return whole


def _is_short(line: str, is_item: bool) -> bool:
    if "\t" in line or "|" in line:  # a row of a table is told by itself
        return False
    return is_item or (len(line) < _SHORT and not line.endswith(_STOPS))


def _says_something(body: str) -> bool:
    """Whether a piece is a sentence, a row, a figure or a list, not the name of something."""
    if len(body) < SHORTEST:
        return bool(_BARE_VALUE.fullmatch(body))
    return (
        body.endswith("。")
        or "\t" in body
        or len(body) >= _NAME
        or bool(_DIGIT.search(body[2:]))
        or body.endswith("氏")
        or _is_list(body)
    )


def _is_list(body: str) -> bool:
    lines = body.splitlines()
    return len(lines) > 1 and any(map(_MARK.match, lines))
