"""Whether a sentence says yes where its source says yes, and no where it says no.

A text is cut into clauses, each with a predicate of its own (「…ますが、」「…して、」; not 「市外の方、」). Of all clauses
cited, those that share the most content words with a clause of the sentence are the ones it was made from. One of them
must deny as it does: both with a negative form or both without; and no word that one of the two denies stands undenied
in the other. Words that end a thing (終了, 廃止, 中止) deny it, and what only looks negative (だけでなく, なければならない,
欠かせない) does not.

Missed: a denial told in words without any of these forms, one of time (実施していましたが、現在は実施していません told as
実施しています), and one put to another thing by words that the source's
clause also has.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from corpus.text.tokens import spans

from .spelling import LINE_END

_EMPHASIS: Final = re.compile(
    r"(?:だけ|のみ|ばかり)で(?:は)?なく|のみならず|(?:に|のみに)(?:とど|留)まらず|(?:に|も|を)(?:かかわ|関わ|拘わ|問わ|限ら)ず"
    r"|な(?:ければ|くては|いと)(?:な[らり]|いけ)(?:ない|ません)?|ねばな(?:らない|りません)|(?:ざる|やむ)を得(?:ない|ません|ず)"
    r"|かもしれ(?:ない|ません)|(?:欠か|かか)せ(?:ない|ません)|少な(?:い|く(?:ありません|ない)?)|危ない"
    r"|(?:切れ目|途切れ|隙間|すき間|もれ|漏れ|かけがえ|限り|絶え間)(?:が|の|る[こ]と)?な[いく]|に(?:ほか|他)な(?:らない|りません)|つない|つなが"
    r"|必ず|まず|わずか|ずつ|あわせ|な(?:く)(?=す|し|そう)"
)
_NEGATED: Final = re.compile(
    r"ませんか?|ない(?!し)|なかった|なく|(?<=せ)ず|(?<=[あかがさたなばまらわせえけげてでねべめれじきしちにびみりい])ず(?=に|、|。|と|$)"
    r"|(?<=対象|範囲|適用|区域|時間)外|以外|除(?:く|き|い|か|外)|不(?:要|可|能|成立|実施)|未(?:定|実施|設置|策定|整備|対応|開設|達成|着手|確定)"
    r"|終了|廃止|中止|休止|停止|終え|やめ|取りやめ|打ち切"
)
_CLAUSE: Final = re.compile(
    rf"[。！？!?{LINE_END}\t]+|(?<=[0-9%件人回名所円])、|(?<=[すいたるんくうず])(?:が|けれども?|ので|から|ため)、|(?<=[てでりしきいえせけれめねべちび])、|(?<=ず)、|(?:場合|とき)(?:には|に|は)?、|(?<=ば)、"
)
_WHOLE: Final = re.compile(r"[不未終廃中休停打取や]")  # denies a thing, not the word before it
_NO_WORD: Final = frozenset({"令和", "平成", "年度", "有り"})


@dataclass(frozen=True, slots=True)
class _Clause:
    words: frozenset[str]  # content lemmas
    denied: frozenset[str]  # those that a negative form follows; "" where it follows none or denies the whole


def agrees(said: str, cited: Iterable[str]) -> bool:
    """Whether every clause of ``said`` denies, or does not, as a clause of ``cited`` that it was made from."""
    sources = [clause for text in cited for clause in _all_clauses(text)]
    return all(_has_its_like(clause, sources) for clause in _clauses(said))


def _has_its_like(said: _Clause, sources: list[_Clause]) -> bool:
    most = max((len(said.words & source.words) for source in sources), default=0)
    if not most:
        return not said.denied
    return any(_alike(said, source) for source in sources if len(said.words & source.words) == most)


def _alike(said: _Clause, source: _Clause) -> bool:
    return (
        bool(said.denied) == bool(source.denied)
        and not (said.words - said.denied) & source.denied
        and not (source.words - source.denied) & said.denied
    )


def _all_clauses(text: str) -> tuple[_Clause, ...]:
    """The clauses of a passage, and those of its lines joined: a page may have broken a sentence."""
    return _clauses(text) + (_clauses(text.replace(LINE_END, "")) if LINE_END in text else ())


def _clauses(text: str) -> tuple[_Clause, ...]:
    return tuple(_clause(piece) for piece in _pieces(text) if piece)


def _pieces(text: str) -> list[str]:
    edges = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


def _clause(text: str) -> _Clause:
    text = _EMPHASIS.sub("", text)
    negations = [match.span() for match in _NEGATED.finditer(text)]
    words = [
        (end, token.lemma)
        for start, end, token in spans(text)
        if token.content
        and token.lemma not in _NO_WORD
        and not token.surface.isdigit()
        and not any(start < right and left < end for left, right in negations)
    ]
    denied = frozenset(
        "" if _WHOLE.match(text, left) else next((word for end, word in reversed(words) if end <= left), "")
        for left, _ in negations
    )
    return _Clause(frozenset(word for _, word in words), denied)
