"""Which sentences of the excerpts answer, and whether any does."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from corpus.figures import Bound, Figure, Kind, Quantity, years
from corpus.figures.told_of import Told, figures_of, place_kind, told_of
from corpus.passage import Passage
from corpus.text.folding import fold
from corpus.text.matching import matching_text
from corpus.text.nouns import nouns, words_in
from corpus.text.sentences import sentence_spans
from corpus.text.tokens import lemmas

from ..question.intent import Asked, Intent
from ..question.query import Wanted
from ..results import Result
from .figures import stands_by
from .persons import person_as
from .things import Thing, things

_TURNED: Final = 0.5  # what a word of the lexicon counts beside one that was typed
_ABOVE: Final = 0.5  # what a word of the headings or of the rest of the passage counts beside one of the sentence
_BEFORE: Final = 40  # characters; what stands before a figure says what it is of, across the end of a sentence
_PRECEDING: Final = 0.9  # one of the sentence before a figure; arbitrary, less than its own so that its own goes first
_BARE: Final = 12  # characters; - 4,726回
_SHORTEST: Final = 8  # characters; shorter pieces are labels
_NAME: Final = 30  # characters; a shorter piece without a full stop or a figure only names something
_DIGIT: Final = re.compile(r"[0-9０-９]")
_BROKEN: Final = re.compile(
    r"[^\n]{24,}[^\s。．.！？!?：:」』）)】\]]\s*\n\s*$"
)  # a full line that stops without a stop
_GOES_ON: Final = re.compile(r"[ぁ-んァ-ヶ一-龠々ー、]")
_LONGEST: Final = 240
_BARE_VALUE: Final = re.compile(r"[-・－\s]*約?[0-9０-９][0-9０-９,，.．]*\s*\S{0,4}")
_AHEAD: Final = 100  # characters of a long sentence that are told before its figure
_CUT: Final = re.compile(r"[\s(（、。・]")
_FREE: Final = re.compile(r"(?:無料|無償)(?=で|に|と|[。、)）\s]|$)|(?:料金|費用|負担)[はが](?:かか|あ)りません")
_STATED: Final = 1.5  # what a sentence counts that states the year asked for
_NAMED: Final = 1.15  # one that names an organisation where that is asked for
_ORGANISATION: Final = re.compile(
    r"[一-龠々ァ-ヶー](?:課(?!題|程|税)|部(?![分屋])|係(?!る|わ)|室|局|会議|委員会|協議会|センター|社協|法人|公社|事務局|チーム|本部|連合会|機構)|社協|所管|構成"
)
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
        "名前",
        "所管",
        "構成",
        "所在",
        "住所",
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
    worth: float = 1.0  # beside the other sentences, 0 to 1

    @property
    def text(self) -> str:
        """Its words, verbatim."""
        offset = self.result.passage.start
        return self.result.passage.text[self.start - offset : self.end - offset]


def spans(results: Sequence[Result], wanted: Wanted, kind: Asked | None) -> list[Span]:
    """The sentences of ``results``, those that hold most of the question first; equals in order of their results.

    Args:
        results: best first.
        wanted: the question.
        kind: what a sentence must print to answer at all, of what and of which year; None where any may.
    """
    weights, whole = _weights(wanted)
    exact = _Exact(kind, wanted) if kind is not None and kind.exact else None
    organised = kind is not None and kind.intent is Intent.ORGANISATION
    found = []
    for rank, result in enumerate(results):
        passage = result.passage
        above = words_in("\n".join((*passage.headings, *passage.header))) | words_in(passage.text)
        labels = {same("".join(passage.header)), *(map(same, passage.headings) if exact is None else ())}
        for left, right, inside in _sentences(passage.text):
            body = passage.text[left:right]
            if same(body) in labels or (exact is None and len(body) < _SHORTEST):
                continue
            if exact and inside.isdisjoint(weights) and above.isdisjoint(weights):
                continue
            found_at = exact.found(passage, left, right) if exact is not None else (left, "")
            if found_at is None:
                continue
            place, around = found_at
            near = inside
            if exact is not None and ("\t" in body or len(body) < _BARE or around):
                inside |= above  # what a row or a bare value is of stands above it
            elif exact is not None:
                near = words_in(passage.text[max(place - _BEFORE, 0) : right])
            held = sum(
                [
                    weight * (1 if word in inside else _PRECEDING if word in near else _ABOVE)
                    for word, weight in weights.items()
                    if word in inside or word in near or word in above
                ]
            )
            coverage = min(held / whole, 1.0)
            if exact is not None and exact.states_year(body):
                held *= _STATED
            if organised and _ORGANISATION.search(body):
                held *= _NAMED
            start = passage.start + _start(passage.text, left, right, place)
            end = min(start + _LONGEST, passage.start + right)
            span = Span(result, start, end, coverage, cut=end < passage.start + right, worth=coverage)
            found.append((-held / math.log2(rank + 3), rank, start, span))
    order = sorted(range(len(found)), key=[each[:3] for each in found].__getitem__)
    return [found[place][3] for place in order]


def _weights(wanted: Wanted) -> tuple[dict[str, float], float]:
    """What each word of the question counts, those that the lexicon turned it into too; and all that was typed together."""
    typed = {word: weight for word, weight in wanted.lemmas.items() if word not in _ASKING} or dict(wanted.lemmas)
    official = [word for word in lemmas(matching_text(wanted.official)) if word not in typed]
    turned = dict.fromkeys(official, _TURNED * max(typed.values(), default=1.0) / 2)
    return typed | turned, sum(typed.values()) or 1.0


def _start(text: str, left: int, right: int, place: int) -> int:
    """Where a sentence is begun to be told: at its start, or where it is too long, a little before its figure."""
    if right - left <= _LONGEST or place - left < _LONGEST - _AHEAD // 2:
        return left
    cut = _CUT.search(text, place - _AHEAD, place)
    return cut.end() if cut is not None and cut.end() < place else place


class _Exact:
    """Which figures, dates or names of a passage answer a question: of what they are, and of which year."""

    def __init__(self, kind: Asked, wanted: Wanted) -> None:
        self._figure = kind.figure
        self._person = person_as(kind.role) if kind.role else None
        self._about = kind.about
        self._years = frozenset(kind.years)
        self._rarity = wanted.lemmas
        self._dated = kind.intent is Intent.WHEN
        said = (wanted.text[noun.start : noun.end] for noun in nouns(wanted.text))
        self._places = {name: place for name in said if (place := place_kind(name))}
        self._things: tuple[Thing, ...] = () if kind.role else things(wanted, dated=self._dated)

    def found(self, passage: Passage, left: int, right: int) -> tuple[int, str] | None:
        """Where what answers first stands in the sentence ``left:right`` of the passage, and what is around it."""
        if self._about is not None and not self._about.search(passage.text, left, right):
            return None
        if self._person is not None:
            match = self._person.search(fold(passage.text), left, right)
            return (match.start(), "") if match else None
        for told in self._told(passage, left, right):
            of_it = stands_by(passage, told, self._things, self._rarity, dated=self._dated)
            if (
                of_it
                and not self._is_elsewhere(told)
                and (not self._years or self._is_of_year(passage, told, left, right))
            ):
                return told.figure.start, told.around
        return None

    def _told(self, passage: Passage, left: int, right: int) -> Iterator[Told]:
        """The figures of a sentence that would answer, with what they are told of."""
        wanted = self._figure
        if wanted is None:
            return
        for figure in figures_of(passage.text):
            if not left <= figure.start < right or _is_base(passage.text, figure):
                continue
            number = isinstance(figure, Quantity) and figure.kind is Kind.NUMBER
            if not number and not wanted.fits(figure):
                continue
            told = _told_of(passage, figure)
            if not number or wanted.fits(figure, told.unit, counts=told.counts):
                yield told
        if wanted.free:
            for match in _FREE.finditer(passage.text, left, right):
                nothing = Decimal(0)
                free = Quantity(*match.span(), nothing, nothing, Bound.EXACT, "円", Kind.MONEY, "")
                yield _told_of(passage, free)

    def _is_elsewhere(self, told: Told) -> bool:
        """Whether a figure is of another place than the one asked about, of the same kind."""
        kind = place_kind(told.place)
        asked = [name for name, each in self._places.items() if each == kind]
        return bool(kind and asked) and not any(name in told.place or told.place in name for name in asked)

    def states_year(self, body: str) -> bool:
        """Whether a sentence names a year that was asked for."""
        return bool(self._years and self._years.intersection(_years(body)))

    def _is_of_year(self, passage: Passage, told: Told, left: int, right: int) -> bool:
        if told.years:
            return not self._years.isdisjoint(told.years)
        return not _years(passage.text[left:right]) and self.states_year(passage.text)


def _is_base(text: str, figure: Figure) -> bool:
    """Whether a figure is what another one is counted for: 支援対象者1人に対して2人."""
    return isinstance(figure, Quantity) and figure.high == 1 and text.startswith("に", figure.end)


@lru_cache(maxsize=2048)
def _told_of(passage: Passage, figure: Figure) -> Told:
    return told_of(passage.text, figure, passage.header, passage.headings)


@lru_cache(maxsize=2048)
def _years(text: str) -> frozenset[int]:
    return frozenset(years(text))


@lru_cache(maxsize=512)
def _sentences(text: str) -> tuple[tuple[int, int, frozenset[str]], ...]:
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
    if len(body) < _SHORTEST:
        return bool(_BARE_VALUE.fullmatch(body))
    return (
        body.endswith("。")
        or "\t" in body
        or len(body) >= _NAME
        or bool(_DIGIT.search(body[2:]))
        or body.endswith("氏")
    )


def key_words(wanted: Wanted) -> dict[str, float]:
    """The words of the question that its subject is made of, with their rarity."""
    return {word: weight for word, weight in wanted.lemmas.items() if word not in _ASKING}


def held(words: dict[str, float], span: Span) -> float:
    """The share of ``words`` that stands in the sentence's passage or above it."""
    passage = span.result.passage
    present = words_in("\n".join((*passage.headings, *passage.header, passage.text)))
    whole = sum(words.values())
    return sum(weight for word, weight in words.items() if word in present) / whole if whole else 0.0


_COMPOUND: Final = re.compile(r"[一-龠々ァ-ヶーA-Za-z]{4,}(?:サポート[一-龠]*)?")


def compounds(question: str) -> list[str]:
    """The long nouns of a question, such as 重層的支援体制整備事業."""
    return _COMPOUND.findall(question)


@lru_cache(maxsize=8192)
def same(text: str) -> str:
    """As compounds are compared: without white space and middle dots."""
    return re.sub(r"[\s・･]", "", matching_text(text)).lower()
