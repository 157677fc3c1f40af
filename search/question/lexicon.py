"""Everyday words -> the words that plans use: ぼけてきた -> 認知症. The table is ``lexicon.tsv``, which staff can edit."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from corpus.text.tokens import Token, spans, tokenize

from ..errors import BadLexicon

_POLITE: Final = (  # endings that hide a negation or a verb from the table's plain forms
    (re.compile("出来"), "でき"),
    (re.compile(r"(?<=[ぁ-ん])ありません|(?:^|(?<=\s))ありません"), "ない"),
    (re.compile(r"(?<=[えけせてねべめれげぜでぺきちにひみりいしび来見寝出着])ません"), "ない"),
    (
        re.compile(
            r"(?<=[かがさたなばまらわえけせてねべめれげぜで来見寝])(?:へん|ひん|ねえ|ねー)(?=$|[^ぁ-ん]|[でかわねのよ])"
        ),
        "ない",
    ),
)
_SPELT: Final = ((re.compile("障がい|障碍"), "障害"), (re.compile("子ども|こども"), "子供"))  # of one word
_SHORT: Final = re.compile(r"[ァ-ヶー]{2,3}|[a-z0-9]{2,4}")  # デイ stands in エンディング too: only as a whole run
_SAME: Final = "[ァ-ヶーa-z0-9]"
_GODAN: Final = re.compile(r"([きぎしちにびみりい])ません")  # わかりません -> わからない
_A_ROW: Final = str.maketrans("きぎしちにびみりい", "かがさたなばまらわ")
_HIRAGANA: Final = re.compile("[ぁ-ゖー]+")
_NAME: Final = re.compile("[一-龠々ァ-ヶー]{2,}")
_TWO_KANJI: Final = re.compile("[一-龠々]{2}")
_COLUMNS: Final = ("everyday", "official", "theme")
_EXPANSIONS: Final = 4  # expansions of one question; more would be a list, not a reading of it


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: ``pieces`` that must all stand in a question, and the words that plans use for it, the nearest first."""

    everyday: str
    pieces: tuple[str, ...]
    official: tuple[str, ...]
    theme: str


@dataclass(frozen=True, slots=True)
class Expansion:
    """What was said, in the table's words, and what plans call it."""

    said: str
    official: tuple[str, ...]


