"""A question's text -> :class:`Question`, with what the index knows of places and words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from corpus.figures import read as read_figures
from corpus.figures import years_among
from index.catalog import PlanEntry
from index.encoder.static import Rarity

from .audience import EVERYONE, GROUPS, Audience, audiences
from .calling import calling
from .danger.reading import weighed
from .danger.said import dangers
from .districts import District, Districts
from .filters import Applied, Filters, apply_filters
from .foreign.rendering import in_japanese
from .intent import Intent, asked
from .learning.hints import hints, hints_of
from .learning.labels import About
from .learning.learned import Learned, read
from .lexicon import Lexicon
from .places import named_prefecture
from .query import clean_question, understand
from .question import Question
from .script import script_of
from .spelling import Spelling

_GROUP: Final = {
    About.CHILD: Audience.CHILD,
    About.ELDER: Audience.ELDER,
    About.DISABLED: Audience.DISABLED,
    About.FOREIGN: Audience.FOREIGN,
}


@dataclass(frozen=True, slots=True)
class Reader:
    """What questions to one index are read with."""

    plans: Sequence[PlanEntry]
    districts: Districts
    rarity: Rarity
    lexicon: Lexicon
    spelling: Spelling

    def read(self, typed: str, filters: Filters, area: str | None, today: date) -> Question:
        """Read ``typed``.

        Args:
            typed: the question.
            filters: which plans the caller wants searched.
            area: the asker's 町名・丁目, where it is known apart from the question.
            today: decides which version of a plan is in force.
        Raises: EmptyQuestion, QuestionTooLong, UnknownMunicipality.
        """
        written = clean_question(typed)
        rendering = in_japanese(written, self.plans)
        text = rendering.text
        applied = self._applied(text, filters, area, today)
        several = len(applied.places) > 1
        groups, dangers_said = audiences(text), dangers(written, text)
        wanted = understand(text, applied.places, self.rarity, self.lexicon, self.spelling, rendering.understood)
        figures = read_figures(text)
        learned = read(text, hints_of(figures, groups, dangers_said, wanted.expansions))
        kind = asked(text, learned, years_among(figures))
        codes = [code for place in applied.places for code in place.codes]
        return Question(
            typed=typed,
            text=text,
            wanted=wanted,
            applied=applied,
            elsewhere=self._elsewhere(text, applied),
            district=self.districts.named(area or text, codes),
            asked=replace(kind, intent=Intent.COMPARISON, figure=None) if several else kind,
            calling=calling(text, figures),
            audiences=_audiences(groups, learned),
            named=groups,
            danger=weighed(dangers_said, _gravest(learned, written, text)),
            matter=learned.matter,
            script=script_of(written),
            today=today,
        )

    def _applied(self, text: str, filters: Filters, area: str | None, today: date) -> Applied:
        """The filters; a district that one municipality alone has counts as naming it, the asker's area before others."""
        applied = apply_filters(text, filters, self.plans, today)
        if applied.places or filters.cities:
            return applied
        if area and (home := self.districts.named(area, ())) is not None:
            return self._narrowed(text, filters, home, today)
        if not filters.read_question or (named := self.districts.named(text, ())) is None:
            return applied
        return replace(self._narrowed(text, filters, named, today), from_question=True)

    def _elsewhere(self, text: str, applied: Applied) -> str | None:
        """A prefecture that is named and has no plan, where every plan's municipality is known."""
        known = not applied.places and all(plan.placed for plan in self.plans)
        return named_prefecture(text, self.plans) if known else None

    def _narrowed(self, text: str, filters: Filters, district: District, today: date) -> Applied:
        return apply_filters(text, replace(filters, cities=(district.municipality_code,)), self.plans, today)


def _gravest(learned: Learned, written: str, text: str) -> Learned:
    """What the models read of danger: in the words as typed too, where ``text`` has what plans call some of them."""
    if written == text:
        return learned
    return max(learned, read(written, hints(written)), key=lambda each: each.danger)


def _audiences(said: frozenset[Audience], learned: Learned) -> frozenset[Audience]:
    """Whom a question is about: the groups by the models, which know what the rules say; who asks by the rules.

    On held-out examples the models' F1 of the groups is .82 for children, .66 for the old, .67 for disabled people and
    .64 for foreigners; that of the rules .59, .56, .60 and .34.
    """
    if said == EVERYONE:
        return said
    return (said - GROUPS) | {_GROUP[about] for about in learned.about if about in _GROUP}
