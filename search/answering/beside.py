"""Which sentences may be told beside which desks: no other desk's number, no desk's own entry again."""

from collections.abc import Sequence
from typing import Final

from corpus.records.desks.checked.desk_table import DESK_TABLE
from corpus.records.desks.desk import Desk

from ..desks.chosen import Choice
from ..evidence.sentences import PHONE
from ..evidence.spans import Span

_ENTRY: Final = 40  # characters; a shorter desk is a name in running text
_BESIDE_DESK: Final = 0.6  # coverage of a sentence that is said beside a desk


class Beside:
    """Holds sentences against the desks of an index."""

    def __init__(self, desks: Sequence[Desk]) -> None:
        self._numbers = {desk.phone for desk in desks if desk.phone}
        self._tables = {desk.plan_id for desk in desks if desk.source == DESK_TABLE}
        self._entries: dict[str, list[Desk]] = {}
        for desk in desks:
            if desk.end - desk.start > _ENTRY:
                self._entries.setdefault(desk.plan_id, []).append(desk)

    def tellable(self, desks: Sequence[Choice], found: Sequence[Span], *, to_go: bool, alone: bool) -> list[Span]:
        """The sentences of ``found`` that may be told beside ``desks``.

        Where the desks are the answer ``alone``, only those that say most of what was asked.
        What a table of desks says is told with its desks or not at all.
        """
        kept = self._of_no_other_desk(desks, found) if to_go else list(found)
        kept = [span for span in kept if span.result.plan.id not in self._tables]
        if desks:
            kept = [span for span in kept if not self._is_entry(span)]
        if desks and alone:
            kept = [span for span in kept if span.coverage >= _BESIDE_DESK]
        return kept

    def widened(self, span: Span, desks: Sequence[Choice]) -> Span:
        """``span`` with what stands beside it, unless that has the number of another desk."""
        wide = span.wide
        return wide if self._of_no_other_desk(desks, [wide]) else span

    def _of_no_other_desk(self, desks: Sequence[Choice], found: Sequence[Span]) -> list[Span]:
        """Those that print no number of a desk which is not among ``desks``."""
        own = {choice.desk.phone for choice in desks}
        return [span for span in found if self._numbers.isdisjoint(set(PHONE.findall(span.text)) - own)]

    def _is_entry(self, span: Span) -> bool:
        """Whether a sentence stands in a desk's own entry, which is told with the desk or not at all."""
        entries = self._entries.get(span.result.plan.id, ())
        return any(desk.start <= span.start < desk.end for desk in entries)
