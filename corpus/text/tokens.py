"""Japanese text -> the words that are matched: fugashi over UniDic, read as MeCab's lines.

``node.feature`` builds a 26-field tuple per token and reads 0.3 million characters a second; here MeCab prints a
line a token (``mecabrc``), and a line seen before is never taken apart again.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import fugashi
import unidic_lite

_CONTENT: Final = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞", "接尾辞", "接頭辞"})
# Words that every sentence has; as terms they only blur the rest.
_STOP_WORDS: Final = (
    "為る 居る 有る 成る 無い 事 物 者 所 為 様 等 其の 此の 其れ 此れ 又 及び 於く 因る 置く 行く 来る 言う 見る 出来る 遣る 御 "
    "貰う 呉れる 下さる 致す 頂く 良い 何 何処 何時 誰 どう そう こう 方 頃 迄 程 位 他 仕舞う 付く 付ける つく"
)
_STOP: Final = frozenset(_STOP_WORDS.split())
_PARTS: Final = 16_384  # lines held in memory: a text that is read for its vector is read for its words next (10 MB)
_ORIGIN: Final = re.compile(r"(?<=.)-[A-Za-z].*")  # センター-center
_WORD: Final = re.compile(r"[^\W²³¹⁰-₉①-⓿❶-➓]")  # ① is the mark of an item, ² of a note
_SMALL: Final = str.maketrans("ァィゥェォャュョッヮヵヶヅヂ", "アイウエオヤユヨツワカケズジ")
_TO_KATAKANA: Final = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_KANA: Final = re.compile(r"[ぁ-ゖァ-ヶー]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the text: as written, as listed in the dictionary, as read, as heard, and whether it says something."""

    surface: str
    lemma: str  # 惚ける for ぼけ; センター for センター-center; lower case
    reading: str  # katakana; "" where the dictionary has none
    sound: str  # katakana of full size without long marks; a space where nobody knows
    content: bool


class _Lines(dict[str, Token]):
    """MeCab's line -> its token; a text repeats few different lines many times."""

    def __missing__(self, line: str) -> Token:
        surface, _, features = line.partition("\t")
        # Of UniDic's 26 features: 0 word class, 7 lemma, 17 reading (6 is the lemma's: イル for the 居 of 居場所);
        # unknown words have only the first six.
        fields = features.split(",", 18)
        lemma, reading = (_ORIGIN.sub("", fields[7]), fields[17]) if len(fields) > 17 else (surface, "")
        content = fields[0] in _CONTENT and lemma.lower() not in _STOP and bool(_WORD.search(surface))
        token = self[line] = Token(surface, lemma.lower(), reading, _heard(surface, reading), content)
        if len(self) > 500_000:  # a corpus of the whole country has more; start over rather than grow for ever
            self.clear()
        return token


def _heard(surface: str, reading: str) -> str:
    """A token in full-size katakana without long marks: as it is written where that is kana, else as it is read.

    A space where nobody knows.
    """
    return full_size(surface if _KANA.fullmatch(surface) else reading or " ")


def full_size(kana: str) -> str:
    """Kana as full-size katakana without long marks; what is none stays."""
    return kana.translate(_TO_KATAKANA).translate(_SMALL).replace("ー", "")


@cache
def _tagger(form: str) -> fugashi.GenericTagger:
    rc = Path(__file__).with_name("mecabrc")
    return fugashi.GenericTagger(f'-r "{rc}" -d "{unidic_lite.DICDIR}" -O {form}')


_LINES: Final = _Lines()


def tokenize(text: str) -> list[Token]:
    """Every token of ``text``, in order; a line break always ends a token."""
    return [token for part in readable(text).split("\n") if part for token in _parsed(part)]


@lru_cache(maxsize=_PARTS)
def _parsed(part: str) -> tuple[Token, ...]:
    known = _LINES
    return tuple([known[line] for line in _tagger("fukushi").parse(part).split("\n") if line])


def word_classes(text: str) -> list[tuple[str, str]]:
    """Each token of a text without line breaks as it is written, and its word class (名詞)."""
    lines = (line.partition("\t") for line in _tagger("fukushi").parse(text).split("\n") if line)
    return [(surface, features.partition(",")[0]) for surface, _, features in lines]


def surfaces(text: str) -> str:
    """A line for each token of :func:`tokenize`: as it is written, and a tab and ? behind it if it is in no dictionary.

    Takes half as long: MeCab prints no features, and none are looked up.
    """
    return "".join([_surfaces(part) for part in readable(text).split("\n") if part])


@lru_cache(maxsize=_PARTS // 4)  # a plan's rows and labels come again
def _surfaces(part: str) -> str:
    return f"{_tagger('words').parse(part)}\n"


def readable(text: str) -> str:
    """``text``, as long as before, without what ends a C string (NUL) or cannot be encoded (a lone surrogate)."""
    return text if text.isprintable() else text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def lemmas(text: str) -> list[str]:
    """The content words of ``text`` in dictionary form, in order: what the embedded encoder looks up."""
    return lemmas_of(tokenize(text))


def lemmas_of(tokens: Iterable[Token]) -> list[str]:
    """As :func:`lemmas`, of a text that is taken apart already."""
    return [token.lemma for token in tokens if token.content]


def terms(text: str) -> list[str]:
    """Content lemmas, and each pair of them that stands side by side, joined by ``+``.

    The pairs make 地域包括支援センター count as more than its pieces. Terms hold no white space.
    """
    return terms_of(tokenize(text))


def terms_of(tokens: Iterable[Token]) -> list[str]:
    """As :func:`terms`, of a text that is taken apart already."""
    found: list[str] = []
    previous = ""
    for token in tokens:
        if token.content:
            lemma = token.lemma
            if previous:
                found.append(f"{previous}+{lemma}")
            found.append(lemma)
            previous = lemma
        else:
            previous = ""
    return found


def spans(text: str) -> list[tuple[int, int, Token]]:
    """Where each token stands in ``text``: start, end (code points), token."""
    return list(each_span(text))


def each_span(text: str) -> Iterator[tuple[int, int, Token]]:
    """As :func:`spans`, one by one, none of them kept."""
    text = readable(text)
    place = 0
    for token in tokenize(text):
        surface = token.surface
        start = text.find(surface, place)
        if start >= 0:
            place = start + len(surface)
            yield start, place, token
