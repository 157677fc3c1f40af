"""One file -> its plans with everything that is known of them: what the process apart does for each document."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from .about.gazetteer import by_code
from .about.readability import Readability, assess
from .about.sources import Source
from .errors import UnreadableDocument
from .plan import Document, Plan, text_digest
from .records.desks.checked.desk_table import TITLE, DeskTable
from .structure import Structure, read_passages, read_structure

if TYPE_CHECKING:
    from .readers.scans.kept import Scans

FOLDERS: Final = 3  # above a file whose names may say whose it is; those further up are of the machine


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A plan, what it holds, and how well it could be read."""

    plan: Plan
    structure: Structure
    readability: Readability
    problems: tuple[UnreadableDocument, ...] = ()  # rows of a desk table that are not as they should be


ReadPlans = Callable[[Source | None, str, Path], tuple[ReadPlan, ...]]


def read_plans(source: Source | None, name: str, path: Path, *, scans: "Scans | None" = None) -> tuple[ReadPlan, ...]:
    """The plan in ``path``; a list of records yields one per municipality.

    ``source`` is what staff know of it; ``name`` is the file's, with its folder where that tells it from another;
    ``scans`` has what was read of pages that are images.

    What takes long to import is imported here, since the parent of the process apart only hands this function on.
    Raises: UnreadableDocument where it cannot be read.
    """
    return _read(source, name, path, read_structure, scans)


def read_without_records(source: Source | None, name: str, path: Path) -> tuple[ReadPlan, ...]:
    """As :func:`read_plans`, but for the records. Raises: UnreadableDocument."""
    return _read(source, name, path, read_passages, None)


def _read(
    source: Source | None,
    name: str,
    path: Path,
    cut: Callable[[Plan, Document], Structure],
    scans: "Scans | None",
) -> tuple[ReadPlan, ...]:
    from .readers import read

    documents = read(path, scans)
    found = []
    said: list[str] = []
    for document in documents:
        table = document.desk_table
        if table is not None and table.unplaced and source is None:
            said += [*table.problems, *table.unplaced]
            continue
        several = len(documents) > 1 or table is not None  # what a row of a desk table says of itself stays
        plan = _plan(path, name, document, source, several=several)
        structure = cut(plan, document)
        said += desk_table_problems(table, plan, source) if table is not None else ()
        found.append(ReadPlan(plan, structure, assess(document, structure.passages)))
    problems = tuple(UnreadableDocument(path, each, "") for each in said)
    if not found:
        raise UnreadableDocument(path, "窓口台帳に使える行がありません。" + "".join(said), "")
    return (replace(found[0], problems=problems), *found[1:])


def desk_table_problems(table: DeskTable, plan: Plan, source: Source | None) -> list[str]:
    """The sentences on a desk table: on its rows, and on whose it is."""
    said = list(table.problems)
    if not plan.placed:
        said.append("どの市区町村の窓口か分かりません。「市区町村」の列を足してください。")
    elif source is not None and source.municipality_code not in (None, plan.municipality_code):
        said.append(
            f"一覧(--sources)では{source.municipality}ですが、表の行は{plan.municipality}です。行のとおりに案内します。"
        )
    return said


def _plan(path: Path, name: str, document: Document, source: Source | None, *, several: bool) -> Plan:
    from .about.metadata import find_metadata

    digest = text_digest(document.text)
    if source is not None and not (several and document.municipality_code not in (None, source.municipality_code)):
        return _listed(document, source, name, digest)
    found = find_metadata(document, (Path(name).stem, *path.parts[-1 - FOLDERS : -1]))
    code = document.municipality_code or (found.municipality.code if found.municipality else None)
    place = by_code().get(code or "")
    table = document.desk_table
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
        title=table.title if table else None if document.records else found.title,
        kind=TITLE if table else "記録一覧" if document.records else found.kind,
        status=None if table else found.status,
        period_start=None if table else period_start,
        period_end=None if table else period_end,
        published=None,
        url=None,
        file=name,
        digest=digest,
        likely_codes=() if code else found.likely,
    )


def _listed(document: Document, source: Source, name: str, digest: str) -> Plan:
    """The plan of which staff's table tells everything."""
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
