"""A Milvus server as this program asks it: bounded waits, retries, and our own errors for its own."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ...errors import MissingCollection, MissingMilvus, NoServer, ServerFailed
from .address import Address

if TYPE_CHECKING:  # pymilvus: most of a second that an index in a folder never costs
    from pymilvus import MilvusClient
    from pymilvus.exceptions import MilvusException

TOKEN: Final = (
    "FUKUSHI_MILVUS_TOKEN"  # the variable with "user:password" or an API key; in no file and no list of processes
)
_CONNECTING: Final = 10.0  # seconds, arbitrary
_ANSWERING: Final = 30.0  # seconds that a search may take, arbitrary: below a browser's patience
_WRITING: Final = (
    120.0  # seconds that a batch may take, arbitrary: Milvus holds writers back while it is short of memory
)
_TRIES: Final = 5  # of a batch, 1, 2, 4, 8 seconds apart, arbitrary: a node that restarts is back by then
# Milliseconds. gRPC asks a server that is gone ever more rarely, after a while once in two minutes: here arbitrarily oftener.
# pymilvus has it greet an idle server every few seconds, and one that keeps to gRPC's own limit of five minutes hangs up.
_CHANNEL: Final = {
    "grpc.initial_reconnect_backoff_ms": 200,
    "grpc.max_reconnect_backoff_ms": 2_000,
    "grpc.keepalive_time_ms": 330_000,
}
_NO_ANSWER: Final = (2, 14)  # codes of a connection that fails and of gRPC's UNAVAILABLE
_GONE: Final = 100  # the code of a collection that is not there
_RELEASED: Final = 101  # the code of one that is not loaded

T = TypeVar("T")


class _NotLoaded(ServerFailed):
    """A collection is there and not ready to be searched: a server that was started anew may wait to be told so."""


class Server:
    """A connection to one server, made when it is first needed; safe to use from several threads."""

    def __init__(self, address: Address, wait: Callable[[float], None] = time.sleep) -> None:
        self.address = address
        self._wait = wait

    @cached_property
    def _client(self) -> MilvusClient:
        from pymilvus import MilvusClient

        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)  # it prints every error besides raising it
        with self._telling():
            token = os.environ.get(TOKEN, "")
            return MilvusClient(self.address.uri, token=token, timeout=_CONNECTING, grpc_options=_CHANNEL)

    def create(self, collection: str, dim: int) -> None:
        """A new collection of passages: row, plan, dense and sparse vector."""
        from pymilvus import DataType

        client = self._client
        schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("row", DataType.INT64, is_primary=True)
        schema.add_field("plan", DataType.INT64)
        schema.add_field("dense", DataType.FLOAT_VECTOR, dim=dim)
        schema.add_field("sparse", DataType.SPARSE_FLOAT_VECTOR)
        with self._telling():
            client.create_collection(collection, schema=schema, timeout=_WRITING)

    def write(self, collection: str, passages: Sequence[Mapping[str, Any]]) -> None:
        """Add a batch; what a try that was not answered has brought there is replaced by the next one, not doubled."""
        rows = [dict(passage) for passage in passages]
        ways = iter([self._client.insert])  # Milvus lets a key stand twice, and an upsert costs it more
        self._tried(lambda: next(ways, self._client.upsert)(collection, rows, timeout=_WRITING))

    def complete(self, collection: str, indexes: Mapping[str, Mapping[str, Any]]) -> int:
        """Seal what was written, index each field as ``indexes`` says, load it; how many passages it holds."""
        client = self._client
        parameters = client.prepare_index_params()
        for field, index in indexes.items():
            parameters.add_index(field, **index)
        self._tried(lambda: client.flush(collection))
        self._tried(lambda: client.create_index(collection, parameters))  # as long as it takes: minutes for millions
        self._tried(lambda: client.load_collection(collection))
        return self.count(collection)

    def load(self, collection: str) -> None:
        """Have a collection ready to be searched; one that is ready stays so. Raises: MissingCollection."""
        with self._telling():
            self._client.load_collection(collection, timeout=_WRITING)

    def count(self, collection: str) -> int:
        """How many passages a collection holds. Raises: MissingCollection."""
        with self._telling():
            found = self._client.query(
                collection, output_fields=["count(*)"], consistency_level="Strong", timeout=_ANSWERING
            )
        return int(found[0]["count(*)"])

    def search(
        self, collection: str, field: str, query: object, depth: int, allowed: str, parameters: Mapping[str, Any]
    ) -> list[tuple[int, float]]:
        """The nearest passages by inner product: (row, product), best first. Raises: MissingCollection, NoServer."""

        def ask() -> Any:  # noqa: ANN401 - hits of pymilvus
            with self._telling():
                return self._client.search(
                    collection,
                    [query],
                    filter=allowed,
                    limit=depth,
                    output_fields=["row"],
                    search_params={"metric_type": "IP", "params": dict(parameters)},
                    anns_field=field,
                    timeout=_ANSWERING,
                )

        try:
            found = ask()
        except _NotLoaded:
            self.load(collection)
            found = ask()
        return [(int(hit["row"]), float(hit["distance"])) for hit in found[0]]

    def live(self) -> str | None:
        """The collection that the name of the index stands for; None where it stands for none."""
        name = self.address.name
        for collection in self.collections():
            with self._telling():
                if name in self._client.list_aliases(collection, timeout=_ANSWERING)["aliases"]:
                    return collection
        return None

    def switch(self, collection: str) -> None:
        """Have the name of the index stand for ``collection`` from now on."""
        change = self._client.create_alias if self.live() is None else self._client.alter_alias
        self._tried(lambda: change(collection, self.address.name, timeout=_ANSWERING))

    def collections(self) -> list[str]:
        """The collections of all generations under this name, begun ones among them."""
        with self._telling():
            names = self._client.list_collections(timeout=_ANSWERING)
        return sorted(name for name in names if self.address.owns(name))

    def drop(self, collection: str) -> None:
        """Remove a collection."""
        self._tried(lambda: self._client.drop_collection(collection, timeout=_WRITING))

    def _tried(self, job: Callable[[], T]) -> T:
        """What ``job`` gives, asked again where the server does not answer or has not the means now."""
        for place in range(_TRIES - 1):
            try:
                with self._telling():
                    return job()
            except (NoServer, ServerFailed):
                self._wait(2.0**place)
        with self._telling():
            return job()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """What pymilvus and gRPC raise, as one of our errors."""
        try:
            from grpc import RpcError
            from pymilvus.exceptions import MilvusException
        except ImportError as error:
            raise MissingMilvus from error
        server = self.address.server
        try:
            yield
        except RpcError as error:
            raise NoServer(server) from error
        except MilvusException as error:
            if error.code == _GONE:
                raise MissingCollection(str(self.address), "コレクションがありません") from error
            if _unreachable(error):
                raise NoServer(server) from error
            kind = _NotLoaded if error.code == _RELEASED else ServerFailed
            raise kind(server, " ".join(str(error.message).split())[:200]) from error


def _unreachable(error: MilvusException) -> bool:
    from grpc import StatusCode
    from pymilvus.exceptions import ConnectError, ConnectionNotExistException, MilvusUnavailableException

    if isinstance(error.code, StatusCode):  # what gRPC said in the last of several tries
        return True
    kinds = (ConnectError, ConnectionNotExistException, MilvusUnavailableException)
    return isinstance(error, kinds) or error.code in _NO_ANSWER
