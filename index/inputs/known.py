"""What a build was given, and where each plan's file was: ``inputs.json`` in the generation that it made.

It goes live with the generation and back with it, so that what is added later is added to what is live. An index that was brought from another machine has none, or files that are not here: then nothing of them can be shown, and
nothing be built anew.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from corpus.reading import Corpus

from ..catalog import Catalog
from ..errors import BrokenIndex, CannotRead, CannotRebuild, DamagedInputs, NoIndex, OtherFormat, UnknownPlan
from ..generation import live_generation, read_manifest
from ..integrity import State, states
from ..plain import from_json, to_json

_FILE: Final = "inputs.json"


@dataclass(frozen=True, slots=True)
class Given:
    """What a person gave to a build; paths are absolute."""

    paths: tuple[str, ...]
    sources: str | None = None
    encoder: str | None = None
    tune: bool = True
    follow_links: bool = False
    ocr: bool = True
    address: str | None = None  # of the server that the index is on, if any
    more_sources: tuple[str, ...] = ()  # given with documents that came later
    without: tuple[str, ...] = ()  # ids of plans that were taken out

    @property
    def tables(self) -> tuple[str, ...]:
        """Every table of sources; what a later one says of a file counts."""
        return (*([self.sources] if self.sources else []), *self.more_sources)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The file that a plan was read from, and the SHA-256 of its bytes."""

    plan_id: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the last build was given, and the files whose pages can be shown."""

    given: Given
    files: tuple[PlanFile, ...] = ()

    def file_of(self, plan_id: str) -> PlanFile | None:
        """The file of a plan; None where it is not known, or has no pages to show."""
        return next((each for each in self.files if each.plan_id == plan_id), None)


def inputs_of(given: Given, corpus: Corpus) -> Inputs:
    """What is kept of a build that has read ``corpus``."""
    return Inputs(given, tuple(_marked(corpus.files)))


def written_inputs(inputs: Inputs) -> dict[str, bytes]:
    """The file of ``inputs``, by its name in a generation."""
    return {_FILE: to_json(inputs).encode("utf-8", "surrogateescape")}


def read_inputs(folder: Path) -> Inputs | None:
    """What is kept of the live generation; None where nothing is, or it cannot be read."""
    try:
        return from_json(
            Inputs, (live_generation(folder) / _FILE).read_text(encoding="utf-8", errors="surrogateescape")
        )
    except (NoIndex, BrokenIndex, CannotRead, OSError, ValueError, TypeError, KeyError):
        return None


def given_of(folder: Path) -> Given:
    """What the live generation was built of, to build it again.

    Raises: CannotRebuild; DamagedInputs, which is one, where what is kept is not as it was written; CannotRead.
    """
    if not _as_written(folder):
        raise DamagedInputs(folder)
    inputs = read_inputs(folder)
    if inputs is None:
        raise CannotRebuild(
            "この索引には、何から作られたかの記録がありません。この機械で fukushi build をもう一度実行すると、"
            "ここから足せるようになります。"
        )
    if gone := [name for name in (*inputs.given.paths, *inputs.given.tables) if not Path(name).exists()]:
        raise CannotRebuild(
            f"索引の元になった {Path(gone[0]).name} が見つかりません。作り直すと、その計画がなくなってしまうので、始めませんでした。"
        )
    return inputs.given


def of_another_version(folder: Path, given: Given) -> bool:
    """Whether the index in ``folder`` was made of the same documents by another version of the program: it can be made anew."""
    try:
        read_manifest(live_generation(folder), folder)
    except OtherFormat:
        inputs = read_inputs(folder)
        return inputs is not None and inputs.given.paths == given.paths
    except (NoIndex, BrokenIndex, CannotRead):
        return False
    return False


def _as_written(folder: Path) -> bool:
    """Whether what is kept of the live generation bears the mark that its manifest has; also where that has none."""
    try:
        generation = live_generation(folder)
        marks = {name: mark for name, mark in read_manifest(generation, folder).files.items() if name == _FILE}
        return set(states(generation, marks).values()) <= {State.OK}
    except (NoIndex, OtherFormat):  # an index of another version of the program is still built anew
        return True
    except BrokenIndex:
        return False
    except OSError as error:
        raise CannotRead(folder, error) from error


def with_more(given: Given, paths: Sequence[Path], sources: Path | None) -> Given:
    """What was given, and documents more; one that is given again stays where it is."""
    more = [str(path.absolute()) for path in paths]
    tables = [str(sources.absolute())] if sources else []
    return replace(
        given,
        paths=(*given.paths, *(each for each in more if each not in given.paths)),
        more_sources=(*(each for each in given.more_sources if each not in tables), *tables),
    )


def with_less(given: Given, catalog: Catalog, plan_ids: Sequence[str]) -> Given:
    """What was given, less some plans of the live generation. Raises: UnknownPlan."""
    if unknown := [each for each in plan_ids if each not in catalog.plan_by_id]:
        raise UnknownPlan(unknown[0])
    return replace(given, without=(*given.without, *dict.fromkeys(plan_ids)))


def _marked(files: Mapping[str, Path]) -> list[PlanFile]:
    """The PDFs among ``files``; one that is gone by now is left out."""
    found = []
    for plan_id, path in files.items():
        if path.suffix.lower() != ".pdf":
            continue
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            continue
        found.append(PlanFile(plan_id, str(path.absolute()), digest))
    return found
