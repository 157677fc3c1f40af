"""The app served on a free port of this machine, and Debian's Chromium: one set of fixtures for all tests that need them."""

import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--disable-quic",
)  # fmt: skip
LONG: Final = 20_000  # milliseconds: a shared machine may be slow, but not that slow


@contextmanager
def serving(index: Path) -> Iterator[str]:
    """The address of the whole app over ``index``."""
    import uvicorn

    from app import create_app

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(index), host="127.0.0.1", port=port, log_level="error"))
    thread = Thread(target=server.run)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def served(samples_index: Path) -> Iterator[str]:
    """The address of the app over the two fictional municipalities; a module's own, so that no limit on clients is shared."""
    with serving(samples_index) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium. Only as long as a module: while it is open, no other event loop runs in this thread."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def at_home(context: "BrowserContext") -> Iterator[list[str]]:
    """What is asked in ``context``, every address of it; whatever is asked of another host fails the test."""
    context.set_default_timeout(LONG)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    try:
        yield asked
    finally:
        context.close()
    hosts = {urlsplit(url).hostname for url in asked if urlsplit(url).scheme not in ("data", "blob")}
    assert hosts <= {"127.0.0.1"}
