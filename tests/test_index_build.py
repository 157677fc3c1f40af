import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Regex, Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split

from corpus.errors import UnreadableDocument
from corpus.passage import Kind, Passage
from corpus.plan import Plan, text_digest
from corpus.reading import Corpus
from index.build import build_index
from index.embedding import fields
from index.encoder.static import write_weights
from index.errors import BadEncoder, BrokenIndex, BuildRunning, NoIndex, StaleIndex
from index.generation import live_generation
from index.opened import Index, open_catalog, open_index

ROOT = Path(__file__).parents[1]
SHIOMI = {
    "shiomi": [
        "介護の相談は、地域包括支援センターの窓口で受け付けます。",
        "民生委員が、ひとり暮らしの高齢者の見守りを行います。",
        "保育士の宿舎の借上げに補助します。",
    ]
}
KIRI = {**SHIOMI, "kiri": ["障害のある方の相談に、相談支援専門員が応じます。", "目次 第1章 3 第2章 9"]}


def corpus(plans: Mapping[str, Sequence[str]], problems: Sequence[UnreadableDocument] = ()) -> Corpus:
    """Plans of one section whose passages are the texts given; one that starts with 目次 is a list of contents."""
    made: list[Plan] = []
    passages: list[Passage] = []
    for name, texts in plans.items():
        whole = "\n".join(texts)
        made.append(
            Plan(name, whole, (0,), None, f"{name}市", None, f"{name}市地域福祉計画", "地域福祉計画", "確定", 2024, 2029,
                 None, None, f"{name}.txt", text_digest(whole))
        )  # fmt: skip
        for place, text in enumerate(texts):
            kind = Kind.CONTENTS if text.startswith("目次") else Kind.BODY
            start = whole.index(text)
            passages.append(
                Passage(f"{name}#{place:04d}", name, ("第1章 施策の展開",), (), kind, start, start + len(text), text,
                        1, 1, None, None, None, None)
            )  # fmt: skip
    return Corpus(tuple(made), tuple(passages), tuple(problems))


def found(index: Index, term: str) -> list[str]:
    """The texts of the passages with ``term``, best first."""
    rows = [row for row, _ in index.lexical.search({"body": {term: 1}}, 10, None)]
    passages = index.catalog.passages(rows)
    return [passages[row].text for row in rows]


def nearest(index: Index, question: str) -> str:
    """The text that the embeddings put first."""
    [(row, _)] = index.dense.search(index.encoder.encode_queries([question])[0], 1, None)
    return index.catalog.passages([row])[row].text


def test_what_was_built_can_be_searched_by_word_and_by_meaning(tmp_path: Path) -> None:
    build_index(tmp_path, corpus(SHIOMI), None)
    index = open_index(tmp_path)
    assert found(index, "宿舎") == [SHIOMI["shiomi"][2]]
    assert nearest(index, "お年寄りの介護について相談したい") == SHIOMI["shiomi"][0]
    assert nearest(index, "保育所で働く人の住まい") == SHIOMI["shiomi"][2]


def test_the_manifest_counts_what_went_in(tmp_path: Path) -> None:
    manifest = build_index(tmp_path, corpus(KIRI), None)
    assert (manifest.plans, manifest.passages) == (2, 5)
    assert manifest.characters == sum(len("\n".join(texts)) for texts in KIRI.values())
    assert open_index(tmp_path).manifest == manifest


def test_a_list_of_contents_is_catalogued_but_never_found(tmp_path: Path) -> None:
    build_index(tmp_path, corpus(KIRI), None)
    index = open_index(tmp_path)
    assert index.catalog.passage("kiri#0001") is not None
    assert index.lexical.size == 4
    assert found(index, "章") == []


def test_rows_of_words_and_of_vectors_are_the_rows_of_the_catalogue(tmp_path: Path) -> None:
    contents_first = {"kiri": ["目次 第1章 3", *KIRI["kiri"][:1]], "shiomi": KIRI["shiomi"]}
    build_index(tmp_path, corpus(contents_first), None)
    index = open_index(tmp_path)
    assert found(index, "宿舎") == [SHIOMI["shiomi"][2]]
    assert nearest(index, "保育士の宿舎の借上げ") == SHIOMI["shiomi"][2]
    assert index.catalog.plan_of(index.lexical.search({"body": {"宿舎": 1}}, 1, None)[0][0]).id == "shiomi"


