"""Whether a text can be read, or came out of its file mis-decoded, shuffled or in fragments."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from .plain_forms import plain
from .tokens import surfaces, tokenize

_UNDECODED: Final = re.compile(r"\(cid:\d+\)|[\ufffd\x80-\x9f\ue000-\uf8ff]")
_LATIN: Final = re.compile(r"[\u00a1-\u00b0\u00b4-\u00b6\u00b8-\u00d6\u00d8-\u024f]")  # but ±, ², ·, ×: text has these
_KANJI: Final = re.compile(r"[㐀-鿿豈-﫿]")
_KANA_OR_KANJI: Final = re.compile(r"[ぁ-んァ-ヶ㐀-鿿ー]")
_SCRIPTED: Final = re.compile(r"[^\x00-\x7f]|\(cid:")
_WORDLIKE: Final = re.compile(r"[ぁ-ん㐀-鿿]")  # a name in katakana is in no dictionary either
_PARTICLES: Final = frozenset("はがをにのとでもへてた")
_CASES: Final = frozenset("はがをに")
_STOPS: Final = frozenset("、。」)）")
_LEADING: Final = _CASES | _STOPS
_CONTINUES: Final = re.compile(r"[ーぁぃぅぇぉっゃゅょァィゥェォッャュョ、。」）]")
# Of what ``surfaces`` tells: lines of nothing, a kanji by itself, and what may be without a reading. That are words in no
# dictionary and of UniDic these: small kana, some signs, and faces such as ミ田 and （つд∩）.
_BLANK: Final = re.compile(r"\n[^\S\n]*(?=\n)")
_SINGLE: Final = re.compile(r"\n[㐀-鿿豈-﫿](?=(?:\t\?)?\n)")
_UNREAD: Final = re.compile(
    r"\n(?:[ぁぃぅぇぉ仝彡](?=\n)|ミ田(?=\n)|[ぁ-ゖァ-ヶー々〆㐀-鿿]*[^ぁ-ゖァ-ヶー々〆㐀-鿿\n].*)"
)
# A logistic regression of the features, learned from 1,434 passages of 119 documents (plans, pages, tables of many
# towns; at most 60 of each) and from 2,500 of them spoiled: mis-decoded, shifted by a font without its table, letters
# or lines shuffled, reversed, columns interleaved, torn to shreds.
_WEIGHTS: Final = {
    "broken": 58.5, "latin": 26.2, "rare": 35.7, "foreign": 15.3, "unknown": 33.9, "single": 28.5, "loose": 3.8,
    "clash": 1.2, "shreds": 5.4, "severed": 21.7,
}  # fmt: skip
_ORDER: Final = frozenset(("single", "loose", "clash", "shreds", "severed"))  # of the features: characters are right
_BIAS: Final = -7.27
# Log odds of .98. Of documents held out (five folds) this leaves every passage that can be read, and finds 93 % of what
# was decoded wrongly, 99 % of shifted fonts, 92 % of reversed lines, 80 % of columns read across and of shreds, 60 % of
# interleaved columns; pieces of two to four letters in a wrong order are mostly missed (15 %). At .9 three lists of names
# and titles are lost.
_SURE: Final = 3.89
_LEAST: Final = 20  # characters; a shorter text gives the features nothing to count


def features(text: str) -> dict[str, float]:
    """Named signs of a text gone wrong, each a share between 0 and 1."""
    flat, lines = "".join(text.split()), _lines(text)
    return {**_of_signs(flat), **_of_words(text, len(flat), lines), **_of_lines(lines)}


def _lines(text: str) -> list[str]:
    return [stripped for line in text.replace("\t", "\n").split("\n") if (stripped := line.strip())]


def _of_signs(flat: str) -> dict[str, float]:
    size = max(len(flat), 1)
    odd = [character for character in set(flat) - _everyday() if not _is_usual(character)]
    return {
        "broken": len("".join(_UNDECODED.findall(flat))) / size if odd or "(cid:" in flat else 0.0,
        "latin": sum(flat.count(character) for character in odd if _LATIN.match(character)) / size,
        "rare": sum(flat.count(character) for character in odd if _KANJI.match(character) and not _is_common(character))
        / size,
        "foreign": sum(flat.count(character) for character in odd if _is_foreign(character)) / size,
    }


def _of_words(text: str, size: int, lines: Sequence[str]) -> dict[str, float]:
    known = tokenize(plain(text))
    tokens = [token.surface for token in known if token.surface.strip()]
    unread = [token.surface for token in known if not token.reading]
    count = max(len(tokens), 1)
    pairs = [pair for pair in pairwise(tokens) if pair[0] in _LEADING]
    loose = [line for line in lines if line[0] in _PARTICLES]
    loose += [left for left, right in pairs if left in _STOPS and right in _PARTICLES]
    return {
        "unknown": sum([len(surface) for surface in unread if _WORDLIKE.search(surface)]) / max(size, 1),
        "single": len([token for token in tokens if len(token) == 1 and _KANJI.match(token)]) / count,
        "loose": len(loose) / max(len(lines) + count - 1, 1),
        "clash": len([left for left, right in pairs if left in _CASES and right in _CASES]) / max(count - 1, 1),
    }


def _of_words_at_most(text: str, size: int) -> dict[str, float]:
    """What the shares of :func:`_of_words` are not above, told without features of words."""
    words = f"\n{surfaces(plain(text))}"
    count = max(words.count("\n") - 1 - len(_BLANK.findall(words)), 1)
    found = _UNREAD.findall(words)
    worded = _WORDLIKE.search("".join(found)) is not None  # seldom: most of what has no reading is a mark or a number
    unread = [word for word in found if _WORDLIKE.search(word)] if worded else []
    return {
        "unknown": sum(map(len, unread)) / max(size, 1),
        "single": len(_SINGLE.findall(words)) / count,
        "loose": 1.0,
        "clash": 1.0,
    }


def _of_lines(lines: Sequence[str]) -> dict[str, float]:
    count = max(len(lines), 1)
    return {
        "shreds": len([line for line in lines if len(line) <= 2 and _KANA_OR_KANJI.search(line)]) / count,
        "severed": len([line for line in lines if _CONTINUES.match(line)]) / count,
    }


def is_garbled(text: str) -> bool:
    """Whether ``text`` is surely no text that a person can read; a short one is given the benefit of the doubt."""
    flat = "".join(text.split())
    if len(flat) < _LEAST or _SCRIPTED.search(text) is None:
        return False
    if _odds({**_of_signs(flat), **_of_words_at_most(text, len(flat)), **_of_lines(_lines(text))}) <= _SURE:
        return False  # nearly every passage
    return _odds(features(text)) > _SURE


def _odds(signs: Mapping[str, float]) -> float:
    return _BIAS + sum(_WEIGHTS[name] * share for name, share in signs.items())


def is_out_of_order(text: str) -> bool:
    """Of a garbled text: whether its order tells that rather than its characters."""
    signs = {name: _WEIGHTS[name] * share for name, share in features(text).items()}
    order = sum(worth for name, worth in signs.items() if name in _ORDER)
    return order > sum(signs.values()) - order


@cache
def _everyday() -> frozenset[str]:
    """What nearly all of a text is of, known to be usual before it is asked: ASCII, kana, kanji of the first level."""
    kanji = [bytes((one, two)).decode("cp932", "ignore") for one in range(0x88, 0x99) for two in range(0x40, 0x100)]
    kana = map(chr, (*range(0x20, 0x7F), *range(0x3041, 0x30FF)))
    return frozenset(character for character in (*kana, *kanji, *"、。「」") if character and _is_usual(character))


@lru_cache(maxsize=8192)
def _is_usual(character: str) -> bool:
    """Whether a character is neither undecoded nor Latin of other languages, a rare kanji or foreign."""
    strange = _UNDECODED.match(character) or _LATIN.match(character) or _is_foreign(character)
    return not strange and not (_KANJI.match(character) and not _is_common(character))


@lru_cache(maxsize=8192)  # of all kanji that Japanese plans use
def _is_common(kanji: str) -> bool:
    """Whether a kanji is of the first level of JIS X 0208, which holds those of everyday text and most place names."""
    code = kanji.encode("cp932", "ignore")
    return len(code) == 2 and code < b"\x98\x9f"


@lru_cache(maxsize=8192)
def _is_foreign(character: str) -> bool:
    """Whether a letter is of a script or a set that no Japanese document is written in."""
    return ord(character) > 0x24F and character.isalpha() and not character.encode("cp932", "ignore")
