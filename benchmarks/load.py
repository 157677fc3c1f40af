"""Many at once: people at the first page, programs at /api/ask, and ten questions as long as questions may be.

``python -m benchmarks.load`` prints it and writes the table of docs/benchmarks.md; ``--seconds 10`` is a short look, ``--passages
100000`` asks programs' questions of so many made-up passages instead of the samples. The client runs on the same machine as the
server that it starts.
"""

import argparse
import asyncio
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Final

import httpx

from benchmarks.made_plans import plans, write_plans
from benchmarks.made_plans import questions as made_questions
from benchmarks.table import Table, publish
from corpus.about.sources import read_sources
from corpus.read_plan import read_without_records
from corpus.reading import read_corpus
from index.build import build_index

ROOT: Final = Path(__file__).parents[1]
USERS: Final = 50
THINK: Final = 2.0  # seconds between an answer and the next question
SECONDS: Final = 60.0
WORKERS: Final = 2
_CITIES: Final = ("汐見原市", "霧ヶ谷町", "月守市", "日ノ谷市", "風早野町")
_ASKED: Final = (
    "父の物忘れがひどくなった", "家賃が払えない", "ひきこもりの相談先", "認知症サポーターの人数", "子どもの居場所", "災害のとき障害者の避難は",
    "介護の相談はどこ", "配食サービスの回数", "成年後見の相談", "保育園に入れない", "生活費が足りない", "虐待かもしれない",
)  # fmt: skip
QUESTIONS: Final = tuple(f"{city}で{asked}" for city in _CITIES for asked in _ASKED)
LONG: Final = ("母の介護と自分の仕事のことで困っています。" * 100)[:2000]
_MADE: Final = 60  # different questions of made-up passages
_TOLD: Final = ("answers", "p50", "p95", "errors", "memory")
_PATIENCE: Final = 60.0  # seconds until a question counts as an error

Ask = Callable[[httpx.AsyncClient, str, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Load:
    """What came of it: seconds of each answer, how many had none, and the server's megabytes before, half way and after."""

    times: tuple[float, ...]
    errors: int
    memory: tuple[float, float, float]

    @property
    def p50(self) -> float:
        return median(self.times)

    @property
    def p95(self) -> float:
        return quantiles(self.times, n=20)[-1]


async def ask_api(client: httpx.AsyncClient, user: str, question: str) -> None:
    """A program's question."""
    answer = await client.post("/api/ask", json={"query": question}, headers={"x-forwarded-for": user})
    answer.raise_for_status()


async def ask_page(client: httpx.AsyncClient, user: str, question: str) -> None:
    """A person's question on the first page, as its script sends it and takes the reply."""
    headers, session = {"x-forwarded-for": user}, f"s{user.replace('.', '0')}"  # as of one who stays on the page
    event = {"data": [question, "", "", "ja", False], "fn_index": 0, "session_hash": session, "trigger_id": 0}
    (await client.post("/gradio_api/queue/join", json=event, headers=headers)).raise_for_status()
    async with client.stream("GET", f"/gradio_api/queue/data?session_hash={session}", headers=headers) as stream:
        async for line in stream.aiter_lines():
            if '"process_completed"' in line:
                if '"success":true' not in line.replace(" ", "") or "told" not in line:
                    raise httpx.RequestError("no reply")
                return
    raise httpx.RequestError("the reply broke off")


def measure_load(
    address: str,
    pid: int,
    ask: Ask,
    *,
    users: int = USERS,
    seconds: float = SECONDS,
    beside: str = "",
    think: float = THINK,
    questions: Sequence[str] = QUESTIONS,
) -> Load:
    """``users`` ask for ``seconds``, each a question, then ``think`` seconds of thought; ``beside`` is asked ten times meanwhile."""
    return asyncio.run(_load(address, pid, ask, users, seconds, beside, think, questions))


async def _load(
    address: str, pid: int, ask: Ask, users: int, seconds: float, beside: str, think: float, questions: Sequence[str]
) -> Load:
    times: list[float] = []
    errors = 0
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=users)
    async with httpx.AsyncClient(base_url=address, timeout=_PATIENCE, limits=limits) as client:
        ends = time.monotonic() + seconds

        async def user(number: int) -> None:
            nonlocal errors
            chance = random.Random(number)
            await asyncio.sleep(chance.random() * think)
            while time.monotonic() < ends:
                started = time.monotonic()
                try:
                    await ask(client, f"10.0.0.{number}", chance.choice(questions))
                    times.append(time.monotonic() - started)
                except httpx.HTTPError:
                    errors += 1
                await asyncio.sleep(think)

        async def long(number: int) -> None:
            await asyncio.sleep(seconds / 3)
            await ask_api(client, f"10.0.1.{number}", beside)

        before = memory_of(pid)
        everybody = asyncio.gather(*map(user, range(users)), *(long(number) for number in range(10) if beside))
        await asyncio.sleep(seconds / 2)
        half = memory_of(pid)
        await everybody
    return Load(tuple(times), errors, (before, half, memory_of(pid)))


def memory_of(pid: int) -> float:
    """Megabytes that a process and those that it started hold: what is each one's own, and the files open in memory once.

    Proportional shares were dropped: they count a library by how many programs of the whole machine have it open, and moved
    by 90 MB within five seconds when a program beside began or ended.
    """
    held = [_held(each) for each in _family(pid)]
    return (sum(own for own, _ in held) + max(files for _, files in held)) / 1024


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from _family(int(child))


def _held(pid: int) -> tuple[int, int]:
    """Kilobytes of a process alone, and of files that others may have open too."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended
        return 0, 0
    sizes = {name: int(size.split()[0]) for name, _, size in (line.partition(":") for line in lines[1:])}
    return sizes["Anonymous"], sizes["Rss"] - sizes["Anonymous"]


@contextmanager
def serving(index: Path, workers: int) -> Iterator[tuple[str, int]]:
    """The address of a server over ``index`` and its process; each user is a client of a proxy in front of it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "cli", "serve", "--index", str(index), "--port", str(port), "--behind-proxy", "--workers", str(workers)]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                httpx.get(f"{address}/healthz").raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait()


