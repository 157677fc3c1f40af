"""How near two items are in meaning: vectors of titles and texts, centred on the corpus, and shared words by rarity."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from corpus.text.matching import matching_text
from corpus.text.nouns import is_number
from corpus.text.sentences import sentence_spans
from corpus.text.tokens import terms
from index.encoder.protocol import Encoder, unit_rows
from index.encoder.static import Rarity

from ..items import in_office
from ..kept import NOTHING, Arrays, Kept
from ..report import Item
from .matter import directions, profiles
from .rows import Floats, Rows, products, spans

_BLOCK: Final = 1000  # items that are read, and kept, at once: some five seconds of work
_PART: Final = 60  # characters that a part has at least; a shorter sentence goes with the next (arbitrary)
_PARTS: Final = 40  # of one item; what lies behind is in its whole alone (arbitrary)
_TITLE_TIMES: Final = 3  # how often a title's words count beside the text's


@dataclass(frozen=True, slots=True)
class Read:
    """How a long reading is followed: ``step`` hears of the share that is done, ``kept`` has what an earlier run has done."""

    step: Callable[[float], None] = lambda share: None
    kept: Kept = NOTHING


@dataclass(frozen=True, slots=True)
class Weights:
    """What each of the five nearnesses counts; all are in [0, 1] before they are added.

    Chosen on 223 judged pairs; halves and doubles of each change the average precision by less than .01, and weights
    learned on all municipalities but one do no better on that one.
    """

    whole: float = 0.25
    title: float = 0.07
    within: float = 0.18
    words: float = 0.21
    matter: float = 0.29


@dataclass(frozen=True, slots=True)
class Meanings:
    """What is known of many items' meaning, a row an item; ``parts`` of all stand together, ``starts`` say whose."""

    whole: Floats
    titles: Floats
    parts: Floats
    starts: Rows
    words: csr_matrix
    matters: Floats

    @classmethod
    def of(cls, items: Sequence[Item], texts: Sequence[str], encoder: Encoder, read: Read | None = None) -> "Meanings":
        """``texts`` are what counts of each item: its text without boilerplate and offices."""
        read = read or Read()
        blocks = []
        for start in range(0, len(items), _BLOCK):
            read.step(start / len(items))
            titles = [matching_text(item.title) for item in items[start : start + _BLOCK]]
            own = texts[start : start + _BLOCK]
            make = partial(_read, titles, own, encoder)
            blocks.append(read.kept.piece("meaning", (*titles, *own), make))
        if not blocks:
            blocks = [_read([], [], encoder)]
        wholes, titled, pieces, counts = (
            np.concatenate([block[name] for block in blocks]) for name in ("wholes", "titles", "parts", "counts")
        )
        centre = wholes.mean(axis=0, keepdims=True) if len(wholes) else np.zeros((1, encoder.dim), np.float32)
        starts = np.cumsum(counts) - counts
        words = _weighed([_bags_of(block) for block in blocks])
        matters = directions(np.concatenate([block["matters"] for block in blocks]))
        return cls(_centred(wholes, centre), _centred(titled, centre), _centred(pieces, centre), starts, words, matters)

    def near(self, ours: Rows, theirs: Rows, weights: Weights = Weights()) -> Floats:
        """How near each of ``ours`` is to each of ``theirs``, in [0, 1]; shape (len(ours), len(theirs))."""
        return together(self.features(ours, theirs), weights)

    def features(self, ours: Rows, theirs: Rows) -> tuple[Floats, ...]:
        """The five nearnesses: of wholes, of titles, of a title and the best part of the other, of words, of matters."""
        whole = np.maximum(self.whole[ours] @ self.whole[theirs].T, 0)
        title = np.maximum(self.titles[ours] @ self.titles[theirs].T, 0)
        there = self._best_part(ours, theirs)
        here = self._best_part(theirs, ours).T
        within = np.maximum((there + here) / 2, 0)
        words = np.sqrt((self.words[ours] @ self.words[theirs].T).toarray()).astype(np.float32)
        return whole, title, within, words, self.matters[ours] @ self.matters[theirs].T

    def beside(self, row: int, others: Rows) -> tuple[Floats, ...]:
        """What :meth:`features` gives of one row and others, sooner where they are few."""
        whole = np.maximum(self.whole[others] @ self.whole[row], 0)
        title = np.maximum(self.titles[others] @ self.titles[row], 0)
        ends = np.append(self.starts[1:], len(self.parts))
        places, firsts = spans(self.starts[others], ends[others])
        there = np.maximum.reduceat(self.parts[places] @ self.titles[row], firsts)
        here = (self.titles[others] @ self.parts[self.starts[row] : ends[row]].T).max(axis=1)
        within = np.maximum((there + here) / 2, 0)
        words = np.sqrt(products(self.words, row, others))
        return whole, title, within, words, self.matters[others] @ self.matters[row]

    def _best_part(self, titled: Rows, parted: Rows) -> Floats:
        """How near the title of each of ``titled`` is to the nearest part of each of ``parted``."""
        ends = np.append(self.starts[1:], len(self.parts))
        if not len(parted) or not len(titled):
            return np.zeros((len(titled), len(parted)), np.float32)
        places, firsts = spans(self.starts[parted], ends[parted])
        near = self.titles[titled] @ self.parts[places].T
        best: Floats = np.maximum.reduceat(near, firsts, axis=1)
        return best


