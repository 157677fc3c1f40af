"""The bytes of a file that a person named: only of a regular file, without waiting, and never more than a limit."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from .errors import UnreadableDocument

MAX_BYTES: Final = 200_000_000  # of one document
_CHUNK: Final = 1_000_000  # bytes
# O_NONBLOCK: a pipe without a writer is opened at once instead of waited for. Windows has neither of the others.
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_KINDS: Final[tuple[tuple[Callable[[int], bool], str], ...]] = (
    (stat.S_ISDIR, "フォルダ"),
    (stat.S_ISFIFO, "名前付きパイプ"),
    (stat.S_ISSOCK, "ソケット"),
    (stat.S_ISCHR, "装置(デバイスファイル)"),
    (stat.S_ISBLK, "装置(デバイスファイル)"),
)
_OPEN: Final = "開けません。", "ファイルがあるか、読む権限があるかを確かめてください。"


def read_regular(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of ``path``, a regular file or a link that leads to one; at most ``limit``, whatever its size says.

    What is no regular file is not opened, since a device may act on that; and as another file may take its place in
    the meantime, the open descriptor is asked again.

    Raises: UnreadableDocument where it is not there, no regular file, too large or not to be opened.
    """
    check_regular(path)
    try:
        descriptor = os.open(path, _FLAGS)
        try:
            status = os.fstat(descriptor)
            _refuse_other_kinds(path, status)
            raw = read_at_most(descriptor, limit) if status.st_size <= limit else None
        finally:
            os.close(descriptor)
    except OSError as error:
        raise _unopened(path, error) from error
    if raw is None:
        raise UnreadableDocument(path, f"{limit / 1_000_000:g} MB を超えています。", "分割してください。")
    return raw


def check_regular(path: Path) -> None:
    """Raises: UnreadableDocument where ``path`` leads to nothing, or to anything but a regular file."""
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        raise _unopened(path, error) from error
    _refuse_other_kinds(path, status)


def read_at_most(descriptor: int, limit: int) -> bytes | None:
    """What ``descriptor`` still holds; None where that is more than ``limit`` bytes, of which one is read."""
    parts: list[bytes] = []
    left = limit + 1
    while left > 0 and (part := os.read(descriptor, min(left, _CHUNK))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts) if left > 0 else None


def _refuse_other_kinds(path: Path, status: os.stat_result) -> None:
    if stat.S_ISREG(status.st_mode):
        return
    kind = next((name for is_kind, name in _KINDS if is_kind(status.st_mode)), "特殊なファイル")
    raise UnreadableDocument(path, f"{kind}です。", "文書として保存したファイルを指定してください。")


def _unopened(path: Path, error: OSError | ValueError) -> UnreadableDocument:
    number = error.errno if isinstance(error, OSError) else errno.ENOENT
    if number == errno.ELOOP:
        return UnreadableDocument(
            path, "リンクが堂々巡りで、ファイルに行き着きません。", "リンクを作り直すか、消してください。"
        )
    if number not in (errno.ENOENT, errno.ENOTDIR):
        return UnreadableDocument(path, *_OPEN)
    if path.is_symlink():
        return UnreadableDocument(path, "リンクの先が見つかりません。", "リンクを作り直すか、消してください。")
    return UnreadableDocument(path, "見つかりません。", "場所と名前を確かめてください。")
