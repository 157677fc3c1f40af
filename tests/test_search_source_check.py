from dataclasses import replace
from pathlib import Path

import pytest

from corpus.records.indicators.indicator import Indicator
from corpus.records.measures.measure import Measure
from index.opened import open_catalog, open_records
from index.seal import Altered
from search.searcher import Searcher
from search.source_check import check_source


def test_every_record_of_the_samples_says_what_stands_in_its_span(samples_index: Path) -> None:
    tables, catalog = open_records(samples_index, None), open_catalog(samples_index)
    for records in (tables.desks(None), tables.of(Measure, None), tables.of(Indicator, None)):
        assert records
        check_source(records, catalog)


@pytest.mark.parametrize(
    "change", [{"phone": "0120-00-0000"}, {"fax": "0120-00-0000"}, {"hours": "毎日"}, {"areas": ("全域",)}, {"end": 0}]
)
def test_a_desk_that_says_another_thing_is_not_shown(samples: Searcher, change: dict[str, object]) -> None:
    desk = next(desk for desk in samples.index.records.desks(None) if desk.phone)
    with pytest.raises(Altered):
        check_source([replace(desk, **change)], samples.index.catalog)  # type: ignore[arg-type]


def test_a_measure_and_an_indicator_that_say_another_thing_are_not_shown(samples: Searcher) -> None:
    tables, catalog = samples.index.records, samples.index.catalog
    measure = next(each for each in tables.of(Measure, None) if each.fields)
    with pytest.raises(Altered):
        check_source([replace(measure, fields=((measure.fields[0][0], "何もしません"),))], catalog)
    indicator = next(each for each in tables.of(Indicator, None) if each.target)
    assert indicator.target
    with pytest.raises(Altered):
        check_source([replace(indicator, target=replace(indicator.target, text="99,999人"))], catalog)


def test_the_real_plans_too(plans_index: Path) -> None:
    tables, catalog = open_records(plans_index, None), open_catalog(plans_index)
    check_source([*tables.desks(None), *tables.of(Measure, None), *tables.of(Indicator, None)], catalog)
    assert len(tables.desks(None)) == 53
