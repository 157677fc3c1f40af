"""One round through the list: every address once, whichever host is ready next, and what became of it."""

import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from .asking.addresses import may_lead_to
from .asking.client import Answer, Client
from .asking.sending import Network
from .keeping import Received, name_for, put_in_place, receive, set_aside
from .outcome import Found, Outcome, Report
from .page import Link, address_ending, documents_among, ending_behind, read_page
from .register import read_register, write_register
from .signature import ending_for, form_of
from .source_list import LINKABLE, SourceList
from .state import Known, State, read_state
from .task import Task, told, without_links
from .troubles import AlreadyRunning, CannotKeep, Failed, Gone, Refused, Trouble, TryLater

_LOCK: Final = ".fetch.lock"


def fetch(sources: SourceList, folder: Path, network: Network, today: date, tell: Callable[[Found], None]) -> Report:
    """Bring ``folder`` up to date; ``tell`` is given what became of each address as soon as it is known.

    Whatever ends the round, what was fetched until then is kept and stands in sources.csv, and the next round goes on.
    Raises: CannotKeep, DamagedState, AlreadyRunning, BadSources.
    """
    with _held(folder):
        before, state = read_register(folder), read_state(folder)
        try:
            return _Round(sources, folder, folder, state, network, today).go(tell)
        finally:
            state.save()
            write_register(folder, before, sources.sources, state.known)


def check(sources: SourceList, folder: Path, network: Network, today: date, tell: Callable[[Found], None]) -> Report:
    """What :func:`fetch` would find; nothing is written. Raises: DamagedState."""
    state = read_state(folder)
    state.forgetful = True
    with tempfile.TemporaryDirectory() as parts:
        return _Round(sources, folder, Path(parts), state, network, today).go(tell)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise AlreadyRunning(folder) from error
    except OSError as error:
        raise CannotKeep(folder, error) from error
    try:
        yield
    finally:
        lock.release()


