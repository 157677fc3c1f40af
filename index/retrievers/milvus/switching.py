"""Which collections an index has on a server, and for which of them its name stands.

A reader goes by CURRENT in the folder and asks the collection of the generation named there, so that catalogue and vectors
always fit; the name of the index, an alias, follows CURRENT for whoever looks at the server.
"""

from pathlib import Path

from ...errors import MissingCollection, OthersName
from ...generation import live_generation, name_of, named_generations, read_manifest
from .address import Address, address_of
from .server import Server


def claimed(address: Address, folder: Path, generation: Path) -> tuple[Server, str]:
    """The server, and the collection for ``generation``, which is being built; what builds that died left is removed.

    Raises: as :func:`free`.
    """
    server = free(address, folder)
    tidy(server, folder)
    return server, address.collection(name_of(generation))


def free(address: Address, folder: Path) -> Server:
    """The server, once the name is that of the index in ``folder``, or nobody's. Raises: OthersName, NoServer, ServerFailed."""
    server = Server(address)
    ours = {server.address.collection(name) for name in named_generations(folder)}
    if server.live() is not None and ours.isdisjoint(server.collections()):
        raise OthersName(str(server.address), folder)
    return server


def tidy(server: Server, folder: Path) -> None:
    """Remove the collections of generations that the folder has no more. Raises: NoServer, ServerFailed."""
    ours = {server.address.collection(name) for name in named_generations(folder)}
    for collection in server.collections():
        if collection not in ours and collection != server.live():
            server.drop(collection)


def follow(folder: Path) -> None:
    """Where the live generation is on a server: have the name of the index stand for it, and remove what is gone.

    Raises: NoIndex, BrokenIndex, MissingCollection, NoServer, ServerFailed.
    """
    generation = live_generation(folder)
    address = read_manifest(generation, folder).address
    if address is None:
        return
    server = Server(address_of(address))
    collection = server.address.collection(generation.name)
    if collection not in server.collections():
        raise MissingCollection(address, f"コレクション {collection} がありません")
    server.switch(collection)
    tidy(server, folder)
