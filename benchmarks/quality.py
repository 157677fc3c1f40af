"""Quality on everything that is judged: ``python -m benchmarks.quality``."""

import tempfile
from pathlib import Path

from cli import main

from .shared import SHARED

_FILES = (
    "dev/resident.jsonl",
    "dev/staff.jsonl",
    "dev/contact.jsonl",
    "dev/unanswerable.jsonl",
    "localgovfaq/qrels.dev.json",
    "jsts-valid.jsonl",
)


def run() -> int:
    """Build the five plans and put everything that is judged to ``fukushi evaluate``."""
    plans = SHARED / "plans"
    with tempfile.TemporaryDirectory() as folder:
        index = str(Path(folder) / "index")
        if code := main(["build", str(plans), "--sources", str(plans / "sources.csv"), "--index", index]):
            return code
        return main(["evaluate", *(str(SHARED / "eval" / name) for name in _FILES), "--index", index])


if __name__ == "__main__":
    raise SystemExit(run())
