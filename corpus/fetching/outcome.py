"""What became of each address, for the report."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final


class Outcome(StrEnum):
    """In the order of the report's last line."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    GONE = "gone"
    EMPTY = "empty"  # a page that was reached and has no link of those that it stands for
    REFUSED = "refused"
    FAILED = "failed"


NAMES: Final = {
    Outcome.NEW: "新しいもの",
    Outcome.CHANGED: "変わったもの",
    Outcome.UNCHANGED: "変わらないもの",
    Outcome.GONE: "なくなったもの",
    Outcome.EMPTY: "目当てのリンクのないページ",
    Outcome.REFUSED: "断られたもの・許されないもの",
    Outcome.FAILED: "取れなかったもの",
}


@dataclass(frozen=True, slots=True)
class Found:
    """One address, what became of it, and a sentence; ``news``: the last run did not know it yet."""

    address: str
    outcome: Outcome
    sentence: str
    news: bool = False
    file: str | None = None

    def line(self) -> str:
        """The sentence with what it is about."""
        return f"{self.address}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run, in the order in which the addresses were asked."""

    found: tuple[Found, ...]

    @property
    def changed(self) -> bool:
        return any(each.news for each in self.found)

    @property
    def reached_nothing(self) -> bool:
        """Whether every single address was trouble: then it is probably ours."""
        return bool(self.found) and all(each.outcome in (Outcome.REFUSED, Outcome.FAILED) for each in self.found)

    def counts(self) -> dict[Outcome, int]:
        """How many of each outcome, all outcomes named."""
        counted = Counter(each.outcome for each in self.found)
        return {outcome: counted[outcome] for outcome in Outcome}

    def to_json(self) -> dict[str, Any]:
        """``fetch --json``."""
        return {
            "changed": self.changed,
            "counts": {outcome.value: count for outcome, count in self.counts().items()},
            "found": [
                {
                    "address": each.address, "outcome": each.outcome.value, "news": each.news, "file": each.file,
                    "message": each.sentence,
                }
                for each in self.found
            ],
        }  # fmt: skip

    def summary(self) -> str:
        """One sentence of counts."""
        told: Sequence[str] = [f"{NAMES[outcome]} {count} 件" for outcome, count in self.counts().items() if count]
        return (
            f"{len(self.found)} 件を確かめました: {'、'.join(told)}。" if told else "確かめるものがありませんでした。"
        )
