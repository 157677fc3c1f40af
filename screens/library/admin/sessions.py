"""Who is signed in: a password, a few attempts, and a signed cookie that lasts an hour."""

import hmac
import secrets
from typing import Final

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

COOKIE: Final = "fukushi_admin"
LASTS: Final = 60 * 60  # seconds after the last page (arbitrary)
_EACH: Final = parse("5/15minutes")  # attempts of one client (arbitrary: a person mistypes twice)
_ALL: Final = parse("60/15minutes")  # of all clients together: many addresses gain little


class Sessions:
    """Signs people in; a restart of the server signs all of them out."""

    def __init__(self, password: str | None) -> None:
        """``password`` None or "": nobody can sign in, and nothing of this is there at all."""
        self._password = password or ""
        self._secret = secrets.token_bytes(32)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    @property
    def is_on(self) -> bool:
        """Whether there is a password."""
        return bool(self._password)

    def may_try(self, client: str) -> bool:
        """Counts an attempt of ``client``; False where there were too many."""
        return self._limiter.hit(_EACH, client) and self._limiter.hit(_ALL, "all")

    def is_right(self, password: str) -> bool:
        """Whether ``password`` is the one; the time that this takes tells nothing of it."""
        given, right = (self._seal(each) for each in (password, self._password))
        return self.is_on and hmac.compare_digest(given, right)

    def made(self, now: float) -> str:
        """The cookie of somebody who signs in, or goes on, at ``now``."""
        until = f"{int(now) + LASTS:x}.{secrets.token_hex(8)}"
        return f"{until}.{self._seal(until)}"

    def good(self, cookie: str, now: float) -> bool:
        """Whether ``cookie`` was made here and has not run out."""
        until, _, seal = cookie.rpartition(".")
        if not self.is_on or not hmac.compare_digest(seal.encode("utf-8", "replace"), self._seal(until).encode()):
            return False
        return int(now) <= int(until.partition(".")[0], 16)

    def _seal(self, text: str) -> str:
        return hmac.digest(self._secret, text.encode("utf-8", "replace"), "sha256").hex()
