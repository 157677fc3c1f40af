"""Which vectors an index is built with: those of the encoder, those that a generation before has learned, or new ones."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..errors import BrokenIndex, CannotRead
from ..generation import read_manifest
from ..integrity import State, states
from .adapt import Kept, adapt
from .adapted import ADAPTED, read_adapted, write_adaptation
from .bags import Bags
from .learned import Fingerprints, changed, fingerprints, read_learned, write_learned
from .static import StaticEncoder

# Of the passages that an adaptation was learned of. Learned without some documents drawn by lot, then searched in all, three
# draws each, nDCG@5 over plans and pages of cities and nDCG@10 over a FAQ, both rankings together: .761 and .664 where nothing
# changed, .759 and .663 at .1, .759 and .661 at .2, .757 and .664 at .3, .759 and .662 at .5, .752 and .664 at 1; one draw and
# the next differ by .003. Left as it is the encoder has .748 and .658. Beyond .5 plans lose; documents of another kind may sooner.
_MOST_CHANGED: Final = 0.2


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a generation has learned: the folder, whole, by which encoder, and what its manifest tells of it."""

    learned: Path
    encoder_digest: str
    told: Mapping[str, Any]


def earlier(folder: Path, name: str) -> Earlier | None:
    """What a generation of the index in ``folder`` has learned; None where that is nothing, or not as it was written."""
    generation = folder / "generations" / name
    try:
        manifest = read_manifest(generation, folder)
        own = {file: mark for file, mark in manifest.files.items() if file.startswith(f"{ADAPTED}/")}
        if manifest.adaptation is None or not own or set(states(generation, own).values()) != {State.OK}:
            return None
    except (BrokenIndex, CannotRead, OSError):
        return None
    return Earlier(generation / ADAPTED, manifest.encoder_digest, manifest.adaptation)


@dataclass(frozen=True, slots=True)
class Tuning:
    """Whether the encoder is adapted, to which corpus, and what was learned before and may do."""

    wanted: bool
    corpus_digest: str
    earlier: Earlier | None = None

    def vectors(
        self, encoder: StaticEncoder, bags: Bags, generation: Path
    ) -> tuple[NDArray[np.float32], Mapping[str, Any] | None]:
        """The vectors of the words of ``bags``, and what the manifest tells of their adaptation.

        What is learned, or kept, is written into ``generation``. Questions are read with what is written there, passages
        with the same, but for the half precision of a file.
        """
        if not self.wanted:
            return encoder.vectors_of(bags.words), None
        now = fingerprints(bags)
        if self.earlier is not None and _still_fits(self.earlier, encoder, now):
            shutil.copytree(self.earlier.learned, generation / ADAPTED)
            return read_adapted(encoder, generation / ADAPTED).vectors_of(bags.words), self.earlier.told
        adaptation = adapt(encoder, bags)
        if adaptation.report.kept is not Kept.PLAIN:
            write_adaptation(generation / ADAPTED, adaptation)
            write_learned(generation / ADAPTED, now)
        told = {**adaptation.report.to_json(), "corpus_digest": self.corpus_digest, "passages": len(bags)}
        return adaptation.vectors, told


def _still_fits(earlier: Earlier, encoder: StaticEncoder, now: Fingerprints) -> bool:
    return earlier.encoder_digest == encoder.digest and changed(read_learned(earlier.learned), now) <= _MOST_CHANGED
