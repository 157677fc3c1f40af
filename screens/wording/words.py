"""The table of sentences: one row a key, one column a language; what is not translated yet is told in Japanese."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("ja", "easy", "en", "zh", "ko", "vi", "pt", "tl")  # the columns; "easy" is やさしい日本語
_TAGS: Final = {"easy": "ja", "zh": "zh-Hans", "tl": "fil"}  # BCP 47, where it is not the column's name
_TABLE: Final = Path(__file__).with_name("words.tsv")


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language."""

    lang: str
    _texts: Mapping[str, str]

    @property
    def tag(self) -> str:
        """What ``lang`` of a page says."""
        return _TAGS.get(self.lang, self.lang)

    @property
    def is_japanese(self) -> bool:
        """Whether what plans and desks say is in the page's own language."""
        return self.tag == "ja"

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of ``key`` with ``values`` in its braces. Raises: KeyError where there is none."""
        text = self._texts[key]
        return text.format(**values) if values else text


def read_table() -> dict[str, dict[str, str]]:
    """Key -> language -> sentence, as the table has them; an empty cell is ""."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["key"]: {lang: row[lang] or "" for lang in LANGUAGES} for row in rows}


_ROWS: Final = read_table()
_ALL: Final = {lang: Words(lang, {key: row[lang] or row["ja"] for key, row in _ROWS.items()}) for lang in LANGUAGES}
JA: Final = _ALL["ja"]


def words_of(lang: str) -> Words:
    """The sentences of ``lang``, the name of a column; Japanese where there is no such column."""
    return _ALL.get(lang, JA)
