"""What holds of a line of a text and so of all its pieces: its shape, those beside it, what it is about, its values."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np

from .laid import Laid
from .told import Told

_HEADING: Final = re.compile(r"第?[0-9]{1,2}(?:[章節編部.]|-[0-9])|[(]?[0-9]{1,2}[)]|【|■|●|◆|□|○|[①-⑳]")
_HEADING_MAX: Final = 40  # characters (arbitrary)
# What a table is about. A text whose lines above hold none of these is hardly one of indicators or of measures.
_TELLING: Final = [
    "目標",
    "指標",
    "KPI",
    "見込",
    "推計",
    "人口",
    "給付",
    "調査",
    "回答",
    "料金",
    "予算",
    "計画値",
    "実績",
    "達成",
    "評価",
    "進捗",
    "単位",
    "推移",
    "現状",
    "目次",
    "担当",
    "量",
    "サービス",
    "定員",
    "世帯",
    "財源",
    "保険料",
    "時間",
    "電話",
    "成果",
    "基準",
    "取組",
    "施策",
    "事業",
    "アウトカム",
    "アウトプット",
    "有効",
    "全国",
    "県",
]
_BITS: Final = [(word, 1 << place) for place, word in enumerate(_TELLING)]
_ABOVE: Final = 18  # lines in which words tell what a table is about; two lines for those close by (arbitrary)
_CLOSE: Final = 2
_DENSE: Final = 3  # lines on either side in which values are counted (arbitrary)
_SHAPE: Final = 12  # letters of a shape
_IN_A_ROW: Final = re.compile("T+")


def shapes(pieces: Laid) -> dict[int, str]:
    """For each line with pieces their sorts: TVV of a name, whatever pieces it has, and two values."""
    sorts = "".join([piece.sort for piece in pieces.pieces])
    begins = np.unique(pieces.begun).tolist()
    rows = pairwise([*begins, len(sorts)])
    lines = pieces.lines[begins].tolist()
    return {line: _IN_A_ROW.sub("T", sorts[one:two])[:_SHAPE] for line, (one, two) in zip(lines, rows, strict=True)}


def lines_of(pieces: Laid, shape: Mapping[int, str]) -> Told:
    """Of each piece what holds of its line."""
    context = contexts(pieces.text.flat.split("\n"))
    values = pieces.lines[pieces.values].tolist()
    kinds = [(*_beside(shape, line), *context[line], *_values(values, line)) for line in shape]
    return Told(kinds, np.cumsum(pieces.begun == np.arange(len(pieces.begun))) - 1)


def _beside(shape: Mapping[int, str], line: int) -> tuple[str, ...]:
    here, before, behind = shape[line], shape.get(line - 1, ""), shape.get(line + 1, "")
    return (
        f"shape:{here}",
        f"above:{here[:4]}>{before[:4]}",
        f"below:{here[:4]}>{behind[:4]}",
        f"same:{here == before}{here == behind}",
    )


def contexts(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """For each line the telling words of the last heading, of the lines above, and of those close by."""
    held = np.array([sum([bit for word, bit in _BITS if word in line]) for line in lines], dtype=np.int64)
    above, close = held.copy(), held.copy()
    for back in range(1, _ABOVE + 1):
        above[back:] |= held[:-back]
        if back <= _CLOSE:
            close[back:] |= held[:-back]
    heading: tuple[str, ...] = ()
    found = []
    for line, own, wide, near in zip(lines, held.tolist(), above.tolist(), close.tolist(), strict=True):
        words = line.strip()
        if words and len(words) < _HEADING_MAX and _HEADING.match(words):
            heading = _spelled("h", own) or ("c:h:",)
        found.append((*heading, *_spelled("a", wide), *_spelled("n", near)))
    return found


@lru_cache(maxsize=4096)  # lines that follow each other have mostly the same words above them (arbitrary)
def _spelled(part: str, held: int) -> tuple[str, ...]:
    return tuple(sorted(f"c:{part}:{word}" for word, bit in _BITS if held & bit))


def _values(at: Sequence[int], line: int) -> tuple[str, str]:
    """How dense the values, which stand on the lines ``at``, are about a line, and how far the next is."""
    dense = bisect_right(at, line + _DENSE) - bisect_right(at, line - _DENSE - 1)
    ahead = bisect_left(at, line)
    following = min(at[ahead] - line, 6) if ahead < len(at) else 9
    return f"rol:dense:{min(dense, 16) // 2}", f"rol:nv:{following}"
