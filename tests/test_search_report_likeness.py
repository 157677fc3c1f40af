"""Classes against chance."""

import numpy as np

from search.report.nearness.likeness import Chance, Tail
from search.report.nearness.matter import directions, profiles
from search.report.report import Likeness


def chance() -> Chance:
    """Even at .3, with a thousand pairs that share next to no wording."""
    wording = np.linspace(0, 0.05, 1000)
    return Chance(0.3, 0.1, 0.2, Tail.of(wording.astype(np.float32)), wording, 1000, 100, 50, 5)


def test_meaning_is_even_where_chance_is_and_rises_from_there() -> None:
    low, even, high = chance().meaning(np.array([0.0, 0.3, 0.9], np.float32))
    assert round(float(even), 3) == 0.5
    assert low < 0.1
    assert high > 0.9


def test_copied_wording_makes_a_near_copy_whatever_it_means() -> None:
    assert chance().judged(meaning=0.1, wording=0.6, words=0.0)[0] is Likeness.NEAR_COPY


def test_the_same_aim_in_other_words() -> None:
    assert chance().judged(meaning=0.8, wording=0.0, words=0.1) == (Likeness.SAME_AIM, 0.8)


def test_shared_terms_alone_are_no_likeness() -> None:
    assert chance().judged(meaning=0.3, wording=0.0, words=0.3)[0] is Likeness.SAME_WORDS


def test_what_shares_neither_is_unrelated_and_that_is_the_surer_the_farther_it_is() -> None:
    near, far = (chance().judged(meaning, 0.0, 0.1) for meaning in (0.4, 0.05))
    assert near[0] is far[0] is Likeness.UNRELATED
    assert near[1] < far[1]


def test_where_chance_shares_as_much_wording_it_is_no_copy() -> None:
    wording = np.linspace(0, 1, 1000)
    common = Chance(0.3, 0.1, 0.2, Tail.of(wording.astype(np.float32)), wording, 1000, 100, 50, 5)
    assert common.judged(meaning=0.1, wording=0.6, words=0.0)[0] is Likeness.UNRELATED


def test_the_tail_of_chance_falls_by_its_scale() -> None:
    tail = Tail(start=1.0, scale=0.5, share=0.2)
    assert np.allclose(tail.beyond(np.array([1.0, 1.5])), [0.2, 0.2 / np.e])


def test_what_is_of_one_matter_is_near_without_a_common_word() -> None:
    titles = ["保護観察中の人を雇う", "罪を犯した人の立ち直り", "保育所の整備"]
    texts = ["市の臨時職員として雇用します。", "更生保護の活動を周知します。", "待機児童を減らします。"]
    rows = directions(profiles(titles, texts))
    assert rows[0] @ rows[1] > 0.8
    assert rows[0] @ rows[2] < 0.3
