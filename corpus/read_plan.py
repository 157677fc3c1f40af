"""One file -> its plans with everything that is known of them: what the process apart does for each document."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from .about.gazetteer import by_code
from .about.readability import Readability, assess
from .about.sources import Source
from .plan import Document, Plan, text_digest
from .structure import Structure, read_passages, read_structure

_FOLDERS: Final = 3  # above a file whose names may say whose it is; those further up are of the machine


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A plan, what it holds, and how well it could be read."""

    plan: Plan
    structure: Structure
    readability: Readability


ReadPlans = Callable[[Source | None, str, Path], tuple[ReadPlan, ...]]


def read_plans(source: Source | None, name: str, path: Path) -> tuple[ReadPlan, ...]:
    """The plan in ``path``; a list of records yields one per municipality.

    ``source`` is what staff know of it; ``name`` is the file's, with its folder where that tells it from another.

    What takes long to import is imported here, since the parent of the process apart only hands this function on.
    Raises: UnreadableDocument where it cannot be read.
    """
    return _read(source, name, path, read_structure)


def read_without_records(source: Source | None, name: str, path: Path) -> tuple[ReadPlan, ...]:
    """As :func:`read_plans`, but for the records. Raises: UnreadableDocument."""
    return _read(source, name, path, read_passages)


def _read(
    source: Source | None, name: str, path: Path, cut: Callable[[Plan, Document], Structure]
) -> tuple[ReadPlan, ...]:
    from .readers import read

    documents = read(path)
    found = []
    for document in documents:
        plan = _plan(path, name, document, source, several=len(documents) > 1)
        structure = cut(plan, document)
        found.append(ReadPlan(plan, structure, assess(document, structure.passages)))
    return tuple(found)


def _plan(path: Path, name: str, document: Document, source: Source | None, *, several: bool) -> Plan:
    from .about.metadata import find_metadata

    digest = text_digest(document.text)
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
            file=name,
            digest=digest,
            licence=source.licence,
            attribution=source.attribution,
            looked_on=source.looked_on,
        )
    found = find_metadata(document, (Path(name).stem, *path.parts[-1 - _FOLDERS : -1]))
    code = document.municipality_code or (found.municipality.code if found.municipality else None)
    place = by_code().get(code or "")
    period_start, period_end = found.period or (None, None)
    stem = source.plan_id if source is not None else str(PurePosixPath(name).with_suffix(""))
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
        file=name,
        digest=digest,
        likely_codes=() if code else found.likely,
    )
