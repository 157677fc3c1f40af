"""A question as it was typed -> what is looked for."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from corpus.figures import spelt_otherwise
from corpus.text.matching import matching_text
from corpus.text.readings import kana_terms
from corpus.text.tokens import spans, terms
from index.encoder.static import Rarity

from ..errors import EmptyQuestion, QuestionTooLong
from .lexicon import Expansion, Lexicon
from .places import Place
from .spelling import Spelling
from .words import others
from .words.rule import any_of

QUESTION_MAX: Final = 2000  # characters; longer is a document, not a question
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_LONG_MARK: Final = re.compile(r"(?<=[ァ-ヶー])[-‐‑–—―−ｰ](?=[ァ-ヶー]|\b|$)")  # ノ-ト for ノート
_KANA_WORD: Final = re.compile(r"(?<![^\s、。，．!?！？・])[ぁ-ゖー]{3,}(?![^\s、。，．!?！？・])|[ァ-ヶー]{4,}")
_PARTICLE: Final = re.compile(r"(?<=[ぁ-ゖー]{3})[でのをがにはもへと]$")
_NOT_IT: Final = any_of(others.NOT_IT)
_CLAUSE: Final = re.compile(r"[^、。，,.\s?？!！「」]{1,24}\Z")
_LEFT: Final = 6  # characters of a question, without which nothing would be asked; arbitrary
EXPANDED: Final = 3  # words of an expansion that are looked for; the JSON has all of them
_TYPICAL_RARITY: Final = 8.0  # of a content word in a question; weights come out around 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: ``text`` for the encoder, weighted terms by field for BM25, lemmas to mark in excerpts.

    ``expansions`` are what plans call what was said; their words are among ``weights``, but not in ``text``.
    """

    text: str
    weights: dict[str, dict[str, float]]
    lemmas: dict[str, float]
    expansions: tuple[Expansion, ...] = ()
    said: str = ""  # the question with the names of places still in it
    pairs: Mapping[str, float] = field(default_factory=dict)  # of ``weights``, words typed side by side
    expanded: Mapping[str, float] = field(default_factory=dict)  # of ``weights``, what no one typed
    denied: str = ""  # what it says that it is not about

    @property
    def official(self) -> str:
        """The words of the expansions, for the encoder; "" where there are none."""
        return "、".join(word for expansion in self.expansions for word in expansion.official[:EXPANDED])


def clean_question(question: str) -> str:
    """The question with invisible characters out and white space at the ends gone.

    Raises: EmptyQuestion, QuestionTooLong.
    """
    if len(question) > QUESTION_MAX:
        raise QuestionTooLong(len(question), QUESTION_MAX)
    cleaned = _CONTROL.sub(" ", question).strip()
    if not cleaned:
        raise EmptyQuestion
    return cleaned


def understand(
    question: str,
    places: Sequence[Place],
    rarity: Rarity,
    lexicon: Lexicon,
    spelling: Spelling | None = None,
    understood: Sequence[Expansion] = (),
) -> Wanted:
    """Weigh the words of a question, and add at lower weight what plans call them.

    A municipality that became a filter is taken out: inside its own plans its name says nothing, and pulls up what
    names it most. A word that is only mistyped is put right. Each term counts by its rarity in Japanese at large, since
    a small corpus takes 気 or まず for rare words; BM25's own IDF then adds the corpus's view. Measured on the dev
    questions (nDCG@5, resident / staff): neither .44 / .73, names out .46 / .76, rarity too .48 / .77. Pairs count half,
    headings a third. ``understood`` is what was said in another language, whose first words ``question`` has instead.
    """
    text, denied = without_denied(_LONG_MARK.sub("ー", unicodedata.normalize("NFKC", question)))
    said = rest = text
    for place in places:
        for form in place.said:
            rest = rest.replace(form, " ")
    typed = matching_text(rest if rest.strip() else text)
    corrections = spelling.corrections(typed, rarity) if spelling else ()
    text = typed
    for each in corrections:
        text = text.replace(each.said, each.official[0])
    lemmas = {token.lemma: rarity.of(token.lemma) for _, _, token in spans(text) if token.content}
    expansions = (*understood, *lexicon.expand(text), *corrections)
    years = {term: _weight(term, rarity) / 2 for form in spelt_otherwise(text) for term in terms(form)}
    own = {term: _weight(term, rarity) for term in terms(text)}
    pairs = {term: weight for term, weight in own.items() if "+" in term}
    expanded = {term: weight for term, weight in _expanded(expansions, rarity).items() if term not in own}
    body = years | expanded | own
    headings = {term: weight / 3 for term, weight in body.items()}
    weights = {"body": body, "headings": headings, "sounds": _sounds(typed)}
    return Wanted(text, weights, lemmas, expansions, said, pairs, expanded, denied)


def without_denied(text: str) -> tuple[str, str]:
    """``text`` without what it says that it is not about (市役所ではなく保健所の電話), and what that is; all of it where
    nothing would be left.
    """
    kept, denied, end = [], [], 0
    for match in _NOT_IT.finditer(text):
        if (clause := _CLAUSE.search(text[end : match.start()])) is not None:
            kept.append(text[end : end + clause.start()])
            denied.append(clause[0])
            end = match.end()
    rest = "".join((*kept, text[end:]))
    return (rest, " ".join(denied)) if len(rest) >= _LEFT else (text, "")


def _expanded(expansions: Sequence[Expansion], rarity: Rarity) -> dict[str, float]:
    """The first words of each expansion, each counting less than the one before.

    Half the weight of a word that was typed; on the dev questions .3 to .7 gave the same.
    """
    weights: dict[str, float] = {}
    for expansion in expansions:
        for place, word in enumerate(expansion.official[:EXPANDED]):
            for term in terms(matching_text(word)):
                weights[term] = max(weights.get(term, 0.0), _weight(term, rarity) / (2 + place))
    return weights


def _weight(term: str, rarity: Rarity) -> float:
    parts = term.split("+")
    return min(rarity.of(part) for part in parts) / _TYPICAL_RARITY / len(parts)


def _sounds(text: str) -> dict[str, float]:
    """Words typed in kana, by their sound; a word counts as much as two terms, however long it is."""
    weights: dict[str, float] = {}
    for word in _KANA_WORD.findall(text):
        grams = kana_terms(_PARTICLE.sub("", word))
        for gram in grams:
            weights[gram] = max(weights.get(gram, 0.0), 2.0 / len(grams))
    return weights
