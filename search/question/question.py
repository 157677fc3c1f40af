"""A question, read once: everything that is known of it before anything is looked for."""

from dataclasses import dataclass
from datetime import date

from .audience import Audience
from .calling import Calling
from .danger.reading import InDanger
from .districts import District
from .filters import Applied
from .intent import Asked, Intent
from .learning.learned import Matter
from .query import Wanted
from .script import Script


@dataclass(frozen=True, slots=True)
class Question:
    """Handed on whole; nobody reads ``text`` again."""

    typed: str  # verbatim
    text: str  # without invisible characters, in Japanese where it was typed in another language that is understood
    wanted: Wanted  # what to look for: terms, expansions, corrections
    applied: Applied  # the municipalities, each from a filter or from the question, and the plans to search
    elsewhere: str | None  # a prefecture without a plan, where no municipality is named
    district: District | None  # where the asker is
    asked: Asked  # what would answer it, of which years
    calling: Calling
    audiences: frozenset[Audience]  # whom it is about, most likely
    named: frozenset[Audience]  # whom its words name; nobody is turned away from a desk for less
    danger: InDanger | None
    matter: Matter
    script: Script
    today: date  # on which it was asked: what is in force depends on it

    @property
    def absent(self) -> str | None:
        """The places that are asked about and have no plan in the index, where nothing else is; as a sentence names them."""
        if self.elsewhere is not None or self.applied.plans:
            return self.elsewhere
        return "、".join(place.name for place in self.applied.places if not place.indexed) or None

    @property
    def wants_desk(self) -> bool:
        """Whether it asks where to go, or for the number or the name of a desk."""
        return self.asked.intent is Intent.DESK or self.asked.phone or self.calling.which_desk
