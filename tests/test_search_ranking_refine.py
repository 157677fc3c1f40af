import pytest

from search.ranking.refine import OF_RECORDS, Weights, between, refine

HALF = Weights(fused=0.5, words=0.5, pairs=0.0, expansions=0.0)
ALL = Weights(fused=0.4, words=0.3, pairs=0.2, expansions=0.1)
FUSED = [(7, 1.0), (3, 0.8), (5, 0.6)]


def test_what_has_more_of_the_words_passes_what_stood_before_it() -> None:
    # Late interaction from worst to best: 7 has 0, 3 has 1, 5 has a half. 7: .5, 3: .4 + .5, 5: .3 + .25.
    assert refine(FUSED, [0.2, 0.6, 0.4], (), (), HALF) == [(3, 0.9), (5, 0.55), (7, 0.5)]


def test_pairs_and_expansions_count_by_their_best() -> None:
    # 7: .4 + .2 * 2/4, 3: .32 + .3 + .1, 5: .24 + .2
    refined = refine(FUSED, [0.0, 1.0, 0.0], [(5, 4.0), (7, 2.0)], [(3, 9.0)], ALL)
    assert [row for row, _ in refined] == [3, 7, 5]
    assert [score for _, score in refined] == pytest.approx([0.72, 0.5, 0.44])


def test_a_candidate_that_was_not_read_again_stays_behind() -> None:
    # 9 would score .4 * .9; the worst of the others .24.
    refined = refine([*FUSED, (9, 0.9)], [0.0, 0.0, 0.0], (), (), ALL)
    assert [row for row, _ in refined] == [7, 3, 5, 9]
    assert refined[-1][1] == pytest.approx(0.24)


def test_equal_scores_stand_in_order_of_row() -> None:
    assert refine([(7, 0.5), (3, 0.5)], [0.3, 0.3], (), (), HALF) == [(3, 0.25), (7, 0.25)]


def test_nothing_found_stays_nothing() -> None:
    assert refine((), (), (), (), ALL) == []


def test_the_weights_are_shares_of_one() -> None:
    weights = Weights()
    assert weights.fused + weights.words + weights.pairs + weights.expansions == pytest.approx(1)


def test_a_third_of_records_moves_the_weights_a_third_of_the_way() -> None:
    # fused .4 -> .6, words .3 -> .3, pairs .2 -> .1, expansions .1 -> 0
    mixed = between(ALL, OF_RECORDS, 1 / 3)
    assert [mixed.fused, mixed.words, mixed.pairs, mixed.expansions] == pytest.approx(
        [0.4667, 0.3, 0.1667, 0.0667], abs=1e-4
    )
    assert between(ALL, OF_RECORDS, 0) == ALL
