import os
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import BrokenIndex, BuildRunning, CannotRead, CannotWrite, NoIndex, NothingBefore
from index.generation import (
    FORMAT,
    Manifest,
    checked_manifest,
    file_states,
    live_generation,
    new_generation,
    read_manifest,
    roll_back,
    write_manifest,
)
from index.integrity import State, marks_of

MANIFEST = Manifest(FORMAT, None, "tiny", "e1", 3, None, "c1", 1, 2, 300, "2026-01-01T00:00:00+00:00", None, {})


def build(folder: Path, text: str) -> Path:
    """A generation of one file; returns where it came to stand."""
    with new_generation(folder) as generation:
        (generation / "catalog.txt").write_text(text, encoding="utf-8")
        write_manifest(generation, replace(MANIFEST, files=marks_of(generation)))
    return live_generation(folder)


def names(folder: Path) -> set[str]:
    return {path.name for path in (folder / "generations").iterdir()}


def test_what_a_block_writes_is_live_when_the_block_ends(tmp_path: Path) -> None:
    with new_generation(tmp_path / "index") as generation:
        (generation / "catalog.txt").write_text("汐見市地域福祉計画", encoding="utf-8")
        with pytest.raises(NoIndex):
            live_generation(tmp_path / "index")
    assert (live_generation(tmp_path / "index") / "catalog.txt").read_text(encoding="utf-8") == "汐見市地域福祉計画"


def test_current_names_a_generation_and_nothing_half_built_is_left(tmp_path: Path) -> None:
    live = build(tmp_path, "初版")
    assert (tmp_path / "CURRENT").read_text(encoding="utf-8") == live.name + "\n"
    assert names(tmp_path) == {live.name}
    assert {path.name for path in tmp_path.iterdir()} - {"build.lock"} == {"CURRENT", "generations"}


def test_while_a_block_runs_the_old_generation_stays_live(tmp_path: Path) -> None:
    old = build(tmp_path, "初版")
    with new_generation(tmp_path):
        assert live_generation(tmp_path) == old
    assert live_generation(tmp_path) != old


def test_an_error_in_a_block_leaves_the_old_generation_live_and_nothing_behind(tmp_path: Path) -> None:
    old = build(tmp_path, "初版")
    with pytest.raises(KeyError, match="kawasaki"), new_generation(tmp_path) as generation:
        (generation / "catalog.txt").write_text("途中", encoding="utf-8")
        raise KeyError("kawasaki")
    assert live_generation(tmp_path) == old
    assert names(tmp_path) == {old.name}


def test_stopping_with_control_c_leaves_the_old_generation_live(tmp_path: Path) -> None:
    old = build(tmp_path, "初版")
    with pytest.raises(KeyboardInterrupt), new_generation(tmp_path):
        raise KeyboardInterrupt
    assert live_generation(tmp_path) == old
    assert build(tmp_path, "二版") != old


def test_the_disk_saying_no_is_told_as_such_and_leaves_the_old_generation_live(tmp_path: Path) -> None:
    old = build(tmp_path, "初版")
    with pytest.raises(CannotWrite, match=r"No space left.*前の索引はそのまま使えます"), new_generation(tmp_path):
        raise OSError(28, os.strerror(28))
    assert live_generation(tmp_path) == old


def test_one_older_generation_is_kept_for_its_readers(tmp_path: Path) -> None:
    first, second, third = (build(tmp_path, f"{number}版") for number in (1, 2, 3))
    assert names(tmp_path) == {second.name, third.name}
    assert first.name not in names(tmp_path)


def test_a_generation_that_never_became_live_does_not_push_out_the_one_that_was(tmp_path: Path) -> None:
    live = build(tmp_path, "初版")
    orphan = tmp_path / "generations" / "29990101T000000.000000Z"  # renamed, then the power failed
    orphan.mkdir()
    after = build(tmp_path, "二版")
    assert names(tmp_path) == {live.name, after.name}


def test_what_a_build_that_died_left_behind_is_removed_by_the_next(tmp_path: Path) -> None:
    live = build(tmp_path, "初版")
    remains = tmp_path / "generations" / "20250401T000000.000000Z.building"
    (remains / "lexical").mkdir(parents=True)
    (remains / "lexical" / "meta.json").write_text("{", encoding="utf-8")
    (tmp_path / "CURRENT.new").write_text("2025", encoding="utf-8")
    after = build(tmp_path, "二版")
    assert names(tmp_path) == {live.name, after.name}
    assert not (tmp_path / "CURRENT.new").exists()


def test_a_second_build_is_refused_while_one_is_at_work(tmp_path: Path) -> None:
    with (
        new_generation(tmp_path) as generation,
        pytest.raises(BuildRunning, match="別の fukushi build が動いています"),
        new_generation(tmp_path),
    ):
        pass
    assert live_generation(tmp_path).name == generation.name.removesuffix(".building")


def test_a_lock_file_left_behind_refuses_nobody(tmp_path: Path) -> None:
    (tmp_path / "build.lock").write_text("", encoding="utf-8")
    assert build(tmp_path, "初版").is_dir()


def test_an_index_cannot_be_made_where_a_file_stands(tmp_path: Path) -> None:
    file = tmp_path / "index"
    file.write_text("これはファイルです", encoding="utf-8")
    with pytest.raises(CannotWrite), new_generation(file):
        pass
    assert file.read_text(encoding="utf-8") == "これはファイルです"


