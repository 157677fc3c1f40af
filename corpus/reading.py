"""Files and folders -> plans and passages; one bad document never stops the others."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .errors import FukushiError, NothingToRead, UnreadableDocument
from .gazetteer import municipalities
from .metadata import find_metadata
from .names import file_name
from .passage import Passage
from .plan import Document, Plan
from .readability import Readability, assess
from .readers import NOT_YET, READERS, read_apart
from .readers.apart import Apart
from .records.desk import Desk
from .records.indicator import Indicator
from .records.measure import Measure
from .sources import Source
from .structure import Structure, read_structure


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was read, and one error for every document that could not be."""

    plans: tuple[Plan, ...]
    passages: tuple[Passage, ...]
    problems: tuple[FukushiError, ...]
    measures: tuple[Measure, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    desks: tuple[Desk, ...] = ()
    readability: Mapping[str, Readability] = field(default_factory=dict)  # by plan id


def read_corpus(
    paths: Sequence[Path],
    sources: Mapping[str, Source],
    on_document: Callable[[Path], None] = lambda path: None,
) -> Corpus:
    """Read every document under ``paths``, in order of path; ``on_document`` hears of each before it is read.

    Raises: NothingToRead where no document could be read.
    """
    plans: dict[str, Plan] = {}
    structures: list[Structure] = []
    readability: dict[str, Readability] = {}
    problems: list[FukushiError] = []
    files = list(_files(paths))
    for name in sorted(set(sources) - {file_name(path) for path in files}):
        problems.append(
            UnreadableDocument(
                Path(name), "一覧にありますが、ファイルが見つかりません。", "置き場所を確かめてください。"
            )
        )
    with Apart() as apart:
        for path in files:
            on_document(path)
            try:
                documents = read_apart(path, apart)
            except FukushiError as error:
                problems.append(error)
                continue
            for document in documents:
                plan = _plan(path, document, sources.get(file_name(path)), several=len(documents) > 1)
                if plan.id in plans:
                    problems.append(
                        UnreadableDocument(
                            path, f"計画 {plan.id} と名前が重なるので読みませんでした。", "名前を変えてください。"
                        )
                    )
                    continue
                plans[plan.id] = plan
                structures.append(read_structure(plan, document))
                readability[plan.id] = assess(document)
    if not any(structure.passages for structure in structures):
        raise NothingToRead(paths, problems)
    return Corpus(
        plans=tuple(plans.values()),
        passages=tuple(passage for structure in structures for passage in structure.passages),
        problems=tuple(problems),
        measures=tuple(measure for structure in structures for measure in structure.measures),
        indicators=tuple(indicator for structure in structures for indicator in structure.indicators),
        desks=tuple(desk for structure in structures for desk in structure.desks),
        readability=readability,
    )


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files named, and of folders the documents inside; tables of sources are not documents."""
    seen: set[Path] = set()
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            known = file.suffix.lower() in READERS or file.suffix.lower() in NOT_YET
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts) if path.is_dir() else False
            wanted = file.is_file() and known and not hidden if path.is_dir() else True
            if wanted and file.name != "sources.csv" and file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _plan(path: Path, document: Document, source: Source | None, *, several: bool) -> Plan:
    digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    if source is not None and not (several and document.municipality_code not in (None, source.municipality_code)):
        return Plan(
            id=source.plan_id,
            text=document.text,
            line_starts=document.line_starts,
            origins=document.origins,
            municipality_code=source.municipality_code,
            municipality=source.municipality,
            prefecture=source.prefecture,
            title=source.title,
            kind=source.kind,
            status=source.status,
            period_start=source.period_start,
            period_end=source.period_end,
            published=source.published,
            url=source.url,
            file=file_name(path),
            digest=digest,
        )
    found = find_metadata(document.text)
    code = document.municipality_code or (found.municipality.code if found.municipality else None)
    place = next((each for each in municipalities() if each.code == code), None)
    period_start, period_end = found.period or (None, None)
    stem = source.plan_id if source is not None else Path(file_name(path)).stem
    return Plan(
        id=f"{stem}-{document.municipality_code}" if several and document.municipality_code else stem,
        text=document.text,
        line_starts=document.line_starts,
        origins=document.origins,
        municipality_code=code,
        municipality=place.name if place else None,
        prefecture=place.prefecture if place else None,
        title=None if document.records else found.title,
        kind="記録一覧" if document.records else found.kind,
        status=found.status,
        period_start=period_start,
        period_end=period_end,
        published=None,
        url=None,
        file=file_name(path),
        digest=digest,
    )
