"""``fukushi records``: records of every type as JSON (a contract: other programs rely on every name)."""

from collections.abc import Callable, Iterable
from typing import Any, Final, NotRequired, TypeAlias

from typing_extensions import TypedDict

from corpus.records.desks.desk import Desk
from corpus.records.indicators.indicator import Indicator, Value, ValueStatus
from corpus.records.measures.measure import Measure
from corpus.records.record_types import RECORD_TYPES, RecordKind, RecordType
from corpus.records.services.service import Service
from index.catalog import Catalog
from index.records import RecordTables
from search.source_check import check_source


class MeasureJson(TypedDict):
    """A measure (施策), its fields under the plan's own names."""

    id: str
    plan_id: str
    number: str | None
    title: str
    fields: dict[str, str]
    passage_ids: list[str]
    ocr: float | None  # confidence where it was read by OCR, 0 to 1


class ServiceJson(TypedDict):
    """A benefit or service, its fields under the page's own names."""

    id: str
    plan_id: str
    name: str
    fields: dict[str, str]
    desk_id: str | None
    passage_id: str | None
    ocr: float | None  # confidence where it was read by OCR, 0 to 1


class ValueJson(TypedDict):
    """A value as printed (``text``), and what could be read of it; ``year`` is a fiscal year."""

    value: float | None
    year: int | None
    status: ValueStatus
    text: str
    kind: str | None


class IndicatorJson(TypedDict):
    """A named figure with where it stands and where it should come to."""

    id: str
    plan_id: str
    name: str
    subject: str | None
    unit: str | None
    baseline: ValueJson | None
    target: ValueJson | None
    passage_id: str | None
    ocr: float | None  # confidence where it was read by OCR, 0 to 1
    series: NotRequired[list[ValueJson]]


class DeskJson(TypedDict):
    """What ``records`` and ``ask`` both say of a desk (窓口)."""

    name: str
    phone: str | None
    phones: list[str]
    area_code: str | None  # to dial before ``phone``, which lacks it
    extension: str | None
    fax: str | None
    address: str | None
    hours: str | None
    areas: list[str]
    what_for: str | None
    url: str | None
    checked_on: str | None
    source: str
    passage_id: str | None
    ocr: float | None  # confidence where it was read by OCR, 0 to 1


class DeskRecordJson(DeskJson):
    """A desk as a record."""

    id: str
    plan_id: str
    serves: str | None


RecordJson: TypeAlias = MeasureJson | IndicatorJson | DeskRecordJson | ServiceJson


class RecordsJson(TypedDict):
    """What ``fukushi records --json`` prints."""

    records: list[RecordJson]
    total: int  # how many there are, where these are some of them


def record_type(kind: RecordKind) -> RecordType:
    """The type that the command line, the JSON and the catalogue call ``kind``."""
    return next(each for each in RECORD_TYPES if each.name == kind)


def records_json(
    tables: RecordTables, catalog: Catalog, kind: RecordKind, plan_id: str | None, some: slice = slice(None)
) -> RecordsJson:
    """The records of a kind, of one plan or of all, in the order of the text; all of them, or ``some``.

    Raises: Altered where one is not what its plan says.
    """
    record = record_type(kind).record
    found = tables.of(record, plan_id)
    check_source(found[some], catalog)
    return {"records": [_JSON[record](each) for each in found[some]], "total": len(found)}


def _measure(measure: Measure) -> MeasureJson:
    return {
        "id": measure.id,
        "plan_id": measure.plan_id,
        "number": measure.number,
        "title": measure.title,
        "fields": fields_json(measure.fields),
        "passage_ids": list(measure.passage_ids),
        "ocr": measure.ocr,
    }


def _service(service: Service) -> ServiceJson:
    return {
        "id": service.id,
        "plan_id": service.plan_id,
        "name": service.name,
        "fields": fields_json(service.fields),
        "desk_id": service.desk_id,
        "passage_id": service.passage_id,
        "ocr": service.ocr,
    }


def fields_json(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A record's fields by name, in the order of the plan."""
    fields: dict[str, str] = {}
    for name, text in named:  # a name that comes again adds a line
        fields[name] = f"{fields[name]}\n{text}" if name in fields else text
    return fields


def _indicator(indicator: Indicator) -> IndicatorJson:
    document: IndicatorJson = {
        "id": indicator.id,
        "plan_id": indicator.plan_id,
        "name": indicator.name,
        "subject": indicator.subject,
        "unit": indicator.unit,
        "baseline": _value(indicator.baseline) if indicator.baseline else None,
        "target": _value(indicator.target) if indicator.target else None,
        "passage_id": indicator.passage_id,
        "ocr": indicator.ocr,
    }
    if indicator.series:
        document["series"] = [_value(value) for value in indicator.series]
    return document


def _value(value: Value) -> ValueJson:
    return {
        "value": value.value,
        "year": value.year,
        "status": value.status,
        "text": value.text,
        "kind": value.kind,
    }


def _desk(desk: Desk) -> DeskRecordJson:
    return {
        "id": desk.id,
        "plan_id": desk.plan_id,
        **desk_json(desk),
        "serves": desk.serves,
    }


def desk_json(desk: Desk) -> DeskJson:
    """A desk's JSON, of which ``records`` and ``ask`` have the same."""
    return {
        "name": desk.name,
        "phone": desk.phone,
        "phones": list(desk.phones),
        "area_code": desk.area_code,
        "extension": desk.extension,
        "fax": desk.fax,
        "address": desk.address,
        "hours": desk.hours,
        "areas": list(desk.areas),
        "what_for": desk.what_for,
        "url": desk.url,
        "checked_on": desk.checked_on.isoformat() if desk.checked_on else None,
        "source": desk.source,
        "passage_id": desk.passage_id,
        "ocr": desk.ocr,
    }


_JSON: Final[dict[type, Callable[[Any], RecordJson]]] = {
    Measure: _measure,
    Indicator: _indicator,
    Desk: _desk,
    Service: _service,
}
