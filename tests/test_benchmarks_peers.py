"""fukushi beside other systems, in short: all are given the same passages, scores are right, and each that is here finds them."""

import json
from pathlib import Path

import pytest

from benchmarks.made_plans import plans, write_plans
from benchmarks.peers.__main__ import _run, quality_table, speed_row
from benchmarks.peers.passages import Searched, read_passages, write_given
from benchmarks.peers.quality import over_faq, over_plans
from benchmarks.peers.systems import FUKUSHI, NO_PLACES, SYSTEMS, Entry, absent, present
from corpus.about.sources import read_sources
from corpus.read_plan import read_without_records
from corpus.reading import Corpus, read_corpus
from search.evaluation.faq import FaqCollection
from search.evaluation.score import Score

MANY = 300  # passages


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("plans")
    made = write_plans(folder, plans(MANY, a_plan=(80, 120)))
    table = read_sources(folder / "sources.csv")
    return read_corpus([folder / plan.file for plan in made], table, reader=read_without_records)


@pytest.fixture(scope="module")
def given(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("given")
    write_given(folder, corpus)
    return folder


def test_every_system_has_the_same_passages_under_their_titles_and_headings(corpus: Corpus, given: Path) -> None:
    read = read_passages(given)
    assert [(each.id, each.text) for each in read] == [(each.id, each.text) for each in corpus.passages]
    title, heading = corpus.plans[0].title, corpus.passages[5].headings[0]
    assert read[5].searched.split("\n")[:2] == [title, heading]
    assert read[5].searched.endswith(read[5].text)


def test_the_title_of_a_record_is_searched_once(tmp_path: Path) -> None:
    record = {"id": "7", "title": "ごみの日はいつですか", "text": "燃えるごみは火曜と金曜です。"}
    (tmp_path / "faq.jsonl").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    write_given(tmp_path, read_corpus([tmp_path / "faq.jsonl"], {}))
    [read] = read_passages(tmp_path)
    assert read.record_id == "7"
    assert read.searched.count("ごみの日はいつですか") == 1


def test_a_direct_answer_counts_among_the_first_five(corpus: Corpus) -> None:
    first, other = corpus.plans[0].id, corpus.plans[1].id
    wanted = {"doc": first, "grade": 2, "snippet": "月に二度、家を訪ねます"}
    elsewhere = {"doc": "another", "grade": 2, "snippet": "月に二度、家を訪ねます"}
    row = {"query": "見守り", "kind": "x", "must_contain": []}
    rows = [{**row, "id": "a", "relevant": [wanted]}, {**row, "id": "b", "relevant": [elsewhere]}]
    judged = over_plans("made", rows, corpus)
    assert judged.questions == {"a": "見守り"}  # what another corpus answers is not asked
    beside, right = searched(other, "月に二度、家を訪ねます。"), searched(first, "係の者が月に二度、家を訪ねます。")
    assert judged.scored({"a": [*[beside] * 4, right]}).value == 1.0
    assert judged.scored({"a": [*[beside] * 5, right]}).value == 0.0


def test_the_gain_of_a_record_falls_with_its_rank() -> None:
    pytest.importorskip("ir_measures")
    judged = over_faq(FaqCollection({}, {"a": "?", "b": "?"}, {"a": {"1": 1}, "b": {"1": 1}}))
    found = {"a": [searched("p", "x", "2"), searched("p", "x", "1")], "b": [searched("p", "x", "3")]}
    assert judged.scored(found).value == pytest.approx((0.6309 + 0) / 2, abs=1e-4)  # 1 / log2(3), and nothing


def searched(plan_id: str, text: str, record_id: str | None = None) -> Searched:
    return Searched(f"{plan_id}#{record_id}", plan_id, record_id, text, text)


def test_a_row_tells_what_a_system_took() -> None:
    built = {"seconds": 12.34, "cpu": 1234.56, "peak": 3 * 2**20, "size": 5 * 2**20}
    asked = {"seconds": [0.001 * place for place in range(1, 101)], "cpu": 0.0123, "peak": 2 * 2**20}
    row = ("10,000", "x", "12.3 s", "1,234.6 s", "3 MiB")
    assert speed_row(10_000, "x", built, asked) == (*row, "5 MiB", "50.0 ms", "95.0 ms", "12.3 ms", "2 MiB")
    assert speed_row(10_000, "x", built, None) == (*row, "–", "–", "–", "–", "–")


def test_quality_is_a_column_for_each_thing_that_is_judged() -> None:
    one, other = Score("success2@5", 0.5, 0.4, 0.6, 9), Score("nDCG@10", 0.25, 0.2, 0.3, 4)
    table = quality_table({"x": {"plans": one, "faq": other}})
    assert table.columns == ("system", "plans, success2@5 (9)", "faq, nDCG@10 (4)")
    assert table.rows == (("x", ".500 [.40 .60]", ".250 [.20 .30]"),)


def test_a_system_whose_packages_are_not_here_is_left_out() -> None:
    assert Entry("with_nothing", "NOTHING", ("no_such_package", "numpy")).missing == ("no_such_package",)
    assert FUKUSHI in present()
    assert len(list(present())) + len(list(absent())) == len(SYSTEMS)


@pytest.mark.slow
@pytest.mark.parametrize("system", [name for name in SYSTEMS if name != NO_PLACES])
def test_a_system_that_is_here_finds_a_passage_by_its_own_words(system: str, given: Path, tmp_path: Path) -> None:
    if missing := SYSTEMS[system].missing:
        pytest.skip(f"{missing} not installed")
    wanted = read_passages(given)[37]
    built = _run("build", system, given, tmp_path / "index")
    assert 0 < built["size"] < built["peak"]
    asked = {"questions": [wanted.text, "。"], "k": 10, "warming": []}
    (tmp_path / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    answered = _run("ask", system, tmp_path / "index", tmp_path / "asked.json")
    assert answered["found"][0][0] == wanted.id
    assert len(answered["found"][0]) == len(set(answered["found"][0])) == 10
    assert len(answered["seconds"]) == 2
