"""Which of two readings of one place stands, and what rows of one table say together."""

import numpy as np
import pytest

from corpus.records.found import Found
from corpus.records.indicators.choice import chosen, is_plausible
from corpus.records.indicators.indicator import Value, ValueStatus
from corpus.records.indicators.running.atoms import atoms_of
from corpus.records.indicators.tagged.evened import evened
from corpus.records.indicators.tagged.rows import Part, rows_of
from corpus.records.tagging.pieces import pieces_of
from corpus.records.tagging.tagger import Reading

TABLE = "サロンの数 12か所 18か所\n参加者数 340人 400人\n登録者数 55人 80人\n"


def found(text: str, name: str, *values: str) -> Found:
    start = text.index(name)
    baseline, target = (Value(1.0, None, ValueStatus.FIGURE, each) for each in values)
    return Found(name, None, baseline, target, (), start, text.index(values[-1]) + len(values[-1]))


def test_rows_of_a_rule_stand_where_the_model_explains_fewer_values() -> None:
    ruled = [found(TABLE, "サロンの数", "12か所", "18か所"), found(TABLE, "参加者数", "340人", "400人")]
    model = [found(TABLE, "サロンの数", "12か所", "18か所")]
    assert chosen(ruled, model, atoms_of(TABLE)) == (ruled, [])


def test_rows_of_the_model_stand_where_a_rule_leaves_values_over() -> None:
    ruled = [found(TABLE, "サロンの数", "12か所", "80人")]
    model = [found(TABLE, "参加者数", "340人", "400人"), found(TABLE, "登録者数", "55人", "80人")]
    assert chosen(ruled, model, atoms_of(TABLE)) == ([], model)


def test_what_the_model_reads_elsewhere_stands_beside_a_rule() -> None:
    ruled = [found(TABLE, "サロンの数", "12か所", "18か所")]
    model = [found(TABLE, "登録者数", "55人", "80人")]
    assert chosen(ruled, model, atoms_of(TABLE)) == (ruled, model)


@pytest.mark.parametrize(
    ("name", "baseline", "target", "is_it"),
    [
        ("サロンの数", 2021, 2026, True), ("サロンの数", None, None, True), ("サロンの数", 2026, 2021, False),
        ("サロンの数", 2021, 2021, False), ("サロンの数 現状", 2021, 2026, False), ("目標値", 2021, 2026, False),
    ],
)  # fmt: skip
def test_a_row_is_plausible_whose_target_lies_ahead(
    name: str, baseline: int | None, target: int | None, is_it: bool
) -> None:
    one, other = (Value(1.0, year, ValueStatus.FIGURE, "1") for year in (baseline, target))
    assert is_plausible(Found(name, None, one, other, (), 0, 1)) is is_it


def read(text: str, parts: str) -> tuple[tuple[str | None, ...], ...]:
    pieces = pieces_of(atoms_of(text))
    rows = rows_of(pieces, [Part(part) for part in parts])
    words = [text[piece.start : piece.end] for piece in pieces]
    return tuple(
        (words[row.name[0]], *(words[each[0]] if each else None for each in (row.baseline, row.target))) for row in rows
    )


def test_a_target_printed_once_for_several_groups_is_that_of_each() -> None:
    name = "歩数"
    assert read("歩数 男性 7,214歩 女性 6,388歩 8,000歩\n", "NSBSBT") == (
        (name, "7,214歩", "8,000歩"),
        (name, "6,388歩", "8,000歩"),
    )
    assert read("歩数 男性 7,214歩 8,000歩 女性 6,388歩\n", "NSBTSB") == (
        (name, "7,214歩", "8,000歩"),
        (name, "6,388歩", "8,000歩"),
    )


def test_groups_with_targets_of_their_own_keep_them() -> None:
    told = read("歩数 男性 7,214歩 8,000歩 女性 6,388歩 7,000歩\n", "NSBTSBT")
    assert told == (("歩数", "7,214歩", "8,000歩"), ("歩数", "6,388歩", "7,000歩"))


def test_rows_of_a_table_agree_on_its_columns() -> None:
    pieces = pieces_of(atoms_of(TABLE))
    names = ("N", "C", "S", "B", "T", "X", "I", "O")
    parts = "NBTNBTNBO"  # in the last row the target was missed
    chances = np.array([[0.9 if name == part else 0.1 / 7 for name in names] for part in parts])
    told, _ = evened(pieces, Reading(list(parts), names, chances), ())
    assert "".join(told) == "NBTNBTNBT"
