import pytest

from search.ranking.confidence import confidence


@pytest.mark.parametrize(
    ("coverage", "score", "level"),
    [
        pytest.param(1.0, 1.0, "high", id="every word, and first in both rankings"),
        pytest.param(0.55, 0.7, "high", id="just enough of both"),
        pytest.param(0.54, 1.0, "medium", id="first, but almost half of the question is missing"),
        pytest.param(1.0, 0.69, "medium", id="every word, but others are nearer"),
        pytest.param(0.4, 0.0, "medium", id="almost half of the words"),
        pytest.param(0.0, 0.5, "medium", id="no word, but near in meaning"),
        pytest.param(0.39, 0.49, "low", id="little of either"),
        pytest.param(0.0, 0.0, "low", id="nothing of either"),
    ],
)
def test_confidence_needs_the_words_and_the_rank(coverage: float, score: float, level: str) -> None:
    assert confidence(coverage, score).value == level
