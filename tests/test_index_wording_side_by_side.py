"""The words of many passages: the same from one process and from several."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.wording.passages import Worded, Written, worded
from index.wording.side_by_side import BATCH, worded_in_order

COUNT = 3 * BATCH + 7


def texts(count: int = COUNT) -> Iterator[Written]:
    for place in range(count):
        yield Written("計画", "第1章", f"第{place}地区の見守りを続けます。", None, "第1章")


def test_several_processes_give_the_same_in_the_same_order() -> None:
    alone = list(worded_in_order(texts(), COUNT, 1))
    assert [len(batch) for batch in alone] == [BATCH, BATCH, BATCH, 7]
    assert list(worded_in_order(texts(), COUNT, 2)) == alone


def test_passages_are_taken_only_a_few_batches_ahead() -> None:
    taken = 0

    def counted() -> Iterator[Written]:
        nonlocal taken
        for each in texts(100 * BATCH):
            taken += 1
            yield each

    batches = worded_in_order(counted(), COUNT, 2)
    next(batches)
    batches.close()
    assert taken == 5 * BATCH


def test_few_passages_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.wording.side_by_side._side_by_side", None)
    assert sum(map(len, worded_in_order(texts(), COUNT))) == COUNT


def killed_but_here(passages: list[Written]) -> list[Worded]:
    """Ends the process that it is called in, unless that is the test's own."""
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return worded(passages)


HERE = int(os.environ.setdefault("FUKUSHI_TEST_PROCESS", str(os.getpid())))  # inherited by the processes it starts


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="kills as Linux does")
def test_what_a_killed_process_was_at_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.wording.side_by_side.worded", killed_but_here)
    assert list(worded_in_order(texts(), COUNT, 2)) == list(map(worded, _batched(list(texts()))))


def _batched(passages: list[Written]) -> Iterator[list[Written]]:
    for start in range(0, len(passages), BATCH):
        yield passages[start : start + BATCH]
