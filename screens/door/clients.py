"""How often one client may ask."""

from typing import Final

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from .refusal import Refusal

# A page is some 70 files; an office behind one address opens it some forty times a minute.
_REQUESTS: Final = parse("3000/minute")
_EVENTS: Final = parse("240/minute")
_OFTEN: Final = Refusal(429, "続けて開かれた回数が多すぎます。1 分ほど待ってから、もう一度お試しください。")


class Clients:
    """Counts the requests of each client in the last minute, in memory."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def too_often(self, client: str, *, event: bool) -> Refusal | None:
        """Counts a request of ``client`` and refuses it where there were too many."""
        allowed = self._limiter.hit(_REQUESTS, client) and (not event or self._limiter.hit(_EVENTS, "event", client))
        return None if allowed else _OFTEN
