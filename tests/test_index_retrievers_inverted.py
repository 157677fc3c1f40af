"""Lists of embeddings: made-up themes, plans that speak of some of them more, questions of few words far from all passages."""

import json
from pathlib import Path

import faiss
import numpy as np
import pytest
from numpy.typing import NDArray

from index.retrievers.dense import Dense
from index.retrievers.inverted import write_inverted
from index.retrievers.protocol import Scope

PASSAGES, DIM, A_PLAN = 12_000, 32, 200
THEMES = 120
EVERY = 3  # of the catalogue's rows one can answer


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _passages() -> NDArray[np.float32]:
    """A passage is its theme, something of its plan and something of its own."""
    chance = np.random.default_rng(1)
    themes, plans = chance.standard_normal((THEMES, DIM)), chance.standard_normal((PASSAGES // A_PLAN, DIM))
    own = chance.standard_normal((PASSAGES, DIM))
    theme = chance.zipf(1.6, PASSAGES) % THEMES
    return _unit(themes[theme] + 0.4 * np.repeat(plans, A_PLAN, axis=0) + 0.5 * own)


VECTORS = _passages()
ROWS = np.arange(PASSAGES, dtype=np.int64) * EVERY
QUESTIONS = _unit(VECTORS[::240] + 1.5 * _unit(np.random.default_rng(2).standard_normal((50, DIM))))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("inverted")
    write_inverted(made / "dense.faiss", ROWS, VECTORS)
    return made


@pytest.fixture(scope="module")
def dense(folder: Path) -> Dense:
    return Dense(folder / "dense.faiss")


def _scope(plans: list[int]) -> Scope:
    """The catalogue's rows of some plans."""
    length = A_PLAN * EVERY
    return Scope(tuple(map(str, plans)), tuple((plan * length, (plan + 1) * length - 1) for plan in plans))


def _places(plans: list[int]) -> list[int]:
    return [place for plan in plans for place in range(plan * A_PLAN, (plan + 1) * A_PLAN)]


def _recall(dense: Dense, scope: Scope | None, places: list[int], top: int = 10) -> float:
    """The share of the nearest among ``places`` that are found."""
    shares = []
    for question in QUESTIONS:
        exact = np.array(places)[np.argsort(-(VECTORS[places] @ question))[:top]]
        found = {row // EVERY for row, _ in dense.search(question, top, scope)}
        shares.append(len(found & set(exact.tolist())) / top)
    return float(np.mean(shares))


def test_nearly_all_of_the_nearest_ten_are_found(dense: Dense) -> None:
    assert _recall(dense, None, list(range(PASSAGES))) >= 0.95


@pytest.mark.parametrize(
    "plans", [[7], [3, 41, 58], list(range(0, 60, 5)), list(range(0, 60, 2)), list(range(60))],
    ids=["one plan", "three", "one of five", "half", "all"],
)  # fmt: skip
def test_they_are_found_among_few_plans_and_among_many(dense: Dense, plans: list[int]) -> None:
    assert _recall(dense, _scope(plans), _places(plans)) >= 0.95


@pytest.mark.parametrize("plans", [[7], list(range(0, 60, 2))])
def test_what_is_found_passes_and_is_as_many_as_were_asked_for_or_pass(dense: Dense, plans: list[int]) -> None:
    allowed = {place * EVERY for place in _places(plans)}
    for depth in (1, 10, 300, PASSAGES):
        found = [row for row, _ in dense.search(QUESTIONS[0], depth, _scope(plans))]
        assert len(found) == len(set(found)) == min(depth, len(allowed))
        assert allowed.issuperset(found)
    assert len(dense.search(QUESTIONS[0], PASSAGES, None)) == PASSAGES


@pytest.mark.parametrize("scope", [None, _scope([7]), _scope(list(range(0, 60, 2)))])
def test_hits_come_best_first_with_their_exact_cosines(dense: Dense, scope: Scope | None) -> None:
    found = dense.search(QUESTIONS[3], 50, scope)
    exact = [float(VECTORS[row // EVERY] @ QUESTIONS[3]) for row, _ in found]
    assert [score for _, score in found] == pytest.approx(exact, abs=1e-4)
    assert list(found) == sorted(found, key=lambda hit: (-hit[1], hit[0]))


def test_a_scope_without_a_passage_that_can_answer_finds_nothing(dense: Dense) -> None:
    assert dense.search(QUESTIONS[0], 5, Scope(("a",), ((1, 2),))) == []
    assert dense.search(QUESTIONS[0], 5, Scope(("a", "b"), ((0, -1), (10**6, 10**6 + 5)))) == []
    assert dense.search(QUESTIONS[0], 5, Scope((), ())) == []


def test_what_it_finds_was_measured_when_it_was_built(folder: Path) -> None:
    told = json.loads((folder / "dense.json").read_text("ascii"))
    assert (told["kind"], told["lists"]) == ("inverted", 438)  # 4 times the root of 12,000
    assert [each["share"] for each in told["probes"]] == [1.0, 0.5]  # a tenth of them is compared one by one
    assert all(each["recall_10"] >= 0.95 and each["lists"] <= 438 for each in told["probes"])


def test_the_same_embeddings_give_the_same_files(folder: Path, tmp_path: Path) -> None:
    write_inverted(tmp_path / "dense.faiss", ROWS, VECTORS)
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["dense.faiss", "dense.json", "dense.rows.npy", "dense.vectors"]
    assert all((tmp_path / name).read_bytes() == (folder / name).read_bytes() for name in names)


def test_embeddings_may_lie_on_disk(folder: Path, tmp_path: Path) -> None:
    np.save(tmp_path / "embeddings.npy", VECTORS)
    write_inverted(tmp_path / "dense.faiss", ROWS, np.load(tmp_path / "embeddings.npy", mmap_mode="r"))
    assert (tmp_path / "dense.vectors").read_bytes() == (folder / "dense.vectors").read_bytes()


@pytest.mark.parametrize("name", ["dense.json", "dense.rows.npy", "dense.vectors"])
def test_a_file_that_is_missing_or_cut_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    for path in folder.iterdir():
        content = path.read_bytes()
        (tmp_path / path.name).write_bytes(content[: len(content) // 2] if path.name == name else content)
    with pytest.raises((OSError, ValueError)):
        Dense(tmp_path / "dense.faiss")
    (tmp_path / name).unlink()
    with pytest.raises(OSError):
        Dense(tmp_path / "dense.faiss")


def test_one_thread_is_used_however_many_there_are(dense: Dense) -> None:
    faiss.omp_set_num_threads(2)
    dense.search(QUESTIONS[0], 10, None)
    assert faiss.omp_get_max_threads() == 1
