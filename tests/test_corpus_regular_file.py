import os
import socket
import sys
import threading
from pathlib import Path

import pytest

from corpus.about.sources import read_sources
from corpus.errors import BadSources, UnreadableDocument
from corpus.readers import read
from corpus.regular_file import read_at_most, read_regular

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")
SAVED = "文書として保存したファイルを指定してください。"
RELINK = "リンクを作り直すか、消してください。"


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "plan.txt")
    return folder / "plan.txt"


def device(folder: Path) -> Path:
    (folder / "plan.txt").symlink_to("/dev/zero")
    return folder / "plan.txt"


def socket_file(folder: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(folder)  # a socket's whole path may have 107 bytes
        server.bind("plan.txt")
        os.chdir(here)
    return folder / "plan.txt"


def looping_link(folder: Path) -> Path:
    (folder / "plan.txt").symlink_to(folder / "other.txt")
    (folder / "other.txt").symlink_to(folder / "plan.txt")
    return folder / "plan.txt"


def dangling_link(folder: Path) -> Path:
    (folder / "plan.txt").symlink_to(folder / "nowhere.txt")
    return folder / "plan.txt"


def link_to_a_folder(folder: Path) -> Path:
    (folder / "plans").mkdir()
    (folder / "plan.txt").symlink_to(folder / "plans")
    return folder / "plan.txt"


MADE = {
    "a pipe": (pipe, f"名前付きパイプです。{SAVED}"),
    "a device": (device, f"装置(デバイスファイル)です。{SAVED}"),
    "a socket": (socket_file, f"ソケットです。{SAVED}"),
    "a folder": (link_to_a_folder, f"フォルダです。{SAVED}"),
    "a looping link": (looping_link, f"リンクが堂々巡りで、ファイルに行き着きません。{RELINK}"),
    "a dangling link": (dangling_link, f"リンクの先が見つかりません。{RELINK}"),
}


@pytest.mark.parametrize("kind", MADE)
def test_what_is_no_file_is_refused_in_a_sentence_without_waiting(tmp_path: Path, kind: str) -> None:
    make, message = MADE[kind]
    with pytest.raises(UnreadableDocument) as caught:
        read(make(tmp_path))
    assert str(caught.value) == f"plan.txt: {message}"


@pytest.mark.parametrize("kind", MADE)
def test_a_table_of_sources_must_be_a_file_too(tmp_path: Path, kind: str) -> None:
    make, message = MADE[kind]
    with pytest.raises(BadSources) as caught:
        read_sources(make(tmp_path))
    fact = message.partition("。")[0]
    assert str(caught.value) == (
        f"plan.txt: {fact}。ファイルを確かめ直してから、もう一度 fukushi build を実行してください。"
    )


def test_a_link_to_a_file_is_read_like_the_file(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_bytes(b"plan")
    (tmp_path / "link.txt").symlink_to(tmp_path / "plan.txt")
    assert read_regular(tmp_path / "link.txt") == b"plan"


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"x" * 1_000_000)
    assert len(read_regular(path, 1_000_000)) == 1_000_000
    path.write_bytes(b"x" * 1_000_001)
    with pytest.raises(UnreadableDocument, match=r"^plan\.txt: 1 MB を超えています。分割してください。$"):
        read_regular(path, 1_000_000)


def test_a_file_with_a_hole_of_a_terabyte_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.touch()
    os.truncate(path, 10**12)
    with pytest.raises(UnreadableDocument, match="200 MB を超えています。"):
        read(path)


@LINUX
def test_a_file_that_says_it_is_empty_is_held_to_the_limit_all_the_same() -> None:
    path = Path("/proc/self/status")
    assert path.stat().st_size == 0
    assert read_regular(path).startswith(b"Name:")
    with pytest.raises(UnreadableDocument, match="を超えています。"):
        read_regular(path, 10)


def test_of_what_goes_on_without_end_one_byte_over_the_limit_is_read() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"0123456789")
    assert read_at_most(reading, 6) is None
    assert os.read(reading, 100) == b"789"
    os.close(writing)
    os.close(reading)


def test_a_file_that_grows_while_it_is_read_ends_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"x")
    ended = threading.Event()

    def grow() -> None:
        with path.open("ab") as file:
            while not ended.is_set() and file.tell() < 500_000_000:
                file.write(b"x" * 1_000_000)

    growing = threading.Thread(target=grow)
    growing.start()
    try:
        for _ in range(20):
            try:
                assert len(read_regular(path, 10_000_000)) <= 10_000_000
            except UnreadableDocument as error:
                assert error.reason == "10 MB を超えています。"
    finally:
        ended.set()
        growing.join()


@LINUX
def test_the_log_of_the_kernel_is_not_waited_for() -> None:
    with pytest.raises(UnreadableDocument):
        read_regular(Path("/proc/kmsg"), 1)
