"""The web front door: one ASGI app that serves the search page from this machine, and asks nobody else for anything."""

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Final

import uvicorn
from rich.console import Console

from corpus.errors import FukushiError
from search.live import LiveSearcher

if TYPE_CHECKING:
    from fastapi import FastAPI

# The browser itself refuses whatever would leave the machine, should a component ever try.
_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)
_FONTS: Final = ("Hiragino Sans", "Yu Gothic UI", "Meiryo", "Noto Sans CJK JP", "Noto Sans JP", "sans-serif")


def create_app(folder: Path) -> "FastAPI":
    """The app over the index in ``folder``; it follows every rebuild.

    Raises: NoIndex, BrokenIndex and the like where there is nothing to serve.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import gradio as gr
    from fastapi import FastAPI, Request, Response
    from starlette.middleware.base import RequestResponseEndpoint

    from screens.search_page import build_page

    live = LiveSearcher(folder)
    live.get()
    app = FastAPI(title="fukushi", docs_url=None, redoc_url=None, openapi_url=None)

    @app.middleware("http")
    async def stay_here(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    theme = gr.themes.Default(primary_hue="blue", font=_FONTS, font_mono=("Noto Sans Mono CJK JP", "monospace"))
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build_page(live),
        path="/",
        theme=theme,
        css_paths=[Path(__file__).parent / "screens" / "style.css"],
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        show_error=False,
        allowed_paths=[],
    )
    return mounted


class PortTaken(FukushiError):
    """The address cannot be listened on: another program does, or the system forbids it."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"{host} のポート {port} は使えません(ほかの画面が開いたままかもしれません)。--port で別の番号を指定してください。"
        )


def serve(folder: Path, host: str, port: int) -> None:
    """Serve until interrupted. Questions are personal: no request is logged.

    Raises: PortTaken, and as :func:`create_app`.
    """
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise PortTaken(host, port) from error
    with listening:
        app = create_app(folder)
        shown = f"[{host}]" if ":" in host else host
        Console().print(
            f"http://{shown}:{port} をブラウザで開いてください(終わるときは Ctrl+C)。", highlight=False, markup=False
        )
        config = uvicorn.Config(app, access_log=False, log_level="warning")
        uvicorn.Server(config).run(sockets=[listening])
