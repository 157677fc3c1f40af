"""The documents under the files and folders that a person names, and a sentence for every link that leads out of them."""

import os
import stat
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Final

from .errors import UnreadableDocument

_SOURCES: Final = "sources.csv"  # a table of sources is no document


class Folders:
    """Walks what was named in order of path, every real file and folder once.

    A file named outright is taken as it is, whatever its name and wherever it leads if it is a link. Inside folders
    hidden files are passed over, and so is what bears none of the endings of a document. A link that leads nowhere is
    taken all the same: whoever opens it says so.

    Without ``follow_links`` a link inside a folder counts only where it leads to a file under what was named; one to
    such a folder needs no following, since the folder is walked itself. With it, links lead everywhere.

    ``problems`` fills up while the files are walked: links that lead out of what was named, and folders that cannot
    be opened.
    """

    def __init__(self, named: Sequence[Path], endings: Container[str], *, follow_links: bool) -> None:
        self.problems: list[UnreadableDocument] = []
        self._named = named
        self._endings = endings
        self._follow_links = follow_links
        self._real = frozenset(os.path.realpath(path) for path in named)
        self._walked: set[tuple[int, int]] = set()  # folders, by device and number

    def files(self) -> Iterator[Path]:
        """The documents, in order."""
        seen: set[str] = set()
        waiting = list(reversed(self._named))  # a list instead of recursion, which deep folders would exhaust
        while waiting:
            path = waiting.pop()
            if _is_folder(_mode(path)):
                waiting.extend(reversed(self._inside(path)))
            elif path.name != _SOURCES and (real := os.path.realpath(path)) not in seen:
                seen.add(real)
                yield path

    def _inside(self, folder: Path) -> list[Path]:
        """What of ``folder`` is to be walked or read; nothing the second time."""
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in self._walked:
                return []
            self._walked.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                inside = sorted(folder / entry.name for entry in entries if not entry.name.startswith("."))
        except OSError:
            self.problems.append(
                UnreadableDocument(folder, "フォルダを開けません。", "読む権限があるかを確かめてください。")
            )
            return []
        return [path for path in inside if self._is_wanted(path)]

    def _is_wanted(self, path: Path) -> bool:
        mode = _mode(path)
        is_folder = _is_folder(mode)
        is_document = path.suffix.lower() in self._endings and path.name != _SOURCES
        if mode is None and path.is_symlink():  # whether it was to be a document or a folder, nobody can tell
            return True
        if self._follow_links or not path.is_symlink() or not (is_folder or is_document):
            return is_folder or is_document
        if self._is_inside(os.path.realpath(path)):
            return is_document
        self.problems.append(
            UnreadableDocument(
                path,
                "リンクの先が指定したフォルダの外にあるので読みませんでした。",
                "読むには --follow-links を付けてください。",
            )
        )
        return False

    def _is_inside(self, real: str) -> bool:
        return real in self._real or any(str(parent) in self._real for parent in Path(real).parents)


def _mode(path: Path) -> int | None:
    """What ``path`` is, or leads to; None where that cannot be found out."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return None


def _is_folder(mode: int | None) -> bool:
    return mode is not None and stat.S_ISDIR(mode)
