import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ("torch", "sentence_transformers", "transformers", "pymilvus", "grpc")


def loaded(program: str, *arguments: str) -> tuple[list[str], str]:
    """Which heavy packages are loaded when ``program`` has run in a fresh interpreter, and what it printed before."""
    report = f"import sys as _s; print(); print([name for name in {HEAVY!r} if name in _s.modules])"
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\n{report}", *arguments],
        cwd=ROOT,
        capture_output=True,
        timeout=600,
        check=True,
        env={"PATH": "", "PYTHONIOENCODING": "utf-8", "HOME": "/nowhere"},
    )
    *said, last = done.stdout.decode().rstrip().splitlines()
    return json.loads(last.replace("'", '"')), "\n".join(said)


@pytest.mark.parametrize(
    "program",
    [
        "import cli",
        "import index, index.build, index.opened, index.encoder, index.encoder.sentence",
        "import search, search.searcher",
    ],
)
def test_importing_loads_nothing_heavy(program: str) -> None:
    assert loaded(program)[0] == []


# What `fukushi --help` may load besides the standard library: the packages, and of ours what names kinds, modes and addresses.
FOR_HELP = {"annotated_doc", "colorama", "platformdirs", "shellingham", "typer", "typing_extensions"}
OURS_FOR_HELP = {
    "cli", "corpus.errors", "corpus.frozen", "corpus.names", "corpus.passage", "corpus.plan", "corpus.records", "corpus.text.encoding", "index.errors",
    "index.retrievers.milvus.address", "search.ranking.modes",
}  # fmt: skip


def test_help_loads_what_names_the_commands_and_nothing_that_carries_them_out() -> None:
    program = "import sys; before = set(sys.modules); import cli; assert cli.main(['--help']) == 0; "
    program += "print('\\n' + ' '.join(sorted(set(sys.modules) - before)))"
    modules = loaded(program)[1].splitlines()[-1].split()
    ours = {
        name for name in modules if name.partition(".")[0] in {"cli", "corpus", "index", "search", "screens", "app"}
    }
    others = {name.partition(".")[0] for name in modules if name not in ours} - sys.stdlib_module_names
    assert {name for name in others if not name.startswith("_")} <= FOR_HELP
    assert {
        name
        for name in ours
        if not any(f"{each}.".startswith(f"{name}.") or name.startswith(f"{each}.") for each in OURS_FOR_HELP)
    } == set()


def test_building_and_searching_with_the_embedded_encoder_load_nothing_heavy(tmp_path: Path) -> None:
    plan = tmp_path / "shiomi.txt"
    plan.write_text("第1章 相談支援\n介護の相談は、汐見町の窓口で受け付けます。\n", encoding="utf-8")
    program = "import sys, cli; codes = [cli.main(['build', sys.argv[1], '--index', sys.argv[2]]), "
    program += "cli.main(['search', '介護の相談', '--index', sys.argv[2], '--json'])]; assert codes == [0, 0], codes"
    modules, said = loaded(program, str(plan), str(tmp_path / "index"))
    assert modules == []
    assert "汐見町の窓口で受け付けます" in said


def test_a_milvus_address_without_the_package_for_it_says_what_to_install(tmp_path: Path) -> None:
    plan = tmp_path / "shiomi.txt"
    plan.write_text("第1章 相談支援\n介護の相談は、汐見町の窓口で受け付けます。\n", encoding="utf-8")
    program = "import sys; sys.modules['pymilvus'] = None; import cli; sys.stderr = sys.stdout; "
    program += "assert cli.main(['build', sys.argv[1], '--index', sys.argv[2]]) == 1"
    _, said = loaded(program, str(plan), f"milvus://127.0.0.1:1/plans?folder={tmp_path / 'index'}")
    assert (
        said.strip()
        == "Milvus を使うのに要る pymilvus が入っていません。pip install 'fukushi[milvus]' で入れてください。"
    )
