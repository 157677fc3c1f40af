"""An index opened to search: the live generation, as it was when it was opened."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from .catalog import CATALOG, Catalog
from .desks.known_table import KnownTable
from .encoder import Encoder, StaticEncoder, load_encoder
from .encoder.adapted import ADAPTED, read_adapted
from .errors import BrokenIndex, CannotRead, MissingCollection, StaleIndex, UnknownPlan
from .generation import Manifest, checked_manifest, live_generation, read_manifest
from .records import RecordTables
from .retrievers.late_interaction import LATE, LateInteraction
from .retrievers.milvus.address import Address, address_of
from .retrievers.milvus.server import Server
from .retrievers.protocol import DenseRetriever, LexicalRetriever
from .retrievers.stored import open_stored
from .wording.placed_table import PlacedTable


@dataclass(frozen=True, slots=True)
class Index:
    """The parts of one generation, and the encoder it was built with."""

    folder: Path
    generation: Path
    manifest: Manifest
    catalog: Catalog
    placed: PlacedTable
    lexical: LexicalRetriever
    records: RecordTables
    desks: KnownTable
    dense: DenseRetriever
    late: LateInteraction
    encoder: Encoder
    words: (
        StaticEncoder  # whose word vectors ``late`` has: the encoder itself, before it was adapted, or the embedded one
    )


def open_catalog(folder: Path, *, checked: bool = True) -> Catalog:
    """Only the catalogue of the live generation: to list and to show, without an encoder.

    ``checked`` says whether the files are looked at first. Raises: NoIndex, BrokenIndex, CannotRead.
    """
    generation = live_generation(folder)
    (checked_manifest if checked else read_manifest)(generation, folder)
    with _telling(folder):
        return Catalog(generation / CATALOG)


def open_records(folder: Path, plan_id: str | None, *, checked: bool = True) -> RecordTables:
    """The measures, indicators and desks of the live generation; ``checked`` as in :func:`open_catalog`.

    Raises: NoIndex, BrokenIndex, CannotRead; UnknownPlan where ``plan_id`` names no plan of it.
    """
    if plan_id is not None and plan_id not in open_catalog(folder, checked=checked).plan_by_id:
        raise UnknownPlan(plan_id)
    generation = live_generation(folder)
    (checked_manifest if checked else read_manifest)(generation, folder)
    with _telling(folder):
        return RecordTables(generation / CATALOG)


def open_index(folder: Path, generation: Path | None = None, address: Address | None = None) -> Index:
    """Open a generation in ``folder``, the live one unless another is given.

    ``address`` is how its server is reached from here, where it has one and that is not the address it was built by.
    Raises: NoIndex where there is none; BrokenIndex where it cannot be read; CannotRead where this user may not;
        MissingCollection, MissingMilvus, NoServer, ServerFailed where its server does not give it; StaleIndex where the encoder of that name gives other vectors today; BadEncoder where it is gone.
    """
    generation = generation or live_generation(folder)
    manifest = checked_manifest(generation, folder)
    with _telling(folder):
        catalog = Catalog(generation / CATALOG)
        placed = PlacedTable(generation / CATALOG)
        records = RecordTables(generation / CATALOG)
        desks = KnownTable(generation / CATALOG)
        lexical, dense = open_stored(generation, catalog.plans, manifest.dim, _at(manifest, generation, address))
        late = LateInteraction(generation / LATE)
    encoder = load_encoder(manifest.encoder)
    if encoder.digest != manifest.encoder_digest:
        raise StaleIndex("埋め込みモデル", manifest.encoder_digest[:12], encoder.digest[:12])
    if encoder.dim != dense.dim:
        raise StaleIndex("次元", dense.dim, encoder.dim)
    words = encoder if isinstance(encoder, StaticEncoder) else StaticEncoder()
    if words.digest != late.digest:
        raise StaleIndex("単語ベクトル", late.digest[:12], words.digest[:12])
    if isinstance(encoder, StaticEncoder) and (generation / ADAPTED).is_dir():
        with _telling(folder):
            encoder = read_adapted(encoder, generation / ADAPTED)
    return Index(folder, generation, manifest, catalog, placed, lexical, records, desks, dense, late, encoder, words)


def _at(manifest: Manifest, generation: Path, address: Address | None) -> tuple[Server, str] | None:
    """The server and the collection of a generation; None where it has its own files. Raises: MissingCollection."""
    if manifest.address is None:
        if address is not None:
            raise MissingCollection(str(address), "フォルダの索引は、サーバーを使わずに作られています")
        return None
    server = Server(address or address_of(manifest.address))
    return server, server.address.collection(generation.name)


@contextmanager
def _telling(folder: Path) -> Iterator[None]:
    """What SQLite, FAISS, Tantivy and numpy raise at a file that they cannot open, as one of our errors."""
    try:
        yield
    except PermissionError as error:
        raise CannotRead(folder, error) from error
    except (sqlite3.Error, ValueError, RuntimeError, OSError, KeyError, EOFError, BadZipFile) as error:
        raise BrokenIndex(folder, "中身が壊れています") from error
