"""From what the options say to what a command works with."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import typer

from index.retrievers.milvus.address import Place, place_of

if TYPE_CHECKING:
    from search.answerer import Answerer
    from search.searcher import Searcher


def index_place(index: str | None) -> Place:
    """``--index``, else ``$FUKUSHI_INDEX``, else the user data directory. Raises: BadAddress."""
    named = index or os.environ.get("FUKUSHI_INDEX")
    return place_of(named) if named else Place(Path(platformdirs.user_data_dir("fukushi")) / "index")


def index_folder(index: str | None) -> Path:
    """The folder of :func:`index_place`."""
    return index_place(index).folder


def open_searcher(index: str | None, reranker: str | None = None) -> "Searcher":
    """The index that the option names, opened for searching."""
    from search.searcher import Searcher

    place = index_place(index)
    return Searcher.open(place.folder, reranker, address=place.address)


def open_answerer(index: str | None, reranker: str | None, llm: str | None, llm_model: str | None) -> "Answerer":
    """The index opened for answering, with the language model where one is named."""
    from search.answerer import Answerer

    if (llm is None) != (llm_model is None):
        raise typer.BadParameter("--llm と --llm-model は一緒に指定してください。")
    if llm is None or llm_model is None:
        return Answerer(open_searcher(index, reranker))
    from search.model.language_model import LanguageModel, ModelSettings

    return Answerer(open_searcher(index, reranker), LanguageModel(ModelSettings(llm, llm_model)))
