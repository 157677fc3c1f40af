import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from corpus.about.sources import Source
from corpus.errors import UnreadableDocument
from corpus.read_plan import ReadPlan
from corpus.readers.apart import Apart
from corpus.reading import read_corpus
from corpus.side_by_side import in_order
from tests.read_here import Here

HOUR = 3600.0
APART = partial(Apart, HOUR, 1024**3)


def _sleeps(seconds: float, path: Path) -> int:
    time.sleep(seconds)
    return os.getpid()


def _fails(path: Path) -> int:
    raise UnreadableDocument(path, "読めませんでした。", "保存し直してください。")


def _task(reader: partial[int], apart: Apart) -> int:
    return apart.read(reader, Path("文書.txt"))


def test_results_come_in_the_order_of_the_tasks_from_several_processes() -> None:
    tasks = [partial(_task, partial(_sleeps, seconds)) for seconds in (1.0, 0.0, 0.0, 0.0)]
    found = [result() for result in in_order(tasks, APART, 2)]
    assert found[0] != found[1]
    assert os.getpid() not in found


def test_one_that_fails_raises_at_its_place() -> None:
    tasks = [partial(_task, partial(reader)) for reader in (partial(_sleeps, 0.0), _fails, partial(_sleeps, 0.0))]
    results = list(in_order(tasks, APART, 2))
    assert results[0]() > 0
    with pytest.raises(UnreadableDocument, match="読めませんでした。"):
        results[1]()
    assert results[2]() > 0


def test_who_stops_early_waits_for_no_document() -> None:
    started = iter(
        in_order([partial(_task, partial(_sleeps, 0.0)), *[partial(_task, partial(_sleeps, HOUR))] * 8], APART, 2)
    )
    next(started)()
    started.close()  # it would wait an hour


def test_tasks_are_taken_only_a_few_ahead_of_what_is_told() -> None:
    taken = []

    def tasks() -> Iterator[partial[int]]:
        for place in range(100):
            taken.append(place)
            yield partial(lambda place, apart: place, place)

    results = in_order(tasks(), partial(Here, 1.0, 1), 2)  # type: ignore[arg-type]  # stands for a process
    assert next(results)() == 0
    assert len(taken) == 5
    results.close()


def test_two_workers_read_what_one_reads(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"計画{number}.txt").write_text(
            f"第1章 現状\n\n{number}番の町では配食を行います。\n", encoding="utf-8"
        )
    (tmp_path / "空.txt").write_text("", encoding="utf-8")
    heard: list[Path] = []
    one = read_corpus([tmp_path], {}, workers=1)
    two = read_corpus([tmp_path], {}, heard.append, workers=2)
    assert (one.plans, one.passages, one.records) == (two.plans, two.passages, two.records)
    assert list(map(str, one.problems)) == list(map(str, two.problems))
    assert heard == sorted(heard)


def _waits(source: Source | None, name: str, path: Path) -> tuple[ReadPlan, ...]:
    time.sleep(HOUR)
    return ()


def test_a_build_that_is_interrupted_waits_for_no_document(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"計画{number}.txt").write_text("配食を行います。", encoding="utf-8")

    def interrupted(path: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):  # an hour later, if the documents were waited for
        read_corpus([tmp_path], {}, interrupted, reader=_waits, seconds=HOUR, workers=2)
