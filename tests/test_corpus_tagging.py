"""Texts read side by side give what each feature, looked up by its whole name, and each text by itself would give."""

from itertools import pairwise, product

import numpy as np
import pytest

from corpus.records.indicators.running.atoms import atoms_of
from corpus.records.tagging.features import NO_SIGNS, Signs, signs
from corpus.records.tagging.hints import ruled
from corpus.records.tagging.laid import laid
from corpus.records.tagging.pieces import pieces_of
from corpus.records.tagging.sequences import chances_of, likeliest
from corpus.records.tagging.stretches import stretches
from corpus.records.tagging.surroundings import about
from corpus.records.tagging.tagger import read_weights
from corpus.records.tagging.told import Told, joined

TABLE = (
    "第2章 成果指標\n指標 現状値(令和5年度) 目標値(令和10年度)\n通いの場の数 12か所 20か所\n見守り協力員 85人 120人\n"
)
PROSE = "【施策1】地域の居場所づくり\n空き家を使った居場所を令和8年度までに30%増やします。\n"
FLAT = "1 移動の支援 担当課 福祉課 2 買い物の支援 担当課 商工課"


def _signs(raw: str) -> Signs:
    text = atoms_of(raw)
    return signs(laid(text, pieces_of(text)), ruled(text))


def test_weights_are_summed_as_if_each_feature_were_looked_up_by_its_whole_name() -> None:
    every = [_signs(TABLE), NO_SIGNS, _signs(PROSE), _signs(FLAT)]
    spelled = [features for text in every for features in text.spelled()]
    known = sorted({feature for features in spelled for feature in features})[::2]  # the others have no weight
    weight = {feature: place % 7 - 3 for place, feature in enumerate(known)}
    rows = [f"{feature}\t{part}\t{weight[feature] * sign}" for feature in known for part, sign in (("N", 1), ("O", -1))]
    found = read_weights({"measures": "\n".join(rows)}).lookup.scores(every)
    told = [sum(weight.get(feature, 0) for feature in features) for features in spelled]
    assert found.tolist() == [[each, -each] for each in told]


def test_pieces_of_which_the_same_is_known_are_spelled_once() -> None:
    asked: list[tuple[int, int]] = []

    def spell(row: int, column: int) -> tuple[str, ...]:
        asked.append((row, column))
        return (f"{row}/{column}",)

    told = Told.spelled(spell, np.array([1, 0, 1]), np.array([2, 0, 2]))
    assert told.of_each() == [("1/2",), ("0/0",), ("1/2",)]
    assert asked == [(0, 0), (1, 2)]
    assert joined([told, Told.of([("1/2",), ()])]).of_each() == [("1/2",), ("0/0",), ("1/2",), ("1/2",), ()]


def test_a_value_is_told_of_in_its_run_under_its_header_and_behind_its_name() -> None:
    text = atoms_of(TABLE)
    pieces = pieces_of(text)
    value = next(place for place, piece in enumerate(pieces) if TABLE[piece.start : piece.end] == "20か所")
    told = {sign for family in about(laid(text, pieces)) for sign in family.of_each()[value]}
    assert {"shape:TVV", "nth:2", "nthv:1/2"} <= told  # the third piece of its line, the second of two values
    assert {"rol:run2", "rol:at1/2", "rol:end1"} <= told
    assert {"col:near", "col:n2", "col:is:TARGET="} <= told
    assert {"rol:lw:2", "rol:lwl:0", "rol:lwe:の数", "rol:again", "rol:pv:0"} <= told


def test_the_likeliest_sequence_and_chances_are_those_of_all_sequences_counted_out() -> None:
    random = np.random.default_rng(5)
    sizes = [2, 4]
    scores, steps = random.normal(size=(4, 1, 2, 3)), random.normal(size=(1, 3, 3))
    best, chances = (of(scores, steps, np.array(sizes)) for of in (likeliest, chances_of))
    for text, size in enumerate(sizes):
        worth = {
            way: sum(scores[place, 0, text, part] for place, part in enumerate(way))
            + sum(steps[0, one, two] for one, two in pairwise(way))
            for way in product(range(3), repeat=size)
        }
        whole = sum(map(np.exp, worth.values()))
        assert tuple(best[:size, 0, text]) == max(worth, key=lambda way: worth[way])
        for place, part in product(range(size), range(3)):
            share = sum(np.exp(told) for way, told in worth.items() if way[place] == part) / whole
            assert chances[place, 0, text, part] == pytest.approx(share)


@pytest.mark.parametrize("raw", [TABLE, PROSE + TABLE, PROSE + "\n" + FLAT + "\n"])
def test_some_lines_of_a_text_that_was_read_are_as_if_read_by_themselves(raw: str) -> None:
    whole = atoms_of(PROSE + raw + TABLE)
    assert whole.part(len(PROSE), len(PROSE + raw)) == atoms_of(raw)


@pytest.mark.parametrize("raw", ["", "\n", "交通のご案内\n"])
def test_a_text_that_tells_nothing_is_read_without_a_fault(raw: str) -> None:
    assert all(not reading.parts for stretch in stretches(raw).each for reading in stretch.told.values())
