import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest

from cli import main
from corpus.reading import Corpus, read_corpus
from index.build import build_index
from index.errors import BrokenIndex, MissingCollection, NoServer, OthersName
from index.generation import live_generation, roll_back
from index.opened import open_index
from index.retrievers.milvus.address import Address
from index.retrievers.milvus.server import Server
from index.retrievers.milvus.switching import follow, free
from index.retrievers.milvus.writing import indexes
from search.live import LiveSearcher
from search.question.filters import Filters
from search.results import Reply
from search.searcher import Searcher
from tests.conftest import SAMPLES
from tests.on_milvus import Milvus, started

ROOT = Path(__file__).parents[1]
OLD = "見守りの手引き\n\n配食のときに声をかけ、安否を確かめます。\n"
NEW = "里親の手引き\n\n養育里親になる人に研修を行い、登録を勧めます。\n"
QUESTIONS = [
    "介護の相談はどこにすればよいですか", "母がぼけてきた気がする", "保育料の補助", "障害者手帳の申請", "子どもの居場所",
    "成年後見制度の利用促進の目標値", "民生委員の人数", "ひとり暮らしの高齢者の見守り", "虐待に気づいたとき", "生活に困っている",
    "霧ヶ谷町の配食サービス", "汐見原市と霧ヶ谷町の移動支援", "認知症サポーター養成講座", "ヤングケアラー", "ふれあいサロン",
    "災害のときの避難", "手話通訳", "医療的ケア児", "ごみ出し", "2040年の宇宙開発",
]  # fmt: skip
FILTERS = [
    Filters(),
    Filters(cities=("990019",)),
    Filters(cities=("霧ヶ谷町", "月守市"), read_question=False),
    Filters(kinds=("地域福祉計画", "こども計画")),
    Filters(statuses=("案",)),
    Filters(all_versions=True, read_question=False),
]


def written(folder: Path, text: str) -> Corpus:
    folder.mkdir(exist_ok=True)
    (folder / "keikaku.txt").write_text(text, encoding="utf-8")
    return read_corpus([folder], {})


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return written(tmp_path_factory.mktemp("plans") / "old", OLD)


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return written(tmp_path_factory.mktemp("plans") / "new", NEW)


@pytest.fixture(scope="module")
def both(
    milvus: Milvus, samples: Searcher, samples_corpus: Corpus, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Searcher, Searcher]:
    """The sample plans in files, and on a server."""
    folder = tmp_path_factory.mktemp("milvus") / "index"
    build_index(folder, samples_corpus, None, address=milvus.address("samples"))
    return samples, Searcher.open(folder)


def best(reply: Reply) -> list[tuple[str, float]]:
    return [(result.passage.id, result.score) for result in reply.results]


def assert_same(one: list[tuple[str, float]], two: list[tuple[str, float]]) -> None:
    """The same scores, and the same passages but for those that tie with the last."""
    assert [score for _, score in one] == pytest.approx([score for _, score in two], rel=1e-4, abs=1e-5)
    last = one[-1][1] + 1e-4 if one else 0.0
    assert {name for name, score in one if score > last} == {name for name, score in two if score > last}


@pytest.mark.parametrize("filters", FILTERS, ids=range(len(FILTERS)))
def test_files_and_a_server_give_the_same_ten_best(both: tuple[Searcher, Searcher], filters: Filters) -> None:
    files, server = both
    found = 0
    for question in QUESTIONS:
        one, two = files.search(question, filters), server.search(question, filters)
        assert_same(best(one), best(two))
        assert astuple(one.strength) == pytest.approx(astuple(two.strength), rel=1e-4)
        found += len(one.results)
    assert found > 100


def test_a_filter_leaves_nothing_else_through(both: tuple[Searcher, Searcher]) -> None:
    for result in both[1].search("相談", Filters(cities=("霧ヶ谷町",)), k=30).results:
        assert result.plan.municipality == "霧ヶ谷町"


