import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ("torch", "sentence_transformers", "transformers")


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
def test_importing_loads_neither_torch_nor_sentence_transformers(program: str) -> None:
    assert loaded(program)[0] == []


def test_building_and_searching_with_the_embedded_encoder_never_load_torch(tmp_path: Path) -> None:
    plan = tmp_path / "shiomi.txt"
    plan.write_text("第1章 相談支援\n介護の相談は、汐見町の窓口で受け付けます。\n", encoding="utf-8")
    program = "import sys, cli; codes = [cli.main(['build', sys.argv[1], '--index', sys.argv[2]]), "
    program += "cli.main(['search', '介護の相談', '--index', sys.argv[2], '--json'])]; assert codes == [0, 0], codes"
    modules, said = loaded(program, str(plan), str(tmp_path / "index"))
    assert modules == []
    assert "汐見町の窓口で受け付けます" in said
