from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.encoder.adapt import Adaptation, Kept, adapt
from index.encoder.adapted import AdaptedEncoder, read_adapted, write_adaptation
from index.encoder.bags import bags_of
from index.encoder.static import StaticEncoder, write_weights

TOPICS = ("犬", "猫", "馬", "牛", "豚", "羊", "鶏", "鳩", "亀", "蛙", "鯉", "鮒")
OTHERS = ("山", "川", "海", "空", "森", "島", "谷", "丘", "岸", "沼", "原", "滝")
COMMON = "相談"
WORDS = [*TOPICS, *OTHERS, COMMON]


@pytest.fixture
def encoder(tmp_path: Path) -> StaticEncoder:
    """Every word at random, so that what a corpus teaches cannot have been known."""
    vectors = np.random.default_rng(1).normal(size=(len(WORDS), 16)).astype(np.float32)
    write_weights(tmp_path / "model", "random", WORDS, vectors, np.ones(len(WORDS), dtype=np.float32))
    return StaticEncoder(tmp_path / "model")


def corpus_that_pairs(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Titles of two words of ``first``, bodies of the two of ``second`` in their place, one word in all of them."""
    pairs = list(combinations(range(len(first)), 2))
    titles = [f"{COMMON}、{first[one]}、{first[other]}" for one, other in pairs]
    bodies = [f"{COMMON}、{second[one]}、{second[other]}" for one, other in pairs]
    return titles, bodies


def cosine(encoder: StaticEncoder | AdaptedEncoder, one: str, other: str) -> float:
    rows = encoder.encode_queries([one, other])
    return float(rows[0] @ rows[1])


def adapted(encoder: StaticEncoder, adaptation: Adaptation) -> AdaptedEncoder:
    return AdaptedEncoder(encoder, adaptation.words, adaptation.vectors, adaptation.others)


def test_bags_count_the_words_that_the_encoder_knows(encoder: StaticEncoder) -> None:
    bags = bags_of(encoder, ["犬と猫", ""], ["猫、猫、鯨", "山"])
    assert [WORDS[place] for place in bags.words] == ["犬", "猫", "山"]
    assert bags.titles.toarray().tolist() == [[1, 1, 0], [0, 0, 0]]
    assert bags.bodies.toarray().tolist() == [[0, 2, 0], [0, 0, 1]]


def test_words_of_titles_come_near_the_words_of_their_bodies(encoder: StaticEncoder) -> None:
    adaptation = adapt(encoder, bags_of(encoder, *corpus_that_pairs(TOPICS, OTHERS)))
    assert adaptation.report.kept is Kept.TUNED
    assert adaptation.report.pairs == 66
    assert adaptation.report.weighted is not None
    assert adaptation.report.tuned is not None
    assert adaptation.report.tuned > adaptation.report.weighted
    after = adapted(encoder, adaptation)
    near = np.mean([cosine(after, *pair) for pair in zip(TOPICS, OTHERS, strict=True)])
    before = np.mean([cosine(encoder, *pair) for pair in zip(TOPICS, OTHERS, strict=True)])
    assert near > before + 0.1


def test_a_word_that_every_text_has_counts_less_than_a_rare_one(encoder: StaticEncoder) -> None:
    adaptation = adapt(encoder, bags_of(encoder, *corpus_that_pairs(TOPICS, OTHERS)))
    after = adapted(encoder, adaptation)
    assert cosine(after, f"{COMMON}、犬", "犬") > cosine(encoder, f"{COMMON}、犬", "犬")


def test_the_same_corpus_is_adapted_to_the_same_vectors(encoder: StaticEncoder) -> None:
    bags = bags_of(encoder, *corpus_that_pairs(TOPICS, OTHERS))
    one, other = adapt(encoder, bags), adapt(encoder, bags)
    assert np.array_equal(one.vectors, other.vectors)
    assert one.report == other.report


def test_too_few_pairs_leave_the_encoder_as_it_is(encoder: StaticEncoder) -> None:
    adaptation = adapt(encoder, bags_of(encoder, *corpus_that_pairs(TOPICS[:8], OTHERS[:8])))
    assert adaptation.report.to_json() == {"kept": "plain", "pairs": 28, "weighted": None, "tuned": None}
    assert np.array_equal(adaptation.vectors, encoder.vectors_of(adaptation.words))
    assert adaptation.others == 1


def test_what_held_out_titles_do_not_gain_by_is_not_kept(
    encoder: StaticEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoilt(start: NDArray[np.float32], *_: object) -> NDArray[np.float32]:
        return np.roll(start, 1, axis=0)

    monkeypatch.setattr("index.encoder.adapt._tuned", spoilt)
    adaptation = adapt(encoder, bags_of(encoder, *corpus_that_pairs(TOPICS, TOPICS)))
    assert adaptation.report.kept is Kept.WEIGHTED


@pytest.mark.parametrize(
    ("titles", "bodies"),
    [
        pytest.param([], [], id="no texts"),
        pytest.param([""] * 100, ["鯨"] * 100, id="no known word"),
        pytest.param([COMMON] * 100, [COMMON] * 100, id="one word in all"),
    ],
)
def test_a_corpus_that_teaches_nothing_makes_no_nan(
    encoder: StaticEncoder, titles: list[str], bodies: list[str]
) -> None:
    adaptation = adapt(encoder, bags_of(encoder, titles, bodies))
    rows = adapted(encoder, adaptation).encode_queries(["", "鯨", COMMON, "犬"])
    assert np.linalg.norm(rows, axis=1).round(5).tolist() == [0, 0, 1, 1]


def test_a_word_the_corpus_lacks_keeps_its_own_vector(encoder: StaticEncoder) -> None:
    adaptation = adapt(encoder, bags_of(encoder, *corpus_that_pairs(TOPICS[:11], OTHERS[:11])))
    after = adapted(encoder, adaptation)
    assert after.encode_queries(["滝"])[0] == pytest.approx(encoder.encode_queries(["滝"])[0], abs=1e-5)


def test_what_was_learnt_is_read_again_in_half_precision(encoder: StaticEncoder, tmp_path: Path) -> None:
    adaptation = adapt(encoder, bags_of(encoder, *corpus_that_pairs(TOPICS, OTHERS)))
    write_adaptation(tmp_path / "generation", adaptation)
    again = read_adapted(encoder, tmp_path / "generation")
    texts = ["犬と山", "滝", "鯨"]
    assert again.encode_queries(texts) == pytest.approx(adapted(encoder, adaptation).encode_queries(texts), abs=2e-3)
    assert (again.name, again.dim, again.digest) == (encoder.name, encoder.dim, encoder.digest)


def test_vectors_of_another_dimension_are_refused(encoder: StaticEncoder, tmp_path: Path) -> None:
    adaptation = adapt(encoder, bags_of(encoder, ["犬"], ["猫"]))
    write_adaptation(tmp_path, Adaptation(adaptation.words, adaptation.vectors[:, :5], 1.0, adaptation.report))
    with pytest.raises(ValueError, match="16 components"):
        read_adapted(encoder, tmp_path)
