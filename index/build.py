"""Plans and passages -> a generation that can be searched."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from corpus.plan import Plan
from corpus.reading import Corpus

from .catalog import CATALOG, write_catalog
from .desks.known_table import write_known
from .embedding import Embedding
from .encoder import Encoder, StaticEncoder, load_encoder
from .encoder.bags import BagsOnDisk
from .encoder.rows import Embeddings
from .encoder.tuning import Tuning, earlier
from .generation import FORMAT, Manifest, new_generation, write_manifest
from .integrity import marks_of
from .records import write_records
from .retrievers.late_interaction import LATE, write_words
from .retrievers.milvus.address import Address
from .retrievers.milvus.server import Server
from .retrievers.milvus.switching import claimed, follow
from .retrievers.stored import write_stored
from .wording.answering import Answering
from .wording.placed_table import PlacedWriter
from .work.threads import Threads, threads

_THREADS: Final = 2  # beside the one that builds: what they do is more of the disk's and of libraries than Python's


def build_index(
    folder: Path,
    corpus: Corpus,
    encoder_name: str | None,
    on_encoded: Callable[[int], None] = lambda count: None,
    *,
    tune: bool = True,
    address: Address | None = None,
    upon: str | None = None,
    beside: Mapping[str, bytes] | None = None,
) -> Manifest:
    """Make ``corpus`` the live generation of the index in ``folder``.

    Args:
        folder: the index; made where it is missing.
        corpus: what to index; documents that could not be read are listed in the catalogue.
        encoder_name: as :func:`index.encoder.load_encoder` takes it.
        on_encoded: hears of each number of passages that is embedded.
        tune: whether the embedded encoder is adapted to the corpus.
        address: the server that shall hold the passages' vectors and terms, if any.
        upon: as :func:`index.generation.new_generation` takes it; what it learned is kept while most of its passages are.
        beside: files that belong to the generation, by name.
    Raises: BadEncoder, BuildRunning, CannotWrite, ChangedMeanwhile, NoServer, ServerFailed; the live generation is then as
        it was.
    """
    if encoder_name is not None and Path(encoder_name).is_dir():
        encoder_name = str(Path(encoder_name).absolute())  # found again from whatever folder the index is opened
    encoder = load_encoder(encoder_name)
    words = encoder if isinstance(encoder, StaticEncoder) else StaticEncoder()  # of which late interaction is made
    listed = _told_of(corpus.plans)
    with new_generation(folder, upon) as generation:
        into = claimed(address, folder, generation) if address else None
        tuning = Tuning(tune, listed.digest, earlier(folder, upon) if tune and upon else None)
        embedding = Embedding(encoder, folder / "cache" / "embeddings.sqlite", tuning, on_encoded)
        with threads(_THREADS) as at_work:
            catalogue = at_work.begin(_write_catalog, generation / CATALOG, corpus, words, at_work)
            answering = Answering(corpus.passages, listed.titles)
            _write_passages(generation, answering, embedding, words, listed.numbers, into, at_work, catalogue)
        _write_beside(generation, beside or {})
        told = embedding.adaptation
        manifest = _manifest(generation, corpus, listed, encoder, encoder_name, told, address)
        write_manifest(generation, manifest)
    if address:
        follow(folder)
    return manifest


def _write_passages(
    generation: Path,
    answering: Answering,
    embedding: Embedding,
    words: StaticEncoder,
    numbers: dict[str, int],
    into: tuple[Server, str] | None,
    at_work: Threads,
    catalogue: Future[None],
) -> None:
    """What is searched of the passages: terms and vectors, words as they stand, words to compare with."""
    with BagsOnDisk(generation, words.vocabulary) as bags, PlacedWriter(generation) as placed:

        def embed() -> tuple[Sequence[int], Embeddings]:
            at_work.begin(_write_placed, generation / CATALOG, placed, catalogue)
            at_work.begin(write_words, generation / LATE, answering.rows, bags.counted, words)
            return answering.rows, embedding.of(answering, bags.counted, generation)

        with closing(answering.entries(bags, placed)) as entries:
            write_stored(generation, answering.most, at_work.watched(entries), embed, numbers, into)
        at_work.finish()  # before the files of ``bags`` and ``placed`` are gone


def _write_placed(path: Path, placed: PlacedWriter, catalogue: Future[None]) -> None:
    catalogue.result()
    placed.write(path)


@dataclass(frozen=True, slots=True)
class _Listed:
    """What is told of all plans."""

    numbers: dict[str, int]  # by id
    titles: dict[str, str]  # by id
    characters: int
    digest: str  # of their ids and texts, in whatever order they stand


def _told_of(plans: Iterable[Plan]) -> _Listed:
    numbers, titles, digests, characters = {}, {}, {}, 0
    for number, plan in enumerate(plans):
        numbers[plan.id], titles[plan.id], digests[plan.id] = number, plan.title or "", plan.digest
        characters += len(plan.text)
    told = "".join(f"{plan_id}\0{digests[plan_id]}\0" for plan_id in sorted(digests))
    return _Listed(numbers, titles, characters, hashlib.sha256(told.encode()).hexdigest())


def _manifest(
    generation: Path,
    corpus: Corpus,
    listed: _Listed,
    encoder: Encoder,
    encoder_name: str | None,
    adaptation: Mapping[str, Any] | None,
    address: Address | None,
) -> Manifest:
    return Manifest(
        format=FORMAT,
        encoder=encoder_name,
        encoder_name=encoder.name,
        encoder_digest=encoder.digest,
        dim=encoder.dim,
        adaptation=dict(adaptation) if adaptation else None,
        corpus_digest=listed.digest,
        plans=len(corpus.plans),
        passages=len(corpus.passages),
        characters=listed.characters,
        created=datetime.now(UTC).date().isoformat(),  # the day alone: what is built twice on it is the same
        address=str(address) if address else None,
        files=marks_of(generation),
    )


def _write_catalog(file: Path, corpus: Corpus, words: StaticEncoder, at_work: Threads) -> None:
    problems = [str(problem) for problem in corpus.problems]
    write_catalog(file, corpus.plans, at_work.wanted(corpus.passages), problems, corpus.looks)
    write_records(file, at_work.wanted(corpus.records), corpus.readability)
    write_known(file, words)


def _write_beside(generation: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (generation / name).write_bytes(content)
