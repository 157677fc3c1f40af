"""Indexes that are built once for all tests, and the folder of real plans where a machine has it."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from corpus.about.sources import read_sources
from corpus.reading import Corpus, read_corpus
from index.build import build_index
from search.searcher import Searcher
from tests.on_milvus import milvus  # noqa: F401 - fixture
from tests.read_here import Here
from tests.served import browser, served  # noqa: F401 - fixtures

# What starts processes, a browser or a server, builds many indexes, or reads as much as it can: left out by `make quick`.
SLOW = {
    "test_app", "test_benchmarks_load", "test_cli", "test_cli_narrow", "test_corpus_about_metadata", "test_corpus_anything",
    "test_corpus_desks",
    "test_corpus_fetching_page", "test_corpus_fetching_rounds", "test_corpus_figures", "test_corpus_folders",
    "test_corpus_growth", "test_corpus_indicators", "test_corpus_measures", "test_corpus_measures_listed",
    "test_corpus_outline_passages", "test_corpus_readers_apart", "test_corpus_readers_pdf_document",
    "test_corpus_readers_scans", "test_corpus_readers_webpage", "test_corpus_reading", "test_corpus_services", "test_corpus_side_by_side",
    "test_corpus_validation", "test_corpus_validation_addresses", "test_figures_table", "test_hostile", "test_index_build",
    "test_index_durability", "test_index_encoder_module", "test_index_encoder_sentence", "test_index_generation",
    "test_index_imports", "test_index_inputs", "test_index_inputs_documents", "test_index_inputs_durability", "test_index_integrity", "test_index_milvus",
    "test_index_retrievers_contract", "test_index_same_bytes", "test_index_seal", "test_judged", "test_packaging",
    "test_regressions", "test_samples", "test_screens_api", "test_screens_api_jobs", "test_screens_api_schema",
    "test_screens_compared", "test_screens_compared_browser", "test_screens_documents_search", "test_screens_library",
    "test_screens_library_admin", "test_screens_library_browser", "test_screens_mcp", "test_screens_plain",
    "test_screens_plain_browser", "test_screens_report_browser", "test_screens_staff", "test_screens_staff_browser",
    "test_screens_terminal_answer", "test_screens_terminal_excerpts", "test_screens_web_browser", "test_screens_web_page", "test_screens_wording",
    "test_search_answerer", "test_search_comparison", "test_search_context", "test_search_desk_answers",
    "test_search_desks_checked", "test_search_evaluation", "test_search_evaluation_judging", "test_search_evidence_near",
    "test_search_evidence_rows", "test_search_evidence_spans", "test_search_figure_answers", "test_search_live",
    "test_search_model_language_model", "test_search_question_learned", "test_search_ranking_rerank",
    "test_search_ranking_word_match", "test_search_report_build_report", "test_search_report_files",
    "test_search_report_nearest", "test_search_searcher", "test_search_unplaced", "test_search_urgent_beside",
    "test_search_urgent_helplines", "test_serve",
}  # fmt: skip
# What opens a browser, plays a prefecture's web sites, waits for a process or for torch, reads scans or a book of one cell: `make test-slowest` and .ci/run run it.
SLOWEST = {
    "test_app", "test_benchmarks_load", "test_cli", "test_corpus_fetching_rounds", "test_corpus_folders", "test_corpus_growth",
    "test_corpus_outline_passages", "test_corpus_readers_apart", "test_corpus_readers_scans", "test_corpus_reading", "test_corpus_side_by_side",
    "test_hostile", "test_index_build", "test_index_encoder_module", "test_index_encoder_sentence", "test_index_inputs_durability",
    "test_index_milvus", "test_index_same_bytes", "test_packaging", "test_screens_compared", "test_screens_compared_browser", "test_screens_door",
    "test_screens_library_admin", "test_screens_library_browser", "test_screens_mcp",
    "test_screens_plain_browser", "test_screens_report_browser", "test_screens_staff", "test_screens_staff_browser",
    "test_screens_web_browser", "test_search_live", "test_serve",
}  # fmt: skip
SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Where no slow test is wanted their modules are not imported: torch and gradio alone take ten seconds."""
    return True if config.option.markexpr == "not slow" and collection_path.stem in SLOW else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of the modules in ``SLOW`` and ``SLOWEST``, and those that read the real plans or the samples."""
    for item in items:
        if item.path.stem in SLOW or not {"shared", "samples_index"}.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
        if item.path.stem in SLOWEST:
            item.add_marker(pytest.mark.slowest)


@pytest.fixture(autouse=True)
def _read_in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No process apart for documents but in the slowest modules, where those are that test it."""
    if "slowest" not in request.keywords:
        monkeypatch.setattr("corpus.reading.Apart", Here)
        monkeypatch.setattr(
            "corpus.reading.cores", lambda: 1
        )  # the readers' libraries are not made for several threads


@pytest.fixture(scope="session")
def samples_corpus() -> Corpus:
    """The plans of fictional municipalities, read."""
    return _read(SAMPLES)


@pytest.fixture(scope="session")
def samples_index(samples_corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of ``samples_corpus``."""
    return _built(samples_corpus, tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="session")
def samples(samples_index: Path) -> Searcher:
    """A searcher over ``samples_index``."""
    return Searcher.open(samples_index)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real plans and judged questions; it is no part of the repository."""
    folder = Path(os.environ.get("FUKUSHI_SHARED", Path(__file__).parents[2] / "shared"))
    if not folder.is_dir():
        pytest.skip(f"the real plans are not here: {folder}; name their folder in FUKUSHI_SHARED")
    return folder


@pytest.fixture(scope="session")
def plans_index(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five real plans."""
    return _built(_read(shared / "plans"), tmp_path_factory.mktemp("plans"))


@pytest.fixture
def searcher_of(tmp_path: Path) -> Callable[[Mapping[str, str]], Searcher]:
    """Files by name -> a searcher over an index of just them."""

    def searcher(files: Mapping[str, str]) -> Searcher:
        folder = tmp_path / "計画"
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        build_index(tmp_path / "index", read_corpus([folder], {}), None)
        return Searcher.open(tmp_path / "index")

    return searcher


def _read(folder: Path) -> Corpus:
    return read_corpus([folder], read_sources(folder / "sources.csv"))


def _built(corpus: Corpus, into: Path) -> Path:
    index = into / "index"
    build_index(index, corpus, None)
    return index
