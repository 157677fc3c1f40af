"""Makes ``weights/`` from chiVe: ``python -m index.encoder.chive TEXT.jsonl.gz...`` (extra ``[weights]``).

chiVe's vectors (Works Applications, Apache-2.0) come with the PyPI package ja-ginza 5.3.0: 20,000 rows under
480,443 Sudachi normalised forms. A form is kept where fugashi reads it as one content word, under that word's
UniDic lemma. A lemma weighs log(1 + N / df) over the texts given (any .jsonl.gz of anchor and positive).
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import ja_ginza
import numpy as np
from spacy.vocab import Vocab

from ..tokens import lemmas, tokenize
from .static import WEIGHTS, write_weights

NAME = "chive-idf-300"


def main(paths: Sequence[Path]) -> None:
    """Write the weights and say what went into them."""
    folder = next(Path(ja_ginza.__file__).parent.glob("ja_ginza-*")) / "vocab"
    vocabulary = Vocab().from_disk(folder, exclude=["lookups"])
    row_of = _rows_by_lemma(vocabulary)
    frequency, texts = _document_frequency(paths)
    words = sorted(row_of)
    rarity = np.log1p(texts / np.array([max(frequency[word], 1) for word in words])).astype(np.float32)
    vectors = np.asarray(vocabulary.vectors.data, dtype=np.float32)
    rows = np.array([row_of[word] for word in words])
    write_weights(WEIGHTS, NAME, words, rows, rarity, rarity, vectors)
    print(f"{len(words):,} lemmas on {len(vectors):,} vectors; weighted over {texts:,} texts -> {WEIGHTS}")


def _rows_by_lemma(vocabulary: Vocab) -> dict[str, int]:
    """Lemma -> row; a form that is written as its lemma goes before one that only leads to it."""
    rows: dict[str, int] = {}
    exact: set[str] = set()
    for form in sorted(vocabulary.strings):
        row = vocabulary.vectors.key2row.get(vocabulary.strings[form])
        if row is None or any(letter.isspace() for letter in form):
            continue
        tokens = tokenize(form)
        if len(tokens) != 1 or not tokens[0].content:
            continue
        lemma = tokens[0].lemma
        if lemma == form:
            exact.add(lemma)
        elif lemma in exact or lemma in rows:
            continue
        rows[lemma] = int(row)
    return rows


def _document_frequency(paths: Sequence[Path]) -> tuple[Counter[str], int]:
    frequency: Counter[str] = Counter()
    texts = 0
    for text in _texts(paths):
        frequency.update(set(lemmas(text)))
        texts += 1
    return frequency, texts


def _texts(paths: Sequence[Path]) -> Iterator[str]:
    last = ""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["positive"]
                if text != last:  # one passage often answers several questions in a row
                    yield text
                last = text


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
