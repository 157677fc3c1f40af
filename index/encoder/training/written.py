"""Pairs in people's own words: what somebody says, and the passage that answers it, written for this project by many hands.

A file is one hand's work, JSON Lines (gzipped or not), a line a group: ``passage`` ("title: text", or null), ``asks`` with a
``text`` and perhaps a ``script`` each. Its card is ``pairs/README.md``.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

PAIRS: Final = Path(__file__).with_name("pairs")
# Hands whose work is never learned from, by nothing: danger, a mixed town, officials, people who write in other scripts,
# young parents, people who live with an illness, newcomers, a welfare commissioner.
HELD_OUT: Final = frozenset({
    "danger-second-hand", "long-stories", "mixed-town", "officials-elsewhere", "other-scripts",
    "parents-in-kansai", "peers-in-chubu", "new-in-town", "commissioner-in-tokai", "how-to-reach-held", "contrasts-held",
    "contrasts-second-held", "contrasts-third-held", "danger-twins-held",
})  # fmt: skip
_JAPANESE: Final = ("ja", "kana", "easy")  # scripts whose words plans have


def hand_of(path: Path) -> str:
    """Who wrote a file: its name without endings."""
    return path.name.partition(".")[0]


def lines_of(path: Path) -> list[str]:
    """The lines of a file of groups. Raises: OSError."""
    raw = path.read_bytes()
    return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8").splitlines()


def files_in(folder: Path) -> list[Path]:
    """The files of groups in ``folder``, by name."""
    return sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz")])


def groups_of(path: Path) -> Iterator[dict[str, Any]]:
    """The groups of a file."""
    return map(json.loads, lines_of(path))


def written_pairs(paths: Sequence[Path], *, held_out: bool = False) -> Iterator[tuple[str, str]]:
    """What is said in Japanese, and the passage that answers it: of the hands to learn from, or of those held out."""
    for path in paths:
        if (hand_of(path) in HELD_OUT) is held_out:
            for group in groups_of(path):
                yield from _pairs_of(group)


def _pairs_of(group: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if group["passage"] is not None:
        for ask in group["asks"]:
            if ask.get("script", "ja") in _JAPANESE:
                yield ask["text"], group["passage"]
