"""The units that figures are printed with, read from units.tsv: canonical names, kinds, factors and synonyms.

A unit is the longest synonym at a place behind which none of the row's ``unless`` stands (人 in 3人, not in 3人口). Rows
whose numerals are ``digits`` are read behind Arabic digits alone: 一部, 一点 and 一度 are words. ``joined`` are nouns that headings begin with too: behind
a blank they count only where nothing goes on with them (3 地域。 counts, 3 地域みまもり支援 and 3 地域の課題 number a heading).
"""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Final

from ..text.folding import fold
from .figure import Kind

_FACTORS: Final = {"千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "億": 10**8, "十億": 10**9}
_UNIT_ENDS: Final = re.compile(r"[\s、。,)\]」』0-9/:~|以未超程前余約\0(]|ほど|まで|$")
_IN_BRACKETS: Final = re.compile(r"[(\[](?:単位[:・ ]?)?([^()\[\]]{1,8})[)\]]\Z")
_SYNONYM_MAX: Final = 10  # characters of the longest synonyms, パーセンテージ
# How names of measures end that do not end in the name of their unit and 数.
_MEASURES: Final = {
    "件数": "件", "者数": "人", "員数": "人", "人口": "人", "定員": "人", "定数": "人", "率": "%", "割合": "%", "比率": "%",
    "金額": "円", "料金": "円", "費用": "円", "額": "円", "料": "円", "費": "円", "予算": "円", "残高": "円", "賃": "円",
    "年齢": "歳", "期間": "年", "床面積": "㎡", "面積": "㎡", "設置数": "か所",
}  # fmt: skip
# 死亡率 and 出生率 are per 1,000 or 100,000.
_NO_MEASURES: Final = (
    "死亡率",
    "出生率",
    "婚姻率",
    "離婚率",
    "効率",
    "倍率",
    "資料",
    "無料",
    "有料",
    "材料",
    "食料",
    "燃料",
    "飲料",
    "消費",
    "原料",
    "史料",
    "同率",
    "引率",
    "統率",
)
_NO_COUNTS: Final = ("複数", "多数", "少数", "無数", "手数", "係数", "半数", "奇数", "偶数", "端数", "関数", "算数")
_AROUND: Final = " ()[]{}〔〕【】「」:・。、"


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted: か所 is also 箇所, ヵ所, カ所."""

    name: str
    kind: Kind
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of units.tsv; 千円 is 円 with the factor 1000."""

    name: str
    kind: Kind
    factor: Decimal
    synonyms: tuple[str, ...]
    unless: tuple[str, ...]
    in_kanji: bool
    joined: bool
    example: str
    counterexample: str


@cache
def rows() -> tuple[Row, ...]:
    """All lines of units.tsv, in order, with synonyms in folded spelling."""
    with resources.files(__package__).joinpath("units.tsv").open(encoding="utf-8") as file:
        return tuple(_row(line) for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def unit_at(flat: str, place: int, *, in_kanji: bool = False) -> tuple[Row, int] | None:
    """The unit that begins at ``place`` of a folded text and where it ends; ``in_kanji``: its numeral has no digit."""
    by_word, longest = _by_word()
    sizes = longest.get(flat[place : place + 1], ())
    for size in sizes:
        word = flat[place : place + size]
        row = by_word.get(word)
        if row is None or (in_kanji and not row.in_kanji):
            continue
        end = place + len(word)
        if not flat.startswith(row.unless, end) and not _goes_on(flat, end):
            return row, end
    return None


def unit_behind(flat: str, place: int, *, in_kanji: bool = False) -> tuple[Row, int] | None:
    """The unit of a numeral that ends at ``place``, up to two blanks behind it, and where it ends."""
    blanks = 0 if not flat.startswith(" ", place) else 2 if flat.startswith("  ", place) else 1
    found = unit_at(flat, place + blanks, in_kanji=in_kanji)
    return None if found is not None and blanks and found[0].joined and not _UNIT_ENDS.match(flat, found[1]) else found


def unit_named(word: str) -> Unit | None:
    """The unit that a word names: か所, 何か所, 箇所数 -> か所; None where units.tsv has none."""
    flat = fold(word).strip()
    for name in (flat, flat.removeprefix("何"), flat.removesuffix("数"), flat.removeprefix("何").removesuffix("数")):
        row = _by_word()[0].get(name)
        if row is not None:
            return _units()[row.name]
    return None


def unit_counted(name: str) -> Unit | None:
    """The unit that the name of a count or a measure says it is in; None where it says none or names no count.

    What stands in brackets behind it says so best: 登録者数（団体） -> 団体; then its end: 登録団体数 -> 団体, 開催回数 -> 回, 利用者数
    -> 人, 高齢化率 -> %, 補助額 -> 円, 定員 -> 人.
    """
    flat = fold(name).strip()
    bracket = _IN_BRACKETS.search(flat)
    if bracket is not None:
        row, _ = header_unit(bracket[1])
        if row is not None:
            return _units()[row.name]
        flat = flat[: bracket.start()].strip(_AROUND)
    for ending, unit in _MEASURES.items():
        if flat.endswith(ending) and not flat.endswith(_NO_MEASURES):
            return _units()[unit]
    stem = flat.removesuffix("数")
    if stem == flat or flat.endswith(_NO_COUNTS):
        return None
    rows = (_by_word()[0].get(stem[place:]) for place in range(max(len(stem) - _SYNONYM_MAX, 0), len(stem)))
    row = next((row for row in rows if row is not None), None)
    return _units()[row.name] if row is not None else None


def unit_row(word: str) -> Row | None:
    """The row of a synonym."""
    return _by_word()[0].get(word)


def header_unit(text: str) -> tuple[Row | None, Decimal]:
    """The unit that a table's header gives and what its values are multiplied by: 「単位：千円」 -> 円, 1000."""
    word = fold(text).strip(_AROUND).removeprefix("単位").strip(_AROUND)
    by_word, _ = _by_word()
    if (row := by_word.get(word)) is not None:
        return row, row.factor
    for scale in sorted(_FACTORS, key=len, reverse=True):
        if word.startswith(scale) and (row := by_word.get(word.removeprefix(scale))) is not None:
            return row, row.factor * _FACTORS[scale]
    return None, Decimal(1)


def _row(line: Mapping[str, str]) -> Row:
    return Row(
        name=line["name"],
        kind=Kind(line["kind"]),
        factor=Decimal(line["factor"]),
        synonyms=tuple(map(fold, line["synonyms"].split("|"))),
        unless=tuple(word for word in line["unless"].split("|") if word),
        in_kanji=line["numerals"] == "any",
        joined=line["numerals"] == "joined",
        example=line["example"],
        counterexample=line["counterexample"],
    )


@cache
def _by_word() -> tuple[dict[str, Row], dict[str, tuple[int, ...]]]:
    """The rows by synonym, and by first character the lengths of the synonyms that begin with it, longest first."""
    found = {word: row for row in rows() for word in row.synonyms}
    sizes: defaultdict[str, set[int]] = defaultdict(set)
    for word in found:
        sizes[word[0]].add(len(word))
    return found, {first: tuple(sorted(lengths, reverse=True)) for first, lengths in sizes.items()}


@cache
def _units() -> dict[str, Unit]:
    synonyms: defaultdict[str, list[str]] = defaultdict(list)
    kinds: dict[str, Kind] = {}
    for row in rows():
        synonyms[row.name] += row.synonyms
        kinds[row.name] = row.kind
    return {name: Unit(name, kinds[name], tuple(words)) for name, words in synonyms.items()}


def _goes_on(flat: str, end: int) -> bool:
    """Whether a Latin unit is the beginning of a longer word: m of man, L of LDK."""
    last, following = flat[end - 1], flat[end : end + 1]
    return last.isascii() and last.isalpha() and following.isascii() and following.isalpha()
