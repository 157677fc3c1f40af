"""One request at a time to a host, and a pause between two."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Pace:
    """When each host may be asked next; ``sleep`` waits."""

    pause: float  # seconds
    sleep: Callable[[float], None] = time.sleep
    _ready: dict[str, float] = field(default_factory=dict)
    _own: dict[str, float] = field(default_factory=dict)

    def ready_at(self, host: str) -> float:
        """The time, by the monotonic clock, from which ``host`` may be asked; 0.0 where it never was."""
        return self._ready.get(host, 0.0)

    def wait(self, host: str) -> None:
        """Return when ``host`` may be asked."""
        left = self.ready_at(host) - time.monotonic()
        if left > 0:
            self.sleep(left)

    def done(self, host: str) -> None:
        """An answer of ``host`` is read: leave it alone for its pause."""
        self.not_before(host, self._own.get(host, self.pause))

    def not_before(self, host: str, seconds: float) -> None:
        """Leave ``host`` alone for ``seconds`` from now."""
        self._ready[host] = time.monotonic() + seconds

    def slow_down(self, host: str, seconds: float) -> None:
        """Pause at least ``seconds`` between two requests to ``host``, from now on."""
        self._own[host] = max(self.pause, seconds)
        self.done(host)
