"""A whole build: documents, those that were added on the pages among them -> the live generation."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from corpus.about.sources import read_looks, read_sources
from corpus.readers.scans.kept import Scans
from corpus.reading import Corpus, read_corpus
from corpus.scanning import Scanning

from ..build import build_index
from ..errors import CannotWrite
from ..generation import Manifest
from ..retrievers.milvus.address import address_of
from ..retrievers.milvus.switching import free
from .known import Given, inputs_of, write_inputs

ADDED: Final = "added"  # the folder in an index of what was added on the pages


@dataclass(frozen=True, slots=True)
class Told:
    """Who hears how a build goes on."""

    on_document: Callable[[Path], None] = lambda path: None
    on_page: Callable[[Path, int, int], None] = lambda path, place, count: None
    on_read: Callable[[Corpus], None] = lambda corpus: None
    on_encoded: Callable[[int], None] = lambda count: None


def build_from(folder: Path, given: Given, told: Told) -> tuple[Manifest, Corpus]:
    """Read what was given and what was added, and make it the live generation of ``folder``.

    Raises: whatever reading and indexing raise; the live generation is then as it was.
    """
    address = address_of(given.address) if given.address else None
    if address:
        free(address, folder)  # told before documents are read for hours
    sources = Path(given.sources) if given.sources else None
    table = read_sources(sources) if sources else {}
    paths = [*map(Path, given.paths), *([folder / ADDED] if (folder / ADDED).is_dir() else [])]
    scanning = Scanning(Scans(scans_of(folder)), told.on_page) if given.ocr else None
    corpus = read_corpus(paths, table, told.on_document, follow_links=given.follow_links, scanning=scanning)
    corpus = replace(corpus, looks=read_looks(sources) if sources else ())
    told.on_read(corpus)
    manifest = build_index(folder, corpus, given.encoder, told.on_encoded, tune=given.tune, address=address)
    try:
        write_inputs(folder, inputs_of(given, corpus))
    except OSError as error:
        raise CannotWrite(folder, error.strerror or "書き込みエラー") from error
    return manifest, corpus


def scans_of(folder: Path) -> Path:
    """Where an index keeps what was read of pages that are images."""
    return folder / "cache" / "scans"
