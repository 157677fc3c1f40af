"""MCP: the plans as tools of a language model's client, over HTTP at /mcp and on standard input and output."""

from .over_http import OverHttp
from .server import mcp_server, serve_stdio

__all__ = ["OverHttp", "mcp_server", "serve_stdio"]
