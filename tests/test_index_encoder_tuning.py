"""An adaptation is kept while few passages have changed since it was learned, and learned anew where more have."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.passage import Kind, Passage
from corpus.plan import Plan, text_digest
from corpus.reading import Corpus
from index.build import build_index
from index.encoder.bags import Bags, bags_of
from index.encoder.learned import Fingerprints, changed, fingerprints
from index.encoder.static import StaticEncoder
from index.generation import Manifest, live_generation, live_name
from index.opened import open_index

WHOM = ("高齢者", "障害者", "子ども", "保護者", "里親", "患者", "住民", "児童", "妊婦", "遺族")
WHAT = ("見守り", "配食", "手話", "相談", "研修", "送迎", "給付", "訪問", "交流", "助成")
FIRST = [(whom, what) for whom in WHOM for what in WHAT]


def corpus(pairs: Sequence[tuple[str, str]]) -> Corpus:
    """A plan of one passage for each pair."""
    passages: list[Passage] = []
    text = ""
    for place, (whom, what) in enumerate(pairs):
        said = f"{whom}に{what}の事業を続けます。\n"
        passages.append(
            Passage(f"p#{place:04d}", "p", (f"{whom}への{what}",), (), Kind.BODY, len(text), len(text) + len(said), said,
                    1, 1, None, None, None, None)
        )  # fmt: skip
        text += said
    plan = Plan("p", text, (0,), None, "青波市", None, "青波市地域福祉計画", "地域福祉計画", "確定", 2024, 2029, None, None,
                "p.txt", text_digest(text))  # fmt: skip
    return Corpus((plan,), tuple(passages), ())


def learned(index: Path) -> bytes:
    return (live_generation(index) / "encoder" / "adapted.npz").read_bytes()


def build(index: Path, pairs: Sequence[tuple[str, str]]) -> Manifest:
    """Build upon what is live, as an addition or a removal does."""
    return build_index(index, corpus(pairs), None, upon=live_name(index))


def test_what_was_learned_is_kept_where_a_fifth_is_added(tmp_path: Path) -> None:
    first = build(tmp_path, FIRST)
    assert first.adaptation is not None
    assert (first.adaptation["corpus_digest"], first.adaptation["passages"]) == (first.corpus_digest, 100)
    before = learned(tmp_path)
    more = build(tmp_path, [*FIRST, *[("失業者", "住居")] * 20])
    assert (more.adaptation, learned(tmp_path)) == (first.adaptation, before)
    assert more.corpus_digest != first.corpus_digest


def test_passages_are_embedded_as_questions_are_with_what_was_kept(tmp_path: Path) -> None:
    build(tmp_path, FIRST)
    build(tmp_path, [*FIRST, ("失業者", "住居")])  # words that nothing was learned of
    index = open_index(tmp_path)
    asked = index.encoder.encode_queries(
        ["失業者への住居\n失業者に住居の事業を続けます。", "里親への研修\n里親に研修の事業を続けます。"]
    )
    for query, row in zip(asked, (100, FIRST.index(("里親", "研修"))), strict=True):
        [(found, cosine)] = index.dense.search(query, 1, None)
        assert found == row
        assert cosine == pytest.approx(1, abs=1e-3)


def test_it_is_learned_anew_where_more_is_added_or_taken_out(tmp_path: Path) -> None:
    for name, pairs in (("more", [*FIRST, *[("失業者", "住居")] * 21]), ("less", FIRST[:79])):
        first = build(tmp_path / name, FIRST)
        then = build(tmp_path / name, pairs)
        assert first.adaptation is not None
        assert then.adaptation is not None
        assert first.adaptation["corpus_digest"] == first.corpus_digest
        assert then.adaptation["corpus_digest"] == then.corpus_digest


def test_small_additions_count_together(tmp_path: Path) -> None:
    first = build(tmp_path, FIRST)
    build(tmp_path, [*FIRST, *[("失業者", "住居")] * 15])
    then = build(tmp_path, [*FIRST, *[("失業者", "住居")] * 30])
    assert then.adaptation is not None
    assert then.adaptation != first.adaptation
    assert then.adaptation["passages"] == 130


def test_a_whole_build_learns_anew(tmp_path: Path) -> None:
    build(tmp_path, FIRST)
    then = build_index(tmp_path, corpus([*FIRST, ("失業者", "住居")]), None)
    assert then.adaptation is not None
    assert then.adaptation["passages"] == 101


@pytest.mark.parametrize("file", ["adapted.npz", "learned.npy"])
def test_what_is_damaged_is_learned_anew(tmp_path: Path, file: str) -> None:
    build(tmp_path, FIRST)
    damaged = live_generation(tmp_path) / "encoder" / file
    damaged.write_bytes(b"\0" + damaged.read_bytes()[1:])
    then = build(tmp_path, [*FIRST, ("失業者", "住居")])
    assert then.adaptation is not None
    assert then.adaptation["passages"] == 101
    assert open_index(tmp_path).manifest == then


def test_an_encoder_that_was_left_as_it_is_stays_so(tmp_path: Path) -> None:
    build(tmp_path, FIRST)
    assert build_index(tmp_path, corpus(FIRST), None, tune=False, upon=live_name(tmp_path)).adaptation is None
    assert not (live_generation(tmp_path) / "encoder").exists()


@pytest.mark.parametrize(
    ("now", "share"),
    [
        pytest.param([1, 2, 2, 3], 0, id="the same"),
        pytest.param([1, 2, 2, 3, 4], 0.25, id="one more"),
        pytest.param([1, 2, 3], 0.25, id="one of two alike less"),
        pytest.param([1, 2, 2, 4], 0.25, id="one altered"),
        pytest.param([5, 6, 7, 8, 9], 1.25, id="all others"),
        pytest.param([], 1, id="none left"),
    ],
)
def test_the_share_that_changed_is_of_what_was_learned(now: list[int], share: float) -> None:
    marks: list[Fingerprints] = [np.array(each, np.uint64) for each in ([1, 2, 2, 3], now)]
    assert changed(*marks) == share


def test_a_passage_is_known_again_in_another_corpus_and_place() -> None:
    encoder = StaticEncoder()

    def marks(*texts: tuple[str, str]) -> list[int]:
        bags: Bags = bags_of(encoder, [title for title, _ in texts], [body for _, body in texts])
        return list(fingerprints(bags).tolist())

    one = marks(("配食", "見守り"))
    assert one[0] in marks(("手話", "相談"), ("配食", "見守り"))
    assert marks(("見守り", "配食")) != one
    assert marks(("配食", "見守り、見守り")) != one