def together(features: tuple[Floats, ...], weights: Weights = Weights()) -> Floats:
    """The nearnesses of :meth:`Meanings.features` as one."""
    told = (weights.whole, weights.title, weights.within, weights.words, weights.matter)
    total: Floats = sum((w * each for w, each in zip(told, features, strict=True)), np.zeros_like(features[0]))
    return np.minimum(total, np.float32(1))


def telling_text(item: Item, left_out: Sequence[tuple[int, int]]) -> str:
    """What counts of an item's text: no boilerplate; of a record its fields without the offices."""
    kept = [text for name, text in item.fields if not in_office(name)]
    text = "\n".join(kept) if kept else _without(item.text, left_out)
    if kept and left_out:
        for start, end in left_out:
            text = text.replace(item.text[start:end], "\n")
    return matching_text(text)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    kept, place = [], 0
    for start, end in sorted(spans):
        kept.append(text[place:start])
        place = max(place, end)
    return "\n".join([*kept, text[place:]])


def _read(titles: Sequence[str], texts: Sequence[str], encoder: Encoder) -> Arrays:
    """What is read of items before they are compared with others: vectors, and words with how often they stand there."""
    parts = [_parts(text) for text in texts]
    spoken = ["\n".join([*[title] * _TITLE_TIMES, *own]) for title, own in zip(titles, parts, strict=True)]
    bags = [Counter(term for term in terms(text) if not is_number(term)) for text in spoken]
    return {
        "titles": encoder.encode_passages(titles),
        "wholes": encoder.encode_passages(spoken),
        "parts": encoder.encode_passages([part for own in parts for part in own]),
        "counts": np.array([len(own) for own in parts], np.int64),
        "terms": np.frombuffer("\n".join(term for bag in bags for term in bag).encode(), np.uint8),
        "times": np.array([times for bag in bags for times in bag.values()], np.int64),
        "matters": profiles(titles, ["\n".join(own) for own in parts]),
        "bags": np.array([len(bag) for bag in bags], np.int64),
    }


def _parts(text: str) -> list[str]:
    """Sentences of ``text``, short ones joined; never none."""
    found, held = [], ""
    for start, end in sentence_spans(text):
        held += text[start:end]
        if len(held) >= _PART:
            found.append(held)
            held = ""
    if held.strip() or not found:
        found.append(held)
    return found[:_PARTS]


def _bags_of(block: Arrays) -> tuple[list[str], NDArray[np.int64], NDArray[np.int64]]:
    """The words of a block's items one after the other, how often each stands there, and how many each item has."""
    found = block["terms"].tobytes().decode()
    return found.split("\n") if found else [], block["times"].astype(np.int64), block["bags"].astype(np.int64)


def _weighed(blocks: Sequence[tuple[list[str], NDArray[np.int64], NDArray[np.int64]]]) -> csr_matrix:
    """A unit row an item: its words and pairs of words, each by its rarity in Japanese at large and among the items."""
    rarity, known = Rarity(), dict[str, int]()
    columns = np.array([known.setdefault(term, len(known)) for found, _, _ in blocks for term in found], np.int64)
    sizes = np.concatenate([each for _, _, each in blocks])
    times = np.concatenate([each for _, each, _ in blocks]).astype(np.float32)
    edges = np.concatenate([[0], np.cumsum(sizes)])
    rows = csr_matrix((times, columns, edges), shape=(len(sizes), max(len(known), 1)))
    df = np.bincount(rows.indices, minlength=rows.shape[1])
    here = np.log1p(len(sizes) / np.maximum(df, 1))
    large = np.array([_at_large(term, rarity) for term in known] or [1.0])
    rows.data = ((1 + np.log(rows.data)) * (here * large)[rows.indices]).astype(np.float32)
    norms = np.sqrt(np.asarray(rows.power(2).sum(axis=1)).ravel())
    rows.data /= np.repeat(np.where(norms > 0, norms, 1), np.diff(rows.indptr)).astype(np.float32)
    return rows


def _at_large(term: str, rarity: Rarity) -> float:
    """A term's rarity in Japanese at large, in (0, 1]; a pair is as rare as its words on average."""
    words = term.split("+")
    return sum(rarity.of(word) for word in words) / (len(words) * rarity.highest)


def _centred(rows: Floats, centre: Floats) -> Floats:
    """Rows without what all texts have in common; a row of nothing stays one."""
    return unit_rows(np.where(np.abs(rows).sum(axis=1, keepdims=True) > 0, rows - centre, rows).astype(np.float32))