def test_a_folder_that_was_never_built_in_has_no_index(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(NoIndex, match="索引がありません。fukushi build フォルダ名 で作ってください"):
            live_generation(folder)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"20250101T000000.000000Z\n", b"\xff\xfe\x00", b"..", b".", b"../generations", b"/", b"/etc", b"a\0b",
     b"x" * 5000, "汐見".encode()],
)  # fmt: skip
def test_garbage_in_current_is_a_broken_index_with_a_way_out(tmp_path: Path, content: bytes) -> None:
    build(tmp_path, "初版")
    (tmp_path / "CURRENT").write_bytes(content)
    with pytest.raises(BrokenIndex, match=r"CURRENT の指す世代がありません.*fukushi build を実行して作り直して"):
        live_generation(tmp_path)


def test_garbage_in_current_is_mended_by_the_next_build(tmp_path: Path) -> None:
    build(tmp_path, "初版")
    (tmp_path / "CURRENT").write_bytes(b"\xff\xfe\0")
    assert (build(tmp_path, "二版") / "catalog.txt").read_text(encoding="utf-8") == "二版"


def test_current_that_names_a_removed_generation_is_a_broken_index(tmp_path: Path) -> None:
    build(tmp_path, "初版").rename(tmp_path / "moved")
    with pytest.raises(BrokenIndex):
        live_generation(tmp_path)


def test_a_manifest_comes_back_as_it_was_written(tmp_path: Path) -> None:
    manifest = replace(MANIFEST, encoder="汐見/モデル", files={})
    write_manifest(tmp_path, manifest)
    assert read_manifest(tmp_path, tmp_path) == manifest


def test_a_manifest_of_another_format_is_refused_and_both_formats_are_named(tmp_path: Path) -> None:
    write_manifest(tmp_path, replace(MANIFEST, format=FORMAT + 1))
    with pytest.raises(BrokenIndex, match=f"形式 {FORMAT + 1} はこの版の形式 {FORMAT} と違います"):
        read_manifest(tmp_path, tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"計画"',
        f'{{"format": {FORMAT}}}',
        f'{{"format": {FORMAT}, "later": 1}}',
        "{}",
        "\ufeff{}",
    ],
)
def test_a_manifest_that_says_too_little_is_a_broken_index(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenIndex):
        read_manifest(tmp_path, tmp_path)


@pytest.mark.parametrize("files", ["[]", "null", "3"])
def test_a_manifest_whose_list_of_files_is_none_is_a_broken_index(tmp_path: Path, files: str) -> None:
    write_manifest(tmp_path, MANIFEST)
    file = tmp_path / "manifest.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"files": {}', f'"files": {files}'), encoding="utf-8")
    with pytest.raises(BrokenIndex, match=r"manifest\.json が壊れています"):
        read_manifest(tmp_path, tmp_path)


def test_a_generation_without_a_manifest_is_a_broken_index(tmp_path: Path) -> None:
    with pytest.raises(BrokenIndex, match=r"manifest\.json が壊れています"):
        read_manifest(tmp_path, tmp_path)


def test_a_file_of_another_length_is_named(tmp_path: Path) -> None:
    live = build(tmp_path, "汐見市")
    (live / "catalog.txt").write_text("汐見", encoding="utf-8")
    with pytest.raises(BrokenIndex, match=r"catalog\.txt が作られたときのままではありません"):
        checked_manifest(live, tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    live = build(tmp_path, "汐見市")
    (live / "catalog.txt").unlink()
    with pytest.raises(BrokenIndex, match=r"catalog\.txt が作られたときのままではありません"):
        checked_manifest(live, tmp_path)


def test_a_file_of_the_same_length_and_other_content_is_named(tmp_path: Path) -> None:
    live = build(tmp_path, "電話 0000-00-1256")
    (live / "catalog.txt").write_text("電話 0000-00-1257", encoding="utf-8")
    with pytest.raises(BrokenIndex, match=r"catalog\.txt が作られたときのままではありません"):
        checked_manifest(live, tmp_path)
    assert file_states(live, tmp_path) == {"manifest.json": State.OK, "catalog.txt": State.CHANGED}


def test_no_single_bit_of_a_manifest_can_turn_unseen(tmp_path: Path) -> None:
    live = build(tmp_path, "汐見市")
    file = live / "manifest.json"
    whole = file.read_bytes()
    for place in range(len(whole)):
        for bit in range(8):
            file.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
            with pytest.raises(BrokenIndex):
                read_manifest(live, tmp_path)
    file.write_bytes(whole)
    assert read_manifest(live, tmp_path).passages == 2


def test_rolling_back_makes_the_generation_before_the_live_one(tmp_path: Path) -> None:
    first, second = build(tmp_path, "初版"), build(tmp_path, "二版")
    assert roll_back(tmp_path) == first.name
    assert live_generation(tmp_path) == first
    with pytest.raises(NothingBefore, match="戻せる前の索引がありません"):
        roll_back(tmp_path)
    third = build(tmp_path, "三版")
    assert names(tmp_path) == {first.name, third.name}
    assert second.name not in names(tmp_path)


def test_rolling_back_passes_over_what_is_not_whole(tmp_path: Path) -> None:
    first = build(tmp_path, "初版")
    build(tmp_path, "二版")
    (first / "catalog.txt").write_text("初判", encoding="utf-8")
    with pytest.raises(NothingBefore):
        roll_back(tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions bind ordinary users only")
def test_a_folder_that_may_not_be_read_is_told_as_such(tmp_path: Path) -> None:
    live = build(tmp_path, "初版")
    (live / "catalog.txt").chmod(0)
    with pytest.raises(CannotRead, match=r"catalog\.txt を開けません.*読む権限"):
        checked_manifest(live, tmp_path)
    (live / "manifest.json").chmod(0)
    with pytest.raises(CannotRead, match=r"manifest\.json を開けません.*読む権限"):
        read_manifest(live, tmp_path)
