"""Every row of every table of words, by itself: what it must match, and what lies near and must not be matched."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping

import pytest

import search.question
from search.question.danger.harmless import QUIET
from search.question.danger.rule import Quiet, Rule
from search.question.danger.said import RULES, Tables, dangers, forms, heard
from search.question.danger.spoken import Spoken
from search.question.words.rule import WordRule


def tables() -> Iterator[tuple[str, tuple[WordRule, ...]]]:
    """Every table that a module of the questions holds, once, with the module's name and its own."""
    seen: set[int] = set()
    for found in pkgutil.walk_packages(search.question.__path__, "search.question."):
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            for table in value.values() if isinstance(value, Mapping) else (value,):
                rows = isinstance(table, tuple) and table and all(isinstance(row, WordRule) for row in table)
                if rows and not any(id(row) in seen for row in table):
                    seen.update(id(row) for row in table)
                    yield f"{found.name.removeprefix('search.question.')}.{name}", table


ROWS = [(name, place, row) for name, table in tables() for place, row in enumerate(table)]
DANGERS = [(kind, place, row) for kind, table in RULES.items() for place, row in enumerate(table)]


def plain(kinds: tuple[type[WordRule], ...]) -> list[object]:
    return [pytest.param(row, id=f"{name}-{place}") for name, place, row in ROWS if isinstance(row, kinds)]


def alone(kind: str, row: Rule) -> dict[str, tuple[Rule, ...]]:
    """A table of one row, which gives way to nothing."""
    return {kind: (Rule(row.pattern, row.says, row.never, beside=row.beside),)}


def test_the_tables_are_found() -> None:
    names = {name.partition(".")[0] for name, _, _ in ROWS}
    assert names == {"danger", "words"}
    assert {id(row) for _, _, row in DANGERS} <= {id(row) for _, _, row in ROWS}


@pytest.mark.parametrize(("says", "never"), [((), ("b",)), (("a",), ("b",)), (("a", "aa"), ())])
def test_a_row_has_two_examples_and_one_that_lies_near(says: tuple[str, ...], never: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="too few examples"):
        WordRule("a", says, never)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=f"{name}-{place}")
        for name, place, row in ROWS
        if not isinstance(row, (Rule, Quiet)) and name != "danger.harmless.POLICY"
    ],
)
def test_a_row_matches_its_examples_and_not_what_lies_near(row: WordRule) -> None:
    assert [text for text in row.says if row.compiled.search(text) is None] == []
    assert [text for text in row.never if row.compiled.search(text) is not None] == []


@pytest.mark.parametrize("row", plain((Spoken,)))
def test_a_spelling_is_read_as_something_else(row: Spoken) -> None:
    assert [text for text in row.says if row.compiled.sub(row.read, text) == text] == []


@pytest.mark.parametrize("row", [row for name, _, row in ROWS if name == "danger.harmless.POLICY"])
def test_a_policy_is_struck_out(row: WordRule) -> None:
    assert [text for text in row.says if not any("〇" in sentence for form in forms(text) for sentence in form)] == []
    assert [text for text in row.never if not dangers(text)] == []


@pytest.mark.parametrize(("kind", "row"), [pytest.param(k, row, id=f"{k}-{place}") for k, place, row in DANGERS])
def test_a_row_alone_hears_its_danger_and_so_do_all_together(kind: str, row: Rule) -> None:
    assert [text for text in row.says if not heard(forms(text), Tables(alone(kind, row), QUIET))] == []
    assert [text for text in row.says if kind not in dangers(text)] == []


@pytest.mark.parametrize(("kind", "row"), [pytest.param(k, row, id=f"{k}-{place}") for k, place, row in DANGERS])
def test_what_lies_near_a_danger_is_left_alone(kind: str, row: Rule) -> None:
    assert [text for text in row.never if dangers(text)] == []


@pytest.mark.parametrize("row", plain((Quiet,)))
def test_a_quiet_row_is_needed_for_its_examples_and_takes_nothing_else_back(row: Quiet) -> None:
    others = [each for each in QUIET if each is not row]
    assert [text for text in row.says if dangers(text)] == []
    assert [text for text in row.says if not heard(forms(text), Tables(RULES, others))] == []
    assert [text for text in row.never if not dangers(text)] == []
