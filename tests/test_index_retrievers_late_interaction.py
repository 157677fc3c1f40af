from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from index.encoder.bags import Bags, bags_of
from index.encoder.static import StaticEncoder, write_weights
from index.retrievers.late_interaction import LateInteraction, write_words

ONE = np.array([1.0], np.float32)


def opened(folder: Path, texts: list[list[str]], rows: list[int]) -> tuple[LateInteraction, StaticEncoder]:
    """Passages ``rows``, each with the words of one of ``texts``."""
    encoder = StaticEncoder()
    places = sorted({encoder.ids(word)[0] for text in texts for word in text})
    counts = [[sum(encoder.ids(word)[0] == place for word in text) for place in places] for text in texts]
    bodies = csr_matrix(np.array(counts, np.float32).reshape(len(texts), len(places)))
    write_words(
        folder / "late", rows, Bags(csr_matrix(bodies.shape, dtype=np.float32), bodies, np.array(places)), encoder
    )
    return LateInteraction(folder / "late"), encoder


def test_a_passage_that_has_the_word_scores_one(tmp_path: Path) -> None:
    late, encoder = opened(tmp_path, [["家賃", "給付"], ["公園"]], [4, 9])
    scores = late.scores(encoder.unit_vectors(["家賃"]), ONE, [4, 9])
    assert scores[0] == pytest.approx(1, abs=0.01)
    assert scores[1] < 0.5


def test_the_score_is_the_weighted_sum_over_the_questions_words(tmp_path: Path) -> None:
    late, encoder = opened(tmp_path, [["家賃", "公園"]], [0])
    query = encoder.unit_vectors(["家賃", "介護"])
    near = max(float(query[1] @ other) for other in encoder.unit_vectors(["家賃", "公園"]))
    scores = late.scores(query, np.array([0.6, 0.2], np.float32), [0])
    assert scores[0] == pytest.approx(0.6 * 1 + 0.2 * max(near, 0), abs=0.01)


def test_rows_are_answered_in_the_order_asked(tmp_path: Path) -> None:
    late, encoder = opened(tmp_path, [["家賃"], ["公園"], ["介護"]], [2, 5, 8])
    scores = late.scores(encoder.unit_vectors(["公園"]), ONE, [8, 5])
    assert scores[1] == pytest.approx(1, abs=0.01)
    assert scores[0] < scores[1]


@pytest.mark.parametrize("texts", [[[], ["公園"]], [["公園"], []]], ids=["before another", "behind another"])
def test_a_passage_without_a_known_word_scores_nothing(tmp_path: Path, texts: list[list[str]]) -> None:
    late, encoder = opened(tmp_path, texts, [0, 1])
    scores = late.scores(encoder.unit_vectors(["公園"]), ONE, [0, 1])
    assert [round(float(score), 1) for score in scores] == [float(bool(text)) for text in texts]


def test_a_question_without_a_known_word_scores_nothing(tmp_path: Path) -> None:
    late, encoder = opened(tmp_path, [["公園"]], [0])
    assert late.scores(np.zeros((0, encoder.dim), np.float32), np.zeros(0, np.float32), [0]).tolist() == [0.0]
    assert late.scores(encoder.unit_vectors(["公園"]), ONE, []).shape == (0,)


def test_files_that_do_not_fit_each_other_are_refused(tmp_path: Path) -> None:
    opened(tmp_path, [["公園"], ["家賃"]], [0, 1])
    np.save(tmp_path / "late" / "rows.npy", np.array([0]))
    with pytest.raises(ValueError, match="2 words of 1 passages"):
        LateInteraction(tmp_path / "late")


def test_a_phrase_is_no_word_of_a_passage(tmp_path: Path) -> None:
    vectors = np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)
    write_weights(tmp_path, "tiny", ["生活", "保護", "生活+保護"], vectors, np.ones(3, np.float32))
    encoder = StaticEncoder(tmp_path)
    write_words(tmp_path / "late", [0], bags_of(encoder, [""], ["生活保護"]), encoder)
    asked = np.array([[0.6, 0.8]], np.float32)  # as the phrase has it, so it would score 1 with it
    assert LateInteraction(tmp_path / "late").scores(asked, ONE, [0])[0] == pytest.approx(0.8, abs=0.01)
