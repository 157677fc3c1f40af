import os
import subprocess
import sys
from math import sqrt
from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, StaticEmbedding, Transformer
from tokenizers import Regex, Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split
from transformers import BertConfig, BertModel, BertTokenizer

from index.encoder import load_encoder
from index.encoder.sentence import SentenceEncoder
from index.errors import BadEncoder

ROOT = Path(__file__).parents[1]
# One component a letter, so that a vector counts letters; what is not listed (":", " ") counts nowhere.
LETTERS = dict.fromkeys("介護相談窓口検索クエリ文書querypassage")
COMPONENT = {letter: place for place, letter in enumerate(LETTERS, start=1)}


def letter_counter(
    folder: Path, prompts: dict[str, str] | None = None, default: str | None = None, scale: float = 1
) -> str:
    """Saves a model that counts letters, with these prompts in its own configuration."""
    tokenizer = Tokenizer(WordLevel({"[UNK]": 0, **COMPONENT}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Split(Regex("."), "isolated")
    table = np.eye(len(COMPONENT) + 1, dtype=np.float32) * scale
    table[0] = 0
    embedding = StaticEmbedding(tokenizer, embedding_weights=table)
    model = SentenceTransformer(modules=[embedding], prompts=prompts, default_prompt_name=default, device="cpu")
    model.save(str(folder))
    return str(folder)


def tiny_bert(folder: Path, pooling: str, seed: int = 0) -> str:
    """Saves a BERT of one layer with random weights; equal seeds make equal weights."""
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *COMPONENT]
    bert = folder / "bert"
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(words),
        max_position_embeddings=64,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    )
    BertModel(config).save_pretrained(bert)
    (bert / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizer(vocab=str(bert / "vocab.txt"), model_max_length=64).save_pretrained(bert)
    SentenceTransformer(modules=[Transformer(str(bert)), Pooling(16, pooling_mode=pooling)], device="cpu").save(
        str(folder / "model")
    )
    return str(folder / "model")


def counts(text: str) -> list[float]:
    """What a letter counter makes of ``text``, worked out letter by letter."""
    row = [0.0] * (len(COMPONENT) + 1)
    for letter in text:
        if letter in COMPONENT:
            row[COMPONENT[letter]] += 1
    length = sqrt(sum(value * value for value in row))
    return [value / length for value in row]


def test_without_prefixes_a_query_and_a_passage_are_one_vector(tmp_path: Path) -> None:
    encoder = SentenceEncoder(letter_counter(tmp_path / "letters"))
    query, passage = encoder.encode_queries(["介護介護相"])[0], encoder.encode_passages(["介護介護相"])[0]
    assert query == pytest.approx(counts("介護介護相"), abs=1e-6)
    assert query[COMPONENT["介"]] == pytest.approx(2 / 3)  # 2, 2, 1: of length 3
    assert np.array_equal(query, passage)


@pytest.mark.parametrize("folder", ["ruri-v3-30m", "cl-nagoya_ruri-v3-310m", "Ruri-V3"])
def test_a_folder_named_for_ruri_v3_gets_its_japanese_prefixes(tmp_path: Path, folder: str) -> None:
    encoder = SentenceEncoder(letter_counter(tmp_path / folder))
    query, passage = encoder.encode_queries(["介護"])[0], encoder.encode_passages(["介護"])[0]
    assert query == pytest.approx(counts("検索クエリ: 介護"), abs=1e-6)
    assert passage == pytest.approx(counts("検索文書: 介護"), abs=1e-6)
    assert query[COMPONENT["ク"]] == pytest.approx(1 / sqrt(7))
    assert passage[COMPONENT["文"]] == pytest.approx(1 / sqrt(6))
    assert query[COMPONENT["文"]] == passage[COMPONENT["ク"]] == 0


@pytest.mark.parametrize("folder", ["multilingual-e5-small", "intfloat_multilingual-e5-base", "E5"])
def test_a_folder_named_for_e5_gets_its_english_prefixes(tmp_path: Path, folder: str) -> None:
    encoder = SentenceEncoder(letter_counter(tmp_path / folder))
    assert encoder.encode_queries(["介護"])[0] == pytest.approx(counts("query: 介護"), abs=1e-6)
    passage = encoder.encode_passages(["介護"])[0]
    assert passage == pytest.approx(counts("passage: 介護"), abs=1e-6)
    assert passage[COMPONENT["s"]] == pytest.approx(2 / sqrt(13))  # p a2 s2 g e 介 護


@pytest.mark.parametrize(
    "folder",
    ["japanese-base512", "ruri-v30", "GLuCoSE-base-ja", "bge-m3", "static-embedding-japanese", "3fe5ab", "model"],
)
def test_a_name_that_only_looks_like_e5_or_ruri_v3_gets_no_prefix(tmp_path: Path, folder: str) -> None:
    encoder = SentenceEncoder(letter_counter(tmp_path / folder))
    assert encoder.encode_queries(["介護"])[0] == pytest.approx(counts("介護"), abs=1e-6)
    assert encoder.encode_passages(["介護"])[0] == pytest.approx(counts("介護"), abs=1e-6)


@pytest.mark.parametrize(
    ("folder", "query", "passage"),
    [
        pytest.param("ruri-base-v2", "クエリ: ", "文章: ", id="Ruri before its third version"),
        pytest.param("pkshatech_GLuCoSE-base-ja-v2", "query: ", "passage: ", id="GLuCoSE v2"),
        pytest.param("plamo-embedding-1b", "次の文章に対して、関連する文章を検索してください: ", "", id="PLaMo"),
    ],
)
def test_other_japanese_models_get_the_prefixes_of_their_cards(
    tmp_path: Path, folder: str, query: str, passage: str
) -> None:
    encoder = SentenceEncoder(letter_counter(tmp_path / folder))
    assert encoder.encode_queries(["介護"])[0] == pytest.approx(counts(f"{query}介護"), abs=1e-6)
    assert encoder.encode_passages(["介護"])[0] == pytest.approx(counts(f"{passage}介護"), abs=1e-6)


def test_a_batch_that_memory_has_no_room_for_is_halved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = SentenceEncoder(letter_counter(tmp_path / "letters"))
    encode, tried = SentenceTransformer.encode, []

    def cramped(self: SentenceTransformer, texts: list[str], *, batch_size: int, **options: object) -> object:
        tried.append(batch_size)
        if batch_size > 40:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return encode(self, texts, batch_size=batch_size, **options)

    monkeypatch.setattr(SentenceTransformer, "encode", cramped)
    assert encoder.encode_passages(["介護"])[0] == pytest.approx(counts("介護"), abs=1e-6)
    assert tried == [128, 64, 32]


def test_long_texts_make_smaller_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = SentenceEncoder(letter_counter(tmp_path / "letters"))
    tried: list[int] = []

    def noting(self: SentenceTransformer, texts: list[str], *, batch_size: int, **_: object) -> object:
        tried.append(batch_size)
        return np.zeros((len(texts), encoder.dim))

    monkeypatch.setattr(SentenceTransformer, "encode", noting)
    encoder.encode_passages(["介" * 512, "護"])
    encoder.encode_passages(["介" * 100_000])
    assert tried == [16_384 // 512, 1]


@pytest.mark.parametrize("passage_key", ["document", "passage"])
def test_the_models_own_prompts_go_before_its_name(tmp_path: Path, passage_key: str) -> None:
    name = letter_counter(tmp_path / "ruri-v3-own", {"query": "窓口", passage_key: "文書"})
    encoder = SentenceEncoder(name)
    assert encoder.encode_queries(["介護"])[0] == pytest.approx(counts("窓口介護"), abs=1e-6)
    assert encoder.encode_passages(["介護"])[0] == pytest.approx(counts("文書介護"), abs=1e-6)


def test_a_model_with_a_prompt_for_queries_alone_puts_none_before_passages(tmp_path: Path) -> None:
    encoder = SentenceEncoder(letter_counter(tmp_path / "letters", {"query": "検索"}))
    assert encoder.encode_queries(["介護"])[0] == pytest.approx(counts("検索介護"), abs=1e-6)
    assert encoder.encode_passages(["介護"])[0] == pytest.approx(counts("介護"), abs=1e-6)


def test_a_default_prompt_is_not_put_before_passages(tmp_path: Path) -> None:
    encoder = SentenceEncoder(letter_counter(tmp_path / "letters", {"query": "検索"}, default="query"))
    assert encoder.encode_queries(["介護"])[0] == pytest.approx(counts("検索介護"), abs=1e-6)
    assert encoder.encode_passages(["介護"])[0] == pytest.approx(counts("介護"), abs=1e-6)


def test_a_text_without_a_known_letter_is_zeros_and_never_nan(tmp_path: Path) -> None:
    encoder = SentenceEncoder(letter_counter(tmp_path / "letters"))
    rows = encoder.encode_passages(["", "猫", "介", "\0"])
    assert np.abs(rows).sum(axis=1).tolist() == [0, 0, 1, 0]


def test_a_lone_surrogate_does_not_stop_the_encoder(tmp_path: Path) -> None:
    encoder = SentenceEncoder(letter_counter(tmp_path / "letters"))
    assert encoder.encode_queries(["介\ud800護"])[0] == pytest.approx(counts("介護"), abs=1e-6)


def test_no_texts_make_no_rows_of_the_right_width(tmp_path: Path) -> None:
    encoder = SentenceEncoder(letter_counter(tmp_path / "letters"))
    assert encoder.dim == len(COMPONENT) + 1
    assert encoder.encode_queries([]).shape == (0, encoder.dim)


def test_rows_stand_in_the_order_of_the_texts_although_batches_are_sorted_by_length(tmp_path: Path) -> None:
    encoder = SentenceEncoder(letter_counter(tmp_path / "letters"), batch_size=2)
    texts = ["介", "護護護護護", "相相", "談談談", "窓窓窓窓"]
    assert [int(row.argmax()) for row in encoder.encode_passages(texts)] == [COMPONENT[text[0]] for text in texts]


def test_a_transformer_gives_unit_rows_that_its_batch_does_not_change(tmp_path: Path) -> None:
    encoder = SentenceEncoder(tiny_bert(tmp_path, "mean"))
    rows = encoder.encode_passages(["介護", "相談窓口" * 50, ""])
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert encoder.encode_passages(["介護"])[0] == pytest.approx(rows[0], abs=1e-5)


def test_the_same_model_has_one_digest_wherever_it_stands(tmp_path: Path) -> None:
    one, other = letter_counter(tmp_path / "a"), letter_counter(tmp_path / "b" / "letters")
    assert SentenceEncoder(one).digest == SentenceEncoder(other).digest == SentenceEncoder(one).digest


def test_other_weights_or_other_prompts_make_another_digest(tmp_path: Path) -> None:
    names = [
        letter_counter(tmp_path / "plain"),
        letter_counter(tmp_path / "scaled", scale=2),
        letter_counter(tmp_path / "prompted", {"query": "検索"}),
        letter_counter(tmp_path / "multilingual-e5-letters"),
    ]
    assert len({SentenceEncoder(name).digest for name in names}) == 4


def test_other_pooling_of_the_same_weights_makes_another_digest(tmp_path: Path) -> None:
    mean, again, cls = (SentenceEncoder(tiny_bert(tmp_path / each, each.split("-")[0]))
                        for each in ("mean", "mean-again", "cls"))  # fmt: skip
    assert mean.digest == again.digest != cls.digest
    assert not np.allclose(mean.encode_queries(["介護"]), cls.encode_queries(["介護"]), atol=1e-3)


def test_a_training_step_makes_another_digest(tmp_path: Path) -> None:
    trained, other = (SentenceEncoder(tiny_bert(tmp_path / str(seed), "mean", seed)) for seed in (1, 2))
    assert trained.digest != other.digest


def test_a_sentence_model_is_loaded_by_its_folder(tmp_path: Path) -> None:
    encoder = load_encoder(letter_counter(tmp_path / "letters"))
    assert encoder.encode_queries(["介護"])[0] == pytest.approx(counts("介護"), abs=1e-6)


@pytest.mark.parametrize("name", ["/nowhere/no-such-model", "./no such model", ""])
def test_a_folder_that_is_not_there_is_refused_with_the_way_out(name: str) -> None:
    with pytest.raises(BadEncoder, match=r"フォルダの場所か、モデル名とネットワークの接続を確かめ.*--encoder を外して"):
        SentenceEncoder(name)


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("これはモデルではありません", encoding="utf-8")
    with pytest.raises(BadEncoder, match="読み込めません"):
        load_encoder(str(tmp_path))


def test_a_hub_model_that_cannot_be_reached_is_one_sentence_on_the_command_line(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("第1章 相談支援\n介護の相談は、市役所の窓口で受け付けます。\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "cli", "build", str(plan), "--encoder", "汐見原/no-such-model", "--index", str(tmp_path / "i")],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONIOENCODING": "utf-8"},
        timeout=600,
        check=False,
    )  # fmt: skip
    said = done.stderr.decode()
    assert done.returncode == 1, said
    assert "モデル 汐見原/no-such-model: 読み込めません" in said
    assert "--encoder を外してください" in said
    assert "Traceback" not in said
    assert not (tmp_path / "i" / "CURRENT").exists()