class Lexicon:
    """The table, ready to match: pieces are looked up by their first two characters and by their dictionary form."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: tuple[Entry, ...] = tuple(entries)
        self._starting: dict[str, set[str]] = {}
        self._forms: dict[str, set[str]] = {}
        self._short: dict[str, re.Pattern[str]] = {}
        self._with: dict[str, list[int]] = {}  # places of the entries whose first piece it is
        for place, entry in enumerate(self.entries):
            self._with.setdefault(entry.pieces[0], []).append(place)
        for piece in {piece for entry in self.entries for piece in entry.pieces}:
            if len(piece) == 1:
                self._forms.setdefault(piece, set()).add(piece)
            elif _SHORT.fullmatch(piece):
                self._starting.setdefault(piece[:2], set()).add(piece)
                self._short[piece] = re.compile(rf"(?<!{_SAME}){re.escape(piece)}(?!{_SAME})")
            else:
                self._starting.setdefault(piece[:2], set()).add(piece)
                if lemma := _lemma(piece):
                    self._forms.setdefault(lemma, set()).add(piece)

    @property
    def official(self) -> tuple[str, ...]:
        """Every word that plans use, sorted."""
        return tuple(sorted({word for entry in self.entries for word in entry.official}))

    @property
    def names(self) -> tuple[str, ...]:
        """Every word that plans use, and every everyday one in kanji or katakana, sorted."""
        everyday = {entry.everyday for entry in self.entries if _NAME.fullmatch(entry.everyday)}
        return tuple(sorted(everyday.union(self.official)))

    def expand(self, question: str) -> tuple[Expansion, ...]:
        """What the everyday words of ``question`` are called in plans, the longest match first.

        A piece matches where the question holds it, or the same word in another form; a single character only as a
        word of its own; two kanji or hiragana only as a word or within one (not 国保 in 全国保育, nor しつけ in
        押しつけ). A match inside a longer one (デイ in 放デイ) does not count. Of matches that lead to the same
        first word only the first is kept.
        """
        standing = self._standing(_spoken(question))
        places = sorted(place for piece in standing for place in self._with.get(piece, ()))
        found = [entry for place in places if standing.issuperset((entry := self.entries[place]).pieces)]
        found = [entry for entry in found if not any(_inside(entry, other) for other in found)]
        found.sort(key=lambda entry: (-len(entry.pieces), -len(entry.everyday)))
        kept: dict[str, Expansion] = {}
        for entry in found:
            kept.setdefault(entry.official[0], Expansion(entry.everyday, entry.official))
        return tuple(kept.values())[:_EXPANSIONS]

    def _standing(self, text: str) -> set[str]:
        """The pieces that stand in ``text``."""
        tokens = spans(text)
        words = {form for _, _, token in tokens for form in (token.surface, token.lemma)}
        edges = {edge for start, end, _ in tokens for edge in (start, end)}
        standing = {piece for word in words for piece in self._forms.get(word, ())}
        for pair in {text[place : place + 2] for place in range(len(text) - 1)}:
            for piece in self._starting.get(pair, ()):
                shape = self._short.get(piece)
                if shape.search(text) if shape else _fits(piece, text, edges):
                    standing.add(piece)
        return standing


@cache
def lexicon() -> Lexicon:
    """The table in the repository, read once."""
    with resources.files("search.question").joinpath("lexicon.tsv").open(encoding="utf-8-sig") as file:
        return Lexicon(parse(file))


def parse(lines: Iterable[str]) -> list[Entry]:
    """Rows of ``everyday``, ``official`` (separated by 、) and ``theme``, tabs between, under a header line.

    Raises: BadLexicon, naming the first line that is not such a row.
    """
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    if tuple(next(rows, ())) != _COLUMNS:
        raise BadLexicon(1)
    return [_entry(row, rows.line_num) for row in rows if row]


def _entry(row: Sequence[str], line: int) -> Entry:
    cells = [cell.strip() for cell in row]
    if len(cells) != len(_COLUMNS) or not all(cells) or not all(cells[1].split("、")):
        raise BadLexicon(line)
    everyday = " ".join(_folded(cells[0]).split())
    return Entry(everyday, tuple(everyday.split()), tuple(cells[1].split("、")), cells[2])


def _lemma(piece: str) -> str:
    """The dictionary form of a piece that is one word; "" for one of several, which no word equals."""
    tokens: Sequence[Token] = tokenize(_plain(piece))
    return tokens[0].lemma if len(tokens) == 1 else ""


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).lower()
    for spellings, one in _SPELT:
        text = spellings.sub(one, text)
    return text


def _plain(text: str) -> str:
    text = _folded(text)
    for ending, plain in _POLITE:
        text = ending.sub(plain, text)
    return text


def _spoken(question: str) -> str:
    """The question in plain forms; a line below, as the other verbs have them (わかりません is わからない, 足りません 足りない)."""
    other = _GODAN.sub(lambda ending: ending[1].translate(_A_ROW) + "ない", _folded(question))
    return "\n".join(dict.fromkeys((_plain(question), _plain(other))))


def _fits(piece: str, text: str, edges: Set[int]) -> bool:
    """Whether ``piece`` stands in ``text``, and not as the end of one word and the start of another.

    ``edges`` are the places where words begin and end. Only two kanji and hiragana are held to them: longer pieces are
    hardly ever found by accident, and are cut where a verb bends (足が悪).
    """
    hiragana, two_kanji = _HIRAGANA.fullmatch(piece), _TWO_KANJI.fullmatch(piece)
    start = text.find(piece)
    while start >= 0:
        end = start + len(piece)
        if hiragana:
            fits = start in edges
        elif two_kanji:
            fits = {start, end} <= edges or start + 1 not in edges
        else:
            fits = True
        if fits:
            return True
        start = text.find(piece, end)
    return False


def _inside(entry: Entry, other: Entry) -> bool:
    """Whether every piece of ``entry`` stands in a longer piece of ``other``, or ``other`` asks for more pieces."""
    if entry is other or entry.everyday == other.everyday:
        return False
    return all(any(piece in longer for longer in other.pieces) for piece in entry.pieces)
