"""An index of postings finds what Tantivy finds, from however many pieces it was put together."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import pytest

from index.retrievers.bm25 import term_weight
from index.retrievers.entry import Entry
from index.retrievers.lexical import Lexical, write_lexical
from index.retrievers.postings import writing
from index.retrievers.postings.posting import UNIT, codes, length_codes, worths
from index.retrievers.postings.searching import Postings
from index.retrievers.postings.writing import ROWS, TERMS, WORTHS, write_postings
from index.retrievers.protocol import Scope

WORDS = ["介護", "相談", "窓口", "見守り", "保育", "手話", "住まい", "虐待", "𠮷野", "包括+支援"]
PLANS = 90


def entries() -> list[Entry]:
    """Passages of 90 plans, some rows between them that cannot answer; the first words are the commonest."""
    chance, row, made = Random(3), 0, []
    for plan in range(PLANS):
        title = f"{WORDS[plan % 7]} 計画"
        for _ in range(chance.randint(1, 9)):
            body = chance.choices(WORDS, weights=range(len(WORDS), 0, -1), k=chance.choice([0, 3, 8, 30, 400]))
            made.append(
                Entry(row, f"p{plan}", " ".join(body), title, "かい いご" if plan % 4 else "", " ".join(set(body)))
            )
            row += chance.choice([1, 1, 3])
    return made


def scopes() -> Iterator[Scope | None]:
    rows = {f"p{plan}": [each.row for each in entries() if each.plan_id == f"p{plan}"] for plan in range(PLANS)}
    for plans in (
        ["p4"],
        ["p0", "p1", "p89"],
        [f"p{plan}" for plan in range(1, PLANS, 2)],
        [f"p{plan}" for plan in range(PLANS)],
    ):
        yield Scope(tuple(plans), tuple((rows[plan][0], rows[plan][-1]) for plan in plans))
    yield None


QUERIES: list[dict[str, dict[str, float]]] = [
    {
        "body": {"介護": 1.0, "手話": 0.7, "𠮷野": 2.0, "包括+支援": 1.5},
        "headings": {"計画": 0.3, "保育": 0.3},
        "sounds": {"いご": 0.5},
    },
    {"body": {"住まい": 1.0, "知らない": 3.0}},
    {"sounds": {"かい": 1.0}},
    {"body": {"相談": 0.0, "窓口": -1.0}},
    {"body": {}},
]


@pytest.mark.parametrize("at_once", [7, 100_000])
def test_it_finds_what_tantivy_finds(tmp_path: Path, at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_AT_ONCE", at_once)
    write_postings(tmp_path / "postings", iter(entries()))
    write_lexical(tmp_path / "tantivy", iter(entries()))
    postings, tantivy = Postings(tmp_path / "postings"), Lexical(tmp_path / "tantivy")
    for query in QUERIES:
        for scope in scopes():
            for depth in (1, 20, 1_000):
                found, wanted = postings.search(query, depth, scope), tantivy.search(query, depth, scope)
                assert [row for row, _ in found] == [row for row, _ in wanted]
                assert [score for _, score in found] == pytest.approx([score for _, score in wanted], rel=1e-4)
    assert postings.size == tantivy.size == len(entries())
    assert [postings.frequency(term) for term in (*WORDS, "知らない")] == [
        tantivy.frequency(term) for term in (*WORDS, "知らない")
    ]
    assert dict(postings.words()) == dict(tantivy.words())
    assert postings.rarities(["介護", "知らない"]) == tantivy.rarities(["介護", "知らない"])


def test_the_same_passages_give_the_same_files_in_however_many_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, at_once in (("pieces", 11), ("whole", 100_000)):
        monkeypatch.setattr(writing, "_AT_ONCE", at_once)
        write_postings(tmp_path / name, iter(entries()))
    for name in (ROWS, WORTHS, "words.txt"):
        assert (tmp_path / "pieces" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    dumps = [list(sqlite3.connect(tmp_path / name / TERMS).iterdump()) for name in ("pieces", "whole")]
    assert dumps[0] == dumps[1]
    assert sorted(path.name for path in (tmp_path / "whole").iterdir()) == [ROWS, TERMS, "words.txt", WORTHS]


def test_a_posting_has_its_count_and_the_length_that_bm25_keeps() -> None:
    lengths = np.array([1, 3, 24, 41, 400, 100_000])
    told = codes(np.array([1, 2, 24, 1, 255, 256]), length_codes(lengths))
    assert worths(8.0)[told] * UNIT == pytest.approx(
        [
            term_weight(count, length, 8.0)
            for count, length in zip([1, 2, 24, 1, 255, 255], lengths.tolist(), strict=True)
        ],
        abs=UNIT,
    )


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    write_postings(tmp_path / "none", [])
    assert Postings(tmp_path / "none").size == 0
    assert Postings(tmp_path / "none").search({"body": {"相談": 1}}, 10, None) == []


def test_a_folder_that_is_no_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.Error):
        Postings(tmp_path)


def test_a_file_that_was_cut_is_refused(tmp_path: Path) -> None:
    write_postings(tmp_path / "cut", iter(entries()))
    (tmp_path / "cut" / WORTHS).write_bytes((tmp_path / "cut" / WORTHS).read_bytes()[:-2])
    with pytest.raises(ValueError, match=r"rows\.u4 has \d+ postings, worths\.u2 \d+"):
        Postings(tmp_path / "cut")


def test_a_row_that_no_passage_has_is_an_error_of_the_file(tmp_path: Path) -> None:
    write_postings(tmp_path / "odd", iter(entries()))
    rows = np.fromfile(tmp_path / "odd" / ROWS, "<u4")
    rows[:] = 4_000_000_000
    rows.tofile(tmp_path / "odd" / ROWS)
    with pytest.raises(ValueError, match="of no passage"):
        Postings(tmp_path / "odd").search(QUERIES[0], 10, None)


def test_a_disk_that_goes_away_is_an_error_of_the_disk(tmp_path: Path) -> None:
    def some() -> Iterator[Entry]:
        yield Entry(0, "shiomi", "相談", "", "", "相談")
        (tmp_path / "postings").rename(tmp_path / "unplugged")

    with pytest.raises(OSError):
        write_postings(tmp_path / "postings", some())
