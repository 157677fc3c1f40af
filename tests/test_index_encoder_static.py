import json
from math import log
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.encoder import load_encoder
from index.encoder.static import WEIGHTS, Composed, Rarity, StaticEncoder, write_weights
from index.errors import BadEncoder

WORDS = ["介護", "相談", "窓口", "見守る"]
# 相談 and 窓口 stand at right angles, 見守る points where 相談 does.
VECTORS = np.array([[0, 0, 1], [3, 0, 0], [0, 4, 0], [1, 0, 0]], dtype=np.float32)


def weights(folder: Path, vectors: NDArray[np.float32] = VECTORS) -> Path:
    rarity = np.array([log(2), log(5), log(11), log(101)], dtype=np.float32)
    write_weights(folder, "tiny", WORDS, vectors, rarity)
    return folder


def composed(folder: Path) -> Path:
    """相 and 談 have directions, 窓口 has one and a row of its own, 相談 is composed, 口伝 has 口 alone, 介護 nothing."""
    words = ["窓口", "相", "談", "口", "相談", "口伝", "介護", "みこし"]
    base = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1]], dtype=np.float32)
    rows = np.array([2, 0, 1, 2, 0, -1, -1, 1])
    lengths = np.array([1, 1, 1, 1, 2, 4, 1, 3], dtype=np.float32)
    own = np.array([[0, 3, 4]], dtype=np.float32)
    write_weights(folder, "composed", words, own, np.ones(8, np.float32), Composed(base, rows, lengths))
    return folder


def test_a_text_is_the_weighted_sum_of_its_words_at_unit_length(tmp_path: Path) -> None:
    encoder = StaticEncoder(weights(tmp_path))
    assert encoder.encode_queries(["相談窓口"])[0] == pytest.approx([0.6, 0.8, 0], abs=1e-6)


def test_words_that_stand_side_by_side_are_a_phrase_as_well(tmp_path: Path) -> None:
    vectors = np.array([[3, 0, 0], [0, 4, 0], [0, 0, 5]], dtype=np.float32)
    write_weights(tmp_path, "tiny", ["生活", "保護", "生活+保護"], vectors, np.ones(3, np.float32))
    encoder = StaticEncoder(tmp_path)
    assert encoder.encode_queries(["生活保護"])[0] == pytest.approx(np.array([3, 4, 5]) / np.sqrt(50), abs=1e-2)
    assert encoder.encode_queries(["生活を保護する"])[0] == pytest.approx([0.6, 0.8, 0], abs=1e-2)
    assert encoder.phrases.tolist() == [False, False, True]


def test_a_word_that_stands_twice_counts_twice(tmp_path: Path) -> None:
    encoder = StaticEncoder(weights(tmp_path))
    assert encoder.encode_queries(["相談、相談、窓口、窓口、介護"])[0] == pytest.approx(
        np.array([6, 8, 1]) / np.sqrt(101), abs=1e-6
    )


def test_words_that_the_model_lacks_do_not_count(tmp_path: Path) -> None:
    encoder = StaticEncoder(weights(tmp_path))
    assert np.array_equal(*encoder.encode_passages(["汐見原市の相談窓口", "相談の窓口"]))


@pytest.mark.parametrize(
    ("word", "vector"),
    [
        pytest.param("窓口", [0, 3, 4], id="a row of its own, whatever its base"),
        pytest.param("相", [1, 0, 0], id="a single character is its base"),
        # Its base (1, 0, 0) plus the mean of 相 and 談, (1, 1, 0) / root 2, at length 2.
        pytest.param("相談", [2 * (1 + 0.5**0.5) / 1.8478, 2 * 0.5**0.5 / 1.8478, 0], id="base and characters"),
        pytest.param("口伝", [0, 0, 4], id="characters alone, of which one is known"),
        pytest.param("介護", [0, 0, 0], id="nothing to compose it from"),
        pytest.param("みこし", [0, 3, 0], id="kana mean nothing by themselves"),
    ],
)
def test_a_word_has_its_own_vector_or_one_composed(tmp_path: Path, word: str, vector: list[float]) -> None:
    encoder = StaticEncoder(composed(tmp_path))
    places = ["窓口", "相", "談", "口", "相談", "口伝", "介護", "みこし"]
    assert encoder.vectors_of(np.array([places.index(word)]))[0] == pytest.approx(np.array(vector), abs=1e-2)
    assert encoder.sum_of([places.index(word)] * 2) == pytest.approx(2 * np.array(vector), abs=2e-2)


