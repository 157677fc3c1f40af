"""``validate``'s JSON (a contract: other programs rely on every name)."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from corpus.validation.checks import Checked, Outcome


def validation_json(found: Sequence[Checked], documents: int) -> dict[str, Any]:
    """What ``fukushi validate --json`` prints; ``documents`` is how many files there are."""
    return {
        "ok": is_sound(found),
        "documents": documents,
        "checks": [
            {
                "name": each.check.name,
                "title": each.check.japanese,
                "state": each.outcome.value,
                "findings": [asdict(finding) for finding in each.findings],
            }
            for each in found
        ],
    }


def is_sound(found: Sequence[Checked]) -> bool:
    """Whether no check failed."""
    return all(each.outcome is not Outcome.FAILED for each in found)
