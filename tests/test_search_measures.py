"""Which measures a question is about, on the sample plans."""

import pytest

from search.measures.matching import GAUGE_LEAST, LEAST, Readings, gauged, lines_in, matched, nearness, readings_of
from search.measures.shelf import shelf_of, themes_of_texts
from search.searcher import Searcher


@pytest.fixture(scope="module")
def readings(samples: Searcher) -> Readings:
    return readings_of(samples, shelf_of(samples))


def _found(samples: Searcher, readings: Readings, question: str) -> list[str]:
    sure = matched(samples, readings, lines_in(question)).sure
    order = sorted((place for place in range(len(sure)) if sure[place] >= LEAST), key=lambda place: -sure[place])
    return [readings.shelf.measures[place].measure.title for place in order]


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("ひきこもりの人への支援", {"ひきこもり、8050問題への支援", "ひきこもりと8050問題への支援の推進"}),
        ("成年後見制度", {"権利擁護と成年後見制度の利用促進", "成年後見制度と権利擁護の推進"}),
        ("ごみ屋敷への対応", {"ごみ屋敷など住まいの環境に関する支援", "ごみ屋敷状態の解消と再発防止の推進"}),
    ],
)
def test_what_is_asked_is_found_in_each_municipality(
    samples: Searcher, readings: Readings, question: str, titles: set[str]
) -> None:
    assert titles <= set(_found(samples, readings, question)[:4])


def test_what_no_plan_speaks_of_finds_nothing(samples: Searcher, readings: Readings) -> None:
    assert _found(samples, readings, "火星の衛星の公転周期") == []


def test_each_line_is_looked_for(samples: Searcher, readings: Readings) -> None:
    both = set(_found(samples, readings, "成年後見制度\n\nごみ屋敷への対応"))
    assert {"成年後見制度と権利擁護の推進", "ごみ屋敷状態の解消と再発防止の推進"} <= both
    assert lines_in("一\n\n 二 ") == ("一", "二")


def test_a_municipality_in_the_question_is_kept_to(samples: Searcher, readings: Readings) -> None:
    found = matched(samples, readings, ["霧ヶ谷町のひきこもり支援"])
    assert [place.name for place in found.places] == ["霧ヶ谷町"]
    cities = {
        each.plan.municipality for each, sure in zip(readings.shelf.measures, found.sure, strict=True) if sure > 0
    }
    assert cities == {"霧ヶ谷町"}


def test_an_indicator_is_found_by_its_name(samples: Searcher, readings: Readings) -> None:
    sure = gauged(samples, readings, ["ゲートキーパー養成講座の修了者数"]).sure
    best = readings.shelf.gauges[int(sure.argmax())]
    assert best.indicator.name == "ゲートキーパー養成講座の修了者数(累計)"
    assert sure.max() >= GAUGE_LEAST


def test_how_near_a_text_is_to_a_topic(samples: Searcher) -> None:
    near, far = nearness(
        samples, "ごみ屋敷への対応", ["ごみ屋敷への対応に、福祉と環境の職員があたります。", "保育園の入園の手続き"]
    )
    assert near > 0.6
    assert far < 0.4


def test_a_measure_knows_where_it_stands_and_what_it_is_about(readings: Readings) -> None:
    listed = readings.shelf.measure("shiomihara-chiikifukushi/m0001")
    assert listed is not None
    assert listed.measure.title == "空き家ひらき事業"
    assert listed.themes == ("住まい",)
    assert 0 < listed.spot.line_start <= listed.spot.line_end
    assert themes_of_texts([("", "")]) == [()]
