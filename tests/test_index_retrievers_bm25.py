from pathlib import Path

import pytest

from index.retrievers.bm25 import idf, kept_length, term_weight
from index.retrievers.entry import Entry
from index.retrievers.lexical import Lexical, write_lexical


@pytest.mark.parametrize(
    ("length", "kept"),
    [(0, 0), (1, 1), (23, 23), (24, 24), (39, 39), (40, 40), (41, 40), (42, 42), (55, 54), (56, 56), (59, 56), (60, 60),
     (87, 84), (88, 88), (95, 88), (600, 600), (663, 600), (664, 664)],
)  # fmt: skip
def test_a_length_is_kept_to_four_binary_digits_above_24(length: int, kept: int) -> None:
    assert kept_length(length) == kept


@pytest.mark.parametrize("length", [1, 7, 39, 41, 43, 57, 90, 233, 1_000, 4_097])
def test_a_weight_times_its_rarity_is_the_score_that_tantivy_gives(tmp_path: Path, length: int) -> None:
    lengths = (length, 3, 60)
    entries = [
        Entry(0, "shiomi", " ".join(["窓口"] * ((length + 1) // 2) + ["介護"] * (length // 2)), "", "", "窓口 介護"),
        Entry(1, "shiomi", "窓口 見守り 配食", "", "", "窓口 見守り 配食"),
        Entry(2, "kiri", " ".join(["手話"] * 60), "", "", "手話"),
    ]
    write_lexical(tmp_path / "lexical", entries)
    found = dict(Lexical(tmp_path / "lexical").search({"body": {"窓口": 0.5}}, 3, None))
    average = sum(lengths) / 3
    weights = {0: term_weight((length + 1) // 2, length, average), 1: term_weight(1, 3, average)}
    assert found == pytest.approx({row: 0.5 * idf(3, 2) * weight for row, weight in weights.items()}, rel=1e-6)
