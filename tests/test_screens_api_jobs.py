from threading import Event

import anyio
import pytest

from screens.api.jobs import Jobs
from screens.api.problems import Busy


def test_one_heavy_job_at_a_time_and_questions_do_not_wait_for_it() -> None:
    done = Event()
    worked: list[int] = []

    def heavy(number: int) -> None:
        done.wait(30)
        worked.append(number)

    async def many() -> None:
        jobs = Jobs()
        async with anyio.create_task_group() as group:
            for number in range(9):
                group.start_soon(jobs.heavy, lambda number=number: heavy(number))
                await anyio.wait_all_tasks_blocked()
            with pytest.raises(Busy):
                await jobs.heavy(lambda: heavy(9))
            assert await jobs.question(lambda: "answered") == "answered"
            assert worked == []
            done.set()
        assert worked == list(range(9))
        assert await jobs.heavy(lambda: 10) == 10

    anyio.run(many)


def test_what_a_job_raises_is_raised() -> None:
    async def one() -> None:
        await Jobs().question(lambda: int("x"))

    with pytest.raises(ValueError, match="invalid literal"):
        anyio.run(one)
