"""The server of tools as an ASGI app that a front door mounts. Each request stands alone: no session is kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp, Receive, Scope, Send

# The door in front has looked at Host, Origin and size, by the names and limits of the whole program.
_DOOR_LOOKED = TransportSecuritySettings(enable_dns_rebinding_protection=False)


class OverHttp:
    """Answers at ``path`` while :meth:`lifespan` lasts."""

    def __init__(self, server: MCPServer, path: str) -> None:
        self._server = server
        self._path = path
        self._app: ASGIApp | None = None

    @asynccontextmanager
    async def lifespan(self, app: object) -> AsyncIterator[None]:
        """As Starlette has it: from the start of ``app`` to its end."""
        self._app = self._server.streamable_http_app(
            streamable_http_path=self._path, stateless_http=True, json_response=True, transport_security=_DOOR_LOOKED
        )
        async with self._server.session_manager.run():
            yield
        self._app = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        if self._app is None:
            raise RuntimeError("the app has not been started")
        await self._app(scope, receive, send)
