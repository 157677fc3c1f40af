"""chiVe's vectors under UniDic lemmas; needs the extra ``[train]``.

chiVe's vectors (Works Applications, Apache-2.0) come with the PyPI package ja-ginza 5.3.0: 20,000 rows under
480,443 Sudachi normalised forms. A form is kept where fugashi reads it as one content word, under that word's
UniDic lemma.
"""

from pathlib import Path

import ja_ginza
import numpy as np
from numpy.typing import NDArray
from spacy.vocab import Vocab

from corpus.text.tokens import tokenize


def read_chive() -> tuple[dict[str, int], NDArray[np.float32]]:
    """Lemma -> row, and the rows, shape (20000, 300)."""
    folder = next(Path(ja_ginza.__file__).parent.glob("ja_ginza-*")) / "vocab"
    vocabulary = Vocab().from_disk(folder, exclude=["lookups"])
    return _rows_by_lemma(vocabulary), np.asarray(vocabulary.vectors.data, dtype=np.float32)


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
