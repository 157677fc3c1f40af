"""What people say in other languages -> the words that plans use: depression -> うつ病. The table is ``terms.tsv``."""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

LATIN: Final = ("en", "vi", "pt", "tl")
_PLURAL: Final = "(?:e?s)?"  # of English, Portuguese and Spanish loans of Tagalog
_BARRED: Final = str.maketrans("đĐ", "dD")
_MIXED_WITH: Final = {"tl": "en"}  # spoken together (Taglish)


@dataclass(frozen=True, slots=True)
class Term:
    """A row: words of a language, and what plans call it, the nearest first; ``theme`` as in ``lexicon.tsv``."""

    language: str
    said: str
    official: tuple[str, ...]
    theme: str


def folded(text: str) -> str:
    """Lower case without accents (Đổ rác, do rac); Hangul and kanji stay whole."""
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).replace("’", "'").lower())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", bare.translate(_BARRED))


@cache
def terms() -> tuple[Term, ...]:
    """The rows of the table, read once."""
    with resources.files("search.question.foreign").joinpath("terms.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            Term(row["language"], row["said"], tuple(row["official"].split("、")), row["theme"]) for row in rows
        )


def matched(text: str, languages: tuple[str, ...]) -> list[Term]:
    """The terms that stand in ``text``, in its order, by that of ``languages`` of which most of it is known."""
    plain = folded(text)
    found = {language: _standing(plain, language) for language in languages}
    best = max(languages, key=lambda each: sum(end - start for start, end in found[each]))
    known = dict(found[best])
    spans = {span: _rows(best)[0][_key(plain, span, best)] for span in known.items()}
    if (other := _MIXED_WITH.get(best)) in found:
        for start, end in found[other]:
            if all(end <= first or last <= start for first, last in spans):
                spans[start, end] = _rows(other)[0][_key(plain, (start, end), other)]
    return [spans[span] for span in sorted(spans)]


def _standing(plain: str, language: str) -> list[tuple[int, int]]:
    return [match.span(1) for match in _rows(language)[1].finditer(plain)]


def _key(plain: str, span: tuple[int, int], language: str) -> str:
    said = plain[slice(*span)]
    return re.sub(r"\s+", " ", said) if language in LATIN else said


@cache
def _rows(language: str) -> tuple[dict[str, Term], re.Pattern[str]]:
    """The terms of a language by what is said, folded, and a pattern of all: whole words of Latin letters, the longest first."""
    rows = {folded(term.said): term for term in terms() if term.language == language}
    longest = sorted(rows, key=lambda said: (-len(said), said))
    either = "|".join(re.escape(said).replace(r"\ ", r"\s+") for said in longest)
    return rows, re.compile(rf"(?<!\w)({either}){_PLURAL}(?!\w)" if language in LATIN else f"({either})")
