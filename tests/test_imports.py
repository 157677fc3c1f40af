import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Text flows one way. The two front doors stand side by side; the terminal's may open the browser's.
ORDER = ("corpus", "index", "search", "screens", "app", "cli")
FILES = sorted(file for part in ORDER for file in (*(ROOT / part).rglob("*.py"), *ROOT.glob(f"{part}.py")))


def imported(source: str, package: tuple[str, ...]) -> Iterator[str]:
    """The outermost name of every import of ``source``, wherever it stands; ``package`` is what a dot means."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield (node.module or "").partition(".")[0]
        elif isinstance(node, ast.ImportFrom):
            yield package[0] if len(package) >= node.level else ".."


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_file_imports_only_from_its_own_package_or_from_one_to_the_left(file: Path) -> None:
    path = file.relative_to(ROOT)
    here = path.parts[0].removesuffix(".py")
    ours = set(imported(file.read_text(encoding="utf-8"), path.parts[:-1])) & {*ORDER, "tests", "benchmarks", ".."}
    assert ours <= set(ORDER[: ORDER.index(here) + 1])


def test_the_rule_sees_imports_in_functions_and_relative_ones() -> None:
    source = "def f():\n    from search.live import LiveSearcher\nfrom ..errors import X\nimport cli as c\n"
    assert list(imported(source, ("index", "encoder"))) == ["index", "cli", "search"]
    assert list(imported("from ... import cli", ("index", "encoder"))) == [".."]


@pytest.mark.parametrize("name", sorted({file.stem for file in FILES} - {"__init__", *ORDER}))
def test_no_module_borrows_a_name_of_the_standard_library(name: str) -> None:
    import sys

    assert name not in sys.stdlib_module_names
