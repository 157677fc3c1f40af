import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from corpus.reading import read_corpus
from index.build import build_index
from index.errors import BrokenIndex, NoIndex
from index.generation import live_generation
from search.answerer import Answerer
from search.live import LiveSearcher
from search.searcher import Searcher


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


def test_warming_makes_the_answerer_that_is_asked_then(samples_index: Path) -> None:
    live = LiveSearcher(samples_index)
    live.warm()
    made: list[Searcher] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Answerer, "__init__", lambda self, searcher: made.append(searcher))
        live.answer(lambda answerer: None)
    assert made == []


def test_what_is_wrong_is_told_to_who_asks_and_not_to_who_warms(tmp_path: Path) -> None:
    live = LiveSearcher(tmp_path / "index")
    live.warm()
    with pytest.raises(NoIndex):
        live.get()


def test_an_index_may_come_later(tmp_path: Path) -> None:
    live = LiveSearcher(tmp_path / "index")
    with pytest.raises(NoIndex):
        live.get()
    build(tmp_path / "index", tmp_path / "plans", OLD)
    assert len(live.get().index.catalog.plans) == 1


def test_a_live_generation_that_is_gone_gives_way_to_one_that_is_there(tmp_path: Path) -> None:
    build(tmp_path / "index", tmp_path / "plans", OLD)
    (tmp_path / "index" / "CURRENT").write_text("20200101T000000.000000Z\n", encoding="utf-8")
    live = LiveSearcher(tmp_path / "index")
    assert "安否" in live.get().search("見守り").results[0].text
    assert live.is_behind()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def flip(path: Path, place: int = -1) -> None:
    """Turn one bit of a file, and nothing that a look from outside could see."""
    before = path.stat()
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def files(index: Path) -> list[str]:
    generation = live_generation(index)
    return sorted(path.relative_to(generation).as_posix() for path in generation.rglob("*.*") if path.is_file())


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """An index with a generation before the live one."""
    build(tmp_path / "index", tmp_path / "plans", OLD)
    build(tmp_path / "index", tmp_path / "plans", NEW)
    return tmp_path / "index"


def test_a_whole_generation_is_found_to_be_whole(two: Path) -> None:
    live = LiveSearcher(two)
    live.get()
    until(live.verified)
    assert not live.is_behind()


@pytest.mark.parametrize(
    "name", ["dense.faiss", "late/vectors.npy", "late/edges.npy", "lexical/words.txt", "catalog.sqlite"]
)
def test_a_bit_that_turned_before_a_generation_was_opened_makes_the_one_before_answer(two: Path, name: str) -> None:
    flip(live_generation(two) / name)
    live = LiveSearcher(two)
    assert "安否" in live.get().search("見守り").results[0].text
    assert live.is_behind()


def test_a_bit_that_turns_in_an_opened_generation_is_found_in_the_background(two: Path) -> None:
    live = LiveSearcher(two, look_every=0.02)
    assert "養育里親" in live.get().search("里親").results[0].text
    until(live.verified)
    (live_generation(two) / "dense.faiss").touch()
    until(live.verified)
    assert not live.is_behind()
    content = bytearray((live_generation(two) / "dense.faiss").read_bytes())
    content[-1] ^= 1
    (live_generation(two) / "dense.faiss").write_bytes(content)
    until(lambda: "安否" in live.get().search("見守り").results[0].text)
    assert live.is_behind()


def test_a_row_that_was_changed_under_a_running_server_is_not_shown(two: Path) -> None:
    live = LiveSearcher(two)
    live.get()
    until(live.verified)
    with closing(sqlite3.connect(live_generation(two) / "catalog.sqlite")) as catalog, catalog:
        catalog.execute("UPDATE passage SET text = replace(text, '養育', '専門')")
        catalog.execute("UPDATE plan SET text = replace(text, '養育', '専門')")
    texts = live.use(lambda searcher: [result.text for result in searcher.search("里親").results])
    assert not any("専門里親" in text for text in texts)
    assert live.is_behind()


def test_a_file_cut_short_under_a_running_server_ends_in_the_generation_before(two: Path) -> None:
    live = LiveSearcher(two)
    live.get()
    for name in ("late/words.npy", "late/vectors.npy", next(each for each in files(two) if each.endswith(".idx"))):
        os.truncate(live_generation(two) / name, 10)
    assert "安否" in live.use(lambda searcher: searcher.search("見守り").results[0].text)


def test_without_a_generation_before_an_altered_one_is_refused_in_a_sentence(tmp_path: Path) -> None:
    build(tmp_path / "index", tmp_path / "plans", OLD)
    live = LiveSearcher(tmp_path / "index")
    live.get()
    os.truncate(live_generation(tmp_path / "index") / "late" / "vectors.npy", 10)
    for _ in range(2):
        with pytest.raises(BrokenIndex, match="作られたときのままではありません"):
            live.use(lambda searcher: searcher.search("見守り"))
    build(tmp_path / "index", tmp_path / "plans", NEW)
    assert "養育里親" in live.get().search("里親").results[0].text


def test_a_defect_of_the_program_is_not_taken_for_one_of_the_files(two: Path) -> None:
    live = LiveSearcher(two)

    def failing(searcher: Searcher) -> None:
        raise ValueError("a defect of ours")

    with pytest.raises(BrokenIndex):
        live.use(failing)
    assert "養育里親" in live.get().search("里親").results[0].text
    assert not live.is_behind()
