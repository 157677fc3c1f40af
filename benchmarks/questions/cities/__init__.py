"""Questions of the project's own over real documents of many municipalities, judged by place: written blind to the program.

``relevant`` gives offsets in a document's text without its white space, so that no sentence of it stands here; where a
document is no plain text, what a right answer must print stands for the place. ``documents.json`` has each document's file
and the digest of what was judged. The files in ``blind`` are looked at by no one: they are only counted, at the end.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_ENCODINGS = ("utf-8-sig", "cp932")
_PLAIN = (".txt", ".md", ".csv", ".html")


def read_city_questions(name: str, shared: Path, folder: str = ".") -> list[dict[str, Any]]:
    """The questions of one file, in the form of ``eval/dev``: each judged span as its text without white space.

    Args:
        name: one of ``benchmarks.questions.FILES``.
        shared: where the documents are.
        folder: "." or "blind".
    Raises: ValueError where a document is another than when its spans were judged.
    """
    lines = (HERE / folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_row(json.loads(line), shared) for line in lines]


@cache
def letters(path: Path) -> str:
    """The text of a file without white space; "" where it is no plain text."""
    if path.suffix not in _PLAIN:
        return ""
    raw = path.read_bytes()
    for encoding in _ENCODINGS:
        try:
            return "".join(raw.decode(encoding).split())
        except UnicodeDecodeError:
            continue
    return ""


@cache
def _document(plan_id: str, shared: Path) -> str:
    file, digest = json.loads((HERE / "documents.json").read_text(encoding="utf-8"))[plan_id]
    if hashlib.sha256((shared / file).read_bytes()).hexdigest()[:16] != digest:
        raise ValueError(f"{file} is another than when its spans were judged")
    return letters(shared / file)


def _row(row: dict[str, Any], shared: Path) -> dict[str, Any]:
    spans = [
        {
            "doc": each["doc"],
            "grade": each["grade"],
            "snippet": each.get("must") or _document(each["doc"], shared)[each["start"] : each["end"]],
        }
        for each in row["relevant"]
    ]
    return {**row, "relevant": spans}
