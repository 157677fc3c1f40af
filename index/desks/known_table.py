"""What is known of every desk, beside the desks in the catalogue's file."""

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from struct import calcsize, pack, unpack_from
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.records.desks.desk import Desk
from corpus.text.nouns import words_in

from ..catalog import Catalog, PlanEntry, read_only
from ..encoder.static import StaticEncoder
from ..records import RecordTables
from ..seal import opened, sealed
from .known import Known, key_of, sound_of, taken_in
from .naming import PLAIN_NAME, names_of, own_name
from .texts import apart, article_of, ends_before, entry_of, listed, sentences_on, telling

_TABLE: Final = "CREATE TABLE desk_words (id TEXT PRIMARY KEY, known BLOB NOT NULL, seal BLOB NOT NULL) WITHOUT ROWID"
_IS_THERE: Final = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'desk_words'"
_HEAD: Final = "<II"  # bytes of the JSON, components of a vector
_MOST: Final = 500  # desks that are asked for at once


def write_known(path: Path, encoder: StaticEncoder) -> None:
    """Add what is known of each desk to the catalogue at ``path``, which has all plans, passages and records.

    ``encoder`` is the one whose vectors desks are compared by.
    """
    catalog = Catalog(path)
    desks = RecordTables(path).desks(None)
    with closing(sqlite3.connect(path)) as written, written:
        written.execute(_TABLE)
        written.executemany("INSERT INTO desk_words VALUES (?, ?, ?)", map(sealed, _rows(desks, catalog, encoder)))
    catalog.close()


def _rows(desks: Sequence[Desk], catalog: Catalog, encoder: StaticEncoder) -> Iterator[tuple[str, bytes]]:
    before, plans = ends_before(desks), catalog.plan_by_id
    together = defaultdict[str, list[Desk]](list)  # those among which one is chosen where a municipality is meant
    for desk in desks:
        together[_owner(plans[desk.plan_id])].append(desk)
    for own in together.values():
        names = {each.name for each in apart(own)}
        texts = {plan_id: catalog.text(plan_id) for plan_id in dict.fromkeys(desk.plan_id for desk in own)}
        for desk in own:
            text = texts[desk.plan_id]
            passage = catalog.passage(desk.passage_id) if desk.passage_id else None
            article = article_of(desk, text, before[desk.id], passage)
            said = sentences_on(desk, plans[desk.plan_id], text)
            yield (
                desk.id,
                _packed(desk, plans[desk.plan_id], said, entry_of(desk, text, passage), names, article, encoder),
            )


def _owner(plan: PlanEntry) -> str:
    return plan.municipality_code or plan.municipality or plan.id


def _packed(
    desk: Desk, plan: PlanEntry, said: str, entry: str, names: Collection[str], article: str, encoder: StaticEncoder
) -> bytes:
    told, called, serves = telling(said, desk, names), names_of(desk, plan), desk.serves or ""
    texts = [text for text in dict.fromkeys((*called, told, serves, entry, desk.address or "")) if text]
    heard = own_name(desk.name, plan)
    matter = listed(words_in(called[0]) - PLAIN_NAME)
    head = {
        "said": said,
        "entry": entry,
        "words": {key_of(text): sorted(words_in(text)) for text in texts},
        "taken": {key_of(text): sorted(taken_in(text)) for text in (told, serves) if text},
        "sounds": {key_of(heard): sound_of(heard)},
        "rows": [key_of(matter)],
    }
    body = zlib.compress(json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    rows = encoder.encode_queries([article, matter]).astype("<f4")
    return pack(_HEAD, len(body), rows.shape[1]) + body + rows.tobytes()


def _unpacked(content: bytes) -> Known:
    length, dim = unpack_from(_HEAD, content)
    place = calcsize(_HEAD)
    head = json.loads(zlib.decompress(content[place : place + length]).decode("utf-8", "surrogatepass"))
    rows: NDArray[np.float32] = np.frombuffer(content, "<f4", offset=place + length).reshape(-1, dim)
    return Known(
        head["said"],
        head["entry"],
        rows[0],
        head["words"],
        head["taken"],
        head["sounds"],
        dict(zip(head["rows"], rows[1:], strict=True)),
    )


class KnownTable:
    """What is known of the desks of a catalogue, opened read-only; of none where the catalogue was written without it."""

    def __init__(self, path: Path) -> None:
        self._catalog = read_only(path)
        self._is_there = bool(self._catalog.execute(_IS_THERE).fetchone()[0])

    def of(self, desk_ids: Sequence[str]) -> dict[str, Known]:
        """That of some desks, by their ids. Raises: Altered where one is not as it was written."""
        found: dict[str, Known] = {}
        for first in range(0, len(desk_ids) if self._is_there else 0, _MOST):
            some = desk_ids[first : first + _MOST]
            marks = ", ".join("?" * len(some))
            rows = self._catalog.execute(f"SELECT id, known, seal FROM desk_words WHERE id IN ({marks})", some)
            found |= {desk_id: _unpacked(content) for desk_id, content in map(opened, rows)}
        return found
