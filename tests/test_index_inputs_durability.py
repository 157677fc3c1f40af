"""``fukushi add`` and ``fukushi remove`` through kill -9, a full disk and two at once: no plan is lost, none comes back by itself."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from index.errors import ChangedMeanwhile
from index.generation import is_whole, live_generation, roll_back
from index.inputs.building import Told, build_changed, build_from
from index.inputs.known import Given, given_of, with_less, with_more
from index.opened import open_catalog
from search.searcher import Searcher
from tests.read_here import Here

ROOT = Path(__file__).parents[1]
TEXTS = {
    "keikaku": "見守りの手引き\n\n配食のときに声をかけ、安否を確かめます。\n",
    "satooya": "里親の手引き\n\n養育里親になる人に研修を行い、登録を勧めます。\n",
    "shuwa": "手話の手引き\n\n手話通訳者を窓口に置き、聞こえない方の相談に応じます。\n",
}
STEPS, MOMENTS = 3, 4  # short forms: kills at steps and at moments drawn by lot, besides those around the switch

# In the manner of test_index_durability: children are killed before the n-th thing that they do to a file below the index, or
# when some time is over. Each kill is of adding or removing one plan; after it another plan is added or removed by a command
# that nobody disturbs.
_KILLING = """
import json, os, random, signal, sys, time
from pathlib import Path
import corpus.reading
from cli import main
from index.generation import is_whole, live_generation
from index.opened import open_catalog
from search.searcher import Searcher
from tests.read_here import Here

corpus.reading.Apart = Here  # its process would be started by every command
folder, plans, steps, moments = Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:5])
done = folder.parent / "steps"

def live():
    return set(open_catalog(folder).plan_by_id)

def toggled(plan, kill=("never", 0)):
    how, where = kill
    line = ["remove", plan] if plan in live() else ["add", str(plans / f"{plan}.txt")]
    seen = steps_of.get(line[0], {"switch": 0, "last": 0})
    at = int(seen["last"] * where) if how == "share" else seen[how] + where if how in seen else 0
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        count, switch = 0, 0
        def heard(event, arguments):
            nonlocal count, switch
            if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect"):
                if str(folder) in str(arguments[0]):
                    count += 1
                    if event == "os.rename" and Path(arguments[1]).name == "CURRENT":
                        switch = count
                    if count == at:
                        os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(heard)
        code = main([*line, "--index", str(folder)])
        done.write_text(json.dumps({"switch": switch, "last": count}))
        os._exit(code)
    if how == "after":
        time.sleep(where)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]

steps_of = {}
took = []
for name in ("add", "remove"):
    began = time.monotonic()
    assert toggled("satooya") == 0
    took.append(time.monotonic() - began)
    steps_of[name] = json.loads(done.read_text())
drawn = random.Random(18)
kills = [*(("switch", place) for place in (-2, -1, 0, 1, 2)), ("last", -1), ("last", 0)]
kills += [("share", drawn.random()) for _ in range(steps)] + [("after", drawn.uniform(0, min(took))) for _ in range(moments)]
for kill in kills:
    before = live()
    status = toggled("satooya", kill)
    left = live()
    answers = len(Searcher.open(folder).search("安否を確かめる", k=1).results) == 1
    next_ = toggled("shuwa")
    told = {"kill": kill, "killed": status == signal.SIGKILL, "whole": is_whole(live_generation(folder), folder), "answers": answers}
    told["fits"] = left in (before, before ^ {"satooya"})
    print(json.dumps({**told, "next": next_, "kept": live() == left ^ {"shuwa"}}), flush=True)
print(json.dumps({"remains": sorted(path.name for path in (folder / "generations").iterdir())}))
"""


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of three plans, one of which is in the index beside it."""
    monkeypatch.setattr("corpus.reading.Apart", Here)
    folder = tmp_path / "plans"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    build_from(tmp_path / "index", Given((str(folder / "keikaku.txt"),), ocr=False), Told())
    return folder


