"""The web front door: one ASGI app that serves people and programs from this machine, and asks nobody else for anything."""

import os
import signal
import socket
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

from corpus.errors import FukushiError
from index.generation import live_generation
from index.retrievers.milvus.address import Place
from screens.door import BoundedServer, Door, Rules, events_of
from screens.door.origin import LOOPBACK, host_name
from screens.door.refusal import silenced
from screens.terminal.console import open_console, say
from search.live import LiveSearcher

if TYPE_CHECKING:
    from screens.api.workers import Workers

_ANYWHERE: Final = frozenset({"0.0.0.0", "::"})
_WAITING: Final = 100  # questions in the queue; whoever comes then is told to try again
_KEPT: Final = (600, 600)  # seconds between two looks for files that Gradio left behind, and how old they may get


def create_app(folder: Path, hosts: Collection[str] = (), *, behind_proxy: bool = False) -> Door:
    """The app over the index in ``folder``; it follows every rebuild.

    Args:
        folder: the index.
        hosts: names by which it may be asked for, besides this machine's own for itself.
        behind_proxy: whether every request comes through a proxy that writes X-Forwarded-*.
    Raises: NoIndex, BrokenIndex and the like where there is nothing to serve.
    """
    live = LiveSearcher(folder)
    live.get()
    return _app(live, hosts, None, behind_proxy=behind_proxy)


def _app(live: LiveSearcher, hosts: Collection[str], workers: "Workers | None", *, behind_proxy: bool) -> Door:
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported
    # Of its last 10,000 events Gradio keeps who asked and when, and sums them up after each, though nobody can ask for it.
    os.environ |= {"GRADIO_ANALYTICS_MAX_EVENTS": "1", "GRADIO_ANALYTICS_CACHE_FREQUENCY": str(sys.maxsize)}
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import gradio as gr
    from fastapi import FastAPI
    from starlette.routing import Route

    from screens.api import Jobs, Replies, add_api
    from screens.compared import add_compared
    from screens.frame import Site, add_static
    from screens.library import add_library
    from screens.mcp import OverHttp, mcp_server
    from screens.plain import add_plain
    from screens.staff import add_staff
    from screens.web import FirstPage, build_page

    replies, jobs, release = Replies(live), Jobs(workers), version("fukushi")
    tools = OverHttp(mcp_server(replies, jobs, release), "/mcp")
    front = FastAPI(version=release, docs_url=None, redoc_url=None, openapi_url=None, lifespan=tools.lifespan)
    add_api(front, replies, jobs)
    front.router.routes.append(Route("/mcp", tools))
    add_static(front)
    site = Site(front, live, replies, jobs)
    add_plain(front, live, jobs, site.tokens)
    add_staff(site)
    add_compared(site)
    add_library(site)
    front.add_middleware(FirstPage, live=live, tokens=site.tokens)
    page = build_page(live, jobs)
    # Gradio looks at the paths in what an event is sent only once this is set, which mounting a page does not do.
    page.has_launched = True
    page.delete_cache = _KEPT
    page.queue(max_size=_WAITING)
    fonts = ("sans-serif",)  # of the system; nobody sees what is set in them
    theme = gr.themes.Default(font=fonts, font_mono=fonts)
    mounted = gr.mount_gradio_app(
        front,
        page,
        path="/",
        theme=theme,
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        show_error=False,
        allowed_paths=[],
        max_file_size=0,
        enable_monitoring=False,
    )
    names = frozenset(name for host in hosts if (name := host_name(host)))
    return Door(mounted, Rules(LOOPBACK | names, behind_proxy, events_of(page)))


class PortTaken(FukushiError):
    """The address cannot be listened on: another program does, or the system forbids it."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"{host} のポート {port} は使えません(ほかの画面が開いたままかもしれません)。--port で別の番号を指定してください。"
        )


class BadHost(FukushiError):
    """A name given to ``--allow-host`` that no browser could send."""

    def __init__(self, name: str) -> None:
        super().__init__(f"--allow-host の {name} は名前として使えません。example.jp のように指定してください。")


def serve(
    place: Place, host: str, port: int, hosts: Collection[str] = (), *, behind_proxy: bool = False, workers: int = 0
) -> None:
    """Serve until interrupted. Questions are personal: no request is logged.

    Args:
        place: where the index is.
        host: the address to listen on; where it is one of a single network, it may also be asked for by it.
        port: to listen on.
        hosts: as in :func:`create_app`.
        behind_proxy: as in :func:`create_app`.
        workers: processes that answer; with none this one does.
    Raises: PortTaken, BadHost, and as :func:`create_app`.
    """
    for name in hosts:
        if host_name(name) is None:
            raise BadHost(name)
    console = open_console()
    live_generation(place.folder)  # told before anything else where there is none
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise PortTaken(host, port) from error
    shown = f"[{host}]" if ":" in host else host
    with listening, _scratch(), _answering(place, workers) as others:
        say(console, "画面を準備しています…")
        live = LiveSearcher(place.folder, address=place.address)
        live.get()
        own = () if host in _ANYWHERE else (shown,)
        app = _app(live, (*hosts, *own), others, behind_proxy=behind_proxy)
        name = "localhost" if host in _ANYWHERE else shown
        say(console, f"http://{name}:{port} をブラウザで開いてください(終わるときは Ctrl+C)。")
        if host in _ANYWHERE and not hosts:
            note = "この機械からだけ使えます。ほかの機械からも使うには、その機械が開く名前を --allow-host で指定してください。"
            say(console, note)
        # uvicorn ends with the signal that it was sent; what was opened here is closed before.
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
        if others is not None:
            others.start()
        else:
            Thread(target=live.warm, name="fukushi-warm", daemon=True).start()
        with silenced():
            BoundedServer(app, behind_proxy=behind_proxy).run(sockets=[listening])


@contextmanager
def _answering(place: Place, count: int) -> Iterator["Workers | None"]:
    """Processes that answer, which nobody has started yet; None without any."""
    if not count:
        yield None
        return
    from screens.api.workers import Workers

    workers = Workers(place, count)
    try:
        yield workers
    finally:
        workers.close()


@contextmanager
def _scratch() -> Iterator[None]:
    """A folder of this process alone for whatever Gradio writes, gone when it ends; none where nothing can be written."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="fukushi-", ignore_cleanup_errors=True)
    except FileNotFoundError:
        yield
        return
    with folder as name:
        os.environ["GRADIO_TEMP_DIR"] = name
        yield