def test_a_graph_is_built_of_many_passages_and_filters_before_it_cuts(milvus: Milvus) -> None:
    server = Server(milvus.address("graph"))
    drawn = np.random.default_rng(18).normal(size=(2_000, 16)).astype(np.float32)
    rows = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    server.create("graph_1", 16)
    server.write(
        "graph_1", [{"row": row, "plan": row % 200, "dense": rows[row], "sparse": {1: 1.0}} for row in range(2_000)]
    )
    assert server.complete("graph_1", indexes(1_000_000)) == 2_000
    right = 0
    for query in rows[:50]:
        for allowed, among in (
            ("", range(2_000)),
            ("plan in [7, 9]", [row for row in range(2_000) if row % 200 in (7, 9)]),
        ):
            exact = sorted(among, key=lambda row: -float(rows[row] @ query))[:10]
            found = server.search("graph_1", "dense", query, 10, allowed, {"ef": 256})
            assert len(found) == 10
            right += len({row for row, _ in found} & set(exact))
    assert right / 1_000 >= 0.95


def test_the_command_line_builds_and_reads_by_the_address(
    milvus: Milvus, tmp_path: Path, old: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "tebiki.txt"
    plan.write_text(OLD, encoding="utf-8")
    index = f"{milvus.address('terminal')}?folder={tmp_path / 'index'}"
    assert main(["build", str(plan), "--index", index]) == 0
    for command in (
        ["search", "安否", "--json"],
        ["ask", "安否", "--json"],
        ["status", "--json"],
        ["verify", "--json"],
    ):
        capsys.readouterr()
        assert main([*command, "--index", index]) == 0
        assert json.loads(capsys.readouterr().out)
    (generation,) = (tmp_path / "index" / "generations").iterdir()
    assert not {"dense.faiss", "lexical"} & {path.name for path in generation.iterdir()}
    # The folder alone says where its server is.
    assert "安否" in LiveSearcher(tmp_path / "index").get().search("見守り").results[0].text


def test_the_name_follows_the_live_generation_and_what_is_older_goes(
    milvus: Milvus, tmp_path: Path, old: Corpus, new: Corpus
) -> None:
    server = Server(milvus.address("names"))
    for corpus in (old, new, old):
        build_index(tmp_path, corpus, None, address=server.address)
        assert server.live() == server.address.collection(live_generation(tmp_path).name)
    assert len(server.collections()) == 2
    roll_back(tmp_path)
    follow(tmp_path)
    assert server.live() == server.collections()[0]
    assert "養育里親" in Searcher.open(tmp_path).search("里親").results[0].text


def test_a_reader_never_sees_half(milvus: Milvus, tmp_path: Path, old: Corpus, new: Corpus) -> None:
    address = milvus.address("switched")
    build_index(tmp_path, old, None, address=address)
    live, stop, seen = LiveSearcher(tmp_path), Event(), []

    def read() -> None:
        while not stop.is_set():
            reply = live.use(lambda searcher: searcher.search("手引き"))
            seen.append(tuple(result.text for result in reply.results))

    readers = [Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for corpus in (new, old, new):
            build_index(tmp_path, corpus, None, address=address)
            time.sleep(0.1)
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    live.close()
    assert len(seen) > 20
    assert {"安否" in texts[0] for texts in seen} == {True, False}
    assert {len(texts) for texts in seen} == {1}


def test_a_build_killed_while_it_fills_leaves_the_live_one(milvus: Milvus, tmp_path: Path, old: Corpus) -> None:
    server = Server(milvus.address("killed"))
    build_index(tmp_path / "index", old, None, address=server.address)
    live, drawn = server.live(), random.Random(18)
    for _ in range(2):
        command = ["build", str(SAMPLES), "--index", f"{server.address}?folder={tmp_path / 'index'}"]
        with subprocess.Popen([sys.executable, "-m", "cli", *command], cwd=ROOT, stderr=subprocess.DEVNULL) as build:
            while build.poll() is None and len(server.collections()) < 2:
                time.sleep(0.01)
            time.sleep(drawn.uniform(0, 0.2))
            build.kill()
        if server.address.collection(live_generation(tmp_path / "index").name) == live:
            assert "安否" in Searcher.open(tmp_path / "index").search("見守り").results[0].text
    build_index(tmp_path / "index", old, None, address=server.address)
    assert server.live() == server.address.collection(live_generation(tmp_path / "index").name)
    assert len(server.collections()) == 2
    assert not list((tmp_path / "index" / "generations").glob("*.building"))


def test_nothing_listens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pymilvus")
    plan = tmp_path / "tebiki.txt"
    plan.write_text(OLD, encoding="utf-8")
    assert main(["build", str(plan), "--index", f"milvus://127.0.0.1:1/plans?folder={tmp_path / 'index'}"]) == 1
    said = capsys.readouterr().err.strip()
    assert said == (
        "Milvus のサーバー 127.0.0.1:1 につながりません。サーバーが動いているか、--index のアドレスが正しいかを確かめてください。"
    )
    assert not (tmp_path / "index").exists()


def test_a_collection_that_is_gone_is_told_and_a_server_of_pages_goes_back(
    milvus: Milvus, tmp_path: Path, old: Corpus, new: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    server = Server(milvus.address("gone"))
    for corpus in (old, new):
        build_index(tmp_path, corpus, None, address=server.address)
    live = LiveSearcher(tmp_path)
    assert "養育里親" in live.get().search("里親").results[0].text
    server.drop(server.address.collection(live_generation(tmp_path).name))
    with pytest.raises(MissingCollection):
        open_index(tmp_path)
    assert main(["search", "里親", "--index", str(tmp_path)]) == 1
    assert "fukushi rollback でひとつ前の索引に戻すか" in capsys.readouterr().err
    assert "安否" in live.use(lambda searcher: searcher.search("見守り")).results[0].text
    assert main(["rollback", "--index", f"{server.address}?folder={tmp_path}"]) == 0
    assert "安否" in Searcher.open(tmp_path).search("見守り").results[0].text
    live.close()


def test_a_name_of_another_index_is_left_alone(milvus: Milvus, tmp_path: Path, old: Corpus) -> None:
    address = milvus.address("others")
    build_index(tmp_path / "one", old, None, address=address)
    with pytest.raises(OthersName, match="別のコレクション名"):
        build_index(tmp_path / "two", old, None, address=address)
    with pytest.raises(OthersName):
        free(address, tmp_path / "two")
    assert Searcher.open(tmp_path / "one").search("見守り").results


def test_a_folder_without_a_server_is_not_read_by_an_address(samples_index: Path) -> None:
    address = Address("milvus", "127.0.0.1", 1, "samples")
    with pytest.raises(MissingCollection, match="サーバーを使わずに作られています"):
        open_index(samples_index, address=address)


def test_an_index_of_an_older_format_is_refused(milvus: Milvus, tmp_path: Path, old: Corpus) -> None:
    build_index(tmp_path, old, None, address=milvus.address("older"))
    file = live_generation(tmp_path) / "manifest.json"
    file.write_text(json.dumps({**json.loads(file.read_text(encoding="utf-8")), "format": 1}), encoding="utf-8")
    with pytest.raises(BrokenIndex, match=r"形式 1 は.*fukushi build"):
        open_index(tmp_path)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Milvus]:
    """A server of a test's own, to kill."""
    server = started(tmp_path / "server")
    yield server
    server.kill()


def test_a_batch_is_sent_again_when_the_server_comes_back(own: Milvus) -> None:
    waits = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        time.sleep(seconds)
        if len(waits) == 2:
            own.start()

    server = Server(own.address("again"), wait)
    passages = [{"row": row, "plan": 0, "dense": [1.0, 0.0], "sparse": {1: 1.0 + row}} for row in range(3)]
    server.create("again_1", 2)
    server.write("again_1", passages[:2])
    own.kill()
    server.write("again_1", passages[1:])  # row 1 once more: as after a batch whose answer was lost
    assert waits[:2] == [1.0, 2.0]
    flat = {"index_type": "FLAT", "metric_type": "IP"}
    assert (
        server.complete(
            "again_1", {"dense": flat, "sparse": {"index_type": "SPARSE_INVERTED_INDEX", "metric_type": "IP"}}
        )
        == 3
    )


def test_a_reader_says_that_the_server_is_gone_and_goes_on_when_it_is_back(
    own: Milvus, tmp_path: Path, old: Corpus
) -> None:
    build_index(tmp_path / "index", old, None, address=own.address("back"))
    searcher = Searcher.open(tmp_path / "index")
    own.kill()
    began = time.monotonic()
    with pytest.raises(NoServer):
        searcher.search("見守り")
    assert time.monotonic() - began < 45
    own.start()
    time.sleep(3)  # until gRPC asks again
    assert "安否" in searcher.search("見守り").results[0].text
    assert "安否" in Searcher.open(tmp_path / "index").search("見守り").results[0].text
