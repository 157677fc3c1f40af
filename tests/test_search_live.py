from pathlib import Path

import pytest

from corpus.reading import read_corpus
from index.build import build_index
from index.errors import BrokenIndex, NoIndex
from search.live import LiveSearcher


def build(index: Path, folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "keikaku.txt").write_text(text, encoding="utf-8")
    build_index(index, read_corpus([folder], {}), None)


OLD = "見守りの手引き\n\n配食のときに声をかけ、安否を確かめます。\n"
NEW = "里親の手引き\n\n養育里親になる人に研修を行い、登録を勧めます。\n"


def test_a_rebuild_is_picked_up_without_a_restart(tmp_path: Path) -> None:
    build(tmp_path / "index", tmp_path / "plans", OLD)
    live = LiveSearcher(tmp_path / "index")
    assert "安否" in live.get().search("見守り").results[0].text
    build(tmp_path / "index", tmp_path / "plans", NEW)
    assert "養育里親" in live.get().search("里親").results[0].text


def test_what_was_opened_before_a_rebuild_goes_on_as_it_was(tmp_path: Path) -> None:
    build(tmp_path / "index", tmp_path / "plans", OLD)
    before = LiveSearcher(tmp_path / "index").get()
    build(tmp_path / "index", tmp_path / "plans", NEW)
    assert "安否" in before.search("見守り").results[0].text


def test_without_a_rebuild_nothing_is_opened_again(samples_index: Path) -> None:
    live = LiveSearcher(samples_index)
    assert live.get() is live.get()


def test_an_index_may_come_later(tmp_path: Path) -> None:
    live = LiveSearcher(tmp_path / "index")
    with pytest.raises(NoIndex):
        live.get()
    build(tmp_path / "index", tmp_path / "plans", OLD)
    assert len(live.get().index.catalog.plans) == 1


def test_a_live_generation_that_is_gone_is_refused(tmp_path: Path) -> None:
    build(tmp_path / "index", tmp_path / "plans", OLD)
    (tmp_path / "index" / "CURRENT").write_text("20200101T000000.000000Z\n", encoding="utf-8")
    with pytest.raises(BrokenIndex):
        LiveSearcher(tmp_path / "index").get()
