"""Whether a record says what stands in the span that it names: the last look before it is shown."""

from collections.abc import Iterable

from corpus.records.desks.desk import Desk
from corpus.records.indicators.indicator import Indicator
from corpus.records.record_types import Record
from index.catalog import Catalog
from index.seal import Altered


def check_source(records: Iterable[Record], catalog: Catalog) -> None:
    """Compare what each record quotes with its plan's text, which fits its digest.

    Of a desk: telephone, fax, hours and areas, whatever white space parts them; a name may be put together from a title
    and a row, an address from the sentence before. Of an indicator its values, of a measure or a
    service its fields.
    Raises: Altered where one of them is not in its span.
    """
    texts: dict[str, str] = {}
    for record in records:
        if record.plan_id not in texts:
            texts[record.plan_id] = catalog.text(record.plan_id)
        span = "".join(texts[record.plan_id][record.start : record.end].split())
        if not all("".join(quoted.split()) in span for quoted in _quoted(record)):
            raise Altered(f"{record.id} does not stand in its plan")


def _quoted(record: Record) -> list[str]:
    if isinstance(record, Desk):
        return [text for text in (record.phone, record.fax, record.hours, *record.areas) if text]
    if isinstance(record, Indicator):
        return [value.text for value in (record.baseline, record.target) if value]
    return [text for _, text in record.fields]
