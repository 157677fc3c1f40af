"""The shape of the house: small functions, rooms with few files, no import in a circle. (ruff holds complexity.)"""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("corpus", "index", "search", "screens")
FILES = sorted(file for part in PARTS for file in (ROOT / part).rglob("*.py"))
FOLDERS = sorted({file.parent for file in FILES})
LONGEST = 50  # lines of a function, docstring and all
MOST = 13  # files at the top of a package, its __init__ not counted


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_function_fits_on_a_screen(file: Path) -> None:
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    functions = (node for node in nodes if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
    long = {each.name for each in functions if (each.end_lineno or 0) - each.lineno + 1 > LONGEST}
    assert long == set()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(ROOT).as_posix())
def test_a_room_has_few_files(folder: Path) -> None:
    assert len([file for file in folder.glob("*.py") if file.name != "__init__.py"]) <= MOST


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(ROOT).as_posix())
def test_a_name_stands_for_one_thing_within_a_room(folder: Path) -> None:
    owners: dict[str, set[str]] = {}
    for file in folder.glob("*.py"):
        for name in names(file):
            owners.setdefault(name, set()).add(file.name)
    assert {name: files for name, files in owners.items() if len(files) > 1} == {}


def names(file: Path) -> Iterator[str]:
    """What stands at the top of a file: functions, classes, constants."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def test_no_file_imports_itself_by_way_of_others() -> None:
    graph = {module(file): set(imports(file)) for file in FILES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def module(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(file: Path) -> Iterator[str]:
    """The modules that a file imports when it is imported itself."""
    known = {module(each) for each in FILES}
    package = file.relative_to(ROOT).parent.parts
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            name = ".".join((*above, *([node.module] if node.module else [])))
            for alias in node.names:
                inner = f"{name}.{alias.name}"
                if inner in known or name in known:
                    yield inner if inner in known else name


def test_the_rule_sees_a_circle(tmp_path: Path) -> None:
    with pytest.raises(CycleError):
        TopologicalSorter({"a": {"b"}, "b": {"a"}}).prepare()