def test_documents_that_could_not_be_read_are_listed(tmp_path: Path) -> None:
    problem = UnreadableDocument(Path("古い計画.pdf"), "PDF は読めません。", "テキストにしてください。")
    build_index(tmp_path, corpus(SHIOMI, [problem]), None)
    assert open_catalog(tmp_path).problems() == ["古い計画.pdf: PDF は読めません。テキストにしてください。"]


def test_the_headings_above_a_passage_are_embedded_with_it() -> None:
    passage = corpus(SHIOMI).passages[0]
    assert fields(passage) == ("第1章 施策の展開", passage.text)
    with_header = replace(passage, headings=("第1章 施策の展開", "第1節 相談", "(1) 窓口"), header=("名称", "電話"))
    assert fields(with_header) == ("第1節 相談\n(1) 窓口\n名称\n電話", passage.text)


def test_the_same_corpus_has_one_digest_and_a_changed_plan_another(tmp_path: Path) -> None:
    first = build_index(tmp_path / "a", corpus(KIRI), None)
    turned = build_index(tmp_path / "b", corpus(dict(reversed(KIRI.items()))), None)
    changed = build_index(tmp_path / "c", corpus({**KIRI, "kiri": ["障害のある方の相談に応じます。"]}), None)
    assert first.corpus_digest == turned.corpus_digest != changed.corpus_digest


def test_a_reader_opened_before_goes_on_with_what_it_opened(tmp_path: Path) -> None:
    build_index(tmp_path, corpus(SHIOMI), None)
    reader = open_index(tmp_path)
    for year in range(3):  # the generation it reads is removed on the way
        build_index(tmp_path, corpus({"kiri": [f"令和{year}年度の手話通訳の派遣", *KIRI["kiri"]]}), None)
    assert found(reader, "宿舎") == [SHIOMI["shiomi"][2]]
    assert nearest(reader, "保育士の宿舎の借上げ") == SHIOMI["shiomi"][2]
    assert reader.catalog.text("shiomi") == "\n".join(SHIOMI["shiomi"])
    assert found(open_index(tmp_path), "宿舎") == []
    assert found(open_index(tmp_path), "手話") == ["令和2年度の手話通訳の派遣"]


def test_a_second_build_finds_every_embedding_in_the_cache(tmp_path: Path) -> None:
    name = sentence_model(tmp_path / "model")
    build_index(tmp_path / "index", corpus(SHIOMI), name)
    heard: list[int] = []
    build_index(tmp_path / "index", corpus(KIRI), name, heard.append)
    assert heard == [3, 1]  # three known, and the one of kiri that can answer


def test_an_error_half_way_leaves_the_live_generation_searchable(tmp_path: Path) -> None:
    build_index(tmp_path, corpus(SHIOMI), None)

    def stop(count: int) -> None:
        raise RuntimeError(f"stopped after {count}")

    with pytest.raises(RuntimeError, match="stopped after 4"):
        build_index(tmp_path, corpus(KIRI), None, stop)
    assert found(open_index(tmp_path), "専門") == []
    assert found(open_index(tmp_path), "宿舎") == [SHIOMI["shiomi"][2]]
    assert len(list((tmp_path / "generations").iterdir())) == 1


def test_an_encoder_that_is_none_leaves_the_live_generation_searchable(tmp_path: Path) -> None:
    build_index(tmp_path, corpus(SHIOMI), None)
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "static_config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadEncoder):
        build_index(tmp_path, corpus(KIRI), str(tmp_path / "model"))
    assert found(open_index(tmp_path), "宿舎") == [SHIOMI["shiomi"][2]]


# Builds from a folder of plans; says so and waits for ever once words are indexed and embeddings are under way.
_WAITING_BUILD = """
import sys, time
from pathlib import Path
from corpus.reading import read_corpus
from index.build import build_index
def wait(count):
    print("half way", flush=True)
    time.sleep(600)
build_index(Path(sys.argv[1]), read_corpus([Path(sys.argv[2])], {}), None, wait)
"""


