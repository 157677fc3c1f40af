"""A text in clauses, each with a predicate of its own, and of which clauses of a source a clause was made.

「…ますが、」 and 「…して、」 end a clause, 「市外の方、」 does not. A clause with a figure was made of those that have it too;
of these, as of all where it has none, of those that share the most content words with it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from corpus.figures import Figure, Quantity
from corpus.text.tokens import spans

from .facts import Literal, fact_words, facts
from .negation import denies_whole, in_common_form, negative_forms
from .outlook import Outlook, outlook_of_predicate
from .roles import Roles, roles
from .spelling import LINE_END

_ENDS: Final = re.compile(
    rf"[。！？!?{LINE_END}\t]+|(?<=[\ue000-\uf8ff件人回名所円])、|(?<=[すいたるんくうず])(?:が|けれども?|ので|から|ために?)、|(?<=[てでりしきいえせけれめねべちび])(?<!除き)(?<!除いて)(?<!ついて)(?<!関して)、|(?<=ず)、|(?:場合|とき)(?:には|に|は)?、|(?<=ば)、|(?:一方で?|反面|のに対し(?:て)?|ものの)、"
)
_STOPS: Final = ("。", "!", "！", "?", "？", LINE_END, "\t")
_FIGURE: Final = re.compile(
    "[\ue000-\uf8ff]"
)  # each stands for a figure, of which a passage of 600 characters has fewer
_PEOPLE: Final = re.compile(
    r"([^。、(は]{0,60}?(?:方|人|者|児|子ども?|子供|家庭|世帯|家族|[市町村区県住国]民|親|婦|生徒?))(?:たち|達)?(?:等|など)?"
    r"(?=は|も|が|に|へ|を対象|、|や|と|又は|または|及び|であれば|なら|のため)"
)
_NO_WORD: Final = frozenset({"令和", "平成", "年度", "有り"})


@dataclass(frozen=True, slots=True)
class Clause:
    """The content words of a clause, in dictionary form, what of them it denies and its outlook."""

    text: str  # with a blank for each figure
    words: frozenset[str]
    people: tuple[frozenset[str], ...]  # those of the words that say whom it is about: 多胎児を育てる家庭は
    figures: frozenset[str]  # each in one spelling
    counts: bool  # whether one of its figures is a quantity
    negations: int  # how many negative forms it has
    denied: frozenset[str]  # the words that one follows; "" where it follows none or denies the whole
    outlook: Outlook
    roles: Roles


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text in one spelling."""
    found = [fact for fact in facts(text) if not isinstance(fact, Literal)]
    pieces: list[str] = []
    place = 0
    for number, fact in enumerate(found):
        pieces += (text[place : fact.start], chr(0xE000 + number))
        place = fact.end
    flat = in_common_form("".join((*pieces, text[place:])))
    edges = [0, *(match.end() for match in _ENDS.finditer(flat)), len(flat)]
    read: list[Clause] = []
    for start, end in pairwise(edges):
        if start < end:
            carried = read[-1].roles.topics if read and not read[-1].text.endswith(_STOPS) else frozenset()
            read.append(_clause(flat[start:end], found, carried))
    return tuple(read)


def clauses_of_passage(text: str) -> tuple[Clause, ...]:
    """The clauses of a passage in lines, and those of its lines joined: a page may have broken a sentence."""
    return tuple(clause for each in dict.fromkeys((text, text.replace(LINE_END, ""))) for clause in clauses(each))


def in_sentences(read: Sequence[Clause]) -> list[tuple[Clause, ...]]:
    """Clauses by the sentence that they are of."""
    sentences: list[list[Clause]] = [[]]
    for clause in read:
        sentences[-1].append(clause)
        if clause.text.endswith(_STOPS):
            sentences.append([])
    return [tuple(sentence) for sentence in sentences if sentence]


def origins(told: Clause, source: Sequence[Clause]) -> list[Clause]:
    """The clauses of a source of which ``told`` was made; none where none shares anything with it."""

    def shared(clause: Clause) -> tuple[int, int]:
        return len(told.figures & clause.figures), len(told.words & clause.words)

    most = max(map(shared, source), default=(0, 0))
    return [clause for clause in source if any(most) and shared(clause) == most]


def _clause(text: str, found: Sequence[Figure], carried: frozenset[str]) -> Clause:
    negations = negative_forms(text)
    tokens = list(spans(_FIGURE.sub("0", text)))
    words = [
        (end, token.lemma)
        for start, end, token in tokens
        if token.content
        and token.lemma not in _NO_WORD
        and not token.surface.isdigit()
        and not any(start < right and left < end for left, right in negations)
    ]
    denied = frozenset(
        "" if denies_whole(text, left) else next((word for end, word in reversed(words) if end <= left), "")
        for left, _ in negations
    )
    own = [found[ord(mark) - 0xE000] for mark in _FIGURE.findall(text)]
    people = (
        frozenset(word for end, word in words if match.start(1) < end <= match.end(1))
        for match in _PEOPLE.finditer(text)
    )
    return Clause(
        _FIGURE.sub(" ", text),
        frozenset(word for _, word in words),
        tuple(filter(None, people)),
        frozenset(word for figure in own for word in fact_words(figure)),
        any(isinstance(figure, Quantity) for figure in own),
        len(negations),
        denied,
        outlook_of_predicate(text),
        roles((token for _, _, token in tokens), text, carried),
    )
