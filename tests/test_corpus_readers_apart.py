import ctypes
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from corpus.errors import NothingToRead, UnreadableDocument
from corpus.plan import Document
from corpus.readers import read
from corpus.readers.apart import Apart

ROOT = Path(__file__).parents[1]
SPLIT = "分割してください。"
Reader = Callable[[Path], tuple[Document, ...]]
STOPPED = "大きすぎるか壊れているかで、読んでいる途中で止まりました。分割するか、保存し直してください。"


def hangs(path: Path) -> tuple[Document, ...]:
    time.sleep(60)
    return ()


def computes(path: Path) -> tuple[Document, ...]:
    while True:
        pass


def eats(path: Path) -> tuple[Document, ...]:
    held = []
    while True:
        held.append(bytearray(1_000_000))


def leaves(path: Path) -> tuple[Document, ...]:
    os._exit(3)


def crashes(path: Path) -> tuple[Document, ...]:
    ctypes.string_at(0)
    return ()


SECONDS = 5.0  # a busy machine reads a page of one line in less


def stumbles(path: Path) -> tuple[Document, ...]:
    raise RecursionError


def names_its_process(path: Path) -> tuple[Document, ...]:
    return (Document(str(os.getpid()), (0,), {}, ()),)


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    with Apart(seconds=SECONDS, memory=256 * 1024**2) as process:
        yield process


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text("<p>配食を行います。</p>", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("reader", "message"),
    [
        pytest.param(hangs, f"{SECONDS:.0f} 秒かけても読み終わらないので取りやめました。{SPLIT}", id="waits for ever"),
        pytest.param(
            computes, f"{SECONDS:.0f} 秒かけても読み終わらないので取りやめました。{SPLIT}", id="computes for ever"
        ),
        pytest.param(
            eats,
            f"読むのに 0.25 GB を超えるメモリーが要るので取りやめました。{SPLIT}",
            id="takes all the memory",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process"),
        ),
        pytest.param(leaves, STOPPED, id="ends its process"),
        pytest.param(crashes, STOPPED, id="crashes"),
        pytest.param(
            stumbles,
            "読んでいる途中で思わぬエラーになりました(RecursionError)。分割するか、保存し直してください。",
            id="stumbles",
        ),
    ],
)
def test_a_document_that_is_too_much_is_given_up_and_the_next_one_read(
    apart: Apart, page: Path, reader: Reader, message: str
) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        apart.read(reader, page)
    assert str(caught.value) == f"page.html: {message}"
    assert apart.read(read, page)[0].text == "配食を行います。"


def test_documents_share_a_process_that_is_not_this_one(apart: Apart, page: Path) -> None:
    [first] = apart.read(names_its_process, page)
    [second] = apart.read(names_its_process, page)
    assert first.text == second.text != str(os.getpid())


def test_what_a_reader_says_of_a_document_arrives_as_it_was_said(apart: Apart, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(UnreadableDocument) as caught:
        apart.read(read, path)
    assert str(caught.value) == "plan.pdf: 壊れているか、PDF ではありません。開けるか確かめ、入手し直してください。"
    assert caught.value.path == path


def test_a_document_read_apart_is_the_one_read_here() -> None:
    path = ROOT / "corpus" / "samples" / "tsukimori-kodomo.pdf"
    with Apart() as apart:
        assert apart.read(read, path) == read(path)


def test_a_document_is_read_apart_from_a_thread_too(apart: Apart, page: Path) -> None:
    texts: list[str] = []
    thread = Thread(target=lambda: texts.append(apart.read(read, page)[0].text))
    thread.start()
    thread.join(30)
    assert texts == ["配食を行います。"]


def test_errors_of_several_parts_pass_between_processes() -> None:
    inner = UnreadableDocument(Path("a.pdf"), "壊れています。", "直してください。")
    copy = pickle.loads(pickle.dumps(NothingToRead([Path("a.pdf")], [inner])))
    assert (type(copy), str(copy)) == (NothingToRead, "a.pdf: 壊れています。直してください。")


@pytest.mark.skipif(sys.platform == "win32", reason="the signal of Ctrl+C is sent otherwise there")
def test_an_interrupt_ends_the_reading_and_its_process(tmp_path: Path) -> None:
    program = tmp_path / "reading.py"
    program.write_text(
        "import os, time, signal\n"
        "from pathlib import Path\n"
        "from corpus.readers.apart import Apart\n"
        "def hangs(path):\n"
        "    path.write_text(str(os.getpid()))\n"
        "    time.sleep(60)\n"
        "if __name__ == '__main__':\n"
        "    signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "    with Apart() as apart:\n"
        "        apart.read(hangs, Path(__file__).with_name('worker'))\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, program], env=environment, stderr=subprocess.PIPE) as process:
        worker = tmp_path / "worker"
        _wait(lambda: worker.exists() and worker.read_text() != "")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=600)
    assert said.rstrip().endswith(b"KeyboardInterrupt")
    with pytest.raises(ProcessLookupError):
        os.kill(int(worker.read_text()), 0)


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
