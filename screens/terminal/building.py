"""``fukushi build`` as a person follows it: a progress bar on a terminal, then what was and was not read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from corpus.names import file_name
from corpus.reading import Corpus
from index.generation import Manifest, live_generation, read_manifest
from index.inputs.building import Told, build_changed, build_from
from index.inputs.known import Given
from index.opened import open_catalog
from index.retrievers.milvus.address import Address

_READING: Final = "計画を読んでいます"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did."""

    folder: Path
    manifest: Manifest
    problems: tuple[str, ...]
    seconds: float

    def summary(self) -> str:
        """One sentence for the terminal."""
        unread = f"読めなかった文書や行が {len(self.problems)} 件あります。" if self.problems else ""
        return (
            f"{self.manifest.plans:,} 件の計画({self.manifest.characters:,} 文字)を {self.manifest.passages:,} 箇所に分け、"
            f"{self.seconds:.1f} 秒で索引にしました。{unread}索引: {self.folder}"
        )

    def to_json(self) -> dict[str, Any]:
        """``build --json``."""
        return {
            "index": str(self.folder),
            "plans": self.manifest.plans,
            "passages": self.manifest.passages,
            "characters": self.manifest.characters,
            "encoder": self.manifest.encoder_name,
            "adaptation": self.manifest.adaptation,
            "seconds": round(self.seconds, 3),
            "problems": list(self.problems),
        }


def given(
    paths: Sequence[Path],
    sources: Path | None,
    encoder: str | None,
    *,
    tune: bool,
    follow_links: bool = False,
    ocr: bool = True,
    address: Address | None = None,
) -> Given:
    """What a person gave to ``fukushi build``, found again from whatever folder the index is built next."""
    return Given(
        tuple(str(path.absolute()) for path in paths),
        str(sources.absolute()) if sources else None,
        str(Path(encoder).absolute()) if encoder and Path(encoder).is_dir() else encoder,
        tune,
        follow_links,
        ocr,
        str(address) if address else None,
    )


def build_with_progress(folder: Path, given: Given, console: Console) -> BuildReport:
    """Read, index, report; one line on ``console`` for each document that could not be read.

    Raises: whatever reading and indexing raise; the live generation is then as it was.
    """
    return _followed(folder, console, lambda told: build_from(folder, given, told))


def change_with_progress(
    folder: Path, change: Callable[[Given], Given], console: Console, *, again: Sequence[Path] = ()
) -> BuildReport:
    """The same of what the live generation was built of, changed; plans of documents under ``again`` come back.

    Raises: as :func:`index.inputs.building.build_changed`.
    """
    return _followed(folder, console, lambda told: build_changed(folder, change, told, again=again))


def _followed(folder: Path, console: Console, build: Callable[[Told], tuple[Manifest, Corpus]]) -> BuildReport:
    started = perf_counter()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        reading = progress.add_task(_READING, total=None)
        encoding = progress.add_task("索引を作っています", total=None, visible=False)

        def on_document(path: Path) -> None:
            progress.update(reading, description=_READING, advance=1)

        def on_read(corpus: Corpus) -> None:
            _report(corpus, console)
            progress.update(reading, total=len(corpus.plans), completed=len(corpus.plans))
            progress.update(encoding, total=len(corpus.passages), visible=True)

        told = Told(
            on_document,
            partial(_tell_page, progress, reading),
            on_read,
            lambda count: progress.advance(encoding, count),
        )
        manifest, corpus = build(told)
    return BuildReport(folder, manifest, tuple(str(problem) for problem in corpus.problems), perf_counter() - started)


def _tell_page(progress: Progress, task: TaskID, path: Path, place: int, count: int) -> None:
    said = f"{file_name(path)} の画像のページを文字認識(OCR)で読んでいます({place}/{count})"
    progress.update(task, description=said)


def kept(folder: Path) -> BuildReport:
    """The report on an index that is there already. Raises: NoIndex, BrokenIndex."""
    manifest = read_manifest(live_generation(folder), folder)
    return BuildReport(folder, manifest, tuple(open_catalog(folder).problems()), 0.0)


def _report(corpus: Corpus, console: Console) -> None:
    for problem in corpus.problems:
        console.print(str(problem), highlight=False, markup=False, soft_wrap=True)
