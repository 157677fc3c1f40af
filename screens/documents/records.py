"""``fukushi records``: records of every type as JSON (a contract: other programs rely on every name)."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from corpus.records.desks.desk import Desk
from corpus.records.indicators.indicator import Indicator, Value
from corpus.records.measures.measure import Measure
from corpus.records.record_types import RECORD_TYPES, RecordKind, RecordType
from corpus.records.services.service import Service
from index.catalog import Catalog
from index.records import RecordTables
from search.source_check import check_source


def record_type(kind: RecordKind) -> RecordType:
    """The type that the command line, the JSON and the catalogue call ``kind``."""
    return next(each for each in RECORD_TYPES if each.name == kind)


def records_json(tables: RecordTables, catalog: Catalog, kind: RecordKind, plan_id: str | None) -> dict[str, Any]:
    """Every record of a kind, of one plan or of all, in the order of the text.

    Raises: Altered where one is not what its plan says.
    """
    record = record_type(kind).record
    found = tables.of(record, plan_id)
    check_source(found, catalog)
    return {"records": [_JSON[record](each) for each in found]}


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "id": measure.id,
        "plan_id": measure.plan_id,
        "number": measure.number,
        "title": measure.title,
        "fields": fields_json(measure.fields),
        "passage_ids": list(measure.passage_ids),
        "ocr": measure.ocr,
    }


def _service(service: Service) -> dict[str, Any]:
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


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "id": indicator.id,
        "plan_id": indicator.plan_id,
        "name": indicator.name,
        "subject": indicator.subject,
        "unit": indicator.unit,
        "baseline": _value(indicator.baseline),
        "target": _value(indicator.target),
        "passage_id": indicator.passage_id,
        "ocr": indicator.ocr,
        **({"series": [_value(value) for value in indicator.series]} if indicator.series else {}),
    }


def _value(value: Value | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {
        "value": value.value,
        "year": value.year,
        "status": value.status.value,
        "text": value.text,
        "kind": value.kind,
    }


def _desk(desk: Desk) -> dict[str, Any]:
    return {
        "id": desk.id,
        "plan_id": desk.plan_id,
        **desk_json(desk),
        "serves": desk.serves,
    }


def desk_json(desk: Desk) -> dict[str, Any]:
    """What ``records`` and ``ask`` both say of a desk."""
    return {
        "name": desk.name,
        "phone": desk.phone,
        "phones": list(desk.phones),
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


_JSON: Final[dict[type, Callable[[Any], dict[str, Any]]]] = {
    Measure: _measure,
    Indicator: _indicator,
    Desk: _desk,
    Service: _service,
}
