"""``.fetch.json``: what is known of each address, so that the next run asks only for what is new."""

import json
import os
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from .page import Link
from .troubles import CannotKeep, DamagedState

STATE: Final = ".fetch.json"
_FORMAT: Final = 1
_SECONDS: Final = 5.0  # between two savings; arbitrary


@dataclass(frozen=True, slots=True)
class Version:
    """A file that another has taken the place of, and the day on which it was fetched."""

    file: str
    fetched: str


@dataclass(frozen=True, slots=True)
class Known:
    """What an address gave when it was last asked; days as 2026-11-28."""

    looked_on: str  # the last day on which it answered
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None  # sha256 of the bytes, of a web page of its words
    size: int | None = None
    file: str | None = None  # None for a page that only stands for its links
    fetched: str | None = None
    older: tuple[Version, ...] = ()  # the newest last
    page: str | None = None  # the page that links to it
    links: tuple[Link, ...] | None = None  # of a page that stands for them
    gone: str | None = None  # the day on which it was first missed

    def conditions(self) -> dict[str, str]:
        """The headers that ask for it only if it has changed."""
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in said.items() if value and value.isascii()}

    def says_the_same(self, headers: Mapping[str, str]) -> bool:
        """Whether ``headers`` tell without the body that nothing has changed: some servers heed no condition."""
        if self.etag:
            return headers.get("etag") == self.etag
        if self.last_modified is None or headers.get("last-modified") != self.last_modified:
            return False
        return self.size is not None and headers.get("content-length") == str(self.size)


class State:
    """What is known by address. A ``forgetful`` one writes nothing."""

    def __init__(self, folder: Path, known: Mapping[str, Known]) -> None:
        self._path = folder / STATE
        self.known = dict(known)
        self.forgetful = False
        self._saved = time.monotonic()

    def put(self, address: str, known: Known) -> None:
        """Remember ``known``; saved at once where a version has taken another's place, else within seconds.

        A machine that loses its power before that costs fetching again what was new. Raises: CannotKeep.
        """
        before = self.known.get(address)
        self.known[address] = known
        replaced = before is not None and before.older != known.older
        if replaced or time.monotonic() - self._saved > _SECONDS:
            self.save()

    def save(self) -> None:
        """Write all that is known. Raises: CannotKeep; what is on disk is then as it was."""
        if self.forgetful:
            return
        rows = {each: _bare(entry) for each, entry in sorted(self.known.items())}
        self._saved = time.monotonic()
        write_whole(self._path, json.dumps({"format": _FORMAT, "addresses": rows}, ensure_ascii=False, indent=1))

    def miss(self, address: str, day: str) -> bool:
        """Note that ``address`` is gone; True where that is news."""
        known = self.known.get(address)
        if known is None or known.gone:
            return False
        self.put(address, replace(known, gone=day))
        return True


def read_state(folder: Path) -> State:
    """The state in ``folder``, empty where there is none. Raises: DamagedState."""
    path = folder / STATE
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["format"] != _FORMAT:
            raise ValueError(document["format"])
        return State(folder, {address: _entry(row) for address, row in document["addresses"].items()})
    except (FileNotFoundError, NotADirectoryError):
        return State(folder, {})
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedState(path) from error


def write_whole(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write ``path`` so that a reader, or a machine that loses its power, finds the old text or the new one.

    Raises: CannotKeep.
    """
    fresh = path.with_name(f"{path.name}.part")
    try:
        with fresh.open("w", encoding=encoding, newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise CannotKeep(path, error) from error


def _bare(known: Known) -> dict[str, Any]:
    return {name: value for name, value in asdict(known).items() if value not in (None, ())}


def _entry(row: dict[str, Any]) -> Known:
    links = row.pop("links", None)
    older = tuple(Version(**each) for each in row.pop("older", ()))
    return Known(**row, older=older, links=None if links is None else tuple(Link(**each) for each in links))
