"""Which sentences of the excerpts answer, and whether any does."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from corpus.matching import matching_text
from corpus.sentences import sentence_spans
from index.tokens import lemmas

from .query import Wanted
from .reply import Result

_TURNED: Final = 0.5  # what a word of the lexicon counts beside one that was typed
_ABOVE: Final = 0.5  # what a word of the headings or of the rest of the passage counts beside one of the sentence
_BARE: Final = 12  # characters; - 4,726回
_SHORTEST: Final = 8  # characters; shorter pieces are labels
_NAME: Final = 30  # characters; a shorter piece without a full stop or a figure only names something
_DIGIT: Final = re.compile(r"[0-9０-９]")
_BROKEN: Final = re.compile(
    r"[^\n]{24,}[^\s。．.！？!?：:」』）)】\]]\s*\n\s*$"
)  # a full line that stops without a stop
_GOES_ON: Final = re.compile(r"[ぁ-んァ-ヶ一-龠々ー、]")
_LONGEST: Final = 240
_COUNTED: Final = re.compile(
    r"(?P<what>[一-龠々ァ-ヶーA-Za-z]{2,})の?(?:[者員件回定]?数|率|割合)(?:$|[^一-龠々量字値式理多少])"
)
_COUNTERS: Final = frozenset(["者", "件", "回", "員", "数", "率", "総", "延べ", "登録", "年間"])
# Words of a question that say what kind of answer is wanted, and stand in no answer.
_ASKING: Final = frozenset(
    [
        "教える",
        "知る",
        "知りたい",
        "分かる",
        "聞く",
        "相談",
        "電話",
        "番号",
        "連絡",
        "先",
        "窓口",
        "場所",
        "最寄り",
        "担当",
        "年間",
        "件",
        "数",
        "人",
        "何",
        "幾ら",
        "幾つ",
        "資料",
        "例",
        "事例",
        "指標",
        "数値",
        "推移",
        "割合",
        "比較",
        "市",
        "町",
        "村",
        "自治",
        "体",
        "取組",
        "取り組み",
        "手法",
        "進め方",
        "現在",
        "最大",
        "月",
        "年",
        "日",
        "度",
        "令和",
        "平成",
        "今",
        "出る",
        "始める",
        "開く",
        "住む",
    ]
)


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence of a result: offsets in the plan's text, and how much of the question it and its place hold."""

    result: Result
    start: int
    end: int
    coverage: float  # 0 to 1
    cut: bool = False  # whether the sentence goes on behind the end

    @property
    def text(self) -> str:
        """Its words, verbatim."""
        offset = self.result.passage.start
        return self.result.passage.text[self.start - offset : self.end - offset]


def counted(question: str) -> str:
    """The word that a question counts: 受給 of 生活保護受給者数; "" where it does not say 数 or 率 of anything."""
    found = list(_COUNTED.finditer(matching_text(question)))
    words = lemmas(found[-1]["what"]) if found else []
    return next((word for word in reversed(words) if word not in _COUNTERS), "")


def spans(results: Sequence[Result], wanted: Wanted, figure: re.Pattern[str] | None) -> list[Span]:
    """The sentences of ``results``, those that hold most of the question first; equals in order of their results.

    Args:
        results: best first.
        wanted: the question.
        figure: what a sentence must print to answer at all; None where any may.
    """
    typed = {word: weight for word, weight in wanted.lemmas.items() if word not in _ASKING} or dict(wanted.lemmas)
    official = [word for word in lemmas(matching_text(wanted.official)) if word not in typed]
    weights = typed | {word: _TURNED * max(typed.values(), default=1.0) / 2 for word in official}
    whole = sum(typed.values()) or 1.0
    what = counted(wanted.text) if figure is not None else ""
    found = []
    for rank, result in enumerate(results):
        passage = result.passage
        above = _all("\n".join((*passage.headings, *passage.header))) | _all(passage.text)
        for left, right, inside in _sentences(passage.text):
            body = passage.text[left:right]
            if figure is not None and not figure.search(body):
                continue
            if figure is not None and ("\t" in body or len(body) < _BARE):
                inside |= above  # what a row or a bare value is of stands above it
            if figure is not None and (inside.isdisjoint(weights) or (what and what not in inside)):
                continue  # a figure of something else
            if any(same(body) == same(name) for name in (*passage.headings, "".join(passage.header))):
                continue
            held = sum(
                weight * (1 if word in inside else _ABOVE if word in above else 0) for word, weight in weights.items()
            )
            start = passage.start + left
            end = start + min(len(body), _LONGEST)
            span = Span(result, start, end, min(held / whole, 1.0), cut=len(body) > _LONGEST)
            found.append((-held / math.log2(rank + 3), rank, start, span))
    return [span for _, _, _, span in sorted(found, key=lambda each: each[:3])]


@lru_cache(maxsize=512)
def _sentences(text: str) -> tuple[tuple[int, int, frozenset[str]], ...]:
    """The sentences of a passage that are more than a label, without the white space around them, and their words."""
    found = []
    for left, right in _unbroken(text):
        piece = text[left:right]
        body = piece.strip()
        if _says_something(body):
            start = left + len(piece) - len(piece.lstrip())
            found.append((start, start + len(body), _all(body)))
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
    if len(body) < _SHORTEST:
        return False
    return body.endswith("。") or "\t" in body or len(body) >= _NAME or bool(_DIGIT.search(body[2:]))


@lru_cache(maxsize=2048)
def _all(text: str) -> frozenset[str]:
    return frozenset(lemmas(matching_text(text)))


def key_words(wanted: Wanted) -> dict[str, float]:
    """The words of the question that its subject is made of, with their rarity."""
    return {word: weight for word, weight in wanted.lemmas.items() if word not in _ASKING}


def held(words: dict[str, float], span: Span) -> float:
    """The share of ``words`` that stands in the sentence's passage or above it."""
    passage = span.result.passage
    present = _all("\n".join((*passage.headings, *passage.header, passage.text)))
    whole = sum(words.values())
    return sum(weight for word, weight in words.items() if word in present) / whole if whole else 0.0


_COMPOUND: Final = re.compile(r"[一-龠々ァ-ヶーA-Za-z]{4,}(?:サポート[一-龠]*)?")


def compounds(question: str) -> list[str]:
    """The long nouns of a question, such as 重層的支援体制整備事業."""
    return _COMPOUND.findall(question)


def same(text: str) -> str:
    """As compounds are compared: without white space and middle dots."""
    return re.sub(r"[\s・･]", "", matching_text(text)).lower()
