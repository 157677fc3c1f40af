"""What stands about a piece: the headings and words above it, the column it is in, how far values and words are.

Each sign begins with what it tells of: ``c:`` the lines above, ``col:`` the column, ``rol:`` values and roles.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import Final

from ..indicators.roles import Role, RoleWord
from ..indicators.running.atoms import Read
from ..indicators.running.headers import Header, headers
from .pieces import Piece, Sort

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
# Words of sentences that aim at something.
_AIMS: Final = re.compile(
    "目標|増や|増加|減ら|減少|めざ|目指|から|まで|以上|以下|高め|引き上げ|抑え|現在|現状|半減|維持|達成|伸ば|のば|比べ|倍|割|ゼロ|予算|国|県"
)
_STOPS: Final = re.compile(r"[。\n]")
_CLAUSE: Final = 40  # characters (arbitrary)
_ABOVE: Final = 18  # lines in which words tell what a table is about; two lines for those close by (arbitrary)
_CLOSE: Final = 2
_REACH: Final = 40  # lines to the header of a column (arbitrary)
_ROW_WORDS: Final = 3  # characters; longer words begin a row of values anew
_ROLES_KEPT: Final = 12  # words for roles that are remembered (arbitrary)
_RUN_MOST: Final = 9  # values of a run that are told apart (arbitrary)
_DENSE: Final = 3  # lines on either side in which values are counted (arbitrary)


def _numbered(sign: str, most: int) -> tuple[str, ...]:
    """The sign of each number up to ``most``: a text has thousands of pieces, and few signs are spelled for them."""
    return tuple(f"{sign}{number}" for number in range(most + 1))


_IN_HEADING, _IN_ABOVE, _IN_CLOSE = ({word: f"c:{part}:{word}" for word in _TELLING} for part in "han")
_WIDE: Final = _numbered("col:n", 6)
_DENSITY: Final = _numbered("rol:dense:", 8)
_NEXT_VALUE: Final = _numbered("rol:nv:", 9)
_LAST_VALUE: Final = _numbered("rol:pv:", 9)
_OFTEN: Final = _numbered("rol:often:", 4)
_WORDS_AWAY: Final = _numbered("rol:lw:", 6)
_LINES_AWAY: Final = _numbered("rol:lwl:", 4)
_NO_HEADER: Final = ("col:none",)
_BEHIND: Final = {  # a word for a role, how near it is, and values between
    (role.name, near, values): (f"rol:{role.name}{near}{values}", f"rol:{role.name}{near}")
    for role, near, values in product(Role, "=/#~", range(4))
}


def shapes(pieces: Sequence[Piece]) -> dict[int, str]:
    """For each line the sorts of its pieces: TVV of a name and two values."""
    found: dict[int, str] = {}
    for piece in pieces:
        shape, sort = found.get(piece.line, ""), piece.sort
        full = len(shape) >= 12 or (sort is Sort.WORDS and shape.endswith(sort))
        found[piece.line] = shape if full else shape + sort
    return found


def contexts(lines: Sequence[str]) -> list[list[str]]:
    """For each line the telling words of the last heading, of the lines above, and of those close by."""
    held = [[word for word in _TELLING if word in line] for line in lines]
    heading: list[str] = []
    found = []
    for place, line in enumerate(lines):
        words = line.strip()
        if words and len(words) < _HEADING_MAX and _HEADING.match(words):
            heading = [_IN_HEADING[word] for word in held[place]] or ["c:h:"]
        above = {word for each in held[max(0, place - _ABOVE) : place + 1] for word in each}
        close = {word for each in held[max(0, place - _CLOSE) : place + 1] for word in each}
        found.append(
            [*heading, *(_IN_ABOVE[word] for word in sorted(above)), *(_IN_CLOSE[word] for word in sorted(close))]
        )
    return found


def columns(text: Read, pieces: Sequence[Piece], rows: Sequence[tuple[int, int]]) -> list[Sequence[str]]:
    """For each piece how far its header is, and for a value what the header says of its place in its row."""
    heads = list(headers(text))
    ends = [head.end for head in heads]
    lines = [text.flat.count("\n", 0, end) for end in ends]
    found: list[Sequence[str]] = []
    for piece, (row, length) in zip(pieces, rows, strict=True):
        at = bisect_right(ends, piece.start) - 1
        if at < 0:
            found.append(_NO_HEADER)
            continue
        far = piece.line - lines[at] if piece.start - ends[at] < _REACH * 80 else _REACH + 1
        found.append(_under(heads[at], far, row, length))
    return found


def runs_of_values(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """For each value its place in its run of values and the run's length; -1 of other pieces."""
    found = [(-1, 0)] * len(pieces)
    run: list[int] = []
    for index, piece in enumerate(pieces):
        if piece.sort is Sort.VALUE:
            run.append(index)
        elif run and piece.sort is Sort.WORDS and piece.end - piece.start >= _ROW_WORDS:
            for place, at in enumerate(run):
                found[at] = place, len(run)
            run = []
    for place, at in enumerate(run):
        found[at] = place, len(run)
    return found


def series(rows: Sequence[tuple[int, int]]) -> list[Sequence[str]]:
    """For each piece how many values the run that it begins or is in has, its place there, and the runs beside that.

    ``rows`` are those of :func:`runs_of_values`.
    """
    lengths = [length for row, length in rows if row == 0]  # of the runs, in order
    edged = [
        0,
        *lengths,
        0,
        0,
    ]  # that of a run, the one before and the one behind it stand at its place and the next two
    found: list[Sequence[str]] = []
    nth = -1
    for row, length in rows:
        nth += row == 0
        here = nth if row >= 0 else nth + 1  # words belong to the run behind them
        before, now, behind = edged[here : here + 3]
        found.append(_in_run(min(now, _RUN_MOST), before == now, behind == now, row, length))
    return found