def test_a_table_of_the_whole_model_has_every_word(tmp_path: Path) -> None:
    encoder = StaticEncoder(composed(tmp_path))
    table = encoder.table()
    assert table.shape == (8, 3)
    assert encoder.encode_queries(["相談窓口"])[0] == pytest.approx(
        (table[4] + table[0]) / np.linalg.norm(table[4] + table[0]), abs=1e-6
    )


@pytest.mark.parametrize("text", ["", "\n", "猫", "😀", "\0", "\ud800", "どこで誰が", "。、"])
def test_a_text_without_a_known_word_is_zeros_and_never_nan(tmp_path: Path, text: str) -> None:
    rows = StaticEncoder(weights(tmp_path)).encode_queries([text, "相談"])
    assert rows[0].tolist() == [0, 0, 0]
    assert rows[1].tolist() == [1, 0, 0]


def test_no_texts_make_no_rows(tmp_path: Path) -> None:
    assert StaticEncoder(weights(tmp_path)).encode_queries([]).shape == (0, 3)


def test_a_hundred_thousand_characters_are_one_unit_row(tmp_path: Path) -> None:
    row = StaticEncoder(weights(tmp_path)).encode_passages(["相談窓口" * 25_000])[0]
    assert row == pytest.approx([0.6, 0.8, 0], abs=1e-5)


def test_components_are_kept_to_a_127th_of_each_rows_largest(tmp_path: Path) -> None:
    vectors = np.array([[0.1, -0.2, 0.05], [3, 1, 2], [-7, 0.5, 0], [1e-6, 0, 0]], dtype=np.float32)
    table = StaticEncoder(weights(tmp_path, vectors)).table()
    for word, row in zip(table, vectors, strict=True):
        assert word == pytest.approx(row, abs=float(np.abs(row).max()) / 254 + 1e-6)


def test_a_row_of_zeros_among_the_vectors_stays_zeros(tmp_path: Path) -> None:
    encoder = StaticEncoder(weights(tmp_path, np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [1, 0, 0]], dtype=np.float32)))
    assert encoder.encode_queries(["介護"])[0].tolist() == [0, 0, 0]


def test_the_same_model_written_twice_has_one_digest_and_other_vectors_another(tmp_path: Path) -> None:
    first, again, turned = (StaticEncoder(weights(tmp_path / "a")), StaticEncoder(weights(tmp_path / "b")),
                            StaticEncoder(weights(tmp_path / "c", VECTORS[::-1].copy())))  # fmt: skip
    longer = StaticEncoder(weights(tmp_path / "d", VECTORS * np.array([[2], [1], [1], [1]], dtype=np.float32)))
    assert first.digest == again.digest
    assert len({first.digest, turned.digest, longer.digest}) == 3


def test_weights_written_anew_into_a_folder_are_the_ones_that_are_read(tmp_path: Path) -> None:
    assert StaticEncoder(weights(tmp_path)).encode_queries(["相談窓口"])[0] == pytest.approx([0.6, 0.8, 0], abs=1e-6)
    write_weights(tmp_path, "other", ["窓口"], VECTORS[:1], np.ones(1, np.float32))
    assert StaticEncoder(tmp_path).encode_queries(["相談窓口", "窓口"]).tolist() == [[0, 0, 1], [0, 0, 1]]


def test_a_folder_of_static_weights_is_loaded_by_its_path(tmp_path: Path) -> None:
    encoder = load_encoder(str(weights(tmp_path)))
    assert (encoder.name, encoder.dim) == ("tiny", 3)


def test_a_folder_that_is_no_model_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(BadEncoder, match=r"埋め込みモデルのフォルダではない.*--encoder を外してください"):
        StaticEncoder(tmp_path)


