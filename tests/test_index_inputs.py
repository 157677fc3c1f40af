"""What is kept of a build, so that it can be made again."""

import hashlib
from dataclasses import replace
from pathlib import Path

from corpus.reading import read_corpus
from index.generation import new_generation
from index.inputs.building import ADDED, Told, build_from
from index.inputs.known import Given, Inputs, PlanFile, inputs_of, read_inputs, written_inputs
from search.searcher import Searcher

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
GIVEN = Given(("/srv/計画",), "/srv/sources.csv", None, False, True, False)


def live_with(folder: Path, inputs: bytes) -> None:
    """Make a generation live that holds nothing but its inputs."""
    with new_generation(folder) as generation:
        (generation / "inputs.json").write_bytes(inputs)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    inputs = Inputs(GIVEN, (PlanFile("a/b#0", "/srv/計画/a.pdf", "00"),))
    live_with(tmp_path, written_inputs(inputs)["inputs.json"])
    assert read_inputs(tmp_path) == inputs
    assert inputs.file_of("a/b#0") == inputs.files[0]
    assert inputs.file_of("a") is None


def test_nothing_is_known_of_an_index_that_was_brought_from_elsewhere(tmp_path: Path) -> None:
    assert read_inputs(tmp_path) is None
    for broken in (b"", b"{", b"[]", b"{}", b'{"given": 3}', b"\xff"):
        live_with(tmp_path, broken)
        assert read_inputs(tmp_path) is None


def test_files_whose_pages_can_be_shown_have_their_digest() -> None:
    corpus = read_corpus([SAMPLES / "tsukimori-kodomo.pdf", SAMPLES / "kirigatani-manifest.txt"], {})
    (file,) = inputs_of(GIVEN, corpus).files
    raw = (SAMPLES / "tsukimori-kodomo.pdf").read_bytes()
    assert file == PlanFile("tsukimori-kodomo", str(SAMPLES / "tsukimori-kodomo.pdf"), hashlib.sha256(raw).hexdigest())
    gone = replace(corpus, files={"x": Path("/nowhere/x.pdf")})
    assert inputs_of(GIVEN, gone).files == ()


def test_every_build_reads_what_was_added_to_the_index(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "aonami.txt").write_text("青波市地域福祉計画\n\n相談の窓口を置きます。\n", encoding="utf-8")
    added = tmp_path / "index" / ADDED
    added.mkdir(parents=True)
    (added / "added-1.txt").write_text("白嶺市地域福祉計画\n\n見守りをします。\n", encoding="utf-8")
    read: list[str] = []
    told = Told(on_document=lambda path: read.append(path.name))
    given = Given((str(tmp_path / "plans"),), ocr=False, tune=False)
    manifest, corpus = build_from(tmp_path / "index", given, told)
    assert (manifest.plans, read) == (2, ["aonami.txt", "added-1.txt"])
    assert set(corpus.files) == {"aonami", "added-1"}
    assert set(Searcher.open(tmp_path / "index").index.catalog.plan_by_id) == {"aonami", "added-1"}
