"""Trains ``weights/``: ``python -m index.encoder.training.train PAIRS.jsonl.gz... --written FOLDER...`` (extra ``[train]``).

Each line of the files has an ``anchor`` and a ``positive``, texts that belong together: one epoch. Then come the pairs that
people wrote (``written.py``), among them pairs of before, so that those are not unlearned; a word moves then as far as it is one
of theirs. A few minutes on two cores. What was tried, and what each step gave, stands in the model card. No torch: the step is
the one that adapts the encoder to a corpus.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from time import perf_counter
from typing import Annotated, Final

import numpy as np
import typer
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from corpus.text.tokens import terms

from ..protocol import unit_rows
from ..static import CHARACTERS, WEIGHTS, Composed, is_kanji, write_weights
from .contrast import Floats, Setting, tune
from .written import PAIRS, files_in, written_pairs

NAME: Final = "fukushi-static-256"
_DIM: Final = 256
_OWN: Final = 40_000  # words with a row of their own: the most frequent in training
_PHRASES: Final = 20_000  # pairs of words with a row of their own, to which what they mean together is added
_SPOKEN, _STANDING = 4, 20  # times that a phrase stands at least in what people wrote, and in the other texts
_ABOVE_CHANCE: Final = 8.0  # times as often as its words would stand side by side by chance
_TEXT_MAX: Final = 3_000  # characters
_LENGTH_POWER: Final = 0.25  # of chiVe's lengths
_RARITY_POWER: Final = 0.5
_SPREAD: Final = 0.22  # root mean square of a starting component
_SYNONYMS: Final = 0.6
_GROUP_MAX: Final = 8  # larger groups of synonyms are too loose
_BATCH: Final = 1024
_SETTING: Final = Setting(rate=0.02, falling=True, dropout=0.1, sharpness=10.0, seed=0)
_WRITTEN: Final = Setting(rate=0.05, falling=True, dropout=0.2, sharpness=15.0, seed=0)
_EPOCHS: Final = 8  # of the written pairs; 16 give no more
_OWN_BATCH, _AMONG = 256, 512  # written pairs in a batch, and pairs of before among them
# A word goes as far from before towards after as it is one of what people write and not of Japanese at large: seen so often
# beyond what its rarity has one expect, it goes half of the way. All words half of the way: less on written pairs and JSTS.
_HALFWAY: Final = 5
_COUNTED: Final = 20  # a word of a written pair counts so often where the most frequent words get rows (arbitrary)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Texts as lists of words and of pairs of words, and which of them belong together: shape (n, 2), anchor and positive."""

    texts: list[list[str]]
    pairs: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words, most frequent in training first, with what is known of each."""

    words: list[str]  # those of ``own`` that are phrases behind those that are words
    base: NDArray[np.int64]  # its row of chiVe, or -1
    rarity: Floats  # log(1 + N / df) over the positives
    own: int  # how many of the first get a row of their own


def main(
    paths: Annotated[list[Path], typer.Argument(metavar="PAIRS.jsonl.gz...", help="files of anchor and positive")],
    written: Annotated[list[Path], typer.Option(help="folders of pairs that people wrote")] = [PAIRS],  # noqa: B006 - read only
    out: Annotated[Path, typer.Option(help="the folder to write")] = WEIGHTS,
) -> None:
    """Train and write the weights, and say how long each part took."""
    from .chive import read_chive  # the extra [train], which tests of the rest do without
    from .synonyms import synonym_groups

    started = perf_counter()

    def say(what: str) -> None:
        typer.echo(f"{perf_counter() - started:6.0f} s  {what}")

    rows, chive = read_chive()
    read = pairs_of(pair for path in paths for pair in _lines(path))
    files = [file for folder in written for file in files_in(folder)]
    own, held = pairs_of(written_pairs(files)), pairs_of(written_pairs(files, held_out=True))
    say(
        f"{len(read.pairs):,} pairs of {len(read.texts):,} texts, {len(own.pairs):,} and {len(held.pairs):,} written ones"
    )
    vocabulary = vocabulary_of(read, rows, own)
    base = whitened(chive)[:, :_DIM]
    lengths = _lengths(vocabulary, chive, base)
    start = starting_vectors(vocabulary, base, lengths, synonym_groups(vocabulary.words))
    say(f"{len(vocabulary.words):,} words")
    weight = vocabulary.rarity**_RARITY_POWER
    texts = bags(read, vocabulary, weight)
    batches, steps, left = _shuffled(read.pairs)
    say(f"{steps} steps; of the {len(left)} pairs left out, reciprocal rank {reciprocal_rank(start, texts, left):.3f}")
    before = tune(start, texts, batches, steps, _SETTING)
    say(f"trained: {reciprocal_rank(before, texts, left):.3f}")
    spoken, unseen = bags(own, vocabulary, weight), bags(held, vocabulary, weight)
    say(f"hands held out: reciprocal rank {reciprocal_rank(before, unseen, held.pairs):.3f}")
    both = vstack([texts, spoken], format="csr")
    batches, steps = _mixed(read.pairs, own.pairs + texts.shape[0])
    after = tune(before, both, batches, steps, _WRITTEN)
    vectors = before + spoken_shares(spoken, vocabulary.rarity)[:, None] * (after - before)
    say(f"with what people wrote: {reciprocal_rank(vectors, unseen, held.pairs):.3f}")
    write_weights(
        out,
        NAME,
        vocabulary.words,
        vectors[: vocabulary.own] * weight[: vocabulary.own, None],
        vocabulary.rarity,
        Composed(base, vocabulary.base, lengths * weight),
    )
    say(f"-> {out}")


def pairs_of(texts: Iterable[tuple[str, str]]) -> Pairs:
    """The pairs; a text that several share is one text."""
    places: dict[str, int] = {}
    pairs = [
        (places.setdefault(anchor, len(places)), places.setdefault(positive, len(places))) for anchor, positive in texts
    ]
    return Pairs(
        [list(map(intern, terms(text[:_TEXT_MAX]))) for text in places], np.array(pairs, dtype=np.int64).reshape(-1, 2)
    )


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["anchor"], row["positive"]


def vocabulary_of(read: Pairs, chive_rows: dict[str, int], written: Pairs) -> Vocabulary:
    """Every word of chiVe, and every other that stands twice in the texts; how rare it is says ``read`` alone.

    The most frequent come first, behind them the phrases, then all others.
    """
    positives = np.unique(read.pairs[:, 1])
    frequency = Counter(word for place in positives for word in set(read.texts[place]))
    total = Counter(word for text in read.texts for word in text)
    spoken = Counter(word for text in written.texts for word in text)
    phrases = chosen_phrases(total, spoken)
    for word, count in spoken.items():
        total[word] += _COUNTED * count
    known = {word for word in chive_rows.keys() | total.keys() if word in chive_rows or total[word] > 1}
    words = sorted((word for word in known if _is_word(word)), key=lambda word: (-total[word], word))
    words = [*words[:_OWN], *phrases, *words[_OWN:]]
    seen = np.array([max(frequency[word], 1) for word in words])
    return Vocabulary(
        words,
        np.array([chive_rows.get(word, -1) if _is_word(word) else -1 for word in words]),
        np.log1p(len(positives) / seen).astype(np.float32),
        min(len(words), _OWN + len(phrases)),
    )


def chosen_phrases(total: Mapping[str, int], spoken: Mapping[str, int]) -> list[str]:
    """The pairs of words that stand side by side far oftener than by chance, the most frequent; half of them of what people wrote.

    Args:
        total: how often each word and each pair stands in the texts.
        spoken: the same of what people wrote.
    """
    own = _together(spoken, _SPOKEN)[: _PHRASES // 2]
    rest = [phrase for phrase in _together(total, _STANDING) if phrase not in set(own)]
    return [*own, *rest[: _PHRASES - len(own)]]


def _together(counted: Mapping[str, int], least: int) -> list[str]:
    """The pairs that stand ``least`` times or more, and ``_ABOVE_CHANCE`` times as often as chance has them, the most frequent first."""
    texts = sum(count for word, count in counted.items() if _is_word(word))
    found = []
    for phrase, count in counted.items():
        left, plus, right = phrase.partition("+")
        if plus and left and right and count >= least:
            by_chance = counted.get(left, 0) * counted.get(right, 0) / texts
            if by_chance and count >= _ABOVE_CHANCE * by_chance:
                found.append((-count, phrase))
    return [phrase for _, phrase in sorted(found)]


def _is_word(term: str) -> bool:
    return "+" not in term and not any(map(str.isspace, term))


def whitened(vectors: Floats) -> Floats:
    """The directions of chiVe's rows, centred, with every principal axis as wide as the others, widest first."""
    centred = vectors - vectors.mean(axis=0)
    _, widths, axes = np.linalg.svd(centred, full_matrices=False)
    return unit_rows((centred @ axes.T / widths).astype(np.float32))


