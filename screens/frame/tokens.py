"""A word in each form that only this server can have written, for this client: what another site sends has none.

No cookie: nothing is left on a phone that others may look at. A form is good for a day; who comes back later, or by
another address, is shown what was written and asked to press again.
"""

import hmac
import secrets
from typing import Final

_DAY: Final = 24 * 60 * 60  # seconds; a page that is left open over night still works


class Tokens:
    """Written and read by one process: a restart makes all of them old."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def made(self, client: str, now: float) -> str:
        """A token for ``client`` at ``now``, in seconds."""
        written = f"{int(now):x}"
        return f"{written}.{self._seal(written, client)}"

    def good(self, token: str, client: str, now: float) -> bool:
        """Whether ``token`` was made for ``client``, and not long before ``now``."""
        written, _, seal = token.partition(".")
        if not hmac.compare_digest(seal.encode(), self._seal(written, client).encode()):
            return False
        return 0 <= int(now) - int(written, 16) <= _DAY

    def _seal(self, written: str, client: str) -> str:
        return hmac.digest(self._secret, f"{written}|{client}".encode("utf-8", "replace"), "sha256").hex()
