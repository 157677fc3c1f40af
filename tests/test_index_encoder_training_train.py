import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from index.encoder.training.contrast import Setting, tune
from index.encoder.training.train import (
    Pairs,
    Vocabulary,
    bags,
    chosen_phrases,
    pairs_of,
    reciprocal_rank,
    spoken_shares,
    starting_vectors,
    vocabulary_of,
    whitened,
)

SETTING = Setting(rate=0.1, falling=False, dropout=0.0, sharpness=10.0, seed=0)


def test_texts_that_pairs_share_are_one_text() -> None:
    read = pairs_of([("相談したい", "窓口で相談を受けます。"), ("窓口はどこ", "窓口で相談を受けます。")])
    assert read.pairs.tolist() == [[0, 1], [2, 1]]
    assert read.texts == [["相談"], ["窓口", "相談", "受ける"], ["窓口"]]


def test_words_that_stand_side_by_side_are_read_as_a_phrase_too() -> None:
    assert pairs_of([("生活保護", "保護の相談")]).texts == [["生活", "生活+保護", "保護"], ["保護", "相談"]]


def test_phrases_are_what_stands_together_far_oftener_than_by_chance() -> None:
    # 1,000 words: 生活 and 保護 side by side some 2.5 times by chance, 相談 and 支援 some 60 times.
    total = {
        "生活": 50,
        "保護": 50,
        "相談": 200,
        "支援": 300,
        "市": 400,
        "生活+保護": 40,
        "相談+支援": 90,
        "保護+市": 19,
    }
    spoken = {"介護": 10, "保険": 10, "他": 980, "介護+保険": 4, "保険+他": 3}
    assert chosen_phrases(total, spoken) == ["介護+保険", "生活+保護"]


def test_the_vocabulary_is_chives_and_what_stands_twice_most_frequent_first() -> None:
    texts = [["相談", "窓口"], ["窓口", "配食"], ["窓口", "海嘯"], ["配食"]]
    written = Pairs([["里親"]], np.zeros((0, 2), np.int64))
    vocabulary = vocabulary_of(Pairs(texts, np.array([[0, 1], [2, 3]])), {"相談": 7, "里親": 9}, written)
    # 海嘯 stands once and chiVe lacks it; a word that people wrote goes before what stands in other texts.
    assert vocabulary.words == ["里親", "窓口", "配食", "相談"]
    assert vocabulary.base.tolist() == [9, -1, -1, 7]
    # The positives are texts 1 and 3: 窓口 in one of two, 配食 in both; what is in none counts as in one.
    assert vocabulary.rarity == pytest.approx(np.log1p([2, 2, 1, 2]))


def test_whitening_gives_every_axis_its_due_widest_first() -> None:
    rng = np.random.default_rng(0)
    vectors = (rng.normal(size=(500, 3)) * [10, 1, 0.1] + 5).astype(np.float32)
    white = whitened(vectors)
    assert np.linalg.norm(white, axis=1) == pytest.approx(np.ones(500), abs=1e-5)
    assert np.abs(white.mean(axis=0)) == pytest.approx(np.zeros(3), abs=0.08)
    assert white.var(axis=0) == pytest.approx(np.full(3, 1 / 3), abs=0.05)
    assert abs(np.corrcoef(white[:, 0], vectors[:, 0])[0, 1]) > 0.7  # the widest axis of the source comes first


def test_a_word_starts_between_itself_its_characters_and_its_synonyms() -> None:
    vocabulary = Vocabulary(["相談", "相", "窓口", "カフェ"], np.array([0, 1, 2, -1]), np.ones(4, np.float32), 4)
    base = np.eye(3, dtype=np.float32)
    lengths = np.array([2, 1, 1, 1], dtype=np.float32)
    start = starting_vectors(vocabulary, base, lengths, [["窓口", "カフェ"]])
    assert start[0] == pytest.approx(np.array([1, 1, 0]) * 2 / np.sqrt(2), abs=1e-6)  # 相談 and 相, at length 2
    assert start[1] == pytest.approx([0, 1, 0], abs=1e-6)
    assert start[3] == pytest.approx([0, 0, 1], abs=1e-6)  # unknown to chiVe: where its synonym is
    assert start[2] == pytest.approx([0, 0, 1], abs=1e-6)