def _lengths(vocabulary: Vocabulary, chive: Floats, base: Floats) -> Floats:
    """How long each word's starting vector is: a power of chiVe's own length; the mean where chiVe has no such word."""
    own = np.linalg.norm(chive, axis=1) ** _LENGTH_POWER
    has = vocabulary.base >= 0
    lengths = np.full(len(vocabulary.words), own[vocabulary.base[has]].mean())
    lengths[has] = own[vocabulary.base[has]]
    spread = float(np.sqrt(np.mean((base[vocabulary.base[has]] * lengths[has, None]) ** 2)))
    scaled: Floats = (lengths * (_SPREAD / spread)).astype(np.float32)
    return scaled


def starting_vectors(
    vocabulary: Vocabulary, base: Floats, lengths: Floats, synonyms: Sequence[Sequence[str]]
) -> Floats:
    """The direction that chiVe gives a word, plus that of the word's characters, plus that of its synonyms, at its length.

    A phrase starts at nothing: its words say what it means until training adds to it.
    """
    directions = np.zeros((len(vocabulary.words), base.shape[1]), np.float32)
    has = vocabulary.base >= 0
    directions[has] = base[vocabulary.base[has]]
    directions = unit_rows(directions)
    place = {word: row for row, word in enumerate(vocabulary.words)}
    spelt = [
        (row, place[letter])
        for row, word in enumerate(vocabulary.words)
        if _is_word(word)
        for letter in word
        if len(word) > 1 and is_kanji(letter) and letter in place
    ]
    directions = unit_rows(directions + CHARACTERS * unit_rows(_linked(spelt, len(directions)) @ directions))
    alike = [
        (place[word], place[other])
        for group in synonyms
        if len(group) <= _GROUP_MAX
        for word in group
        for other in group
        if word != other
    ]
    directions = unit_rows(directions + _SYNONYMS * unit_rows(_linked(alike, len(directions)) @ directions))
    return directions * lengths[:, None]


