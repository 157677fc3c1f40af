"""An index through kill -9 and through every kind of damage to every file: what was live stays, or the one before is at hand."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli import main
from corpus.reading import read_corpus
from index.build import build_index
from index.errors import BrokenIndex
from index.generation import file_states, live_generation
from index.integrity import State
from index.opened import open_index
from index.retrievers import stored

ROOT = Path(__file__).parents[1]
OLD = "見守りの手引き\n\n配食のときに声をかけ、安否を確かめます。\n"
NEW = "里親の手引き\n\n養育里親になる人に研修を行い、登録を勧めます。\n"
STEPS, MOMENTS = 12, 12  # short forms: kills at steps of a build, and at moments drawn by lot; each takes half a second

# Builds in children of its own, so that what costs seconds to import is imported once. A child is killed before the n-th
# thing that it does to a file below the index (n counted from the last one back: there the generation is switched), or
# when some time is over. After each it tells what is live and whether that is whole.
_KILLING = """
import json, os, random, signal, sys, time
from pathlib import Path
from corpus.reading import read_corpus
from index.build import build_index
from index.errors import NoIndex
from index.generation import is_whole, live_generation, read_manifest

folder, old, new, steps, moments = Path(sys.argv[1]), *sys.argv[2:4], *map(int, sys.argv[4:6])
corpora = {name: read_corpus([Path(path)], {}) for name, path in (("old", old), ("new", new))}
done = Path(folder.parent, "steps")

def built(name, dies_at=None, after=None):
    child = os.fork()
    if child == 0:
        count = 0
        def heard(event, arguments):
            nonlocal count
            if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir") and str(folder) in str(arguments[0]):
                count += 1
                if count == dies_at:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(heard)
        build_index(folder, corpora[name], None)
        done.write_text(str(count))
        os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]

assert built("old") == 0
digests = {"old": read_manifest(live_generation(folder), folder).corpus_digest}
began = time.monotonic()
assert built("new") == 0
took, last = time.monotonic() - began, int(done.read_text())
digests["new"] = read_manifest(live_generation(folder), folder).corpus_digest
drawn = random.Random(18)
every = range(1, last + 1)
kills = [{"dies_at": step} for step in [*every[-steps // 2:], *drawn.sample(every[:-steps // 2], steps - steps // 2)]]
kills += [{"after": drawn.uniform(0, took)} for _ in range(moments)]
for turn, kill in enumerate(kills):
    before = read_manifest(live_generation(folder), folder).corpus_digest
    wanted = "old" if turn % 2 else "new"
    status = built(wanted, **kill)
    live = live_generation(folder)
    digest = read_manifest(live, folder).corpus_digest
    told = {**kill, "killed": status == signal.SIGKILL, "whole": is_whole(live, folder)}
    print(json.dumps({**told, "fits": digest in (before, digests[wanted])}), flush=True)
assert built("old") == 0
print(json.dumps({"remains": sorted(path.name for path in (folder / "generations").iterdir())}))
"""


def written(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "keikaku.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")
def test_a_build_killed_at_any_moment_leaves_a_whole_generation_live(tmp_path: Path) -> None:
    old, new = written(tmp_path / "old", OLD), written(tmp_path / "new", NEW)
    command = [sys.executable, "-c", _KILLING, str(tmp_path / "index"), str(old), str(new), str(STEPS), str(MOMENTS)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=600).stdout
    *kills, end = map(json.loads, said.splitlines())
    assert len(kills) == STEPS + MOMENTS
    assert sum(kill["killed"] for kill in kills) >= STEPS
    assert [kill for kill in kills if not (kill["whole"] and kill["fits"])] == []
    assert len(end["remains"]) == 2
    assert "安否" in open_index(tmp_path / "index").catalog.text("keikaku")


@pytest.fixture(scope="module", params=[stored.TANTIVY, 0], ids=["few", "many"])
def twice_built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two generations, as of few passages and as of many."""
    folder = tmp_path_factory.mktemp("twice")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stored, "TANTIVY", request.param)
        for name, text in (("old", OLD), ("new", NEW)):
            build_index(folder / "index", read_corpus([written(folder / name, text)], {}), None)
    return folder / "index"


def damaged(content: bytes, how: str) -> bytes:
    half = len(content) // 2
    return content[:half] if how == "cut" else content[:half] + bytes([content[half] ^ 1]) + content[half + 1 :]


@pytest.mark.parametrize("how", ["cut", "flipped", "gone"])
def test_damage_to_any_file_is_found_and_the_generation_before_is_at_hand(
    twice_built: Path, tmp_path: Path, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    live = live_generation(twice_built)
    names = sorted(file_states(live, twice_built))
    assert {"manifest.json", "catalog.sqlite", "dense.faiss", "late/words.npy", "lexical/words.txt"} <= set(names)
    for name in names:
        folder = tmp_path / name.replace("/", "-")
        shutil.copytree(twice_built, folder)
        file = live_generation(folder) / name
        content = file.read_bytes()
        file.unlink()
        if how != "gone":
            file.write_bytes(damaged(content, how))
        wrong = {
            each: state for each, state in file_states(live_generation(folder), folder).items() if state is not State.OK
        }
        assert wrong == {name: State.MISSING if how == "gone" else State.CHANGED}
        with pytest.raises(BrokenIndex, match="fukushi rollback でひとつ前の索引に戻すか"):
            open_index(folder)
        assert main(["verify", "--index", str(folder)]) == 1
        assert name in capsys.readouterr().out
        assert main(["rollback", "--index", str(folder)]) == 0
        assert "安否" in open_index(folder).catalog.text("keikaku")


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\0", b"20990101T000000.000000Z\n"])
def test_without_a_current_that_names_a_generation_rolling_back_takes_the_newest(
    twice_built: Path, tmp_path: Path, content: bytes | None
) -> None:
    shutil.copytree(twice_built, tmp_path / "index")
    current = tmp_path / "index" / "CURRENT"
    current.unlink()
    if content is not None:
        current.write_bytes(content)
    assert main(["rollback", "--index", str(tmp_path / "index")]) == 0
    assert "養育里親" in open_index(tmp_path / "index").catalog.text("keikaku")
