"""The systems that are compared, and which of them are here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from .passages import System


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a system is, what must be installed for it, and whose index it searches if it makes none of its own."""

    module: str
    name: str
    needs: tuple[str, ...] = ()
    index_of: str | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The packages that are not installed."""
        return tuple(package for package in self.needs if find_spec(package) is None)

    def load(self) -> System:
        """The system; imports its packages."""
        system: System = getattr(import_module(f"{__package__}.{self.module}"), self.name)
        return system


FUKUSHI: Final = "fukushi"
NO_PLACES: Final = "fukushi, places in questions not read"
SYSTEMS: Final[Mapping[str, Entry]] = {
    FUKUSHI: Entry("with_fukushi", "FUKUSHI"),
    "fukushi, encoder not adapted": Entry("with_fukushi", "NOT_ADAPTED"),
    NO_PLACES: Entry("with_fukushi", "NO_PLACES", index_of=FUKUSHI),
    "txtai, hybrid": Entry("with_txtai", "TXTAI", ("txtai",)),
    "LanceDB, hybrid": Entry("with_lancedb", "LANCEDB", ("lancedb",)),
    "bm25s, words alone": Entry("with_bm25s", "BM25S", ("bm25s", "numba")),
    "sentence-transformers + FAISS, vectors alone": Entry("with_faiss", "FAISS", ("sentence_transformers",)),
}


def present() -> Iterator[str]:
    """The names of those that are installed."""
    return (name for name, entry in SYSTEMS.items() if not entry.missing)


def absent() -> Iterator[str]:
    """A line for each that is not."""
    for name, entry in SYSTEMS.items():
        if entry.missing:
            yield f"{name} is left out: {', '.join(entry.missing)} not installed (pip install -e '.[bench]')"