def _linked(links: Sequence[tuple[int, int]], words: int) -> csr_matrix:
    rows, columns = np.array(links, dtype=np.int64).reshape(-1, 2).T
    return csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(words, words))


def bags(read: Pairs, vocabulary: Vocabulary, weight: Floats) -> csr_matrix:
    """How much each word counts in each text, shape (texts, words)."""
    place = {word: row for row, word in enumerate(vocabulary.words)}
    ids = [[place[word] for word in text if word in place] for text in read.texts]
    edges = np.cumsum([0, *map(len, ids)])
    columns = np.fromiter((word for text in ids for word in text), dtype=np.int64, count=int(edges[-1]))
    counts = csr_matrix((np.ones(len(columns), np.float32), columns, edges), shape=(len(ids), len(place)))
    counts.sum_duplicates()
    counts.data *= weight[counts.indices]
    return counts


def spoken_shares(spoken: csr_matrix, rarity: Floats) -> Floats:
    """How much each word is one of what people write, 0 to 1, shape (words,).

    Args:
        spoken: how much each word counts in each text that they wrote, shape (texts, words).
        rarity: log(1 + N / df) of each word in other texts.
    """
    texts = np.bincount(spoken.indices, minlength=spoken.shape[1])
    expected = spoken.shape[0] / np.expm1(rarity)
    shares: Floats = (texts / (texts + _HALFWAY + expected)).astype(np.float32)
    return shares


def reciprocal_rank(vectors: Floats, texts: csr_matrix, pairs: NDArray[np.int64]) -> float:
    """The mean over ``pairs`` of 1 / the rank of the positive among all of theirs, asked for by the anchor."""
    different, own = np.unique(pairs[:, 1], return_inverse=True)
    anchors, positives = (unit_rows(texts[places] @ vectors) for places in (pairs[:, 0], different))
    scores = anchors @ positives.T
    right = scores[np.arange(len(pairs)), own][:, None]
    return float(np.mean(1 / (scores >= right).sum(axis=1)))


def _shuffled(pairs: NDArray[np.int64]) -> tuple[Iterator[NDArray[np.int64]], int, NDArray[np.int64]]:
    """One epoch of whole batches, how many they are, and the pairs that do not fill another."""
    order = np.random.default_rng(_SETTING.seed).permutation(len(pairs))
    steps = len(order) // _BATCH
    batches = (pairs[order[step * _BATCH : (step + 1) * _BATCH]] for step in range(steps))
    return batches, steps, pairs[order[steps * _BATCH :]]


def _mixed(before: NDArray[np.int64], written: NDArray[np.int64]) -> tuple[Iterator[NDArray[np.int64]], int]:
    """Batches of the written pairs, in every epoch in another order, with pairs of before among them; how many there are."""
    rng = np.random.default_rng(_WRITTEN.seed)
    each = len(written) // _OWN_BATCH

    def batches() -> Iterator[NDArray[np.int64]]:
        for _ in range(_EPOCHS):
            order = rng.permutation(len(written))
            for step in range(each):
                own = written[order[step * _OWN_BATCH : (step + 1) * _OWN_BATCH]]
                yield np.concatenate([own, before[rng.integers(len(before), size=_AMONG)]])

    return batches(), _EPOCHS * each


if __name__ == "__main__":
    typer.run(main)
