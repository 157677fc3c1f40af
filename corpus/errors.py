"""Every error raised on purpose.

The message of each is the sentence that a person reads: Japanese, the fact first, then the next step. It is
built in the class, so that the terminal, the browser and the build report all say the same thing.
"""

from collections.abc import Sequence
from pathlib import Path

from .names import file_name


class FukushiError(Exception):
    """Root of every error raised on purpose; ``str(error)`` may be shown to anybody."""

    def __reduce__(self) -> tuple[object, ...]:
        """Passes between processes with its sentence, which ``__init__`` would need other arguments to build again."""
        return _restored, (type(self), *self.args), self.__dict__


def _restored(kind: type[FukushiError], *args: object) -> FukushiError:
    return kind.__new__(kind, *args)


class UnreadableDocument(FukushiError):
    """One document could not be read; the others are built all the same."""

    def __init__(self, path: Path, reason: str, remedy: str) -> None:
        super().__init__(f"{file_name(path)}: {reason}{remedy}")
        self.path = path
        self.reason = reason
        self.remedy = remedy


class WithoutText(UnreadableDocument):
    """A document that shows something and holds no text: a scan; ``pages`` are its pages, from 1."""

    def __init__(self, path: Path, reason: str, remedy: str, pages: tuple[int, ...]) -> None:
        super().__init__(path, reason, remedy)
        self.pages = pages


class NothingToRead(FukushiError):
    """None of the given paths held a document that could be read; ``problems`` says why of each that was tried."""

    def __init__(self, paths: Sequence[Path], problems: Sequence[FukushiError]) -> None:
        names = "、".join(str(path) for path in paths)
        sentence = f"{names} に読み取れる計画がありません。PDF・Word・Excel・HTML・テキスト・CSV のファイルか、それを含むフォルダを指定してください。"
        super().__init__("\n".join(str(problem) for problem in problems) or sentence)
        self.problems = tuple(problems)


class BadSources(FukushiError):
    """The ``--sources`` file lacks a column, or cannot be read as CSV."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{file_name(path)}: {reason}直してから、もう一度 fukushi build を実行してください。")
        self.reason = reason
