"""What can go wrong: with one address (a ``Trouble``, which the report tells), or with the whole run (an error)."""

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ..errors import FukushiError
from ..names import file_name

# EFBIG: a limit on the size of a file, which a system sets as it limits space.
_FULL: Final = frozenset((errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)))


class Trouble(Exception):
    """One address could not be had; ``str`` is a sentence that follows the address."""


class Refused(Trouble):
    """The rules say no, ours or the site's; nothing was sent, or the site declined."""


class Failed(Trouble):
    """It did not work, and trying again today would not help."""


class Gone(Trouble):
    """The site says that it is no longer there."""


class TryLater(Trouble):
    """It may work after ``seconds`` (None: as the caller likes). ``down``: ``host`` as a whole does not answer."""

    def __init__(self, sentence: str, seconds: float | None = None, *, down: bool = False) -> None:
        super().__init__(sentence)
        self.seconds = seconds
        self.down = down
        self.host: str | None = None  # with its port; whoever asks it writes it here


class BadList(FukushiError):
    """The list of sources has lines that are wrong; each is a sentence of its own."""

    def __init__(self, path: Path, problems: Sequence[str]) -> None:
        lines = [f"{file_name(path)}: {problem}" for problem in problems]
        super().__init__(
            "\n".join((*lines[:-1], f"{lines[-1]}直してから、もう一度 fukushi fetch を実行してください。"))
        )


class CannotKeep(FukushiError):
    """What was fetched cannot be written; what was written before stays."""

    def __init__(self, path: Path, error: OSError) -> None:
        full = error.errno in _FULL
        fact = "空き容量が足りない" if full else "書き込めない"
        remedy = "容量を空けて" if full else "フォルダと、書き込む権限を確かめて"
        super().__init__(
            f"{path}: {fact}ので、途中でやめました。取り終えたものは残っています。{remedy}、もう一度実行してください。"
        )


class DamagedState(FukushiError):
    """The file that says what was fetched cannot be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: 取ったものの記録が壊れています。このファイルを消してから、もう一度実行してください(すべて取り直します)。"
        )


class AlreadyRunning(FukushiError):
    """Another run holds the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder}: ほかの fukushi fetch が動いています。終わってから、もう一度実行してください。")
