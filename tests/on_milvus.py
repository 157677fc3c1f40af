"""A Milvus server on this machine: milvus-lite in a process of its own, which speaks the protocol of the large one."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest

from index.retrievers.milvus.address import Address

_STARTING: Final = 60.0  # seconds: a shared machine may be slow, but not that slow


class Milvus:
    """A server that can be killed and started again over the same files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it listens."""
        command = [sys.executable, "-m", "milvus_lite", "server", "--data-dir", str(self._folder)]
        command += ["--host", "127.0.0.1", "--port", str(self.port)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + _STARTING
        while time.monotonic() < until:
            with socket.socket() as asking:
                if asking.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            assert self._process.poll() is None, "milvus-lite did not start"
            time.sleep(0.05)
        pytest.fail("milvus-lite does not listen")

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def address(self, name: str) -> Address:
        """An index on it."""
        return Address("milvus", "127.0.0.1", self.port, name)


def started(folder: Path) -> Milvus:
    """A new server over ``folder``; skips where milvus-lite or pymilvus is not installed."""
    for package in ("pymilvus", "milvus_lite"):
        if find_spec(package) is None:
            pytest.skip(f"{package} is not installed: pip install 'fukushi[dev]'")
    server = Milvus(folder)
    server.start()
    return server


@pytest.fixture(scope="session")
def milvus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Milvus]:
    """One server for all tests; each takes a name of its own on it."""
    server = started(tmp_path_factory.mktemp("milvus"))
    yield server
    server.kill()
