"""What its sender reads of a request that is not let in, and what an owner may read of one that failed."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from typing import Final

from starlette.responses import PlainTextResponse, Response

from corpus.errors import FukushiError

from ..documents.line import json_line
from ..documents.problem import MEDIA_TYPE, problem_json
from ..terminal.console import shown

_CODES: Final = {
    404: "no_such_address", 405: "no_such_method", 408: "too_slow", 413: "too_large", 415: "wrong_media_type",
    429: "too_often", 500: "failed", 503: "took_too_long",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Refusal:
    """An HTTP status from 400 on and a sentence that repeats nothing of the request."""

    status: int
    sentence: str
    headers: tuple[tuple[str, str], ...] = ()

    def response(self, path: str) -> Response:
        """The answer: to whoever asked for ``path`` below /api a problem, to others the sentence.

        It closes the connection, so that nobody has to read what the sender still has to say.
        """
        headers = {"connection": "close", "cache-control": "no-store", **dict(self.headers)}
        if path.startswith(("/api/", "/healthz")):
            problem = problem_json(self.status, self.sentence, _CODES.get(self.status, "refused"))
            return Response(json_line(problem), self.status, headers, MEDIA_TYPE)
        return PlainTextResponse(self.sentence + "\n", self.status, headers)


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