@pytest.mark.parametrize("name", ["static_config.json", "vocabulary.txt", "words.npz", "vectors.npy", "base.npy"])
def test_a_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    (weights(tmp_path) / name).unlink()
    with pytest.raises(BadEncoder, match="ファイルが欠けています"):
        StaticEncoder(tmp_path)


@pytest.mark.parametrize("name", ["static_config.json", "vocabulary.txt", "words.npz", "vectors.npy", "base.npy"])
@pytest.mark.parametrize("left", [0, 40])
def test_a_file_cut_short_is_refused(tmp_path: Path, name: str, left: int) -> None:
    file = weights(tmp_path) / name
    file.write_bytes(file.read_bytes()[:left] if name != "vocabulary.txt" else "介護\n相談".encode()[:left])
    with pytest.raises(BadEncoder):
        StaticEncoder(tmp_path)


@pytest.mark.parametrize(
    "config", ["[]", "7", '{"dim": 3}', '{"name": "x", "digest": "y"}', '{"name": "x", "dim": "三"}']
)
def test_a_configuration_that_lacks_something_is_refused(tmp_path: Path, config: str) -> None:
    (weights(tmp_path) / "static_config.json").write_text(config, encoding="utf-8")
    with pytest.raises(BadEncoder):
        StaticEncoder(tmp_path)


def test_another_dimension_than_the_vectors_have_is_refused(tmp_path: Path) -> None:
    file = weights(tmp_path) / "static_config.json"
    file.write_text(json.dumps({**json.loads(file.read_text(encoding="utf-8")), "dim": 4}), encoding="utf-8")
    with pytest.raises(BadEncoder, match="大きさが合いません"):
        StaticEncoder(tmp_path)


def test_a_vocabulary_with_a_word_too_many_is_refused(tmp_path: Path) -> None:
    (weights(tmp_path) / "vocabulary.txt").write_text("\n".join([*WORDS, "配食"]), encoding="utf-8")
    with pytest.raises(BadEncoder, match="大きさが合いません"):
        StaticEncoder(tmp_path)


def test_a_vocabulary_that_names_a_word_twice_is_refused(tmp_path: Path) -> None:
    (weights(tmp_path) / "vocabulary.txt").write_text("介護\n相談\n窓口\n相談", encoding="utf-8")
    with pytest.raises(BadEncoder, match="大きさが合いません"):
        StaticEncoder(tmp_path)


@pytest.mark.parametrize("vectors", [VECTORS[:2], VECTORS[0]])
def test_vectors_that_lack_rows_are_refused(tmp_path: Path, vectors: NDArray[np.float32]) -> None:
    np.save(weights(tmp_path) / "vectors.npy", vectors.astype(np.int8))
    with pytest.raises(BadEncoder, match="大きさが合いません"):
        StaticEncoder(tmp_path)


def test_a_rare_word_has_its_own_rarity_and_an_unknown_one_the_highest(tmp_path: Path) -> None:
    rarity = Rarity(weights(tmp_path))
    assert rarity.of("介護") == pytest.approx(log(2), abs=1e-3)
    assert rarity.of("窓口") == pytest.approx(log(11), abs=2e-3)
    assert rarity.of("汐見原") == rarity.of("見守る") == rarity.highest == pytest.approx(log(101), abs=4e-3)


def test_in_the_shipped_weights_a_common_word_is_less_rare_than_a_welfare_term() -> None:
    rarity = Rarity()
    assert rarity.of("日") < rarity.of("介護") < rarity.of("里親")


def test_the_shipped_weights_put_dementia_nearer_to_forgetting_than_to_waste() -> None:
    question, forgetting, waste = StaticEncoder().encode_passages(
        ["認知症の親", "高齢者の物忘れと介護の相談", "粗大ごみの収集とリサイクル"]
    )
    assert float(question @ forgetting) > float(question @ waste) + 0.2


def test_the_embedded_encoder_is_the_one_that_is_loaded_without_a_name() -> None:
    assert load_encoder(None).digest == StaticEncoder(WEIGHTS).digest
