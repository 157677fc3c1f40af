from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from index.encoder.static import WEIGHTS, Composed, StaticEncoder, write_weights

WORDS = ["介護", "相談", "窓口", "見守る"]
TEXTS = [
    "父の物忘れがひどくなりました。だれに聞けばよいですか",
    "地域包括支援センターは、高齢者とその家族の総合相談窓口です。",
    "保育士の宿舎の借上げに対する補助を行います。",
    "民生委員・児童委員による見守り活動を充実させます。",
    "障害福祉サービスの利用計画を相談支援専門員が作成します。",
    "介護保険料の減免は、収入が著しく減ったときに申請できます。",
    "成年後見制度の利用促進に向けて中核機関を設置します。",
    "ヤングケアラーを早く見つけ、学校と連携して支えます。",
    "災害のときに支援が要る方の名簿を作ります。",
    "子ども食堂を開く団体に経費の一部を助成します。",
    "DVに悩む方のための電話相談を、土曜日も受け付けます。",
    "ひきこもりの本人と家族が集まれる場所をつくります。",
    "",
    "。、・",
    "😀\0",
]


def tiny(folder: Path) -> Path:
    vectors = np.array([[0.5, -0.25, 1], [1, 0, 0.125], [-1, 1, 0]], dtype=np.float32)
    composed = Composed(vectors, np.array([-1, -1, -1, 1]), np.ones(4, dtype=np.float32))
    write_weights(folder, "tiny", WORDS, vectors, np.ones(4, dtype=np.float32), composed)
    return folder


def test_sentence_transformers_gives_the_vectors_of_the_static_encoder(tmp_path: Path) -> None:
    model = SentenceTransformer(str(tiny(tmp_path)), device="cpu")
    texts = ["相談窓口", "見守りと介護", "猫の相談", "窓口、窓口"]
    assert np.asarray(model.encode(texts)) == pytest.approx(StaticEncoder(tmp_path).encode_passages(texts), abs=1e-3)


def test_in_sentence_transformers_too_a_text_without_a_known_word_is_zeros(tmp_path: Path) -> None:
    model = SentenceTransformer(str(tiny(tmp_path)), device="cpu")
    assert np.asarray(model.encode(["猫", "", "どこで"])).tolist() == [[0, 0, 0]] * 3
    mixed = np.asarray(model.encode(["猫", "相談", ""]))
    assert [bool(row.any()) for row in mixed] == [False, True, False]


def test_the_shipped_weights_load_in_sentence_transformers_with_the_same_vectors() -> None:
    model = SentenceTransformer(str(WEIGHTS), device="cpu")
    assert np.asarray(model.encode(TEXTS)) == pytest.approx(StaticEncoder().encode_passages(TEXTS), abs=1e-3)


def test_a_model_saved_by_sentence_transformers_is_the_same_model(tmp_path: Path) -> None:
    model = SentenceTransformer(str(tiny(tmp_path / "model")), device="cpu")
    model.save(str(tmp_path / "copy"))
    assert StaticEncoder(tmp_path / "copy").digest == StaticEncoder(tmp_path / "model").digest
    again = SentenceTransformer(str(tmp_path / "copy"), device="cpu")
    assert np.array_equal(np.asarray(again.encode(["相談窓口"])), np.asarray(model.encode(["相談窓口"])))


def test_sentence_transformers_knows_the_dimension_and_no_limit_of_length(tmp_path: Path) -> None:
    model = SentenceTransformer(str(tiny(tmp_path)), device="cpu")
    assert model.get_embedding_dimension() == 3
    long = np.asarray(model.encode(["相談窓口" * 2_500]))[0]
    assert long == pytest.approx(StaticEncoder(tmp_path).encode_passages(["相談窓口"])[0], abs=1e-3)


def test_a_prompt_is_read_as_part_of_the_text(tmp_path: Path) -> None:
    model = SentenceTransformer(str(tiny(tmp_path)), device="cpu")
    assert np.array_equal(model.encode("窓口", prompt="相談"), model.encode("相談窓口"))
