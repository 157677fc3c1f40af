import json
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from sentence_transformers import CrossEncoder
from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

from cli import main
from index.errors import BadReranker
from search.ranking.rerank import Reranker
from search.searcher import Searcher

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *dict.fromkeys("介護相談窓口配食見守り")]


def tiny_cross_encoder(folder: Path, labels: int = 1) -> str:
    """Saves a BERT of one layer with random weights that reads two texts at once."""
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(WORDS),
        max_position_embeddings=64,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    )
    config.num_labels = labels
    BertForSequenceClassification(config).save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizer(vocab=str(folder / "vocab.txt"), model_max_length=64).save_pretrained(folder)
    return str(folder)


class Longest:
    """Takes the longest text for the best answer."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        return [len(text) / 1000 for text in texts]


def test_a_cross_encoder_gives_each_text_a_share_between_0_and_1(tmp_path: Path) -> None:
    name = tiny_cross_encoder(tmp_path)
    reranker = Reranker(name)
    texts = ["介護の相談窓口", "配食と見守り", "", "\ud800" * 5000]
    scores = reranker.scores("介護", texts)
    logits = CrossEncoder(name, activation_fn=torch.nn.Identity()).predict([("介護", "介護の相談窓口")])
    assert scores[0] == pytest.approx(float(torch.sigmoid(torch.tensor(logits[0]))), abs=1e-5)
    assert all(0 < score < 1 for score in scores)
    assert reranker.scores("介護", []) == []


def test_the_candidates_stand_in_the_cross_encoders_order(samples: Searcher) -> None:
    results = Searcher(samples.index, Longest()).search("認知症の相談", k=5).results
    lengths = [len("\n".join((*result.passage.headings[-2:], result.passage.text))) for result in results]
    assert lengths == sorted(lengths, reverse=True)
    assert [result.score for result in results] == [length / 1000 for length in lengths]
    assert {result.passage.id for result in results} != {
        result.passage.id for result in samples.search("認知症の相談", k=5).results
    }


@pytest.mark.parametrize("name", ["/nowhere/no-such-model", "no such model"])
def test_what_is_no_model_is_refused_with_the_way_out(name: str) -> None:
    with pytest.raises(BadReranker, match=r"読み込めません。.*--reranker を外して"):
        Reranker(name)


def test_a_classifier_is_no_reranker(tmp_path: Path) -> None:
    with pytest.raises(BadReranker):
        Reranker(tiny_cross_encoder(tmp_path, labels=3))


def test_a_search_takes_a_reranker_by_folder(
    samples_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = tiny_cross_encoder(tmp_path)
    assert main(["search", "配食", "--reranker", name, "--index", str(samples_index), "--json", "-k", "3"]) == 0
    scores = [result["score"] for result in json.loads(capsys.readouterr().out)["results"]]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
