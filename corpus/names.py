"""File names as text: what an old archive or a Mac wrote is no plain UTF-8."""

import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from .text.encoding import decode


def file_name(path: Path) -> str:
    """The last part of ``path`` in NFC (a Mac splits が in two); bytes that are no UTF-8 are read as Shift_JIS."""
    try:
        path.name.encode("utf-8")
    except UnicodeEncodeError:
        raw = os.fsencode(path.name)
        return decode(raw) or raw.decode("utf-8", "replace")
    return unicodedata.normalize("NFC", path.name)


def told_apart(paths: Sequence[Path], roots: Sequence[Path]) -> dict[Path, str]:
    """A name for each of ``paths``: its own, with as many folders before it as tell it from the others of its name.

    a/index.html and b/index.html; no folder above those that were named (``roots``) counts. Two in one folder that
    differ in their ending alone keep their names.
    """
    folders = {path: _folders(path, roots) for path in paths}
    groups: dict[str, list[Path]] = {}
    for path in paths:
        groups.setdefault(PurePosixPath(file_name(path)).stem, []).append(path)
    named = {}
    for group in groups.values():
        for path in group:
            own = folders[path]
            others = {folders[other] for other in group} - {own}
            depth = 0
            while depth < len(own) and any(_last(other, depth) == _last(own, depth) for other in others):
                depth += 1
            named[path] = "/".join((*_last(own, depth), file_name(path)))
    return named


def _folders(path: Path, roots: Sequence[Path]) -> tuple[str, ...]:
    """The folders of ``path`` inside the root that holds it, with the root's own name where there are several."""
    root = next((each for each in roots if each in path.parents), path.parent)
    return path.parent.relative_to(root.parent if len(roots) > 1 else root).parts


def _last(folders: tuple[str, ...], depth: int) -> tuple[str, ...]:
    return folders[max(0, len(folders) - depth) :]
