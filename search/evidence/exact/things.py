"""Of what a question asks a figure or a date: 登録者 of 登録者数, 児童館 of 児童館は何か所."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.figures import Kind as UnitKind
from corpus.figures import unit_counted
from corpus.text.counting_words import COUNTERS, PERSONS, PLAIN
from corpus.text.nouns import Noun, nouns, words_in

from ...question.figures import asking, unasked
from ...question.query import Wanted

_ASKED: Final = re.compile(
    r"いくつ|なんぼ|いくら|どれ(?:くらい|ぐらい|だけ|ほど)|どの(?:くらい|ぐらい|程度)|割合|"
    r"(?<!複)(?<!多)数(?=[のはをがにとも、。?？\s()（）]|$)|(?<!効)率(?![直先])|額|(?<![無有資材食燃原飲])料|(?<!消)費|定員|残高"
)
_WEAKLY: Final = re.compile(r"推移|目標|現状値|実績値|数値|指標|(?<=[足画知])度")
_WHEN: Final = re.compile(r"いつ|期限|締め?切|時間|開設|開始|開催|曜日|時期|日程")
_LITERAL: Final = re.compile(r"定員|定数|残高|倍率|死亡率|高齢化率")
_BESIDE: Final = re.compile(r"\s*(?:[・･、,とや]|及び|および|または)\s*")
_NUMERAL: Final = re.compile(r"[0-9]")
_OF: Final = re.compile(r"の[おご]?")
_CARRIED_OUT: Final = re.compile(r"し(?![ーか])|す[るれ]|さ[れせ]")  # behind what somebody does
_TELLING: Final = 3  # words of a name that says enough without those it is for


@dataclass(frozen=True, slots=True)
class Thing:
    """What is counted or dated: ``names`` are its words in dictionary form, any of which will do.

    ``measure`` is what of it is counted (相談 of 相談件数), ``last`` the last word of its own name, as written, and
    ``literal`` a word that has to stand by the figure as it is (定員).
    """

    names: tuple[frozenset[str], ...]
    measure: frozenset[str]
    last: str
    literal: str


def things(wanted: Wanted, *, dated: bool = False) -> tuple[Thing, ...]:
    """What ``wanted`` asks a figure of, or a date; () where it names nothing.

    The noun before 数, 率, 何人, いくら and the like; where that says nothing by itself (登録者数, 対象は何人) the one
    before it; where no word asks for a figure, the last noun. A word that the lexicon turned into plans' own may stand
    for it. Of a question that names several, each will do.
    """
    asked = asking(wanted.text)
    text = unasked(wanted.text)
    strongly = _WHEN if dated else _ASKED
    ends = [start for start, _ in asked] + [mark.end() for mark in strongly.finditer(text)]
    ends = ends or [mark.end() for mark in _WEAKLY.finditer(text)] or [len(text)]
    said = [noun for noun in nouns(text) if not _CARRIED_OUT.match(text, noun.end)]
    found = (thing for end in ends for thing in _things(wanted, said, end))
    return tuple(dict.fromkeys(found))


def _things(wanted: Wanted, said: Sequence[Noun], asked: int) -> Iterator[Thing]:
    """What is counted where the question asks for a figure, which ends at ``asked``."""
    before = [noun for noun in said if noun.start < asked]
    telling = [place for place, noun in enumerate(before) if _is_telling(noun)]
    if len(telling) > 1 and before[telling[-1]].end - before[telling[-1]].start == 1:  # 見守りに協力している店
        telling.pop()
    if telling:
        joined, plain = before[: telling[-1] + 1], before[telling[-1] + 1 :]
    else:  # 全部で何か所か、児童館は
        joined, plain = [noun for noun in said[len(before) :] if _is_telling(noun)][:1], before
    if not joined:
        return
    thing, measures = joined[-1], (_own(noun) - PERSONS for noun in reversed(plain))
    owner = joined[-2] if len(joined) > 1 and _OF.fullmatch(wanted.text, joined[-2].end, thing.start) else None
    names = (*_names(thing), *_beside(joined, wanted.text), *_turned(wanted, thing, owner))
    literal = _LITERAL.search(wanted.text)
    printed = wanted.text[thing.start : thing.end]
    exact = literal[0] if literal else printed if _NUMERAL.search(printed) else ""
    yield Thing(names, next(filter(None, measures), frozenset()), _last(thing), exact)
    if owner is not None and (done := _done_by(thing, printed)):
        yield Thing(tuple(_names(owner)), done, _last(owner), exact)


def _done_by(thing: Noun, printed: str) -> frozenset[str]:
    """What those do that a name of a count counts: 協力 of 協力団体数, whose owner may be the thing itself."""
    unit = unit_counted(printed)
    if unit is None or unit.kind not in (UnitKind.PLACES, UnitKind.THINGS):
        return frozenset()
    done = _own(thing) - words_in(unit.name)
    return done if len(done) == 1 else frozenset()


def _own(noun: Noun) -> frozenset[str]:
    return noun.words - COUNTERS


def _is_telling(noun: Noun) -> bool:
    return bool(_own(noun) - PLAIN)


def _names(noun: Noun) -> Iterator[frozenset[str]]:
    """A noun's words, and 学習支援教室 of 困窮世帯向け学習支援教室.

    高齢者向け住宅 is too plain without those it is for.
    """
    yield _own(noun)
    places = [place for place, token in enumerate(noun.tokens) if token.lemma in ("向け", "向ける")]
    tail = frozenset(token.lemma for token in noun.tokens[places[-1] + 1 :] if token.content) if places else frozenset()
    if len(tail) >= _TELLING:
        yield tail


def _beside(joined: Sequence[Noun], text: str) -> Iterator[frozenset[str]]:
    """The nouns that are named side by side with the last one of ``joined``."""
    for noun, following in zip(joined[-2::-1], joined[:0:-1], strict=True):
        if not _BESIDE.fullmatch(text, noun.end, following.start):
            return
        if _is_telling(noun):
            yield _own(noun)


def _turned(wanted: Wanted, noun: Noun, owner: Noun | None) -> Iterator[frozenset[str]]:
    """What plans call a noun, or the one it belongs to (ひとり暮らしのお年寄り): the nearest word of each expansion of it."""
    for each in (noun, owner):
        said = words_in(wanted.text[each.start : each.end]) if each is not None else frozenset()
        for expansion in wanted.expansions:
            turned = words_in(expansion.said)
            if said and turned and (turned <= said or said <= turned):
                yield from map(words_in, expansion.official[:1])


def _last(noun: Noun) -> str:
    counted = [token for token in noun.tokens if token.lemma not in COUNTERS or token.surface == "者"]
    return counted[-1].surface if counted else ""
