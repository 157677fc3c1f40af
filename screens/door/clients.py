"""How often one client may ask."""

from typing import Final

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from .refusal import Refusal
from .routes import Cost

# A page is some 70 files; an office behind one address opens it some forty times a minute.
_REQUESTS: Final = parse("3000/minute")
_QUESTIONS: Final = parse("240/minute")
_HEAVY: Final = parse("30/minute")  # each a second of a processor, more on a large index
_OFTEN: Final = Refusal(
    429, "続けて開かれた回数が多すぎます。1 分ほど待ってから、もう一度お試しください。", (("retry-after", "60"),)
)


class Clients:
    """Counts the requests of each client in the last minute, in memory."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def too_often(self, client: str, cost: Cost) -> Refusal | None:
        """Counts a request of ``client`` and refuses it where there were too many."""
        counted = (_REQUESTS, _QUESTIONS, _HEAVY)[: cost.value + 1]
        return None if all(self._limiter.hit(each, client) for each in counted) else _OFTEN
