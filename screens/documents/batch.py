"""Many questions with one load."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from corpus.errors import FukushiError
from search.errors import BadQueries

from .line import json_line


def run_questions(reply: Callable[[str], Mapping[str, Any]], queries: Path, out: Path) -> tuple[int, int]:
    """Answer every line ``{"id", "query"}`` of ``queries`` with a line of what ``reply`` says, plus the id.

    A question that cannot be searched for (empty, too long) gets its line all the same, without results and with
    the reason as ``error``. ``out`` appears when all is done, never half-written.

    Returns: how many questions, and how many of them could not be searched for.
    Raises: BadQueries where the file is not such a list, or ``out`` cannot be written.
    """
    done = refused = 0
    part = out.with_name(out.name + ".part")
    try:
        with part.open("w", encoding="utf-8") as file:
            for identifier, query in _queries(queries):
                try:
                    answer = dict(reply(query))
                except FukushiError as error:
                    refused += 1
                    answer = {"query": query, "filters": {}, "total_plans": 0, "results": [], "error": str(error)}
                file.write(json_line({"id": identifier, **answer}) + "\n")
                done += 1
        part.replace(out)
    except OSError as error:
        raise BadQueries(out, f"書けません({error.strerror})。") from error
    finally:
        with suppress(OSError):
            part.unlink()
    return done, refused


def _queries(path: Path) -> Iterator[tuple[Any, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadQueries(path, "UTF-8 のファイルとして読めません。") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            identifier, query = row["id"], row["query"]
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise BadQueries(path, f"{number} 行目が id と query を持つ JSON ではありません。") from error
        if not isinstance(query, str):
            raise BadQueries(path, f"{number} 行目の query が文字列ではありません。")
        yield identifier, query
