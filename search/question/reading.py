"""A question's text -> :class:`Question`, with what the index knows of places and words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from corpus.figures import read as read_figures
from corpus.figures import years_among
from index.catalog import PlanEntry, kept
from index.encoder.static import Rarity

from .audience import EVERYONE, GROUPS, Audience, audiences
from .calling import calling
from .danger.reading import weighed
from .danger.said import dangers
from .districts import Districts
from .filters import Applied, Filters, apply_filters, city_named
from .foreign.rendering import in_japanese
from .intent import Intent, asked
from .learning.hints import hints, hints_of
from .learning.labels import About, Wants
from .learning.learned import Learned, read
from .lexicon import Lexicon
from .places import Place, Town, codes_of, named_places, named_prefecture, only_mentioned, town_named
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
_LOCAL: Final = (Wants.DESK, Wants.PHONE, Wants.PLACE, Wants.HOURS, Wants.ELIGIBILITY, Wants.HOW_TO_APPLY)


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
        said, town = self._said(text, filters) if filters.read_question else ((), None)
        applied = self._applied(said, filters, area, today)
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
            town=town,
            asked=replace(kind, intent=Intent.COMPARISON, figure=None) if several else kind,
            calling=calling(text, figures),
            audiences=_audiences(groups, learned),
            named=groups,
            danger=weighed(dangers_said, _gravest(learned, written, text)),
            matter=learned.matter,
            wants=learned.wants,
            local=sum(learned.wants[each] for each in _LOCAL),
            served=sum(learned.wants[each] for each in (*_LOCAL, Wants.MEASURE)),
            script=script_of(written),
            today=today,
        )

    def _applied(self, said: tuple[Place, ...], filters: Filters, area: str | None, today: date) -> Applied:
        """The filters, with the places ``said``; where nothing says one, the asker's area does."""
        if not (said or filters.cities) and area and (home := self.districts.named(area, ())) is not None:
            filters = replace(filters, cities=(home.municipality_code,))
        return apply_filters(said, filters, self.plans, today)

    def _said(self, text: str, filters: Filters) -> tuple[tuple[Place, ...], Town | None]:
        """The places that ``text`` asks about: by their names, else by a district that one municipality alone has, else
        by a town, which is returned too.

        One that is only mentioned does not count beside one that is meant, in the question or by a filter.
        """
        named = named_places(text, self.plans)
        meant = tuple(place for place in named if not only_mentioned(place, text, named))
        named = meant if meant or filters.cities else named
        if named:
            return named, None
        chosen = [code for name in filters.cities for code in city_named(name, self.plans).codes]
        if (district := self.districts.named(text, chosen) or self.districts.named(text, ())) is not None:
            return (city_named(district.municipality_code, self.plans),), None
        town = town_named(text, kept(self.plans, codes_of), surely=bool(filters.cities))
        return ((city_named(town.code, self.plans),) if town else ()), town

    def _elsewhere(self, text: str, applied: Applied) -> str | None:
        """A prefecture that is named and has no plan, where every plan's municipality is known."""
        known = not applied.places and kept(self.plans, _all_placed)
        return named_prefecture(text, self.plans) if known else None


def _all_placed(plans: Sequence[PlanEntry]) -> bool:
    return all(plan.placed for plan in plans)


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
