"""What was read, kept in a file: the same as in memory, plan by plan."""

from pathlib import Path

import pytest

from corpus.reading import Corpus, read_corpus
from corpus.spool import Spool, without

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
FILES = [SAMPLES / name for name in ("kirigatani-manifest.txt", "shiomihara-chiikifukushi.txt")]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, Corpus]:
    """The same documents read into memory and into a file."""
    spool = Spool(tmp_path_factory.mktemp("cache") / "new")
    return read_corpus(FILES, {}, workers=1), read_corpus(FILES, {}, workers=1, gathered=spool)


def test_what_is_in_the_file_is_what_is_in_memory(both: tuple[Corpus, Corpus]) -> None:
    memory, file = both
    assert [(plan.id, plan.text) for plan in file.plans] == [(plan.id, plan.text) for plan in memory.plans]
    assert tuple(file.passages) == memory.passages
    assert tuple(file.records) == memory.records
    assert (len(file.passages), file.readability, file.files) == (
        len(memory.passages),
        memory.readability,
        memory.files,
    )


def test_one_of_them_is_found_by_its_place(both: tuple[Corpus, Corpus]) -> None:
    memory, file = both
    for place in (0, 1, len(memory.passages) - 1, -1):
        assert file.passages[place] == memory.passages[place]
    assert list(file.passages[3:9:2]) == list(memory.passages[3:9:2])
    with pytest.raises(IndexError):
        file.passages[len(memory.passages)]


def test_two_can_go_through_it_at_a_time(both: tuple[Corpus, Corpus]) -> None:
    memory, file = both
    pairs = list(zip(file.passages, file.passages, strict=True))
    assert pairs == list(zip(memory.passages, memory.passages, strict=True))


def test_a_plan_is_left_out_with_its_passages(both: tuple[Corpus, Corpus]) -> None:
    for corpus in both:
        first, second = (plan.id for plan in corpus.plans)
        assert [plan.id for plan in without(corpus.plans, {first}, lambda plan: plan.id)] == [second]
        left = without(corpus.passages, {first}, lambda passage: passage.plan_id)
        assert {passage.plan_id for passage in left} == {second}


def test_the_file_has_no_name_and_is_gone_with_who_reads_it(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert list(spool.plans) == []
