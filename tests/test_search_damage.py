import sqlite3
from pathlib import Path

import pytest

from index.errors import BrokenIndex
from search.damage import telling_damage
from search.errors import EmptyQuestion


class PanicException(BaseException):
    """What Tantivy raises on a damaged file has this name, and no module exports it."""


@pytest.mark.parametrize(
    "raised",
    [sqlite3.DatabaseError("malformed"), RuntimeError("faiss"), ValueError("tantivy"), OSError(5, "I/O"), PanicException()],
)  # fmt: skip
def test_what_a_damaged_file_raises_becomes_the_sentence_that_mends_it(raised: BaseException) -> None:
    with pytest.raises(BrokenIndex) as told, telling_damage(Path("索引")):
        raise raised
    assert (
        str(told.value) == "索引 の索引が読めません(中身が壊れています)。"
        "fukushi rollback でひとつ前の索引に戻すか、fukushi build を実行して作り直してください。"
    )
    assert told.value.__cause__ is raised


@pytest.mark.parametrize("raised", [EmptyQuestion(), KeyboardInterrupt(), TypeError("a defect of ours")])
def test_everything_else_passes_as_it_is(raised: BaseException) -> None:
    with pytest.raises(type(raised)), telling_damage(Path("索引")):
        raise raised
