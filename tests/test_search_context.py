from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path

import pytest

from corpus.passage import Passage
from search.context import open_passage
from search.errors import UnknownPassage
from search.searcher import Searcher

SAMPLE = Path(__file__).parents[1] / "corpus" / "samples" / "shiomihara-chiikifukushi.txt"


def passages(searcher: Searcher) -> list[Passage]:
    return list(searcher.index.catalog.passages(range(200)).values())


def holding(searcher: Searcher, words: str) -> Passage:
    return next(passage for passage in passages(searcher) if words in passage.text)


def test_a_passage_is_opened_with_the_lines_around_it_that_hold_anything(samples: Searcher) -> None:
    foster = holding(samples, "里親の体験を聞く会")
    opened = open_passage(samples.index.catalog, foster.id, 2)
    assert opened.span == foster.text
    assert [line[:8] for line in opened.before.split("\n") if line] == ["② 生後4か月ま", "③ 令和6年4月"]
    assert [line for line in opened.after.split("\n") if line] == ["第2項 子ども食堂と学習支援", "【現状と課題】"]


def test_without_lines_only_the_passage_is_opened(samples: Searcher) -> None:
    opened = open_passage(samples.index.catalog, holding(samples, "里親の体験を聞く会").id, 0)
    assert (opened.before, opened.after) == ("", "")


def test_the_first_and_the_last_passage_end_where_their_plan_does(samples: Searcher) -> None:
    catalog = samples.index.catalog
    for plan in catalog.plans:
        first, last = (catalog.passages([row])[row] for row in (plan.first_row, plan.last_row))
        assert open_passage(catalog, first.id, 3).before == ""
        assert open_passage(catalog, last.id, 3).after == ""
        assert open_passage(catalog, last.id, 1000).first_line == 1


@pytest.mark.parametrize("lines", [0, 1, 5, 1000])
def test_what_is_opened_is_a_stretch_of_the_plan(samples: Searcher, lines: int) -> None:
    catalog = samples.index.catalog
    for passage in islice(passages(samples), 0, None, 7):
        opened = open_passage(catalog, passage.id, lines)
        assert opened.before + opened.span + opened.after in catalog.text(passage.plan_id)
        assert opened.plan.id == passage.plan_id


def test_the_first_line_is_the_files(samples: Searcher) -> None:
    opened = open_passage(samples.index.catalog, holding(samples, "里親の体験を聞く会").id, 2)
    lines = SAMPLE.read_text(encoding="utf-8").split("\n")
    assert lines[opened.first_line - 1] == opened.before.split("\n")[0]


def test_a_passage_that_is_not_there_is_refused_with_where_to_look() -> None:
    assert str(UnknownPassage("x#0001")) == (
        "箇所 x#0001 は索引にありません。fukushi search の結果にある passage_id を指定してください。"
    )


@pytest.mark.parametrize("passage_id", ["", "shiomihara-chiikifukushi#9999", "' OR 1=1 --", "../../etc/passwd#0000"])
def test_an_unknown_id_opens_nothing(samples: Searcher, passage_id: str) -> None:
    with pytest.raises(UnknownPassage):
        open_passage(samples.index.catalog, passage_id, 5)


def test_a_break_inside_a_line_of_the_file_is_opened_with_that_line(
    searcher_of: Callable[[Mapping[str, str]], Searcher],
) -> None:
    text = "見守りの手引き\n\n配食<br>協力員が届けます。\n\n里親\n養育里親を募ります。\n"
    searcher = searcher_of({"tebiki.txt": text})
    only = holding(searcher, "養育里親")
    opened = open_passage(searcher.index.catalog, only.id, 5)
    assert (
        opened.before + opened.span + opened.after
        == "見守りの手引き\n\n配食\n協力員が届けます。\n\n里親\n養育里親を募ります。"
    )
