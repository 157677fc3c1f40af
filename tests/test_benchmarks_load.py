"""Many at once, in short: pages and programs are answered by processes apart, which end with the one that started them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from benchmarks.load import LONG, _family, ask_api, ask_page, measure_load, memory_of, serving
from index.retrievers.milvus.address import Place
from screens.api.problems import Troubled
from screens.api.workers import Workers


@pytest.fixture(scope="module")
def workers(samples_index: Path) -> Workers:
    workers = Workers(Place(samples_index), 1)
    workers.start()
    workers.ready.result()
    return workers


def test_people_and_programs_are_answered_at_once_without_an_error(samples_index: Path) -> None:
    with serving(samples_index, 2) as (address, pid):
        for ask, beside in ((ask_page, ""), (ask_api, LONG)):
            measure_load(address, pid, ask, users=2, seconds=4, think=0.1)
            load = measure_load(address, pid, ask, users=10, seconds=5, beside=beside, think=0.5)
            assert load.errors == 0
            assert len(load.times) > 10
            assert load.p95 < 5  # of a machine that is busy with other tests too
        family = list(_family(pid))
        assert len(family) >= 3
        assert memory_of(pid) > memory_of(family[-1]) > 0
    assert _left(family) == []


def test_what_a_program_beside_has_open_changes_no_memory() -> None:
    command = [sys.executable, "-c", "import numpy; print(flush=True); input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as one:
        assert one.stdout
        one.stdout.readline()
        alone = memory_of(one.pid)
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout
            other.stdout.readline()
            assert memory_of(one.pid) == pytest.approx(alone, abs=0.5)
            other.communicate("\n")
        one.communicate("\n")


def test_the_processes_end_where_the_one_that_serves_is_killed(samples_index: Path) -> None:
    with serving(samples_index, 1) as (address, pid):
        family = list(_family(pid))
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(httpx.HTTPError):
            httpx.get(f"{address}/healthz")
        assert _left(family[1:]) == []


def test_an_error_comes_back_as_it_is_told(workers: Workers) -> None:
    assert workers.run(_pid) != os.getpid()
    with pytest.raises(Troubled, match="うまくお答えできません"):
        workers.run(_fails)


def test_a_process_that_dies_is_replaced_and_its_job_done_here(workers: Workers) -> None:
    assert workers.run(_dies_apart) == os.getpid()
    workers.ready.result()
    assert workers.run(_pid) != os.getpid()
    workers.close()


def _pid() -> int:
    return os.getpid()


def _fails() -> int:
    raise ValueError("これは伝わらない")


def _dies_apart() -> int:
    import multiprocessing

    if multiprocessing.parent_process() is not None:
        os._exit(1)
    return os.getpid()


def _left(family: list[int]) -> list[int]:
    """Those that are still there after some seconds."""
    for _ in range(100):
        if not (left := [each for each in family if _is_alive(each)]):
            break
        time.sleep(0.1)
    return left


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