def test_a_build_killed_half_way_leaves_the_live_generation_and_the_next_build_cleans_up(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    build_index(folder, corpus(SHIOMI), None)
    live = live_generation(folder)
    plan = tmp_path / "kiri.txt"
    plan.write_text("第1章 手話\n" + "手話通訳者を窓口に置き、聞こえない方の相談に応じます。\n" * 5, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", _WAITING_BUILD, str(folder), str(plan)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as build:
        assert build.stdout is not None
        assert build.stdout.readline() == "half way\n"
        with pytest.raises(BuildRunning):
            build_index(folder, corpus(KIRI), None)
        assert len(list((folder / "generations").glob("*.building"))) == 1
        os.kill(build.pid, signal.SIGKILL)
    assert live_generation(folder) == live
    assert found(open_index(folder), "宿舎") == [SHIOMI["shiomi"][2]]
    assert len(list((folder / "generations").glob("*.building"))) == 1

    build_index(folder, corpus(KIRI), None)
    assert not list((folder / "generations").glob("*.building"))
    assert found(open_index(folder), "専門") == [KIRI["kiri"][0]]


# A build that may write no file longer than this, which is what a full disk looks like from inside.
_CRAMPED_BUILD = """
import resource, sys
from pathlib import Path
from corpus.reading import read_corpus
from index.build import build_index
from index.errors import CannotWrite
corpus = read_corpus([Path(sys.argv[2])], {})
size = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    build_index(Path(sys.argv[1]), corpus, None)
except CannotWrite as error:
    print("CannotWrite", error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a Unix thing")
@pytest.mark.parametrize("size", [1_000, 20_000])
def test_a_full_disk_is_told_as_such_and_leaves_the_live_generation(tmp_path: Path, size: int) -> None:
    folder = tmp_path / "index"
    build_index(folder, corpus(SHIOMI), None)
    live = live_generation(folder)
    for number in range(3):
        lines = (f"第{place}条 {'甲乙丙丁戊己庚辛壬癸'[place % 10]}地区の見守り活動を{place * 7919 % 997}世帯に広げます。"
                 for place in range(number * 30, number * 30 + 30))  # fmt: skip
        (tmp_path / f"plan{number}.txt").write_text("第1章 見守り\n" + "\n".join(lines), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _CRAMPED_BUILD, str(folder), str(tmp_path), str(size)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.stdout.startswith("CannotWrite"), done.stderr
    assert live_generation(folder) == live
    assert found(open_index(folder), "宿舎") == [SHIOMI["shiomi"][2]]


def test_a_folder_without_an_index_says_how_to_make_one(tmp_path: Path) -> None:
    for open_it in (open_index, open_catalog):
        with pytest.raises(NoIndex, match="fukushi build フォルダ名 で作ってください"):
            open_it(tmp_path)


def _files(folder: Path) -> list[Path]:
    live = live_generation(folder)
    return sorted(path for path in live.rglob("*") if path.is_file() and not path.name.startswith("."))


def test_every_file_of_a_generation_is_needed_whole(tmp_path: Path) -> None:
    build_index(tmp_path / "whole", corpus(SHIOMI), None)
    names = [path.relative_to(live_generation(tmp_path / "whole")) for path in _files(tmp_path / "whole")]
    assert {"manifest.json", "catalog.sqlite", "dense.faiss"} < {str(name) for name in names}
    for place, name in enumerate(names):
        for damage in ("removed", "cut"):
            folder = tmp_path / f"{damage}{place}"
            shutil.copytree(tmp_path / "whole", folder)
            file = live_generation(folder) / name
            content = file.read_bytes()
            file.unlink()
            if damage == "cut":
                file.write_bytes(content[: len(content) // 2])
            for open_it in (open_index, open_catalog):
                with pytest.raises(BrokenIndex, match=r"索引が読めません.*fukushi build を実行して作り直してください"):
                    open_it(folder)


@pytest.mark.parametrize("name", ["catalog.sqlite", "dense.faiss", "lexical/meta.json"])
def test_garbage_of_the_right_length_is_a_broken_index(tmp_path: Path, name: str) -> None:
    build_index(tmp_path, corpus(SHIOMI), None)
    file = live_generation(tmp_path) / name
    file.write_bytes(b"\xff" * file.stat().st_size)
    with pytest.raises(BrokenIndex, match="が作られたときのままではありません"):
        open_index(tmp_path)


def test_a_broken_index_is_mended_by_the_next_build(tmp_path: Path) -> None:
    build_index(tmp_path, corpus(SHIOMI), None)
    for file in _files(tmp_path):
        file.write_bytes(b"")
    build_index(tmp_path, corpus(SHIOMI), None)
    assert found(open_index(tmp_path), "宿舎") == [SHIOMI["shiomi"][2]]


def sentence_model(folder: Path, scale: float = 1) -> str:
    """Saves a sentence-transformers model that counts three letters."""
    tokenizer = Tokenizer(WordLevel({"[UNK]": 0, "相": 1, "談": 2, "宿": 3}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Split(Regex("."), "isolated")
    embedding = StaticEmbedding(tokenizer, embedding_weights=scale * np.eye(4, dtype=np.float32))
    SentenceTransformer(modules=[embedding], device="cpu").save(str(folder))
    return str(folder)


def tiny_weights(folder: Path, rows: Sequence[int], dim: int = 2) -> str:
    vectors = np.eye(2, dim, dtype=np.float32)[list(rows)]
    write_weights(folder, "tiny", ["相談", "宿舎"], vectors, np.ones(2, dtype=np.float32))
    return str(folder)


def test_an_index_remembers_the_encoder_it_was_built_with(tmp_path: Path) -> None:
    name = tiny_weights(tmp_path / "model", [0, 1])
    build_index(tmp_path / "index", corpus(SHIOMI), name)
    index = open_index(tmp_path / "index")
    assert (index.encoder.name, index.manifest.encoder, index.manifest.dim) == ("tiny", name, 2)
    assert nearest(index, "宿舎") == SHIOMI["shiomi"][2]


def test_an_encoder_named_by_a_relative_path_is_found_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny_weights(tmp_path / "model", [0, 1])
    monkeypatch.chdir(tmp_path)
    build_index(tmp_path / "index", corpus(SHIOMI), "model")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert open_index(tmp_path / "index").encoder.name == "tiny"


def test_other_vectors_under_the_same_name_make_the_index_stale(tmp_path: Path) -> None:
    name = tiny_weights(tmp_path / "model", [0, 1])
    build_index(tmp_path / "index", corpus(SHIOMI), name)
    tiny_weights(tmp_path / "model", [1, 0])
    with pytest.raises(
        StaleIndex, match=r"索引の埋め込みモデルは .*同じものを指定するか、fukushi build を実行して"
    ) as caught:
        open_index(tmp_path / "index")
    assert caught.value.field == "埋め込みモデル"


def test_a_stale_index_can_still_be_listed(tmp_path: Path) -> None:
    name = tiny_weights(tmp_path / "model", [0, 1])
    build_index(tmp_path / "index", corpus(SHIOMI), name)
    tiny_weights(tmp_path / "model", [1, 0])
    assert [plan.id for plan in open_catalog(tmp_path / "index").plans] == ["shiomi"]


def test_an_index_whose_encoder_is_gone_says_so(tmp_path: Path) -> None:
    name = tiny_weights(tmp_path / "model", [0, 1])
    build_index(tmp_path / "index", corpus(SHIOMI), name)
    (tmp_path / "model" / "vectors.npy").unlink()
    with pytest.raises(BadEncoder, match="ファイルが欠けています"):
        open_index(tmp_path / "index")


def test_a_rebuild_with_other_vectors_takes_none_from_the_cache(tmp_path: Path) -> None:
    name = sentence_model(tmp_path / "model")
    build_index(tmp_path / "index", corpus(SHIOMI), name)
    sentence_model(tmp_path / "model", scale=2)
    heard: list[int] = []
    build_index(tmp_path / "index", corpus(SHIOMI), name, heard.append)
    assert heard == [0, 3]
    assert nearest(open_index(tmp_path / "index"), "宿舎") == SHIOMI["shiomi"][2]


def test_a_corpus_with_nothing_that_can_answer_is_built_and_finds_nothing(tmp_path: Path) -> None:
    build_index(tmp_path, corpus({"kiri": ["目次 第1章 3"]}), None)
    index = open_index(tmp_path)
    assert found(index, "章") == []
    assert index.dense.search(index.encoder.encode_queries(["相談"])[0], 5, None) == []


def test_nul_emoji_and_a_hundred_thousand_characters_are_built_and_kept_verbatim(tmp_path: Path) -> None:
    odd = ["介護の相談😀\0窓口", "見守り" * 33_334, "𠮷田さんの宿舎"]
    build_index(tmp_path, corpus({"odd": odd}), None)
    index = open_index(tmp_path)
    assert found(index, "窓口") == [odd[0]]
    assert found(index, "宿舎") == [odd[2]]
    assert index.catalog.text("odd") == "\n".join(odd)
