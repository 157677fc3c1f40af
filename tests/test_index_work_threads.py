"""Work beside what comes next: waited for, and ended where nobody wants it any more."""

from collections.abc import Iterator
from threading import Event

import pytest

from index.work.threads import Threads, threads


def test_what_was_begun_is_done_when_the_block_ends() -> None:
    done: list[int] = []
    with threads(2) as at_work:
        doubled = at_work.begin(lambda number: 2 * number, 3)
        at_work.begin(done.extend, at_work.wanted([1, 2]))
    assert done == [1, 2]
    assert doubled.result() == 6


def test_what_work_raised_is_raised_where_the_block_ends() -> None:
    with pytest.raises(OSError, match="disk full"), threads(1) as at_work:
        at_work.begin(_fail)


def test_what_goes_on_ends_soon_after_work_beside_it_has_failed() -> None:
    def numbers(at_work: Threads) -> Iterator[int]:
        yield 1
        failing = at_work.begin(_fail)
        with pytest.raises(OSError, match="disk full"):
            failing.result()
        yield 2
        yield 3

    seen: list[int] = []
    with pytest.raises(OSError, match="disk full"), threads(1) as at_work:
        for number in at_work.watched(numbers(at_work)):
            seen.append(number)
    assert seen == [1]


def test_an_error_ends_what_is_at_work() -> None:
    begun = Event()

    def without_end() -> Iterator[int]:
        while True:
            begun.set()
            yield 1

    with pytest.raises(ValueError, match="stopped"), threads(1) as at_work:
        at_work.begin(lambda: sum(at_work.wanted(without_end())))
        begun.wait()
        raise ValueError("stopped")


def _fail() -> None:
    raise OSError("disk full")
