import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from cli.application import app
from cli.threads import one_thread

THREADS: Final = """
import ctypes, threading
from cli.threads import few_heaps
few_heaps()
together = threading.Barrier(8)
def ask():
    together.wait()
    held = [bytearray(10_000) for _ in range(100)]
    together.wait()
threads = [threading.Thread(target=ask) for _ in range(8)]
for each in threads: each.start()
for each in threads: each.join()
ctypes.CDLL(None).malloc_stats()
"""

COMMANDS: Final = {
    "build": False, "add": False, "remove": False, "report": False,  # long products are shared out
    "search": True, "ask": True, "show": True, "compare": True, "records": True, "similar": True, "serve": True,
    "mcp": True, "fetch": True, "validate": True, "coverage": True, "status": True, "verify": True, "rollback": True,
    "run": True, "evaluate": True,
}  # fmt: skip
STARTED: Final = """
import os, sys
from cli import running
running.main = lambda: print(*(os.environ.get(each) for each in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")), "numpy" in sys.modules)
running.entry()
"""


def started(*arguments: str, **said: str) -> str:
    """What the environment says of threads, and whether numpy is there, as a command begins."""
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    command = [sys.executable, "-c", STARTED, *arguments]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[1], env=environment | said, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_every_command_is_listed() -> None:
    assert {command.callback.__name__ for command in app.registered_commands if command.callback} == COMMANDS.keys()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_takes_one_thread_unless_its_products_are_long(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {})
    assert one_thread([command, "里親になりたい"]) is COMMANDS[command]
    assert os.environ == ({"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"} if COMMANDS[command] else {})


def test_it_is_said_before_numpy_is_imported() -> None:
    assert started("search", "里親になりたい") == "1 1 False"


def test_a_person_may_choose_another_number() -> None:
    assert started("ask", "里親になりたい", OMP_NUM_THREADS="4") == "4 1 False"


@pytest.mark.parametrize("option", [("--reranker", "model"), ("--reranker=model",)])
def test_a_reranker_takes_as_many_as_it_likes(option: tuple[str, ...]) -> None:
    assert started("search", "里親になりたい", *option) == "None None False"


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another library of C")
@pytest.mark.parametrize(("said", "heaps"), [(None, 2), ("3", 3)])
def test_threads_share_two_heaps_or_as_many_as_the_environment_says(said: str | None, heaps: int) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "MALLOC_ARENA_MAX"}
    environment |= {"MALLOC_ARENA_MAX": said} if said else {}
    command = [sys.executable, "-c", THREADS]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[1], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stderr.count("Arena ") == heaps
