"""How near two items are in meaning: vectors of titles and texts, centred on the corpus, and shared words by rarity."""

from collections.abc import Sequence
from dataclasses import dataclass
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

from .items import in_office
from .report import Item

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]
_PART: Final = 60  # characters that a part has at least; a shorter sentence goes with the next (arbitrary)
_PARTS: Final = 40  # of one item; what lies behind is in its whole alone (arbitrary)
_TITLE_TIMES: Final = 3.0  # how often a title's words count beside the text's


@dataclass(frozen=True, slots=True)
class Weights:
    """What each of the four nearnesses counts; all are in [0, 1] before they are added."""

    whole: float = 0.35
    title: float = 0.1
    within: float = 0.25
    words: float = 0.3


@dataclass(frozen=True, slots=True)
class Meanings:
    """What is known of many items' meaning, a row an item; ``parts`` of all stand together, ``starts`` say whose."""

    whole: Floats
    titles: Floats
    parts: Floats
    starts: Rows
    words: csr_matrix

    @classmethod
    def of(cls, items: Sequence[Item], texts: Sequence[str], encoder: Encoder) -> "Meanings":
        """``texts`` are what counts of each item: its text without boilerplate and offices."""
        parts = [_parts(text) for text in texts]
        counts = np.array([len(each) for each in parts], dtype=np.int64)
        flat = [part for each in parts for part in each]
        titles = encoder.encode_passages([matching_text(item.title) for item in items])
        wholes = encoder.encode_passages([_spoken(item, text) for item, text in zip(items, texts, strict=True)])
        pieces = encoder.encode_passages(flat)
        centre = wholes.mean(axis=0, keepdims=True) if len(wholes) else np.zeros((1, encoder.dim), np.float32)
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]]) if len(counts) else counts
        words = _bags([_spoken(item, text) for item, text in zip(items, texts, strict=True)])
        return cls(_centred(wholes, centre), _centred(titles, centre), _centred(pieces, centre), starts, words)

    def near(self, ours: Rows, theirs: Rows, weights: Weights = Weights()) -> Floats:
        """How near each of ``ours`` is to each of ``theirs``, in [0, 1]; shape (len(ours), len(theirs))."""
        return together(self.features(ours, theirs), weights)

    def features(self, ours: Rows, theirs: Rows) -> tuple[Floats, Floats, Floats, Floats]:
        """The four nearnesses: of wholes, of titles, of a title and the best part of the other, of words."""
        whole = np.maximum(self.whole[ours] @ self.whole[theirs].T, 0)
        title = np.maximum(self.titles[ours] @ self.titles[theirs].T, 0)
        there = self._best_part(ours, theirs)
        here = self._best_part(theirs, ours).T
        within = np.maximum((there + here) / 2, 0)
        words = np.sqrt((self.words[ours] @ self.words[theirs].T).toarray()).astype(np.float32)
        return whole, title, within, words

    def _best_part(self, titled: Rows, parted: Rows) -> Floats:
        """How near the title of each of ``titled`` is to the nearest part of each of ``parted``."""
        ends = np.append(self.starts[1:], len(self.parts))
        spans = [np.arange(self.starts[row], ends[row]) for row in parted]
        places = np.concatenate(spans) if spans else np.zeros(0, np.int64)
        if not len(places) or not len(titled):
            return np.zeros((len(titled), len(parted)), np.float32)
        firsts = np.concatenate([[0], np.cumsum([len(span) for span in spans])[:-1]]).astype(np.int64)
        near = self.titles[titled] @ self.parts[places].T
        best: Floats = np.maximum.reduceat(near, firsts, axis=1)
        return best


def together(features: tuple[Floats, ...], weights: Weights = Weights()) -> Floats:
    """The four nearnesses of :meth:`Meanings.features` as one."""
    told = (weights.whole, weights.title, weights.within, weights.words)
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


def _spoken(item: Item, text: str) -> str:
    return "\n".join([*[matching_text(item.title)] * round(_TITLE_TIMES), text])


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


def _bags(texts: Sequence[str]) -> csr_matrix:
    """A unit row a text: its words and pairs of words, each by its rarity in Japanese at large and among the texts."""
    rarity = Rarity()
    known: dict[str, int] = {}
    columns: list[int] = []
    edges = [0]
    counts: list[float] = []
    for text in texts:
        bag: dict[int, int] = {}
        for term in terms(text):
            if not is_number(term):
                place = known.setdefault(term, len(known))
                bag[place] = bag.get(place, 0) + 1
        columns.extend(bag)
        counts.extend(bag.values())
        edges.append(len(columns))
    rows = csr_matrix(
        (np.array(counts, np.float32), np.array(columns, np.int64), np.array(edges)),
        shape=(len(texts), max(len(known), 1)),
    )
    df = np.bincount(rows.indices, minlength=rows.shape[1])
    here = np.log1p(len(texts) / np.maximum(df, 1))
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
