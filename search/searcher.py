"""A question -> ranked, cited excerpts."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.passage import PASSAGE_MAX, Kind, Passage
from index.catalog import Catalog, PlanEntry, kept
from index.encoder.protocol import unit_rows
from index.encoder.static import Rarity
from index.opened import Index, open_index
from index.retrievers.milvus.address import Address
from index.retrievers.protocol import Hits, Scope, best_first
from index.wording.placed import Placed

from .aside import OneAside
from .damage import telling_damage
from .question.districts import Districts
from .question.filters import Applied, Filters
from .question.lexicon import Lexicon, lexicon
from .question.query import Wanted
from .question.question import Question
from .question.reading import Reader
from .question.spelling import Spelling
from .ranking.confidence import confidence
from .ranking.diversity import demote_repeats, take_turns
from .ranking.excerpt import joined, window
from .ranking.fuse import fuse
from .ranking.modes import Mode
from .ranking.refine import OF_RECORDS, REFINED, Weights, between, refine
from .ranking.word_match import WordMatch
from .results import Reply, Result, Strength

_DEPTH: Final = 100  # candidates of each retriever
_RERANKED: Final = 50  # candidates that a cross-encoder reads
# Passages from which on BM25 of every word takes so long that it is looked for beside the other candidates. A search of 100,000 then
# takes 6.7 ms at p50 and 9.3 at p95, otherwise 7.5 and 10.5; one of a million 14 and 23, otherwise 17 and 27.
_BESIDE: Final = 100_000
# Of BM25 in the fusion. Plans say what was asked in its own words oftener than a list's entries do. nDCG with .5 and with .2:
# questions over five plans .639, .637, over pages of many municipalities .721, .713; sayings among written entries .388, .409, a
# city's FAQ .652, .685.
_LEXICAL_SHARE: Final = 0.5
_OF_RECORDS: Final = 0.2  # where all that is found are records
_OFFICIAL_SHARE: Final = 0.3
# Of a passage's score where a place is named and nobody knows whose its plan is: nothing points to a place, or another.
# On sixty municipalities' documents without sources nDCG@5 of residents' questions is .75 without the two, .82 with them,
# and .68 and .73 where no file bears a municipality's name; below .6 and .35 it stays.
_OF_ANY: Final = 0.6
_OF_ANOTHER: Final = 0.35


@dataclass(frozen=True, slots=True)
class Scored:
    """The passages that fit a question, best first, how near the nearest is, and the cosines of those that were near by it."""

    hits: Hits
    strength: Strength
    cosines: Mapping[int, float]

    def cosine(self, row: int) -> float:
        """Of the passage of ``row``; the least of the candidates for one that was none."""
        return self.cosines.get(row, min(self.cosines.values(), default=0.0))


@dataclass(frozen=True, slots=True)
class _Candidates:
    """What each retriever returned, best first."""

    lexical: Hits
    dense: Hits
    pairs: Hits = ()
    expansions: Hits = ()


class _Read:
    """The passages of a ranking, read from the catalogue as they are looked at, ``some`` at a time."""

    def __init__(self, catalog: Catalog, rows: Sequence[int], some: int) -> None:
        self._catalog, self._rows, self._some = catalog, rows, some
        self._passages: dict[int, Passage] = {}

    def __getitem__(self, row: int) -> Passage:
        if row not in self._passages:
            place = self._rows.index(row)
            self._passages |= self._catalog.passages(self._rows[place : place + self._some])
        return self._passages[row]

    def repeatable(self, row: int) -> str | None:
        """The text that another may repeat: a record answers one question of its own, however much its text is that of others."""
        passage = self[row]
        return None if passage.kind is Kind.RECORD else passage.text


class Scorer(Protocol):
    """Reads a question together with each of some texts: :class:`search.ranking.rerank.Reranker`."""

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """How well each text answers the question, 0 to 1."""
        ...


class Searcher:
    """Searches one opened index; opening another generation takes a new Searcher."""

    def __init__(
        self,
        index: Index,
        reranker: Scorer | None = None,
        words: Lexicon | None = None,
        weights: Weights | None = Weights(),  # noqa: B008 - frozen
    ) -> None:
        """Search ``index``.

        Args:
            index: opened.
            reranker: a cross-encoder that reads the best candidates.
            words: the everyday words to use instead of the repository's.
            weights: of the second stage; None leaves it out.
        """
        self.index = index
        self._weights = weights
        self.lexicon = lexicon() if words is None else words
        self._reranker = reranker
        self.rarity = Rarity()

    @classmethod
    def open(
        cls,
        folder: Path,
        reranker: str | None = None,
        generation: Path | None = None,
        address: Address | None = None,
    ) -> "Searcher":
        """The searcher of a generation in ``folder``, the live one by default, with a cross-encoder by name or folder.

        Args and Raises: as :func:`index.opened.open_index`; BadReranker.
        """
        if reranker is None:
            return cls(open_index(folder, generation, address))
        from .ranking.rerank import Reranker  # torch: seconds that a search without one never costs

        return cls(open_index(folder, generation, address), Reranker(reranker))

    def search(self, query: str, filters: Filters = Filters(), k: int = 10, mode: Mode = Mode.HYBRID) -> Reply:  # noqa: B008 - frozen
        """The ``k`` best excerpts, best first.

        A municipality in the question is a filter unless ``filters`` names one; several are answered in turn.
        Raises: EmptyQuestion, QuestionTooLong, UnknownMunicipality, BrokenIndex.
        """
        return self.found(self.read(query, filters), k, mode)

    def read(self, query: str, filters: Filters = Filters(), area: str | None = None) -> Question:  # noqa: B008 - frozen
        """What ``query`` asks; ``area`` is the asker's 町名・丁目, where it is known apart from it.

        Raises: as :meth:`search`.
        """
        with telling_damage(self.index.folder):
            return self._reader.read(query, filters, area, date.today())

    def found(self, question: Question, k: int, mode: Mode = Mode.HYBRID) -> Reply:
        """The ``k`` best excerpts for a question that is read."""
        with telling_damage(self.index.folder):
            scored = self.scored(question, max(_DEPTH, 2 * k), mode)
            results = self._ranked(question.wanted, question.applied, scored, k)
        return Reply(question, results, scored.strength)

    def scored(self, question: Question, depth: int, mode: Mode = Mode.HYBRID) -> "Scored":
        """The rows of the passages that fit a question, of ``depth`` candidates of each retriever."""
        wanted, applied = question.wanted, question.applied
        candidates = self._candidates(wanted, applied, mode, depth)
        records = self._records(candidates)
        fused = fuse(candidates.lexical, candidates.dense, _LEXICAL_SHARE + records * (_OF_RECORDS - _LEXICAL_SHARE))
        words = WordMatch.of(wanted, self.index, self.rarity).passages([row for row, _ in fused[:REFINED]])
        hits = self._by_place(applied, self._refined(candidates, fused, words, records))
        return Scored(hits, self._strength(wanted, candidates, max(words, default=0.0)), dict(candidates.dense))

    def _records(self, candidates: "_Candidates") -> float:
        """How much of what was found are records of lists, 0 to 1."""
        lists, plan_of = self.index.catalog.lists, self.index.catalog.plan_of
        rows = [row for hits in (candidates.lexical, candidates.dense) for row, _ in hits] if lists else []
        return sum(plan_of(row).number in lists for row in rows) / len(rows) if rows else 0.0

    def _strength(self, wanted: Wanted, candidates: "_Candidates", words: float) -> Strength:
        best = candidates.lexical[0][1] if candidates.lexical else 0.0
        whole = self.index.lexical.whole({word: wanted.weights["body"].get(word, 0.0) for word in wanted.lemmas})
        return Strength(best / whole if whole else 0.0, words)

    @cached_property
    def _reader(self) -> Reader:
        lexical = self.index.lexical
        spelling = Spelling(lexical.words(), self.lexicon.names, lambda pair: lexical.frequency(pair) > 0)
        return Reader(self.index.catalog.plans, self.districts, self.rarity, self.lexicon, spelling)

    @cached_property
    def districts(self) -> Districts:
        """The districts that the desks of the index serve."""
        return Districts(self.index.records.desks_by_area(), self.index.catalog.plan_by_id)

    def _ranked(self, wanted: Wanted, applied: Applied, found: Scored, k: int) -> tuple[Result, ...]:
        scored = self._reranked(wanted, found.hits)
        rows = [row for row, _ in scored]
        if len(applied.places) > 1:
            rows = take_turns(rows, {row: self.index.catalog.plan_of(row).municipality for row in rows})
        rows = rows[: 3 * k]  # more than k, so that repeats have something to make room for
        passages = _Read(self.index.catalog, rows, k)
        rows = demote_repeats(rows, passages.repeatable, k)[:k]
        scores, placed = dict(scored), self.index.placed.of({row: passages[row].text for row in rows})
        return tuple(
            self._result(rank, scores[row], found.cosine(row), passages[row], placed[row], wanted)
            for rank, row in enumerate(rows, start=1)
        )

    def _refined(self, candidates: "_Candidates", fused: Hits, words: Sequence[float], records: float) -> Hits:
        """The best candidates by all signals; as they were where one retriever was asked for alone."""
        if self._weights is None or not (candidates.lexical and candidates.dense):
            return fused
        weights = between(self._weights, OF_RECORDS, records)
        return refine(fused, words, candidates.pairs, candidates.expansions, weights)

    def _by_place(self, applied: Applied, hits: Hits) -> Hits:
        """``hits``, those in plans of unknown municipality counting less where a place is named."""
        if not applied.unplaced:
            return hits
        plan_of, codes = self.index.catalog.plan_of, applied.codes
        return best_first([(row, score * _place_share(plan_of(row), codes)) for row, score in hits])

    def _reranked(self, wanted: Wanted, scored: Hits) -> Hits:
        """The best candidates in the cross-encoder's order; what it did not read stays behind them."""
        if self._reranker is None:
            return scored
        rows = [row for row, _ in scored[:_RERANKED]]
        passages = self.index.catalog.passages(rows)
        texts = ["\n".join((*passages[row].headings[-2:], passages[row].text)) for row in rows]
        read = zip(rows, self._reranker.scores(wanted.text, texts), strict=True)
        return [*best_first(read), *((row, 0.0) for row, _ in scored[_RERANKED:])]

    def _candidates(self, wanted: Wanted, applied: Applied, mode: Mode, depth: int) -> "_Candidates":
        scope = kept(applied.plans, Scope.of) if applied.restricting else None
        if mode is Mode.LEXICAL:
            return _Candidates(self.index.lexical.search(wanted.weights, depth, scope), ())
        if mode is Mode.DENSE:
            return _Candidates((), self.index.dense.search(self.embedded(wanted), depth, scope))
        every_word = partial(self.index.lexical.search, wanted.weights, depth, scope)
        lexical = self._beside.begin(every_word) if self._beside else every_word
        dense = self.index.dense.search(self.embedded(wanted), depth, scope)
        pairs: Hits = ()
        expansions: Hits = ()
        if self._weights is not None:
            pairs = self.index.lexical.search({"body": wanted.pairs}, depth, scope)
            expansions = self.index.lexical.search({"body": wanted.expanded}, depth, scope)
        return _Candidates(lexical(), dense, pairs, expansions)

    @cached_property
    def _beside(self) -> OneAside | None:
        """What looks for every word while the other candidates are looked for; None where there are too few of them."""
        return OneAside() if self.index.lexical.size >= _BESIDE else None

    def embedded(self, wanted: Wanted) -> NDArray[np.float32]:
        """The question's direction, moved a little towards what plans call it."""
        rows = self.index.encoder.encode_queries([wanted.text, wanted.official] if wanted.official else [wanted.text])
        if len(rows) > 1:
            rows = unit_rows(rows[:1] + np.float32(_OFFICIAL_SHARE) * rows[1:])
        row: NDArray[np.float32] = rows[0]
        return row

    def _result(
        self, rank: int, score: float, cosine: float, passage: Passage, placed: Placed, wanted: Wanted
    ) -> Result:
        marks = joined(placed.where(wanted.lemmas))
        left, right = window(passage.text, marks, PASSAGE_MAX)
        line_start, line_end = passage.line_start, passage.line_end
        if right - left < len(passage.text):
            starts = self.index.catalog.line_starts(passage.plan_id)
            line_start = bisect_right(starts, passage.start + left)
            line_end = bisect_right(starts, passage.start + right - 1)
        return Result(
            rank=rank,
            score=score,
            confidence=confidence(_coverage(wanted.lemmas, placed.lemmas), score),
            passage=passage,
            plan=self.index.catalog.plan_by_id[passage.plan_id],
            text=passage.text[left:right],
            start=passage.start + left,
            end=passage.start + right,
            line_start=line_start,
            line_end=line_end,
            highlights=tuple(
                (max(start, left) - left, min(end, right) - left)
                for start, end in marks
                if start < right and end > left
            ),
            cosine=cosine,
            words=placed,
        )


def _place_share(plan: PlanEntry, codes: Collection[str]) -> float:
    if plan.placed or not plan.likely_codes:
        return 1.0 if plan.placed else _OF_ANY
    return 1.0 if not set(codes).isdisjoint(plan.likely_codes) else _OF_ANOTHER


def _coverage(wanted: Mapping[str, float], present: Collection[str]) -> float:
    """How much of the question's weight the words ``present`` in a passage and its headings have, 0 to 1."""
    total = sum(wanted.values())
    return sum([weight for lemma, weight in wanted.items() if lemma in present]) / total if total else 0.0
