from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from numpy.typing import NDArray

from index.cache import encode_cached

TEXTS = ["介護の相談は市役所の窓口へ", "保育士の宿舎を借り上げる費用の補助", "民生委員による見守り活動"]


class BigramEncoder:
    """Hashed character bigrams, so shared wording means closeness; remembers what it was asked to encode."""

    name, dim = "bigram", 64

    def __init__(self, digest: str = "bigram-1") -> None:
        self.digest = digest
        self.seen: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.seen.extend(texts)
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for pair in pairwise(text):
                row[crc32("".join(pair).encode("utf-8", "replace")) % self.dim] += 1
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return rows

    encode_passages = encode_queries


class PowerCut(Exception):
    """What stops an encoder half way."""


class FailingEncoder(BigramEncoder):
    """A bigram encoder that has power for so many batches only."""

    def __init__(self, batches: int) -> None:
        super().__init__()
        self.batches = batches

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self.batches == 0:
            raise PowerCut
        self.batches -= 1
        return self.encode_queries(texts)


def test_rows_are_those_of_the_encoder_in_the_order_of_the_texts(tmp_path: Path) -> None:
    rows = encode_cached(tmp_path / "cache.sqlite", BigramEncoder(), TEXTS)
    assert np.array_equal(rows[:], BigramEncoder().encode_passages(TEXTS))


def test_unchanged_text_is_never_encoded_twice(tmp_path: Path) -> None:
    encoder = BigramEncoder()
    first = encode_cached(tmp_path / "cache.sqlite", encoder, TEXTS)
    again = encode_cached(tmp_path / "cache.sqlite", encoder, [TEXTS[2], TEXTS[0], TEXTS[1]])
    assert encoder.seen == TEXTS
    assert np.array_equal(again[:], first[:][[2, 0, 1]])


def test_only_the_text_that_changed_is_encoded(tmp_path: Path) -> None:
    encode_cached(tmp_path / "cache.sqlite", BigramEncoder(), TEXTS)
    encoder = BigramEncoder()
    encode_cached(tmp_path / "cache.sqlite", encoder, [TEXTS[0], "民生委員による見守り訪問", TEXTS[1]])
    assert encoder.seen == ["民生委員による見守り訪問"]


def test_a_text_that_stands_in_many_plans_is_encoded_once(tmp_path: Path) -> None:
    encoder = BigramEncoder()
    rows = encode_cached(tmp_path / "cache.sqlite", encoder, [TEXTS[0], TEXTS[1], TEXTS[0], TEXTS[0]])
    assert sorted(encoder.seen) == sorted(TEXTS[:2])
    assert np.array_equal(rows[:], BigramEncoder().encode_passages([TEXTS[0], TEXTS[1], TEXTS[0], TEXTS[0]]))


def test_another_encoder_takes_nothing_from_the_cache_of_the_first(tmp_path: Path) -> None:
    encode_cached(tmp_path / "cache.sqlite", BigramEncoder(), TEXTS)
    retrained = BigramEncoder("bigram-2")
    encode_cached(tmp_path / "cache.sqlite", retrained, TEXTS)
    assert retrained.seen == TEXTS


def test_an_interrupted_build_goes_on_where_it_stopped(tmp_path: Path) -> None:
    texts = [f"第{number}章 施策の展開" for number in range(600)]  # batches of 256, 256 and 88
    with pytest.raises(PowerCut):
        encode_cached(tmp_path / "cache.sqlite", FailingEncoder(batches=2), texts)
    encoder = BigramEncoder()
    rows = encode_cached(tmp_path / "cache.sqlite", encoder, texts)
    assert encoder.seen == texts[512:]
    assert np.array_equal(rows[:], BigramEncoder().encode_passages(texts))


def test_progress_counts_every_text_once(tmp_path: Path) -> None:
    heard: list[int] = []
    encode_cached(tmp_path / "cache.sqlite", BigramEncoder(), TEXTS[:1])
    encode_cached(tmp_path / "cache.sqlite", BigramEncoder(), [*TEXTS, TEXTS[0]], heard.append)
    assert heard == [2, 2]  # the two that were known, then the two that were not


def test_no_texts_make_no_rows_of_the_right_width(tmp_path: Path) -> None:
    assert encode_cached(tmp_path / "cache.sqlite", BigramEncoder(), []).shape == (0, 64)


def test_empty_text_nul_and_a_lone_surrogate_are_texts_like_others(tmp_path: Path) -> None:
    encoder = BigramEncoder()
    odd = ["", "\0", "介護\ud800", "介護\udfff"]
    encode_cached(tmp_path / "cache.sqlite", encoder, odd)
    encode_cached(tmp_path / "cache.sqlite", encoder, odd)
    assert encoder.seen == odd


@pytest.mark.parametrize(
    "damage", [b"\xff" * 4096, b"SQLite format 3\0" + b"\0" * 84, "これは索引ではありません".encode()]
)
def test_a_cache_that_cannot_be_read_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    cache = tmp_path / "cache.sqlite"
    cache.write_bytes(damage)
    rows = encode_cached(cache, BigramEncoder(), TEXTS)
    assert np.array_equal(rows[:], BigramEncoder().encode_passages(TEXTS))
    after = BigramEncoder()
    encode_cached(cache, after, TEXTS)
    assert after.seen == []


def test_a_cache_cut_short_is_made_anew(tmp_path: Path) -> None:
    cache = tmp_path / "cache.sqlite"
    encode_cached(cache, BigramEncoder(), [f"第{number}章 施策の展開" for number in range(300)])
    cache.write_bytes(cache.read_bytes()[: 3 * 4096])
    rows = encode_cached(cache, BigramEncoder(), TEXTS)
    assert np.array_equal(rows[:], BigramEncoder().encode_passages(TEXTS))
