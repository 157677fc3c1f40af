"""``fukushi verify``: whether every file of the live generation is as it was built."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from index.generation import file_states, live_generation
from index.integrity import State

from .console import say

_SAID: Final = {State.MISSING: "ありません", State.CHANGED: "作られたときと違います"}
_NEXT: Final = "fukushi rollback でひとつ前の索引に戻すか、fukushi build で作り直してください。"


def verify_json(folder: Path) -> dict[str, Any]:
    """``verify --json``. Raises: NoIndex, BrokenIndex where no generation is live; CannotRead."""
    states = file_states(live_generation(folder), folder)
    return {
        "ok": set(states.values()) == {State.OK},
        "files": [{"file": name, "state": state.value} for name, state in states.items()],
    }


def print_verification(found: Mapping[str, Any], console: Console) -> None:
    """A line for each file that is not as it was built, then a sentence."""
    for each in found["files"]:
        if each["state"] != State.OK:
            say(console, f"{each['file']}: {_SAID[State(each['state'])]}")
    count = len(found["files"])
    say(console, f"{count:,} 個のファイルは、すべて作られたときのままです。" if found["ok"] else _NEXT)
