"""Questions of the project's own over the five plans, judged by place: written blind to the program.

``relevant`` gives offsets in a plan's text, so that no sentence of a plan stands here; ``plans.json`` has the digest of
the texts that they were taken from.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

FILES: Final = ("resident", "staff", "contact", "unanswerable")


def read_questions(name: str, texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """The questions of one file, in the form of ``eval/dev``: each judged span as its text.

    Args:
        name: one of ``FILES``.
        texts: every plan's verbatim text, by id.
    Raises: ValueError where a plan reads otherwise than when its spans were judged.
    """
    folder = Path(__file__).parent
    for plan_id, digest in json.loads((folder / "plans.json").read_text(encoding="utf-8")).items():
        if text_digest(texts[plan_id]) != digest:
            raise ValueError(f"{plan_id} reads otherwise than when its spans were judged")
    lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_row(json.loads(line), texts) for line in lines]


def text_digest(text: str) -> str:
    """What tells one text of a plan from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _row(row: dict[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    spans = [
        {"doc": each["doc"], "grade": each["grade"], "snippet": texts[each["doc"]][each["start"] : each["end"]]}
        for each in row["relevant"]
    ]
    return {**row, "relevant": spans}
