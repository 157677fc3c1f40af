"""A passage's sentences: what the page broke into lines as one, and no labels."""

import re
from functools import lru_cache
from typing import Final

from corpus.text.nouns import words_in
from corpus.text.sentences import sentence_spans

SHORTEST: Final = 8  # characters; shorter pieces are labels
_NAME: Final = 30  # characters; a shorter piece without a full stop or a figure only names something
_DIGIT: Final = re.compile(r"[0-9０-９]")
_BROKEN: Final = re.compile(
    r"[^\n]{24,}[^\s。．.！？!?：:」』）)】\]]\s*\n\s*$"
)  # a full line that stops without a stop
_GOES_ON: Final = re.compile(r"[ぁ-んァ-ヶ一-龠々ー、]")
_BARE_VALUE: Final = re.compile(r"[-・－\s]*約?[0-9０-９][0-9０-９,，.．]*\s*\S{0,4}")


@lru_cache(maxsize=512)
def sentences_of(text: str) -> tuple[tuple[int, int, frozenset[str]], ...]:
    """The sentences of a passage that are more than a label, without the white space around them, and their words."""
    found = []
    for left, right in _unbroken(text):
        piece = text[left:right]
        body = piece.strip()
        if _says_something(body):
            start = left + len(piece) - len(piece.lstrip())
            found.append((start, start + len(body), words_in(body)))
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


def _says_something(body: str) -> bool:
    """Whether a piece is a sentence, a row or a figure, not the name of something."""
    if len(body) < SHORTEST:
        return bool(_BARE_VALUE.fullmatch(body))
    return (
        body.endswith("。")
        or "\t" in body
        or len(body) >= _NAME
        or bool(_DIGIT.search(body[2:]))
        or body.endswith("氏")
    )
