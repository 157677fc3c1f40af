from pathlib import Path

from corpus.about.sources import read_sources
from corpus.reading import read_corpus
from index.build import build_index
from index.generation import live_generation

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"  # text, HTML, DOCX and PDF


def built(index: Path) -> dict[str, bytes]:
    """The files of a generation by name."""
    build_index(index, read_corpus([SAMPLES], read_sources(SAMPLES / "sources.csv")), None)
    generation = live_generation(index)
    return {
        path.relative_to(generation).as_posix(): path.read_bytes() for path in generation.rglob("*") if path.is_file()
    }


def test_the_same_documents_give_the_same_bytes_each_time_they_are_built(tmp_path: Path) -> None:
    one, other = built(tmp_path / "one"), built(tmp_path / "other")
    assert sorted(one) == sorted(other)
    assert [name for name, content in one.items() if other[name] != content] == []
