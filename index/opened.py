"""An index opened to search: the live generation, as it was when it was opened."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from .catalog import Catalog
from .dense import Dense
from .encoder import Encoder, StaticEncoder, load_encoder
from .encoder.adapted import ADAPTED, read_adapted
from .errors import BrokenIndex, StaleIndex, UnknownPlan
from .generation import Manifest, live_generation, read_manifest
from .late_interaction import LATE, LateInteraction
from .lexical import Lexical
from .record_tables import RecordTables


@dataclass(frozen=True, slots=True)
class Index:
    """The parts of one generation, and the encoder it was built with."""

    folder: Path
    manifest: Manifest
    catalog: Catalog
    lexical: Lexical
    records: RecordTables
    dense: Dense
    late: LateInteraction
    encoder: Encoder
    words: (
        StaticEncoder  # whose word vectors ``late`` has: the encoder itself, before it was adapted, or the embedded one
    )


def open_catalog(folder: Path) -> Catalog:
    """Only the catalogue of the live generation: to list and to show, without an encoder.

    Raises: NoIndex, BrokenIndex.
    """
    generation = live_generation(folder)
    read_manifest(generation, folder)
    try:
        return Catalog(generation / "catalog.sqlite")
    except sqlite3.Error as error:
        raise BrokenIndex(folder, "中身が壊れています") from error


def open_records(folder: Path, plan_id: str | None) -> RecordTables:
    """The measures, indicators and desks of the live generation.

    Raises: NoIndex, BrokenIndex; UnknownPlan where ``plan_id`` names no plan of it.
    """
    if plan_id is not None and plan_id not in open_catalog(folder).plan_by_id:
        raise UnknownPlan(plan_id)
    generation = live_generation(folder)
    read_manifest(generation, folder)
    return RecordTables(generation / "catalog.sqlite")


def open_index(folder: Path) -> Index:
    """Open the live generation in ``folder``.

    Raises: NoIndex where there is none; BrokenIndex where it cannot be read; StaleIndex where the encoder of that
        name gives other vectors today; BadEncoder where it is gone.
    """
    generation = live_generation(folder)
    manifest = read_manifest(generation, folder)
    try:
        catalog = Catalog(generation / "catalog.sqlite")
        lexical = Lexical(generation / "lexical")
        records = RecordTables(generation / "catalog.sqlite")
        dense = Dense(generation / "dense.faiss")
        late = LateInteraction(generation / LATE)
    except (sqlite3.Error, ValueError, RuntimeError, OSError) as error:
        raise BrokenIndex(folder, "中身が壊れています") from error
    encoder = load_encoder(manifest.encoder)
    if encoder.digest != manifest.encoder_digest:
        raise StaleIndex("埋め込みモデル", manifest.encoder_digest[:12], encoder.digest[:12])
    if encoder.dim != dense.dim:
        raise StaleIndex("次元", dense.dim, encoder.dim)
    words = encoder if isinstance(encoder, StaticEncoder) else StaticEncoder()
    if words.digest != late.digest:
        raise StaleIndex("単語ベクトル", late.digest[:12], words.digest[:12])
    if isinstance(encoder, StaticEncoder) and (generation / ADAPTED).is_dir():
        try:
            encoder = read_adapted(encoder, generation / ADAPTED)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise BrokenIndex(folder, "調整したモデルが壊れています") from error
    return Index(folder, manifest, catalog, lexical, records, dense, late, encoder, words)
