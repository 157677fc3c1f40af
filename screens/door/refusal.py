"""What its sender reads of a request that is not let in, and what an owner may read of one that failed."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb

from starlette.responses import PlainTextResponse

from corpus.errors import FukushiError

from ..terminal.console import shown


@dataclass(frozen=True, slots=True)
class Refusal:
    """An HTTP status from 400 on and a sentence that repeats nothing of the request."""

    status: int
    sentence: str

    def response(self) -> PlainTextResponse:
        """The answer. It closes the connection, so that nobody has to read what the sender still has to say."""
        return PlainTextResponse(
            self.sentence + "\n", self.status, {"connection": "close", "cache-control": "no-store"}
        )


def report(error: BaseException) -> None:
    """Print that something failed and where, for the owner of the server; of our own errors what their sentence says."""
    said = str(error) if isinstance(error, FukushiError) else where(error)
    print(f"fukushi serve: {shown(said)}", file=sys.__stderr__, flush=True)


@contextmanager
def silenced() -> Iterator[None]:
    """Drop what libraries print of their errors: Gradio prints the inputs of an event that it refuses.

    Only :func:`report` and what a library in C says at its end are still read.
    """
    with redirect_stderr(_Nowhere()):
        yield


class _Nowhere(io.TextIOBase):
    def write(self, text: str) -> int:
        return len(text)


def where(error: BaseException) -> str:
    """What happened and where, without the error's own words, which may be somebody's question."""
    frames = extract_tb(error.__traceback__)
    return f"{type(error).__name__} ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else "?"
