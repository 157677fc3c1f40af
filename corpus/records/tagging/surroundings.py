"""What stands about a piece: the headings and words above it, the column it is in, how far values and words are."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final

from ..indicators.roles import RoleWord
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


def shapes(pieces: Sequence[Piece]) -> dict[int, str]:
    """For each line the sorts of its pieces: TVV of a name and two values."""
    found: dict[int, str] = {}
    for piece in pieces:
        shape, sign = found.get(piece.line, ""), piece.sort.value
        found[piece.line] = shape if (sign == "T" and shape.endswith("T")) or len(shape) >= 12 else shape + sign
    return found


def contexts(lines: Sequence[str]) -> list[list[str]]:
    """For each line the telling words of the last heading, of the lines above, and of those close by."""
    held = [[word for word in _TELLING if word in line] for line in lines]
    heading: list[str] = []
    found = []
    for place, line in enumerate(lines):
        words = line.strip()
        if words and len(words) < _HEADING_MAX and _HEADING.match(words):
            heading = [f"h:{word}" for word in held[place]] or ["h:"]
        above = {word for each in held[max(0, place - _ABOVE) : place + 1] for word in each}
        close = {word for each in held[max(0, place - _CLOSE) : place + 1] for word in each}
        found.append([*heading, *(f"a:{word}" for word in sorted(above)), *(f"n:{word}" for word in sorted(close))])
    return found


def columns(text: Read, pieces: Sequence[Piece], rows: Sequence[tuple[int, int]]) -> list[list[str]]:
    """For each piece how far its header is, and for a value what the header says of its place in its row."""
    heads = list(headers(text))
    ends = [head.end for head in heads]
    found = []
    for piece, (row, length) in zip(pieces, rows, strict=True):
        at = bisect_right(ends, piece.start) - 1
        found.append(_under(heads[at], text.flat, piece, row, length) if at >= 0 else ["none"])
    return found


def runs_of_values(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """For each value its place in its run of values and the run's length; -1 of other pieces."""
    places: list[int] = []
    runs: list[list[int]] = [[]]
    for index, piece in enumerate(pieces):
        places.append(len(runs[-1]) if piece.sort is Sort.VALUE else -1)
        if piece.sort is Sort.VALUE:
            runs[-1].append(index)
        elif piece.sort is Sort.WORDS and piece.end - piece.start >= _ROW_WORDS:
            runs.append([])
    lengths = {index: len(run) for run in runs for index in run}
    return [(place, lengths.get(index, 0)) for index, place in enumerate(places)]


def series(pieces: Sequence[Piece], rows: Sequence[tuple[int, int]]) -> list[list[str]]:
    """For each piece how many values the run that it begins or is in has, its place there, and the runs beside that."""
    lengths: list[int] = []  # of the runs, in order
    for row, length in rows:
        lengths += [length] if row == 0 else []
    edged = [
        0,
        *lengths,
        0,
        0,
    ]  # that of a run, the one before and the one behind it stand at its place and the next two
    found: list[list[str]] = []
    nth = -1
    for row, length in rows:
        nth += row == 0
        here = nth if row >= 0 else nth + 1  # words belong to the run behind them
        before, now, behind = edged[here : here + 3]
        run = f"run{min(now, _RUN_MOST)}"
        told = [run, f"{run}:{before == now:d}{behind == now:d}"]
        if row >= 0:
            told += [f"at{min(row, _RUN_MOST)}/{min(length, _RUN_MOST)}", f"end{min(length - row, _RUN_MOST)}"]
        found.append(told)
    return found


def _under(head: Header, flat: str, piece: Piece, row: int, length: int) -> list[str]:
    far = flat.count("\n", head.end, piece.start) if piece.start - head.end < _REACH * 80 else _REACH + 1
    told = [f"n{min(len(head.columns), 6)}", "near" if far <= 3 else "mid" if far <= 25 else "far"]
    if row < 0 or far > _REACH:
        return told
    signs = [column.role.name if column.role else "Y" for column in head.columns]
    compared = "=" if length == len(signs) else "<" if length < len(signs) else ">"
    told += [f"is:{signs[row]}{compared}"] if row < len(signs) else []
    told += [f"back:{signs[row - length]}{'=' * (compared == '=')}"] if length - row <= len(signs) else []
    return [*told, f"pos:{min(row, 5)}of{min(length, 6)}h{''.join(sign[0] for sign in signs[:6])}"]


def clauses(flat: str, pieces: Sequence[Piece]) -> list[list[str]]:
    """For each piece the words of aims in its sentence, before and behind it, no further than a clause."""
    told = list(_AIMS.finditer(flat))
    at = [match.start() for match in told]
    stops = [match.start() for match in _STOPS.finditer(flat)]
    found = []
    for piece in pieces:
        stop = bisect_right(stops, piece.start - 1)
        low = max(piece.start - _CLAUSE, stops[stop - 1] if stop else 0)
        high = min(piece.end + _CLAUSE, stops[stop] if stop < len(stops) else len(flat))
        near = told[bisect_right(at, low - 1) : bisect_right(at, high)]
        found.append(sorted({f"{'b' if match.start() < piece.start else 'a'}:{match[0]}" for match in near}))
    return found


def nearest_roles(pieces: Sequence[Piece]) -> list[list[str]]:
    """For each piece the last word for a role before it, how far, the values between; and the roles seen so far."""
    found: list[list[str]] = []
    last: tuple[str, int] | None = None
    values = 0
    seen: list[tuple[str, int]] = []
    known: tuple[tuple[int, int], str] | None = None  # how many were seen on which line, and their sign
    for piece in pieces:
        told = []
        if last is not None:
            jump = piece.line - last[1]
            near = "=" if jump == 0 else "/" if jump <= 2 else "#" if jump <= 12 else "~"
            told = [f"{last[0]}{near}{min(values, 3)}", f"{last[0]}{near}"]
        if known is None or known[0] != (len(seen), piece.line):
            roles = {name for name, line in seen[-_ROLES_KEPT:] if piece.line - line <= _REACH}
            known = (len(seen), piece.line), "set:" + "".join(sorted(each[:2] for each in roles))
        found.append([*told, known[1]])
        if isinstance(piece.held, RoleWord):
            last, values = (piece.held.role.name, piece.line), 0
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
    words, value = -1, -1
    of_line: dict[int, tuple[str, str]] = {}
    for place, piece in enumerate(pieces):
        if piece.line not in of_line:
            dense = bisect_right(at, piece.line + _DENSE) - bisect_right(at, piece.line - _DENSE - 1)
            ahead = bisect_right(at, piece.line - 1)
            following = min(at[ahead] - piece.line, 6) if ahead < len(at) else 9
            of_line[piece.line] = (f"dense:{min(dense, 16) // 2}", f"nv:{following}")
        told = [
            *of_line[piece.line],
            f"pv:{min(piece.line - pieces[value].line, 6) if value >= 0 else 9}",
        ]
        told += [f"often:{min(often[texts[place]], 4)}"] if piece.sort is Sort.WORDS else []
        if words >= 0:
            last = texts[words].rstrip("、。:)」』】 ")[-2:]
            told += [f"lw:{min(place - words, 6)}", f"lwl:{min(piece.line - pieces[words].line, 4)}", f"lwe:{last}"]
            told += ["again"] if piece.sort is Sort.VALUE and value > words else []
        found.append(told)
        if piece.sort is Sort.WORDS and piece.end - piece.start > _ROW_WORDS:
            words = place
        elif piece.sort is Sort.VALUE:
            value = place
    return found
