import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

THREADS: Final = """
import ctypes, threading
from cli.heaps import few_heaps
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
