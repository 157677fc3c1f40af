"""A question, read once: everything that is known of it before anything is looked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from .audience import Audience
from .calling import Calling
from .danger.reading import InDanger
from .districts import District
from .filters import Applied
from .intent import Asked, Intent
from .learning.labels import Wants
from .learning.learned import Matter
from .places import Town, indexed_names
from .query import Wanted
from .script import Script

# Of 68 questions of residents without a place that some plan answers 60 have more served than .5, of 20 of officials 12; more
# local than it, 43 and 1, which .55 leaves out.
_LOCAL_LEAST: Final = 0.55


@dataclass(frozen=True, slots=True)
class Question:
    """Handed on whole; nobody reads ``text`` again."""

    typed: str  # verbatim
    text: str  # without invisible characters, in Japanese where it was typed in another language that is understood
    wanted: Wanted  # what to look for: terms, expansions, corrections
    applied: Applied  # the municipalities, each from a filter or from the question, and the plans to search
    elsewhere: str | None  # a prefecture without a plan, where no municipality is named
    district: District | None  # where the asker is
    town: Town | None  # by which alone the question says of which municipality it is
    asked: Asked  # what would answer it, of which years
    calling: Calling
    audiences: frozenset[Audience]  # whom it is about, most likely
    named: frozenset[Audience]  # whom its words name; nobody is turned away from a desk for less
    danger: InDanger | None
    matter: Matter
    wants: Mapping[Wants, float]  # probabilities of what would satisfy the asker most, together 1
    local: float  # probability that it wants to know where to go or what one can get, for which one has to live there
    served: float  # the same, or what is done
    script: Script
    today: date  # on which it was asked: what is in force depends on it

    @property
    def absent(self) -> str | None:
        """The places that are asked about and have no plan in the index, where nothing else is; as a sentence names them."""
        if self.elsewhere is not None or self.applied.plans:
            return self.elsewhere
        return "、".join(place.name for place in self.applied.places if not place.indexed) or None

    @property
    def cities(self) -> tuple[str, ...]:
        """The municipalities that may be meant where none is named and a desk or a service is asked for; else none.

        Who asks for a figure, for who runs something or for a comparison wants it wherever it stands.
        """
        if self.applied.places or not (
            self.asked.intent is Intent.DESK or (self.asked.intent is Intent.MEASURE and self.served >= _LOCAL_LEAST)
        ):
            return ()
        names = indexed_names(self.applied.plans)
        return names if len(names) > 1 else ()

    @property
    def is_local(self) -> bool:
        """Whether what would answer is another thing in each municipality: where to go, what one has a claim to."""
        return self.asked.intent is Intent.DESK or self.local >= _LOCAL_LEAST

    @property
    def wants_desk(self) -> bool:
        """Whether it asks where to go, or for the number or the name of a desk."""
        return self.asked.intent is Intent.DESK or self.asked.phone or self.calling.which_desk
