"""Which addresses may be asked: http and https, hosts that the list knows, and no machine of an inner network."""

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import httpx

from ...about.hosts import owner_of
from ..troubles import Refused, TryLater

Resolve = Callable[[str, int], Sequence[str]]
_HOST: Final = re.compile(rb"[A-Za-z0-9._-]{1,253}|[0-9a-fA-F:.]{2,45}")
_PORTS: Final = {"http": 80, "https": 443}
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the list allows: ``hosts`` to be led to, ``private`` ones to be inside; each a host or host:port."""

    hosts: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()


def normal_address(text: str, base: str | None = None) -> str | None:
    """``text`` (relative to ``base``) as it is asked for and remembered; None where it is no http or https address."""
    try:
        url = httpx.URL(base).join(text.strip()) if base else httpx.URL(text.strip())
        url = url.copy_with(fragment=None)
        usable = url.scheme in _PORTS and bool(_HOST.fullmatch(url.raw_host)) and not url.userinfo
        usable = usable and 0 < port_of(url) < 65536
        return str(url) if usable else None
    except (httpx.InvalidURL, ValueError, UnicodeError):
        return None


def port_of(url: httpx.URL) -> int:
    """The port that ``url`` is asked on."""
    return url.port or _PORTS[url.scheme]


def may_lead_to(start: str, target: str, rules: Rules) -> bool:
    """Whether a link or redirect of ``start`` may be followed to ``target``: to its own host, to one that the list
    names, or to another host of the same municipality.
    """
    here, there = httpx.URL(start), httpx.URL(target)
    if _bare(here.host) == _bare(there.host):
        # Another port is another server: a port is left only for the usual one (http to https).
        return port_of(here) == port_of(there) or {port_of(here), port_of(there)} <= set(_PORTS.values())
    if _named(there.host, port_of(there), rules.hosts | rules.private):
        return True
    owner = owner_of(here.host)
    return owner is not None and owner == owner_of(there.host)


def resolved(host: str, port: int, rules: Rules, resolve: Resolve) -> Sequence[str]:
    """The IP addresses of ``host``, all of them allowed.

    Whoever connects must take one of these and not ask again: a name may answer otherwise the second time.
    Raises: Refused where one of them lies in an inner network that the list does not name; TryLater without any.
    """
    try:
        found = list(resolve(host, port))
    except (OSError, UnicodeError) as error:
        raise TryLater(f"{host} という名前の機械が見つかりません。", down=True) from error
    if not found:
        raise TryLater(f"{host} という名前の機械が見つかりません。", down=True)
    if not _named(host, port, rules.private) and not all(map(is_public, found)):
        raise Refused(
            f"{host} は内部のネットワークの機械なので、取りに行きませんでした(許すときは、一覧の private_hosts に書いてください)。"
        )
    return found


def system_resolve(host: str, port: int) -> Sequence[str]:
    """What the system's resolver says, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def is_public(text: str) -> bool:
    """Whether an IP address, and the IPv4 address that it may carry, is one of the public network."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
        if address.ipv4_mapped:
            return is_public(str(address.ipv4_mapped))
        if carried := address.sixtofour or (address.teredo and address.teredo[1]):
            return address.is_global and is_public(str(carried))
    return address.is_global and not address.is_multicast and not address.is_reserved


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _named(host: str, port: int, names: frozenset[str]) -> bool:
    shown = f"[{host}]" if ":" in host else host
    return not names.isdisjoint((host, shown, f"{shown}:{port}"))
