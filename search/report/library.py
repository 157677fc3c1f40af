"""Every text of an index, read once for a report and calibrated against the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.about.readability import Readability
from index.catalog import PlanEntry
from index.encoder.protocol import Encoder
from index.opened import Index

from .boilerplate import Standard, standard_wording
from .items import Contents, contents_of, municipality
from .kept import NOTHING, Kept
from .nearness.likeness import Standings, standings
from .nearness.meaning import Meanings, Read, telling_text
from .nearness.rows import Rows
from .nearness.wording import Grams, Letters
from .report import Item

Step = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Library:
    """The texts, the items first, with what is known of each; a text is named by its row."""

    texts: tuple[Item, ...]  # the first ``count`` are items, the others what else plans say
    count: int
    letters: tuple[Letters, ...]
    standard: Standard
    standings: Standings
    common: frozenset[int]  # rows that are mostly standard wording
    contents: tuple[Contents, ...]
    readability: Mapping[str, Readability]

    def items_of(self, plans: Sequence[PlanEntry]) -> Rows:
        """The items of ``plans`` that are no standard wording."""
        return self._rows({plan.id for plan in plans}, self.count)

    def texts_of(self, city: str) -> Rows:
        """Whatever the plans of a municipality say, standard wording too: it says that something is there."""
        return np.array([row for row, text in enumerate(self.texts) if municipality(text.plan) == city], np.int64)

    def rest_of(self, plans: Sequence[PlanEntry]) -> Rows:
        """What the plans say beside their items and beside standard wording."""
        rows = self._rows({plan.id for plan in plans}, len(self.texts))
        return rows[rows >= self.count]

    def lost(self, plans: Sequence[PlanEntry]) -> float:
        """The largest share of one of ``plans`` that could not be read."""
        return max((self.readability[plan.id].lost for plan in plans if plan.id in self.readability), default=0.0)

    def _rows(self, plans: set[str], end: int) -> Rows:
        kept = (row for row in range(end) if self.texts[row].plan.id in plans and row not in self.common)
        return np.fromiter(kept, np.int64)


def read_library(index: Index, step: Step, kept: Kept = NOTHING) -> Library:
    """Read everything; ``step`` is told what is being done and the share of it. Raises: Altered."""
    contents = []
    for place, plan in enumerate(index.catalog.plans):
        step("計画を読んでいます", 0.2 * place / len(index.catalog.plans))
        contents.append(contents_of(index, plan))
    return compiled(
        contents,
        index.encoder,
        index.records.readability(),
        lambda stage, share: step(stage, 0.2 + 0.8 * share),
        kept,
    )


def compiled(
    contents: Sequence[Contents],
    encoder: Encoder,
    readability: Mapping[str, Readability],
    step: Step = lambda stage, share: None,
    kept: Kept = NOTHING,
) -> Library:
    """What is to be known of plans that were read."""
    items = [item for each in contents for item in each.items]
    texts = [*items, *(item for each in contents for item in each.rest)]
    step("定型文をさがしています", 0.0)
    standard = standard_wording(texts, [Letters.of(text.text) for text in texts])
    out = [standard.spans.get(row, ()) for row in range(len(texts))]
    letters = tuple(Letters.of(text.text, spans) for text, spans in zip(texts, out, strict=True))
    telling = [telling_text(text, spans) for text, spans in zip(texts, out, strict=True)]
    meanings = Meanings.of(
        texts, telling, encoder, Read(lambda share: step("意味を計算しています", 0.2 + 0.5 * share), kept)
    )
    step("偶然の近さを測っています", 0.7)
    owners = [municipality(text.plan) for text in texts]
    calibrated = standings(meanings, Grams.of(letters), owners, len(items))
    common = frozenset(row for row, text in enumerate(texts) if standard.mostly(row, text))
    return Library(tuple(texts), len(items), letters, standard, calibrated, common, tuple(contents), readability)
