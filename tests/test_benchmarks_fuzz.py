"""What `make fuzz` begins with is read as it should be, and only what is no error of the program's own is found."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from benchmarks.fuzz import TARGETS, Target, hold
from corpus.errors import UnreadableDocument
from corpus.outline.passages import segment
from corpus.plan import Document
from corpus.text.markup import read_markup
from tests.plain_plan import plan_of

PASSAGE: Final = segment(plan_of(read_markup("見守り")), read_markup("見守り"))[0]
SAID: Final = {
    "pdf": ("第1章 相談", "配食\t10食\t12食", "縦に置いた表"),
    "docx": ("第３章 第1章 相談", "※注", "仮名"),
    "html": ("相談", "子ども", "0000-00-2222", "髙 齢"),
}


@pytest.mark.parametrize("name", TARGETS)
def test_the_files_that_it_begins_with_are_read(name: str) -> None:
    target = TARGETS[name]
    texts: list[str] = []
    for seed in target.seeds():
        (document,) = target.read(seed)
        assert isinstance(document, Document)
        texts.append(document.text)
    assert [said for said in SAID[name] if not any(said in text for text in texts)] == []


def test_what_the_program_says_on_purpose_is_no_find() -> None:
    hold(TARGETS["html"], b"<p>")
    hold(TARGETS["docx"], b"PK")
    hold(TARGETS["pdf"], b"%PDF-")


def test_any_other_error_is_one() -> None:
    def broken(raw: bytes) -> tuple[Document, ...]:
        raise IndexError(len(raw))

    with pytest.raises(IndexError):
        hold(Target(broken, tuple, ()), b"x")


def told_as_damage(broken: Callable[[], object]) -> Target:
    """A reader that calls every error damage."""

    def read(raw: bytes) -> tuple[Document, ...]:
        try:
            broken()
        except Exception as error:
            raise UnreadableDocument(Path("x"), "壊れています。", "") from error
        return ()

    return Target(read, tuple, ())


def test_an_error_that_our_own_lines_raise_is_one_though_it_is_told_as_damage() -> None:
    with pytest.raises(ValueError, match="does not fit its text"):
        hold(told_as_damage(lambda: replace(PASSAGE, end=9)), b"x")
    hold(told_as_damage(lambda: int("x")), b"x")