def live(index: Path) -> set[str]:
    """The ids of the plans in the live generation, which is whole and answers."""
    assert is_whole(live_generation(index), index)
    assert Searcher.open(index).search("安否を確かめる", k=1).results
    return set(open_catalog(index).plan_by_id)


def add(index: Path, path: Path) -> None:
    build_changed(index, lambda given: with_more(given, [path], None), Told(), again=[path])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")
def test_adding_or_removing_killed_at_any_moment_loses_no_plan_and_brings_none_back(
    plans: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", _KILLING, str(tmp_path / "index"), str(plans), str(STEPS), str(MOMENTS)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert ran.returncode == 0, ran.stderr
    kills: list[dict[str, Any]]
    *kills, end = map(json.loads, ran.stdout.splitlines())
    assert [kill["kill"] for kill in kills if kill["kill"][0] != "after" and not kill["killed"]] == []
    assert len(kills) == 7 + STEPS + MOMENTS
    sound = {"whole": True, "answers": True, "fits": True, "next": 0, "kept": True}
    assert [kill for kill in kills if not sound.items() <= kill.items()] == []
    assert len(end["remains"]) == 2


def test_what_is_added_while_another_plan_is_being_added_is_refused_and_loses_neither(
    plans: Path, tmp_path: Path
) -> None:
    index = tmp_path / "index"

    def slowly(given: Given) -> Given:
        add(index, plans / "shuwa.txt")
        return with_more(given, [plans / "satooya.txt"], None)

    with pytest.raises(ChangedMeanwhile, match="もう一度実行してください"):
        build_changed(index, slowly, Told())
    assert live(index) == {"keikaku", "shuwa"}
    add(index, plans / "satooya.txt")
    assert live(index) == {"keikaku", "shuwa", "satooya"}


def test_of_two_commands_at_once_each_is_done_or_refused_whole(plans: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "cli", "add", str(plans / f"{name}.txt"), "--index", str(index)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("satooya", "shuwa")
    ]
    said = [process.communicate(timeout=120)[1] for process in both]
    done = {name for name, process in zip(("satooya", "shuwa"), both, strict=True) if process.returncode == 0}
    assert done
    refused = [each for each, process in zip(said, both, strict=True) if process.returncode]
    assert all("もう一度実行してください" in each for each in refused), refused
    assert live(index) == {"keikaku", *done}


# Adds with files no longer than this, which is what a full disk looks like from inside.
_CRAMPED = """
import resource, sys
import corpus.reading
from cli import main
from tests.read_here import Here
corpus.reading.Apart = Here
size = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a Unix thing")
@pytest.mark.parametrize("size", [100, 10_000])
@pytest.mark.parametrize("what", ["add", "remove"])
def test_a_full_disk_is_told_and_the_next_command_goes_on_from_what_was_live(
    plans: Path, tmp_path: Path, size: int, what: str
) -> None:
    index = tmp_path / "index"
    if what == "remove":
        add(index, plans / "shuwa.txt")
    line = {"add": ["add", str(plans / "shuwa.txt")], "remove": ["remove", "shuwa"]}[what]
    before = live(index)
    ran = subprocess.run(
        [sys.executable, "-c", _CRAMPED, str(size), *line, "--index", str(index)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 1 and "索引を書けませんでした" in ran.stderr, ran.stderr
    assert live(index) == before
    add(index, plans / "satooya.txt")
    assert live(index) == {*before, "satooya"}


def test_after_a_rollback_documents_are_added_to_what_is_live(plans: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    add(index, plans / "satooya.txt")
    roll_back(index)
    add(index, plans / "shuwa.txt")
    assert live(index) == {"keikaku", "shuwa"}
    build_changed(index, lambda given: with_less(given, open_catalog(index), ["shuwa"]), Told())
    roll_back(index)
    assert given_of(index).without == ()
