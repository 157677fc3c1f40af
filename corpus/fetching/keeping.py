"""Bytes on their way to a file: counted, looked at as they begin, and put in place in one step."""

import os
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from .signature import HEAD, KEPT
from .state import Version
from .troubles import CannotKeep, Failed

PART: Final = ".fetch.part"  # one at a time; a run that was killed leaves it, the next one writes over it
_NAME_MAX: Final = 40  # characters of a file's own name, 120 bytes in UTF-8: file systems allow 255 in all


@dataclass(frozen=True, slots=True)
class Received:
    """A whole answer in a file that is not yet in place."""

    path: Path
    head: bytes
    digest: str
    size: int


Check = Callable[[bytes], None]


def receive(body: Iterable[bytes], declared: str | None, folder: Path, limit: int, check: Check) -> Received:
    """Write ``body`` to a file in ``folder``; ``check`` is given its first bytes before the others are read.

    ``declared`` is what the server said the length was.
    Raises: Failed where it is longer than ``limit``; CannotKeep; what ``check`` and ``body`` raise.
    """
    too_large = Failed(f"{limit / 1_000_000:g} MB を超えるので、取りませんでした。")
    if declared and declared.isascii() and declared.isdigit() and int(declared[:18]) > limit:
        raise too_large
    path = folder / PART
    chunks = _head_first(body)
    head = next(chunks, b"")
    check(head)
    digest, size = sha256(), 0
    try:
        with path.open("wb") as file:
            for chunk in chain((head,), chunks):
                size += len(chunk)
                if size > limit:
                    raise too_large
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise CannotKeep(path.parent, error) from error
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Received(path, head[:HEAD], digest.hexdigest(), size)


def put_in_place(received: Received, file: Path) -> None:
    """Give what was received its name, over whatever has it. Raises: CannotKeep."""
    try:
        received.path.replace(file)
    except OSError as error:
        received.path.unlink(missing_ok=True)
        raise CannotKeep(file, error) from error


def set_aside(file: Path, fetched: str) -> Version:
    """Keep ``file`` under a name with the day on which it was fetched too; the file itself stays where it is.

    Raises: CannotKeep.
    """
    number, aside = 1, file.with_name(f"{file.stem}.{fetched}{file.suffix}")
    while aside.exists():
        number += 1
        aside = file.with_name(f"{file.stem}.{fetched}-{number}{file.suffix}")
    try:
        try:
            os.link(file, aside)
        except OSError:  # some file systems know no second name
            shutil.copyfile(file, aside)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise CannotKeep(aside, error) from error
    return Version(aside.name, fetched)


def name_for(address: str, owner: str) -> str:
    """A file's name without ending, for all versions of what ``address`` gives: whose it is, what the address calls
    it, and eight digits that tell it from every other.
    """
    path = PurePosixPath(unquote(urlsplit(address).path))
    own = path.stem if path.suffix.lower() in KEPT else path.name
    plain = re.sub(r"\W+", "-", unicodedata.normalize("NFC", own)).strip("-")[:_NAME_MAX]
    return "-".join(filter(None, (owner, plain, sha256(address.encode()).hexdigest()[:8])))


def _head_first(body: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, of which the first piece is long enough to tell what they are, or all there are."""
    chunks = iter(body)
    head = b""
    for chunk in chunks:
        head += chunk
        if len(head) >= HEAD:
            break
    yield head
    yield from chunks