def test_bags_count_words_by_their_weight() -> None:
    vocabulary = Vocabulary(["相談", "窓口"], np.array([0, 1]), np.ones(2, np.float32), 2)
    counts = bags(
        Pairs([["相談", "相談", "猫"], [], ["窓口"]], np.zeros((0, 2), np.int64)),
        vocabulary,
        np.array([2.0, 0.5], np.float32),
    )
    assert counts.toarray().tolist() == [[4, 0], [0, 0], [0, 0.5]]


def test_tuning_brings_pairs_together_and_others_apart() -> None:
    texts = csr_matrix(np.eye(4, dtype=np.float32))
    start = np.random.default_rng(0).normal(size=(4, 8)).astype(np.float32)
    pairs = np.array([[0, 1], [2, 3]])
    after = tune(start, texts, [pairs] * 50, 50, SETTING)
    before, now = cosines(start), cosines(after)
    assert now[0, 1] > before[0, 1] + 0.2
    assert now[2, 3] > before[2, 3] + 0.2
    assert min(now[0, 1], now[2, 3]) > max(now[0, 3], now[2, 1]) + 0.3


def cosines(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit @ unit.T


def test_words_that_no_batch_touches_stay_where_they_were() -> None:
    texts = csr_matrix(np.eye(4, dtype=np.float32))
    start = np.ones((4, 2), dtype=np.float32)
    after = tune(start, texts, [np.array([[0, 1]])], 1, SETTING)
    assert np.array_equal(after[2:], start[2:])


def test_a_text_that_a_batch_has_twice_is_no_negative_of_itself() -> None:
    texts = csr_matrix(np.eye(3, dtype=np.float32))
    start = np.random.default_rng(3).normal(size=(3, 4)).astype(np.float32)
    once = tune(start, texts, [np.array([[0, 1]])], 1, SETTING)
    twice = tune(start, texts, [np.array([[0, 1], [0, 1]])], 1, SETTING)
    assert np.allclose(once, start)  # a single pair has nothing to be told from
    assert np.allclose(twice, start)


def test_a_reciprocal_rank_is_that_of_the_positive_among_all_of_them() -> None:
    texts = csr_matrix(np.eye(4, dtype=np.float32))
    vectors = np.array([[1, 0], [1, 0.1], [0, 1], [1, 0.2]], dtype=np.float32)
    # 0 finds 1 first; 2 finds 3 first too, since 1 lies farther from it.
    assert reciprocal_rank(vectors, texts, np.array([[0, 1], [2, 3]])) == 1
    # 0 finds 3 second, behind 1; 2 finds 1 second, behind 3.
    assert reciprocal_rank(vectors, texts, np.array([[0, 3], [2, 1]])) == 0.5


def test_a_phrase_starts_at_nothing() -> None:
    vocabulary = Vocabulary(["相", "相+談"], np.array([0, -1]), np.ones(2, np.float32), 2)
    assert starting_vectors(vocabulary, np.eye(1, dtype=np.float32), np.ones(2, np.float32), []).tolist() == [[1], [0]]


def test_a_word_is_one_of_what_people_write_where_it_stands_oftener_than_it_does_elsewhere() -> None:
    # Ten texts; 市 in all of them and in every second of other texts, so in five; 徘徊 in five and nearly none of others.
    spoken = csr_matrix(np.array([[1, 1, 0]] * 5 + [[2, 0, 0]] * 5, np.float32))
    rarity = np.log1p(np.array([2, 1e9, 1e9], np.float32))
    assert spoken_shares(spoken, rarity) == pytest.approx([10 / (10 + 5 + 5), 5 / (5 + 5), 0], abs=1e-4)
