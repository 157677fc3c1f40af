"""By which name a request came, from which page, and through which proxy."""

import ipaddress
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from .refusal import Refusal

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_SAFE: Final = frozenset({"GET", "HEAD"})
_OWN: Final = frozenset({"same-origin", "none"})  # of Sec-Fetch-Site: this page, or typed by the visitor
_TOLD: Final = (b"forwarded", b"x-forwarded-", b"x-real-ip", b"x-gradio-", b"x-ip-token")  # what Gradio would believe


def strange_host(headers: Headers, hosts: Collection[str]) -> Refusal | None:
    """Refuses every name but ``hosts``: a page that has its own name resolved to this machine reads nothing here."""
    named = headers.getlist("host")
    name = host_name(named[0]) if len(named) == 1 else None
    if name is None:
        return Refusal(400, "Host が正しくありません。")
    if name not in hosts:
        return Refusal(421, "この名前では使えません。管理している方は serve の --allow-host で名前を加えてください。")
    return None


def cross_origin(method: str, headers: Headers) -> Refusal | None:
    """Refuses what another site's page sends; programs that are no browsers name no origin."""
    if method in _SAFE:
        return None
    origins, site = headers.getlist("origin"), headers.get("sec-fetch-site")
    own = headers.get("host", "").lower()
    if any(urlsplit(origin).netloc.lower() != own for origin in origins) or (site is not None and site not in _OWN):
        return Refusal(403, "ほかのサイトのページからは使えません。")
    return None


def host_name(host: str) -> str | None:
    """The name in a Host header, in lower case, without port, brackets and final dot; None where it is none."""
    try:
        parts = urlsplit(f"//{host}")
        name = parts.hostname
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    if not name or parts.username is not None or parts.path or parts.query or parts.fragment or host != host.strip():
        return None
    return name.removesuffix(".")


@dataclass(frozen=True, slots=True)
class Arrived:
    """A request as the rest of the program sees it, and who sent it."""

    scope: Scope
    client: str  # an address; "" where nobody knows


def arrived(scope: Scope, *, behind_proxy: bool) -> Arrived:
    """What the proxy in front says of a request, where there is one; else what the connection says.

    Nothing behind this function ever sees an X-Forwarded header. Of each the last value counts: the one that the
    nearest proxy wrote, which a client cannot.
    """
    headers = Headers(scope=scope)
    kept = [(name, value) for name, value in scope["headers"] if not name.lower().startswith(_TOLD)]
    client = scope.get("client") or ("", 0)
    changed: Scope = {**scope, "headers": kept}
    if behind_proxy:
        told = {name: _last(headers, f"x-forwarded-{name}") for name in ("for", "proto", "host")}
        if told["for"]:
            client = (told["for"], 0)
        if told["proto"] in ("http", "https"):
            changed["scheme"] = told["proto"]
        if told["host"]:
            others = [(name, value) for name, value in kept if name.lower() != b"host"]
            changed["headers"] = [*others, (b"host", told["host"].encode("latin-1"))]
    changed["client"] = client
    return Arrived(changed, sender(client[0]))


def sender(address: str) -> str:
    """Who is counted as one client: an address, of IPv6 the /64 that a household has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network(f"{parsed.packed[:8].hex(':', 2)}::/64"))
    return str(parsed)


def _last(headers: Headers, name: str) -> str:
    values = headers.getlist(name)
    return values[-1].split(",")[-1].strip() if values else ""
