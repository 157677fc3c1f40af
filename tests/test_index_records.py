"""Records in the catalogue: what is written comes back."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.about.readability import Readability
from corpus.passage import Kind, Passage
from corpus.records.desks.desk import Desk
from corpus.records.indicators.indicator import Indicator, Value, ValueStatus
from corpus.records.measures.measure import Measure
from corpus.records.services.service import Service
from index.records import RecordTables, write_records

WATCH = Measure(
    id="shiomi/m0000",
    plan_id="shiomi",
    number="(1)",
    title="見守りの充実",
    fields=(("内容", "月に一度訪ねます。"), ("実績", "42人が参加しました。"), ("実績", "冊子を配りました。")),
    start=10,
    end=90,
    passage_ids=("shiomi#0001", "shiomi#0002"),
)
CAFES = Indicator(
    id="shiomi/i0000",
    plan_id="shiomi",
    name="認知症カフェの数",
    unit="か所",
    baseline=Value(5.0, 2023, ValueStatus.FIGURE, "5か所"),
    target=Value(None, 2029, ValueStatus.PENDING, "(検討中)"),
    start=100,
    end=130,
    passage_id="shiomi#0003",
    series=(Value(4.0, 2022, ValueStatus.FIGURE, "4か所"), Value(5.0, 2023, ValueStatus.FIGURE, "5か所")),
)
EAST = Desk(
    id="shiomi/d0000",
    plan_id="shiomi",
    name="東部地域包括支援センター",
    phone="0000-00-1234",
    fax=None,
    address="港町2番8号",
    hours=None,
    areas=("港町1~3丁目、4丁目(5番を除く)",),
    serves="高齢者",
    start=140,
    end=200,
    passage_id="shiomi#0004",
    checked_on=None,
)
NAPPIES = Service(
    id="shiomi/s0000",
    plan_id="shiomi",
    name="紙おむつの支給",
    fields=(("対象", "要介護3以上の方"), ("窓口", "高齢福祉課")),
    roles=("for_whom", "desk"),
    start=210,
    end=280,
    passage_id="shiomi#0005",
    desk_id="shiomi/d0000",
)
SCANNED = Readability(
    pages=12,
    characters=6_400,
    characters_per_page=533.3,
    replacement_characters=0,
    image_only_pages=(3, 7),
    unparsed_tables=1,
    garbled=120,
    garbled_pages=(5,),
    notes=("3・7 ページは画像だけで、文字を読み取れていません。",),
)


def tables(path: Path) -> RecordTables:
    with closing(sqlite3.connect(path)):
        write_records(path, [WATCH, CAFES, EAST, NAPPIES], {"shiomi": SCANNED})
    return RecordTables(path)


def test_every_record_comes_back_as_it_was_written(tmp_path: Path) -> None:
    written = tables(tmp_path / "catalog.sqlite")
    assert written.of(Measure, None) == [WATCH]
    assert written.of(Indicator, None) == [CAFES]
    assert written.desks(None) == [EAST]
    assert written.of(Service, None) == [NAPPIES]
    assert written.readability() == {"shiomi": SCANNED}


def test_records_of_one_plan_leave_out_the_others(tmp_path: Path) -> None:
    written = tables(tmp_path / "catalog.sqlite")
    assert written.desks("shiomi") == [EAST]
    assert written.desks("tsukimori") == []


@pytest.mark.parametrize(
    ("start", "end", "found"), [(100, 101, [CAFES]), (90, 100, []), (101, 200, []), (0, 300, [CAFES])]
)
def test_records_of_a_passage_begin_in_it(tmp_path: Path, start: int, end: int, found: list[Indicator]) -> None:
    written = tables(tmp_path / "catalog.sqlite")
    assert written.in_passage(Indicator, passage("shiomi", start, end)) == found
    assert written.in_passage(Indicator, passage("tsukimori", start, end)) == []


def passage(plan_id: str, start: int, end: int) -> Passage:
    text = "あ" * (end - start)
    return Passage(f"{plan_id}#0003", plan_id, (), (), Kind.TABLE, start, end, text, 1, 1, None, None, None, None)