def measure(seconds: float = SECONDS, workers: tuple[int, ...] = (0, WORKERS)) -> dict[str, list[Table]]:
    """Pages and programs over the samples, without workers and with them."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        index, samples = Path(folder) / "index", ROOT / "corpus" / "samples"
        build_index(index, read_corpus([samples], read_sources(samples / "sources.csv")), None)
        for count in workers:
            for name, ask, beside in (
                ("first page", ask_page, ""),
                ("/api/ask", ask_api, ""),
                ("/api/ask beside ten questions of 2,000 characters", ask_api, LONG),
            ):
                rows.append((name, str(count), *_served(index, count, ask, seconds, beside, QUESTIONS)))
    return {"load": [Table(("what", "workers", *_TOLD), tuple(rows))]}


def measure_many(
    passages: int, seconds: float = SECONDS, workers: tuple[int, ...] = (0, WORKERS)
) -> dict[str, list[Table]]:
    """Programs over so many made-up passages."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plans").mkdir()
        write_plans(folder / "plans", plans(passages))
        table = read_sources(folder / "plans" / "sources.csv")
        files = [folder / "plans" / each for each in sorted(table)]
        build_index(folder / "index", read_corpus(files, table, reader=read_without_records), None)
        for count in workers:
            told = _served(folder / "index", count, ask_api, seconds, "", made_questions(_MADE))
            rows.append((f"{passages:,}", str(count), *told))
    return {"load_many": [Table(("made-up passages", "workers", *_TOLD), tuple(rows))]}


def _served(
    index: Path, workers: int, ask: Ask, seconds: float, beside: str, questions: Sequence[str]
) -> tuple[str, ...]:
    """A server's answers, p50, p95, errors and memory, once its workers are there and what is read once is read."""
    with serving(index, workers) as (address, pid):
        measure_load(address, pid, ask, users=5, seconds=12, think=0.2, questions=questions)
        load = measure_load(address, pid, ask, seconds=seconds, beside=beside, questions=questions)
    megabytes = " → ".join(f"{each:,.0f}" for each in load.memory)
    return f"{len(load.times):,}", f"{load.p50 * 1000:,.0f} ms", f"{load.p95 * 1000:,.0f} ms", str(load.errors), f"{megabytes} MB"  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--passages", type=int, help="made-up passages instead of the samples")
    given = parser.parse_args()
    chosen = partial(measure_many, given.passages) if given.passages else measure
    if given.seconds == SECONDS:
        raise SystemExit(publish(chosen, ("load_many" if given.passages else "load",)))
    for table in next(iter(chosen(given.seconds).values())):
        print(table.markdown)
