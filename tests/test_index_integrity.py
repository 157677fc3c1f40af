import os
import shutil
from pathlib import Path

import pytest

from index.generation import live_generation
from index.integrity import Mark, State, marks_of, sampled, shortened, signature, states
from index.opened import open_index
from search.searcher import Searcher

ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # SHA-256 of abc, as FIPS 180 prints it


def write(folder: Path) -> Path:
    (folder / "lexical").mkdir()
    (folder / "lexical" / ".managed.json").write_bytes(b"abc")
    (folder / "lexical" / ".tantivy-meta.lock").write_bytes(b"")
    (folder / "dense.faiss").write_bytes(b"\0" * (3 << 20) + b"abc")
    (folder / "manifest.json").write_bytes(b"{}")
    return folder


def test_a_mark_has_the_size_and_digests_of_the_whole_and_of_each_block(tmp_path: Path) -> None:
    marks = marks_of(write(tmp_path))
    assert marks["lexical/.managed.json"] == Mark(3, ABC, (ABC[:16],))
    assert marks["dense.faiss"].size == 3 * 1024 * 1024 + 3
    assert len(marks["dense.faiss"].blocks) == 4
    assert (
        marks["dense.faiss"].blocks[0] == marks["dense.faiss"].blocks[2] != marks["dense.faiss"].blocks[3] == ABC[:16]
    )


def test_locks_and_the_manifest_itself_bear_no_mark(tmp_path: Path) -> None:
    assert set(marks_of(write(tmp_path))) == {"dense.faiss", "lexical/.managed.json"}


@pytest.mark.parametrize("place", [0, 1 << 20, (3 << 20) + 2])
def test_a_single_bit_is_found_by_a_full_look_and_in_a_small_index_by_a_cheap_one(tmp_path: Path, place: int) -> None:
    marks = marks_of(write(tmp_path))
    assert set(states(tmp_path, marks).values()) == set(sampled(tmp_path, marks).values()) == {State.OK}
    with (tmp_path / "dense.faiss").open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 0x10]))
    wanted = {"dense.faiss": State.CHANGED, "lexical/.managed.json": State.OK}
    assert states(tmp_path, marks) == sampled(tmp_path, marks) == wanted
    assert shortened(tmp_path, marks) is None


def test_a_file_that_is_gone_cut_short_or_a_folder_now(tmp_path: Path) -> None:
    marks = marks_of(write(tmp_path))
    (tmp_path / "dense.faiss").write_bytes(b"\0" * 5)
    assert shortened(tmp_path, marks) == "dense.faiss"
    shutil.rmtree(tmp_path / "lexical")
    assert states(tmp_path, marks) == {"dense.faiss": State.CHANGED, "lexical/.managed.json": State.MISSING}
    (tmp_path / "dense.faiss").unlink()
    (tmp_path / "dense.faiss").mkdir()
    assert sampled(tmp_path, marks)["dense.faiss"] is State.CHANGED


def test_whoever_writes_to_a_file_changes_the_signature(tmp_path: Path) -> None:
    before = signature(write(tmp_path))
    assert signature(tmp_path) == before
    os.utime(tmp_path / "dense.faiss", ns=(1, 1))
    assert signature(tmp_path) != before


def test_opening_and_searching_an_index_changes_none_of_its_files(samples_index: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    shutil.copytree(samples_index, index)
    generation = live_generation(index)
    manifest = open_index(index).manifest
    Searcher.open(index).search("里親になりたい")
    assert set(states(generation, manifest.files).values()) == {State.OK}
    assert marks_of(generation) == manifest.files


def test_a_folder_without_leave_to_write_is_searched(samples_index: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    shutil.copytree(samples_index, index)
    lock = live_generation(index) / "lexical" / ".tantivy-meta.lock"
    lock.unlink()
    lock.mkdir()  # so that not even the system's own user can take the lock
    for path in sorted(index.rglob("*"), reverse=True):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert "里親" in Searcher.open(index).search("里親になりたい").results[0].text
    finally:
        for path in [index, *index.rglob("*")]:
            path.chmod(0o755)