@lru_cache(maxsize=4096)  # few runs are long (arbitrary)
def _in_run(run: int, before: bool, behind: bool, row: int, length: int) -> Sequence[str]:
    told = [f"rol:run{run}", f"rol:run{run}:{before:d}{behind:d}"]
    if row < 0:
        return told
    return [*told, f"rol:at{min(row, _RUN_MOST)}/{min(length, _RUN_MOST)}", f"rol:end{min(length - row, _RUN_MOST)}"]


def _under(head: Header, far: int, row: int, length: int) -> Sequence[str]:
    told = [_WIDE[min(len(head.columns), 6)], "col:near" if far <= 3 else "col:mid" if far <= 25 else "col:far"]
    if row < 0 or far > _REACH:
        return told
    signs = [column.role.name if column.role else "Y" for column in head.columns]
    compared = "=" if length == len(signs) else "<" if length < len(signs) else ">"
    told += [f"col:is:{signs[row]}{compared}"] if row < len(signs) else []
    told += [f"col:back:{signs[row - length]}{'=' * (compared == '=')}"] if length - row <= len(signs) else []
    return [*told, f"col:pos:{min(row, 5)}of{min(length, 6)}h{''.join(sign[0] for sign in signs[:6])}"]


def clauses(flat: str, pieces: Sequence[Piece]) -> list[Sequence[str]]:
    """For each piece the words of aims in its sentence, before and behind it, no further than a clause."""
    told = list(_AIMS.finditer(flat))
    at = [match.start() for match in told]
    before, behind = [f"b:{match[0]}" for match in told], [f"a:{match[0]}" for match in told]
    stops = [match.start() for match in _STOPS.finditer(flat)]
    found: list[Sequence[str]] = []
    for piece in pieces:
        start, end = piece.start, piece.end
        stop = bisect_right(stops, start - 1)
        low = max(start - _CLAUSE, stops[stop - 1] if stop else 0)
        high = min(end + _CLAUSE, stops[stop] if stop < len(stops) else len(flat))
        first, last = bisect_right(at, low - 1), bisect_right(at, high)
        if first < last:
            here = bisect_left(at, start, first, last)
            found.append(sorted({*before[first:here], *behind[here:last]}))
        else:
            found.append(())
    return found


def nearest_roles(pieces: Sequence[Piece]) -> list[Sequence[str]]:
    """For each piece the last word for a role before it, how far, the values between; and the roles seen so far."""
    found: list[Sequence[str]] = []
    last: tuple[str, int] | None = None
    values = 0
    seen: list[tuple[str, int]] = []
    known: tuple[tuple[int, int], str] | None = None  # how many were seen on which line, and their sign
    for piece in pieces:
        line = piece.line
        if known is None or known[0] != (len(seen), line):
            roles = {name for name, at in seen[-_ROLES_KEPT:] if line - at <= _REACH}
            known = (len(seen), line), "rol:set:" + "".join(sorted(each[:2] for each in roles))
        if last is not None:
            jump = line - last[1]
            near = "=" if jump == 0 else "/" if jump <= 2 else "#" if jump <= 12 else "~"
            found.append((*_BEHIND[last[0], near, min(values, 3)], known[1]))
        else:
            found.append((known[1],))
        if isinstance(piece.held, RoleWord):
            last, values = (piece.held.role.name, line), 0
            seen.append(last)
        elif piece.sort is Sort.VALUE:
            values += 1
    return found


def distances(flat: str, pieces: Sequence[Piece]) -> list[list[str]]:
    """For each piece how far the next and the last value and the last words are, and how dense values are about it."""
    at = [piece.line for piece in pieces if piece.sort is Sort.VALUE]
    texts = [flat[piece.start : piece.end] for piece in pieces]
    often = Counter(texts)
    found: list[list[str]] = []
    words = value = words_line = value_line = here = -1
    last = ""
    of_line: tuple[str, str] = ("", "")
    for place, piece in enumerate(pieces):
        line, sort = piece.line, piece.sort
        if line != here:
            here, of_line = line, _of_line(at, line)
        told = [*of_line, _LAST_VALUE[min(line - value_line, 6) if value >= 0 else 9]]
        if sort is Sort.WORDS:
            told.append(_OFTEN[min(often[texts[place]], 4)])
        if words >= 0:
            told += (_WORDS_AWAY[min(place - words, 6)], _LINES_AWAY[min(line - words_line, 4)], last)
            if sort is Sort.VALUE and value > words:
                told.append("rol:again")
        found.append(told)
        if sort is Sort.WORDS and piece.end - piece.start > _ROW_WORDS:
            words, words_line, last = place, line, "rol:lwe:" + texts[place].rstrip("、。:)」』】 ")[-2:]
        elif sort is Sort.VALUE:
            value, value_line = place, line
    return found


def _of_line(at: Sequence[int], line: int) -> tuple[str, str]:
    """How dense the values, which stand on the lines ``at``, are about a line, and how far the next is."""
    dense = bisect_right(at, line + _DENSE) - bisect_right(at, line - _DENSE - 1)
    ahead = bisect_right(at, line - 1)
    following = min(at[ahead] - line, 6) if ahead < len(at) else 9
    return _DENSITY[min(dense, 16) // 2], _NEXT_VALUE[following]
