"""「役に立たなかった」: kept on this machine only where staff have switched it on, the question only where its writer ticks it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Final

from index.replacing import replace_files

_SETTINGS: Final = "settings.json"
_FILE: Final = "feedback.jsonl"
_MAX: Final = 10_000_000  # bytes that are kept (arbitrary: some ten thousand); then nothing more is
_QUESTION_MAX: Final = 2_000  # characters, as everywhere
_SHORT_MAX: Final = 100  # characters
_PASSAGES_MAX: Final = 10
_LOCK: Final = Lock()


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is kept: the day alone, and nothing of who sent it."""

    day: str
    reply: str  # how the question was replied to: stated, near, none, …
    city: str
    passages: tuple[str, ...]  # that the reply cited
    question: str | None


def is_wanted(index: Path) -> bool:
    """Whether staff have switched feedback on."""
    try:
        settings = json.loads((index / _SETTINGS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(settings, dict) and settings.get("feedback") is True


def want(index: Path, wanted: bool) -> None:
    """Switch it on or off; what was kept stays. Raises: OSError."""
    replace_files(index, {_SETTINGS: json.dumps({"feedback": wanted}).encode()})


def read_feedback(form: Mapping[str, str], today: date) -> Feedback:
    """What a form says; the question only where ``with_question`` was ticked."""
    ticked = form.get("with_question") == "on"
    passages = tuple(form.get("passages", "").split("\n"))[:_PASSAGES_MAX]
    return Feedback(
        day=today.isoformat(),
        reply=form.get("reply", "")[:_SHORT_MAX],
        city=form.get("city", "")[:_SHORT_MAX],
        passages=tuple(each.strip()[:1000] for each in passages if each.strip()),
        question=form.get("question", "")[:_QUESTION_MAX] or None if ticked else None,
    )


def keep_feedback(index: Path, feedback: Feedback) -> bool:
    """Add a line; False where as much is kept as may be. Raises: OSError."""
    path = index / _FILE
    line = json.dumps(asdict(feedback), ensure_ascii=True) + "\n"
    with _LOCK:
        if path.is_file() and path.stat().st_size + len(line) > _MAX:
            return False
        with path.open("a", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(line)
    return True


def count_feedback(index: Path) -> int:
    """How many are kept."""
    try:
        with (index / _FILE).open("rb") as file:
            return sum(1 for _ in file)
    except OSError:
        return 0
