"""What is installed: the lock, the extras, and that the program runs on the locked runtime alone."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = (ROOT / "requirements" / "installer.txt", ROOT / "requirements" / "runtime.txt")
TOOLS = ("pytest", "hypothesis", "ruff", "mypy", "playwright", "scikit-learn", "reportlab", "uv")
MODELS = ("torch", "sentence-transformers", "transformers", "tokenizers")

# Runs the command lines of its last argument in a process that can import nothing of the modules of its first.
BLOCKED = """
import contextlib, io, json, sys

class Nothing:
    blocked = set(json.loads(sys.argv[1]))
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.blocked:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Nothing())
import cli
from app import create_app
from pathlib import Path
said = []
for line in json.loads(sys.argv[2]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.main(line)
    said.append([code, out.getvalue(), err.getvalue()])
create_app(Path(sys.argv[3]))
print(json.dumps(said))
"""


def plain(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(file: Path) -> dict[str, str]:
    """Package -> version, of a lock or of constraints."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return {plain(found[1]): found[2] for line in lines if (found := re.match(r"([\w.-]+)==([^\s;\\]+)", line))}


def requirements(file: Path) -> Iterator[str]:
    """Each requirement of a lock in one line, with its hashes."""
    text = file.read_text(encoding="utf-8").replace("\\\n", " ")
    yield from (line for line in text.splitlines() if line and not line.startswith(("#", "--")))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_requirement_of_a_lock_is_one_version_with_its_hashes(lock: Path) -> None:
    one = re.compile(r"[a-z0-9-]+==[\w.]+( +; [\w\s.'()<>=!]+?)?( +--hash=sha256:[0-9a-f]{64})+")
    assert [line for line in requirements(lock) if not one.fullmatch(line)] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_names_no_host_and_no_folder(lock: Path) -> None:
    assert re.findall(r"//|index-url|find-links|file:| @ ", lock.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_and_the_constraints_name_the_same_versions(lock: Path) -> None:
    wanted = pins(ROOT / "constraints.txt")
    assert {name: wanted.get(name) for name in pins(lock)} == pins(lock)


def test_pip_and_the_build_backend_are_pinned_before_everything_else() -> None:
    assert set(pins(LOCKS[0])) == {"pip", "setuptools"}


def test_the_runtime_has_what_the_project_depends_on_and_neither_tools_nor_models() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = pins(LOCKS[1])
    wanted = {plain(re.split(r"[^\w.-]", line)[0]) for line in project["dependencies"]}
    assert wanted <= set(locked)
    assert set(locked) & {*TOOLS, *MODELS} == set()


def test_the_only_source_distribution_is_the_dictionary() -> None:
    options = [re.findall(r"^--.*", lock.read_text(encoding="utf-8"), re.MULTILINE) for lock in LOCKS]
    # In this order: the first undoes the second.
    assert options == [["--only-binary :all:"], ["--only-binary :all:", "--no-binary unidic-lite"]]


def test_every_file_that_the_code_opens_is_in_the_package() -> None:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]
    folders = [(ROOT.joinpath(*package.split(".")), globs) for package, globs in data.items()]
    packed = {file for folder, globs in folders for glob in globs for file in folder.glob(glob)}
    files = {file for package in ("corpus", "index", "search", "screens") for file in (ROOT / package).rglob("*")}
    beside = {file for file in files if file.is_file() and file.suffix not in {".py", ".pyc"}}
    never_opened = set((ROOT / "corpus" / "samples_text").iterdir())  # the samples are made of them
    never_opened |= set(
        (ROOT / "search" / "question" / "learning" / "examples").glob("*")
    )  # the small models are learned from them
    never_opened |= set(
        (ROOT / "index" / "encoder" / "training" / "pairs").glob("*")
    )  # and from these, and the encoder
    assert beside - packed == never_opened


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
def test_make_run_installs_the_locked_runtime_and_no_tools() -> None:
    done = subprocess.run(
        ["make", "--dry-run", "--always-make", "run"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    installs = [line for line in done.stdout.splitlines() if " install " in line]
    assert ["--require-hashes" in line for line in installs] == [True, True, False]
    assert "--no-deps" in installs[-1] and "[" not in installs[-1]
    assert "constraints.txt" not in done.stdout


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
def test_a_wheelhouse_takes_the_place_of_the_network() -> None:
    line = ["make", "--dry-run", "--always-make", "run", "WHEELHOUSE=some folder"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True)
    installs = [line for line in done.stdout.splitlines() if " install " in line]
    assert all("--no-index" in line for line in installs)
    assert ["--find-links 'some folder'" in line for line in installs] == [True, True, False]


def test_the_program_runs_on_the_locked_runtime_alone(tmp_path: Path) -> None:
    ours = {"fukushi", *pins(LOCKS[1])}
    blocked = [name for name, from_ in packages_distributions().items() if ours.isdisjoint(map(plain, from_))]
    assert {"torch", "sentence_transformers", "transformers", "pytest", "sklearn", "openai"} <= set(blocked)
    plans, index, pairs = ROOT / "corpus" / "samples", str(tmp_path / "index"), tmp_path / "pairs.jsonl"
    scored = [("介護の相談", "介護を相談する", 5), ("介護の相談", "公園の花", 0), ("花を見る", "花見", 4)]
    pairs.write_text(
        "".join(json.dumps({"sentence1": a, "sentence2": b, "score": c}) + "\n" for a, b, c in scored), encoding="utf-8"
    )
    lines = [
        ["build", str(plans), "--sources", str(plans / "sources.csv"), "--index", index],
        ["search", "介護の相談はどこ", "--index", index, "--json"],
        ["ask", "介護の相談はどこ", "--index", index, "--json"],
        ["evaluate", str(pairs), "--json"],
        ["build", str(plans), "--index", str(tmp_path / "other"), "--encoder", "cl-nagoya/ruri-v3-30m"],
        ["search", "介護", "--index", index, "--reranker", "cl-nagoya/ruri-v3-reranker-310m"],
    ]
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED, json.dumps(blocked), json.dumps(lines), index],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        env={"PATH": "", "PYTHONIOENCODING": "utf-8", "HOME": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert [code for code, _, _ in said] == [0, 0, 0, 0, 1, 1]
    assert json.loads(said[1][1])["results"]
    (encoder, reranker) = (err for _, _, err in said[4:])
    assert encoder.startswith("モデル cl-nagoya/ruri-v3-30m: 読み込むのに要る sentence-transformers が入っていません。")
    assert "make models" in encoder and "--encoder を外し" in encoder and encoder.count("\n") == 1
    assert "make models" in reranker and "--reranker を外して" in reranker and reranker.count("\n") == 1
