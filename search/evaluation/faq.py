"""A city's FAQ with judged questions, in the files of localgovFAQ."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ..errors import BadQueries

_ENTRY: Final = re.compile(r"Question:\s*(?P<title>.*?)\n+Answer:\s*(?P<text>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FaqCollection:
    """Entries (title, text) by id, questions by id, and for each question the grade of every relevant entry."""

    entries: Mapping[str, tuple[str, str]]
    queries: Mapping[str, str]
    qrels: Mapping[str, Mapping[str, int]]


def read_faq(qrels_path: Path) -> FaqCollection:
    r"""Read ``qrels.PART.json`` with ``queries.PART.json`` and ``corpus.json`` beside it.

    An entry is ``Question: …\nAnswer: …``. Questions without a judgement are left out.
    Raises: BadQueries where one of the three is missing or of another shape.
    """
    folder = qrels_path.parent
    qrels = _object(qrels_path)
    queries = _object(folder / qrels_path.name.replace("qrels", "queries", 1))
    corpus = _object(folder / "corpus.json")
    try:
        return FaqCollection(
            entries={key: _entry(text) for key, text in corpus.items()},
            queries={key: str(queries[key]) for key in qrels},
            qrels={key: {entry: int(grade) for entry, grade in relevant.items()} for key, relevant in qrels.items()},
        )
    except (KeyError, AttributeError, TypeError, ValueError) as error:
        raise BadQueries(qrels_path, "質問・正解・項目の対応が取れません。") from error


def records(collection: FaqCollection) -> Iterator[dict[str, str]]:
    """The entries as the records that ``build`` reads."""
    for key, (title, text) in collection.entries.items():
        yield {"id": key, "title": title, "text": text or title}


def _entry(text: str) -> tuple[str, str]:
    match = _ENTRY.match(text)
    return (match["title"].strip(), match["text"].strip()) if match else ("", text.strip())


def _object(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadQueries(path, "JSON のファイルとして読めません。") from error
    if not isinstance(document, dict):
        raise BadQueries(path, "JSON のオブジェクトではありません。")
    return document
