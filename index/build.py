"""Plans and passages -> a generation that can be searched."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from corpus.passage import Passage
from corpus.plan import Plan
from corpus.reading import Corpus
from corpus.text.matching import matching_text
from corpus.text.readings import sound_terms
from corpus.text.tokens import terms

from .catalog import write_catalog
from .embedding import bags_of_passages, embed
from .encoder import Encoder, StaticEncoder, load_encoder
from .encoder.adapt import Report
from .generation import FORMAT, Manifest, new_generation, write_manifest
from .integrity import marks_of
from .records import write_records
from .retrievers.late_interaction import LATE, write_words
from .retrievers.lexical import Entry
from .retrievers.milvus.address import Address
from .retrievers.milvus.switching import claimed, follow
from .retrievers.stored import write_stored


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
        upon: as :func:`index.generation.new_generation` takes it.
        beside: files that belong to the generation, by name.
    Raises: BadEncoder, BuildRunning, CannotWrite, ChangedMeanwhile, NoServer, ServerFailed; the live generation is then as
        it was.
    """
    if encoder_name is not None and Path(encoder_name).is_dir():
        encoder_name = str(Path(encoder_name).absolute())  # found again from whatever folder the index is opened
    encoder = load_encoder(encoder_name)
    titles = {plan.id: plan.title or "" for plan in corpus.plans}
    answering = [(row, passage) for row, passage in enumerate(corpus.passages) if passage.kind.answers]
    with new_generation(folder, upon) as generation:
        into = claimed(address, folder, generation) if address else None
        _write_listed(generation / "catalog.sqlite", corpus)
        cache = folder / "cache" / "embeddings.sqlite"
        rows, passages = [row for row, _ in answering], [passage for _, passage in answering]
        words = encoder if isinstance(encoder, StaticEncoder) else StaticEncoder()  # of which late interaction is made
        bags = bags_of_passages(words, passages)
        embeddings, adaptation = embed(encoder, passages, bags, generation, cache, tune, on_encoded)
        numbers = {plan.id: number for number, plan in enumerate(corpus.plans)}
        entries = (_entry(row, passage, titles[passage.plan_id]) for row, passage in answering)
        write_stored(generation, entries, rows, embeddings, numbers, into)
        write_words(generation / LATE, rows, bags, words)
        _write_beside(generation, beside or {})
        manifest = _manifest(generation, corpus, encoder, encoder_name, adaptation, address)
        write_manifest(generation, manifest)
    if address:
        follow(folder)
    return manifest


def _write_listed(file: Path, corpus: Corpus) -> None:
    problems = [str(problem) for problem in corpus.problems]
    write_catalog(file, corpus.plans, corpus.passages, problems, corpus.looks)
    write_records(file, corpus.records, corpus.readability)


def _write_beside(generation: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (generation / name).write_bytes(content)


def _entry(row: int, passage: Passage, title: str) -> Entry:
    body = matching_text(passage.text)
    context = matching_text("\n".join((title, *passage.headings, *passage.header)))
    return Entry(row, passage.plan_id, terms(body), terms(context), sound_terms(body))


def _manifest(
    generation: Path,
    corpus: Corpus,
    encoder: Encoder,
    encoder_name: str | None,
    adaptation: Report | None,
    address: Address | None,
) -> Manifest:
    return Manifest(
        format=FORMAT,
        encoder=encoder_name,
        encoder_name=encoder.name,
        encoder_digest=encoder.digest,
        dim=encoder.dim,
        adaptation=adaptation.to_json() if adaptation else None,
        corpus_digest=_corpus_digest(corpus.plans),
        plans=len(corpus.plans),
        passages=len(corpus.passages),
        characters=sum(len(plan.text) for plan in corpus.plans),
        created=datetime.now(UTC).date().isoformat(),  # the day alone: what is built twice on it is the same
        address=str(address) if address else None,
        files=marks_of(generation),
    )


def _corpus_digest(plans: Sequence[Plan]) -> str:
    digest = hashlib.sha256()
    for plan in sorted(plans, key=lambda plan: plan.id):
        digest.update(f"{plan.id}\0{plan.digest}\0".encode())
    return digest.hexdigest()