class _Round:
    def __init__(
        self, sources: SourceList, folder: Path, parts: Path, state: State, network: Network, today: date
    ) -> None:
        self._limits = sources.limits
        self._rules = sources.rules
        self._client = Client(sources.limits, sources.rules, network)
        self._folder = folder
        self._parts = parts
        self._state = state
        self._day = today.isoformat()
        self._waiting: dict[str, deque[Task]] = {}
        self._asked: set[str] = set()
        self._down: dict[str, str] = {}
        for source in sources.sources:
            self._add(Task(source.address, source, address_ending(source.address)))

    def go(self, tell: Callable[[Found], None]) -> Report:
        """Ask until nothing waits. The host that is ready first goes next, so that pauses cost little."""
        report: list[Found] = []
        while self._waiting:
            host = min(self._waiting, key=self._client.pace.ready_at)
            queue = self._waiting[host]
            task = queue.popleft()
            if not queue:
                del self._waiting[host]
            for found in self._became(task):
                report.append(found)
                tell(found)
        return Report(tuple(report))

    def _add(self, task: Task) -> None:
        if task.address not in self._asked:
            self._asked.add(task.address)
            self._waiting.setdefault(task.host, deque()).append(task)

    def _became(self, task: Task) -> Iterator[Found]:
        """What became of ``task``; nothing yet where it is tried again, more where a page misses documents."""
        try:
            if task.host in self._down:
                raise Failed(self._down[task.host])
            yield from self._ask(task)
        except TryLater as trouble:
            if self._again(task, trouble):
                return
            if trouble.down and trouble.host:
                self._down[trouble.host] = str(trouble)
            later = "後で" if trouble.seconds is None else f"{trouble.seconds:,.0f} 秒後に"
            yield Found(
                task.address, Outcome.FAILED, f"{str(trouble).removesuffix('。')}({later}、もう一度実行してください)。"
            )
        except Gone as trouble:
            news = self._state.miss(task.address, self._day)
            kept = "(取ってあるものは残します)。" if self._state.known.get(task.address) else "。"
            sentence = f"{str(trouble).removesuffix('。')}{kept}"
            yield Found(task.address, Outcome.GONE, sentence, news)
        except Refused as trouble:
            yield Found(task.address, Outcome.REFUSED, str(trouble))
        except Trouble as trouble:
            yield Found(task.address, Outcome.FAILED, str(trouble))

    def _again(self, task: Task, trouble: TryLater) -> bool:
        """Put ``task`` back in front of its host's queue, unless that was tried often enough or would take too long."""
        seconds = self._limits.retry * 3 ** (task.attempt - 1) if trouble.seconds is None else trouble.seconds
        if task.attempt >= self._limits.attempts or seconds > self._limits.longest_wait:
            return False
        self._client.pace.not_before(task.host, max(seconds, self._limits.pause))
        self._waiting.setdefault(task.host, deque()).appendleft(replace(task, attempt=task.attempt + 1))
        return True

    def _ask(self, task: Task) -> Iterator[Found]:
        known = self._state.known.get(task.address)
        held = known if known and self._holds(known, task) else None
        received = None
        with self._client.open(task.address, held.conditions() if held else {}) as answer:
            if not (held and (answer.unchanged or held.says_the_same(answer.headers))):
                if answer.unchanged:
                    raise Failed("思わぬ返事です(304)。")
                received = self._receive(task, answer)
        if held and received is None:
            yield from self._same(task, answer, held)
        elif received is not None:
            try:
                yield from (
                    self._page(task, answer, received) if task.is_page else (self._document(task, answer, received),)
                )
            finally:
                received.path.unlink(missing_ok=True)

    def _holds(self, known: Known, task: Task) -> bool:
        """Whether what is known is still there, so that "not modified" would be of use."""
        if task.is_page:
            return known.links is not None
        file = self._folder / known.file if known.file else None
        return file is not None and file.is_file() and file.stat().st_size == known.size

    def _receive(self, task: Task, answer: Answer) -> Received:
        """The body, in a file. Raises: Trouble, CannotKeep."""
        declared = answer.headers.get("content-length")
        limit = self._limits.page_bytes if task.is_page else self._limits.max_bytes
        received = receive(answer.body, declared, self._parts, limit, task.check_form)
        if form_of(received.head) == "html" and received.size > self._limits.page_bytes:
            received.path.unlink(missing_ok=True)
            raise Failed(f"{self._limits.page_bytes / 1_000_000:g} MB を超えるウェブページなので、取りませんでした。")
        return received

    def _same(self, task: Task, answer: Answer, held: Known) -> Iterator[Found]:
        self._state.put(task.address, replace(held, looked_on=self._day, gone=None))
        if task.is_page:
            yield from self._linked(task, answer, held.links or (), Outcome.UNCHANGED)
        else:
            yield Found(task.address, Outcome.UNCHANGED, told("変わっていません。", task, answer), file=held.file)

    def _page(self, task: Task, answer: Answer, received: Received) -> Iterator[Found]:
        page = read_page(received.path.read_bytes(), answer.address)
        known = self._state.known.get(task.address)
        links = tuple(documents_among(page.links, LINKABLE, ()))
        self._state.put(
            task.address,
            Known(self._day, etag=answer.etag, last_modified=answer.last_modified, digest=page.digest, links=links),
        )
        yield from self._linked(task, answer, links, Outcome.UNCHANGED if known else Outcome.NEW)

    def _linked(self, task: Task, answer: Answer, links: tuple[Link, ...], outcome: Outcome) -> Iterator[Found]:
        """Queue what the page stands for, and tell what it stands for no more."""
        wanted = list(documents_among(links, task.source.links, task.source.words))
        ours = [link for link in wanted if may_lead_to(answer.address, link.address, self._rules)]
        for link in ours:
            ending = next(each for each in task.source.links if ending_behind(link, each))
            self._add(Task(link.address, task.source, ending, task.address))
        beyond = f"(ほかのサイトの {len(wanted) - len(ours)} 件は取りません)" if len(wanted) > len(ours) else ""
        if ours:
            sentence = f"文書 {len(ours)} 件へのリンクがありました{beyond}。"
            yield Found(task.address, outcome, told(sentence, task, answer))
        else:
            yield Found(task.address, Outcome.EMPTY, told(without_links(links, task.source), task, answer))
        linked = {link.address for link in ours}
        for address, known in list(self._state.known.items()):
            if known.page == task.address and address not in linked and address not in self._asked:
                news = self._state.miss(address, self._day)
                sentence = "ページからのリンクがなくなりました(取ってあるものは残します)。"
                yield Found(address, Outcome.GONE, sentence, news, known.file)

    def _document(self, task: Task, answer: Answer, received: Received) -> Found:
        form = form_of(received.head)
        ending = ending_for(form, task.ending, received.path)
        if ending is None:
            raise Failed("中身が Word や Excel の文書ではないので、取りませんでした。")
        digest = received.digest
        if form == "html":
            digest = read_page(received.path.read_bytes(), answer.address).digest
        known = self._state.known.get(task.address)
        held = known if known and known.file and self._holds(known, task) else None
        if held and held.digest == digest:
            self._state.put(
                task.address,
                replace(
                    held,
                    etag=answer.etag,
                    last_modified=answer.last_modified,
                    looked_on=self._day,
                    page=task.page,
                    gone=None,
                ),
            )
            return Found(task.address, Outcome.UNCHANGED, told("変わっていません。", task, answer), file=held.file)
        if self._state.forgetful:
            sentence, outcome = ("変わっています。", Outcome.CHANGED) if held else ("まだ取っていません。", Outcome.NEW)
            return Found(task.address, outcome, told(sentence, task, answer), news=True)
        return self._keep(task, answer, received, ending, digest)

    def _keep(self, task: Task, answer: Answer, received: Received, ending: str, digest: str) -> Found:
        """Give the new version its name, after the old one, where it is there, got another."""
        known = self._state.known.get(task.address)
        cells = task.source.cells
        name = name_for(task.address, cells.get("municipality_code") or cells.get("municipality", ""))
        file = self._folder / f"{name}{ending}"
        older = known.older if known else ()
        current = self._folder / known.file if known and known.file else None
        if known and current is not None and current.is_file():
            older = (*older, set_aside(current, known.fetched or self._day))
        put_in_place(received, file)
        fresh = Known(
            self._day, etag=answer.etag, last_modified=answer.last_modified, digest=digest, size=received.size, file=file.name,
            fetched=self._day, older=older, page=task.page,
        )  # fmt: skip
        self._state.put(task.address, fresh)
        if current is not None and current != file:
            current.unlink(missing_ok=True)
        if known and len(older) > len(known.older):
            sentence = f"変わっていたので、新しい版を取りました(前の版は {older[-1].file} に残しました)。"
            return Found(task.address, Outcome.CHANGED, told(sentence, task, answer), news=True, file=file.name)
        size = max(received.size / 1_000_000, 0.1)
        sentence = f"新しく取りました({file.name}、{size:.1f} MB)。"
        return Found(task.address, Outcome.NEW, told(sentence, task, answer), news=True, file=file.name)
