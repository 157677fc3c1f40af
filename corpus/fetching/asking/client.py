"""A polite client: robots.txt, redirects within what is allowed, and every answer that is no document as a trouble."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

import httpx

from ..troubles import Failed, Gone, Refused, Trouble, TryLater
from .addresses import Rules, may_lead_to, normal_address
from .limits import Limits
from .robots import NOTHING_FORBIDDEN, Robots, parse_robots
from .sending import Network, Reply, Sender

_REDIRECTS: Final = (301, 302, 303, 307, 308)
_FOR_GOOD: Final = (301, 308)
_AGAIN: Final = (408, 425, 429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave: a document (200) or that it is as it was (304)."""

    unchanged: bool
    address: str  # at the end of all redirects
    moved: bool  # some redirect said: for good
    headers: Mapping[str, str]
    body: Iterator[bytes]

    @property
    def etag(self) -> str | None:
        return self.headers.get("etag")

    @property
    def last_modified(self) -> str | None:
        return self.headers.get("last-modified")


class Client:
    """Asks addresses, one at a time."""

    def __init__(self, limits: Limits, rules: Rules, network: Network) -> None:
        self._sender = Sender(limits, rules, network)
        self._limits = limits
        self._rules = rules
        self._robots: dict[str, Robots] = {}
        self.pace = self._sender.pace

    @contextmanager
    def open(self, address: str, conditions: Mapping[str, str]) -> Iterator[Answer]:
        """Ask for ``address`` under ``conditions`` (If-None-Match …); the body is read within the block.

        Every address on the way is checked before it is asked: its scheme and host, robots.txt, its machine.
        Raises: Trouble.
        """
        here, moved = address, False
        for _ in range(self._limits.hops + 1):
            self._heed_robots(here)
            with self._sender.get(here, conditions) as reply:
                if reply.status not in _REDIRECTS:
                    _check_status(reply)
                    yield Answer(reply.status == HTTPStatus.NOT_MODIFIED, here, moved, reply.headers, reply.body)
                    return
                there, for_good = self._target(address, here, reply), reply.status in _FOR_GOOD
            here, moved = there, moved or for_good
        raise Failed(f"{self._limits.hops} 回を超えて、よそへ回されました。")

    def _target(self, start: str, here: str, reply: Reply) -> str:
        """Where a redirect leads. Raises: Failed where it says nothing; Refused where we may not go."""
        location = reply.headers.get("location", "")
        if not location:
            raise Failed("移転先の住所がありません。")
        there = normal_address(_readable(location), here)
        if there is None:
            raise Refused(f"移転先({location[:200]})が http か https の住所ではないので、行きませんでした。")
        if not may_lead_to(start, there, self._rules):
            raise Refused(
                f"一覧にない {httpx.URL(there).netloc.decode()} へ移っているので、行きませんでした"
                "(正しい移転先なら、一覧の hosts に書いてください)。"
            )
        return there

    def _heed_robots(self, address: str) -> None:
        """Raises: Refused where robots.txt forbids ``address``; Trouble where the site cannot be asked for it."""
        url = httpx.URL(address)
        host = url.netloc.decode("ascii")
        origin = f"{url.scheme}://{host}"
        if origin not in self._robots:
            try:
                self._robots[origin] = robots = self._read_robots(f"{origin}/robots.txt")
            except TryLater as trouble:
                trouble.down = True
                raise
            if robots.delay:
                self.pace.slow_down(host, min(robots.delay, self._limits.longest_delay))
        if not self._robots[origin].allows(url.raw_path.decode("ascii")):
            raise Refused("サイトの robots.txt が機械に読ませないとしているので、取りに行きませんでした。")

    def _read_robots(self, address: str) -> Robots:
        """Without a robots.txt (4xx) all is allowed; while the site is in trouble (5xx) nothing is (RFC 9309, 2.3.1)."""
        here = address
        for _ in range(self._limits.hops + 1):
            with self._sender.get(here, {}) as reply:
                if reply.status in _REDIRECTS:
                    try:
                        here = self._target(address, here, reply)
                    except Trouble:
                        return NOTHING_FORBIDDEN
                    continue
                if reply.status in _AGAIN:
                    raise TryLater(f"robots.txt を読めません({reply.status})。", _wanted_pause(reply.headers))
                if reply.status != HTTPStatus.OK:
                    return NOTHING_FORBIDDEN
                raw = b""
                for chunk in reply.body:
                    raw += chunk
                    if len(raw) > self._limits.robots_bytes:
                        break
                return parse_robots(raw[: self._limits.robots_bytes].decode("utf-8-sig", "replace"))
        return NOTHING_FORBIDDEN


def _check_status(reply: Reply) -> None:
    """Raises: the trouble that a status other than 200 and 304 is."""
    status = reply.status
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        raise Gone(f"なくなっているので({status})、一覧の住所を確かめてください。")
    if status in _AGAIN:
        sentence = f"いまは応じられないとの返事です({status})。"
        busy = status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
        raise TryLater(sentence, _wanted_pause(reply.headers), down=busy)
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS):
        raise Refused(f"サイトが見せないとしています({status})。")
    if status not in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
        raise Failed(f"思わぬ返事です({status})。")


def _wanted_pause(headers: Mapping[str, str]) -> float | None:
    """Retry-After in seconds, whether it says so many or a date; None where it says nothing that is understood."""
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, IndexError, TypeError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _readable(location: str) -> str:
    """A header as text: some servers write Japanese addresses in plain UTF-8."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return location
