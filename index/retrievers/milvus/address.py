"""``milvus://HOST:PORT/COLLECTION?folder=PATH``: a server, a name on it, and the folder beside it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

from ...errors import BadAddress

_SCHEMES: Final = {"milvus": "http", "milvus+tls": "https"}  # and what pymilvus calls them
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,199}")  # Milvus takes 255 characters; a generation's name adds 24
_GENERATION: Final = r"\d{8}T\d{6}_\d{6}Z"  # as index.generation names them, a dot made an underline


@dataclass(frozen=True, slots=True)
class Address:
    """A server, and the name under which an index stands there: an alias for the collection of its live generation."""

    scheme: str
    host: str
    port: int
    name: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.server}/{self.name}"

    @property
    def server(self) -> str:
        """Host and port."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def uri(self) -> str:
        """The server as pymilvus takes it."""
        return f"{_SCHEMES[self.scheme]}://{self.server}"

    def collection(self, generation: str) -> str:
        """The collection of a generation, by the name of that."""
        return f"{self.name}_{generation.replace('.', '_')}"

    def owns(self, collection: str) -> bool:
        """Whether it is a collection of a generation under this name."""
        return re.fullmatch(rf"{self.name}_{_GENERATION}", collection) is not None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an index is: its folder, and the server that holds its passages where the folder does not."""

    folder: Path
    address: Address | None = None


def place_of(text: str) -> Place:
    """The place that ``--index`` names. Raises: BadAddress."""
    if not text.startswith(tuple(f"{scheme}:" for scheme in _SCHEMES)):
        return Place(Path(text))
    address, _, query = text.partition("?")
    folders = parse_qs(query).get("folder", [])
    if len(folders) != 1:
        raise BadAddress(text)
    return Place(Path(folders[0]), address_of(address))


def address_of(text: str) -> Address:
    """The address written as ``str`` writes it. Raises: BadAddress."""
    try:
        parts = urlsplit(text)
        host, port, name = parts.hostname, parts.port, parts.path.strip("/")
    except ValueError as error:
        raise BadAddress(text) from error
    if parts.scheme not in _SCHEMES or not host or port is None or not _NAME.fullmatch(name) or parts.username:
        raise BadAddress(text)
    return Address(parts.scheme, host, port, name)
