"""``fukushi records``: measures, indicators and desks as JSON (a contract: other programs rely on every name)."""

from enum import StrEnum
from typing import Any

from corpus.records.desks.desk import Desk
from corpus.records.indicators.indicator import Indicator, Value
from corpus.records.measures.measure import Measure
from index.catalog import Catalog
from index.records import RecordTables
from search.source_check import check_source


class RecordKind(StrEnum):
    """Which records."""

    MEASURES = "measures"
    INDICATORS = "indicators"
    DESKS = "desks"


def records_json(tables: RecordTables, catalog: Catalog, kind: RecordKind, plan_id: str | None) -> dict[str, Any]:
    """Every record of a kind, of one plan or of all, in the order of the text.

    Raises: Altered where one is not what its plan says.
    """
    if kind is RecordKind.MEASURES:
        measures = tables.measures(plan_id)
        check_source(measures, catalog)
        return {"records": [_measure(each) for each in measures]}
    if kind is RecordKind.INDICATORS:
        indicators = tables.indicators(plan_id)
        check_source(indicators, catalog)
        return {"records": [_indicator(each) for each in indicators]}
    desks = tables.desks(plan_id)
    check_source(desks, catalog)
    return {"records": [_desk(each) for each in desks]}


def _measure(measure: Measure) -> dict[str, Any]:
    fields: dict[str, str] = {}
    for name, text in measure.fields:  # a name that comes again adds a line
        fields[name] = f"{fields[name]}\n{text}" if name in fields else text
    return {
        "id": measure.id,
        "plan_id": measure.plan_id,
        "number": measure.number,
        "title": measure.title,
        "fields": fields,
        "passage_ids": list(measure.passage_ids),
    }


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
    }
