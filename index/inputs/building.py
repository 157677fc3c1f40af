"""A whole build: documents, those that were added on the pages among them -> the live generation."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from corpus.about.sources import read_looks, read_sources
from corpus.readers.scans.kept import Scans
from corpus.readers.scans.tesseract import can_read
from corpus.reading import Corpus, read_corpus
from corpus.scanning import Scanning
from corpus.spool import Spool
from corpus.spool import without as less

from ..build import build_index
from ..errors import CannotWrite, NothingLeft
from ..generation import Manifest, live_name
from ..retrievers.milvus.address import address_of
from ..retrievers.milvus.switching import free
from .documents import KeptDocuments
from .known import Given, given_of, inputs_of, written_inputs

ADDED: Final = "added"  # the folder in an index of what was added on the pages


@dataclass(frozen=True, slots=True)
class Told:
    """Who hears how a build goes on."""

    on_document: Callable[[Path], None] = lambda path: None
    on_page: Callable[[Path, int, int], None] = lambda path, place, count: None
    on_read: Callable[[Corpus], None] = lambda corpus: None
    on_encoded: Callable[[int], None] = lambda count: None


def build_changed(
    folder: Path, change: Callable[[Given], Given], told: Told, *, again: Sequence[Path] = ()
) -> tuple[Manifest, Corpus]:
    """Build what the live generation was built of, changed: added to, or taken from. ``again``: see :func:`build_from`.

    Raises: CannotRebuild; ChangedMeanwhile where another build ends while this one reads: of what that one was told, this
        one would know nothing; whatever ``change`` and :func:`build_from` raise. The live generation is then as it was.
    """
    upon = live_name(folder)
    return build_from(folder, change(given_of(folder)), told, again=again, upon=upon)


def build_from(
    folder: Path, given: Given, told: Told, *, again: Sequence[Path] = (), upon: str | None = None
) -> tuple[Manifest, Corpus]:
    """Read what was given and what was added, and make it the live generation of ``folder``.

    Documents that have not changed since an earlier build are not read again. Plans that were taken out stay out, but
    for those of documents under ``again``. ``upon`` is the generation that ``given`` was made of, if any.
    Raises: NothingLeft; whatever reading and indexing raise; the live generation is then as it was.
    """
    address = address_of(given.address) if given.address else None
    if address:
        free(address, folder)  # told before documents are read for hours
    sources = [Path(each) for each in given.tables]
    table = {name: row for path in sources for name, row in read_sources(path).items()}
    paths = [*map(Path, given.paths), *([folder / ADDED] if (folder / ADDED).is_dir() else [])]
    scanning = Scanning(Scans(scans_of(folder)), told.on_page) if given.ocr else None
    kept = KeptDocuments(folder / "cache" / "documents.sqlite", f"ocr: {given.ocr and can_read()}")
    try:
        corpus = read_corpus(
            paths,
            table,
            told.on_document,
            follow_links=given.follow_links,
            scanning=scanning,
            kept=kept,
            gathered=Spool(folder / "cache"),
        )
    except OSError as error:  # of what is written meanwhile: a document that cannot be read is told as such
        raise CannotWrite(folder, error.strerror or "書き込みエラー") from error
    finally:
        kept.close()
    given = replace(
        given, without=tuple(each for each in given.without if not _is_under(corpus.files.get(each), again))
    )
    corpus = replace(without(corpus, given.without), looks=tuple(look for path in sources for look in read_looks(path)))
    told.on_read(corpus)
    manifest = build_index(
        folder,
        corpus,
        given.encoder,
        told.on_encoded,
        tune=given.tune,
        address=address,
        upon=upon,
        beside=written_inputs(inputs_of(given, corpus)),
    )
    kept.prune()
    return manifest, corpus


def without(corpus: Corpus, plans: Collection[str]) -> Corpus:
    """The corpus less some of its plans, by id. Raises: NothingLeft."""
    gone = set(plans)
    left = less(corpus.plans, gone, lambda plan: plan.id)
    if not left:
        raise NothingLeft
    return replace(
        corpus,
        plans=left,
        passages=less(corpus.passages, gone, lambda passage: passage.plan_id),
        records=less(corpus.records, gone, lambda record: record.plan_id),
        readability={plan_id: each for plan_id, each in corpus.readability.items() if plan_id not in gone},
        files={plan_id: path for plan_id, path in corpus.files.items() if plan_id not in gone},
    )


def _is_under(path: Path | None, folders: Iterable[Path]) -> bool:
    return path is not None and any(path.absolute().is_relative_to(each.absolute()) for each in folders)


def scans_of(folder: Path) -> Path:
    """Where an index keeps what was read of pages that are images."""
    return folder / "cache" / "scans"
