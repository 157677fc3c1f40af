"""What every place that holds passages keeps to, asked of each: files of FAISS and Tantivy, postings of many, and a Milvus server."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pytest

from index.catalog import PlanEntry
from index.retrievers.entry import Entry
from index.retrievers.milvus.server import Server
from index.retrievers.protocol import DenseRetriever, LexicalRetriever, Scope
from index.retrievers.stored import TANTIVY, open_stored, write_stored
from tests.on_milvus import Milvus

EAST, NORTH = np.array([1, 0], dtype=np.float32), np.array([0, 1], dtype=np.float32)
# Rows 0, 2 and 3 are of 汐見, 5 and 8 of 霧谷; 1, 4, 6 and 7 are passages that cannot answer.
ENTRIES = [
    Entry(0, "汐見 計画/2024 (案)", "介護 相談 介護+相談", "汐見 計画", "かいご いごの", "介護 相談"),
    Entry(2, "汐見 計画/2024 (案)", "相談 窓口 相談 見守り", "汐見", "そうだ", "窓口 見守り"),
    Entry(3, "汐見 計画/2024 (案)", "", "", "", ""),
    Entry(5, "kiri", "介護 保険 料", "介護", "かいご", "介護 保険 料"),
    Entry(8, "kiri", "手話 相談", "霧谷 計画", "", "手話"),
]
ROWS = [entry.row for entry in ENTRIES]
# East, north-east by 3:4, no known word, north, west.
VECTORS = np.array([[1, 0], [0.6, 0.8], [0, 0], [0, 1], [-1, 0]], dtype=np.float32)


def plan(number: int, name: str, first: int, last: int) -> PlanEntry:
    return PlanEntry(number, name, None, None, None, None, None, None, None, None, None, None, "", "", first, last)


PLANS = [plan(0, "汐見 計画/2024 (案)", 0, 4), plan(1, "手引き", 5, 4), plan(2, "kiri", 5, 8)]
SHIOMI, KIRI = Scope.of(PLANS[:1]), Scope.of(PLANS[2:])


_TIMES: Final = itertools.count(20260401)


@pytest.fixture(scope="module", params=["files", "many", "milvus"])
def stored(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[LexicalRetriever, DenseRetriever]]:
    """The same five passages in each place."""
    generation: Path = tmp_path_factory.mktemp("generation")
    at = None
    if request.param == "milvus":
        server: Milvus = request.getfixturevalue("milvus")
        # A worker that is handed this module's tests in two pieces fills a collection for each.
        at = (Server(server.address("contract")), f"contract_{next(_TIMES):08}T093000_123456Z")
    passages = TANTIVY + 1 if request.param == "many" else len(ENTRIES)
    write_stored(generation, passages, ENTRIES, lambda: (ROWS, VECTORS), {plan.id: plan.number for plan in PLANS}, at)
    yield open_stored(generation, PLANS, 2, at)


Stored = tuple[LexicalRetriever, DenseRetriever]


def test_bm25_is_the_same_number_everywhere(stored: Stored) -> None:
    # 介護 stands in 2 of 5 bodies: ln(1 + 3.5 / 2.5). Bodies have 12 terms in all, 2.4 on average; tf / (tf + k1 (...)).
    rarity, long = 0.8754687, 2.2 / (1 + 1.2 * (0.25 + 0.75 * 3 / 2.4))
    found = stored[0].search({"body": {"介護": 2}}, 10, None)
    assert [row for row, _ in found] == [0, 5]
    assert [score for _, score in found] == pytest.approx([2 * rarity * long] * 2, rel=1e-5)


def test_fields_add_up_and_the_best_comes_first(stored: Stored) -> None:
    found = stored[0].search(
        {"body": {"介護": 1, "相談": 1}, "headings": {"介護": 1}, "sounds": {"かいご": 0.5}}, 10, None
    )
    assert [row for row, _ in found] == [5, 0, 2, 8]
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_a_term_counts_only_in_its_field(stored: Stored) -> None:
    assert [row for row, _ in stored[0].search({"headings": {"介護": 1}}, 10, None)] == [5]
    assert stored[0].search({"sounds": {"介護": 1}}, 10, None) == []


def test_what_has_no_term_of_the_question_is_not_found(stored: Stored) -> None:
    assert stored[0].search({"body": {"里親": 1}}, 10, None) == []
    assert stored[0].search({"body": {"介護": 0, "相談": -1}}, 10, None) == []
    assert stored[0].search({}, 10, None) == []


@pytest.mark.parametrize("term", ["介護 or 相談", '"', "'", "plan in [0]", "%", "", "+", "介護; --"])
def test_a_term_is_never_read_as_a_query_language(stored: Stored, term: str) -> None:
    assert stored[0].search({"body": {term: 1}}, 10, None) == []


def test_a_filter_is_applied_before_the_cut(stored: Stored) -> None:
    lexical, dense = stored
    assert [row for row, _ in lexical.search({"body": {"介護": 1}}, 1, KIRI)] == [5]
    assert [row for row, _ in dense.search(EAST, 1, KIRI)] == [5]
    assert [row for row, _ in lexical.search({"body": {"相談": 1}}, 9, SHIOMI)] == [2, 0]
    assert [row for row, _ in dense.search(NORTH, 9, SHIOMI)] == [2, 0, 3]


def test_all_plans_or_none_or_one_without_passages_may_be_searched(stored: Stored) -> None:
    lexical, dense = stored
    for scope, count in ((Scope.of(PLANS), 5), (Scope.of([]), 0), (Scope.of(PLANS[1:2]), 0), (Scope.of(PLANS[:2]), 3)):
        assert len(dense.search(EAST, 9, scope)) == count
    everybody = lexical.search({"body": {"相談": 1}}, 9, Scope.of(PLANS))
    assert everybody == lexical.search({"body": {"相談": 1}}, 9, None)
    assert lexical.search({"body": {"相談": 1}}, 9, Scope.of([])) == []


def test_the_nearest_come_first_with_their_cosines(stored: Stored) -> None:
    found = stored[1].search(EAST, 9, None)
    assert [row for row, _ in found] == [0, 2, 3, 5, 8]  # 3 and 5 are equally near: in order of row
    assert [score for _, score in found] == pytest.approx([1, 0.6, 0, 0, -1], abs=1e-6)
    assert [row for row, _ in stored[1].search(EAST, 2, None)] == [0, 2]


def test_a_question_without_a_known_word_is_near_nothing(stored: Stored) -> None:
    assert stored[1].search(np.zeros(2, np.float32), 9, None) == []


def test_what_is_known_of_terms_is_the_same(stored: Stored) -> None:
    lexical, dense = stored
    assert (lexical.size, dense.dim) == (5, 2)
    assert [lexical.frequency(term) for term in ("相談", "介護", "計画", "猫")] == [3, 2, 0, 0]
    assert lexical.rarities(["相談", "猫"]) == pytest.approx({"相談": 0.5389965, "猫": 2.4849066}, rel=1e-6)
    assert lexical.whole({"相談": 2, "猫": 1}) == pytest.approx(2 * 0.5389965 + 2.4849066, rel=1e-6)
    assert list(lexical.words()) == sorted(["介護", "相談", "窓口", "見守り", "保険", "料", "手話"])
