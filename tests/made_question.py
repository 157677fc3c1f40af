"""Questions made by hand: as the reader would leave them, without an index."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus import figures
from index.catalog import PlanEntry
from search.question.audience import audiences
from search.question.calling import calling
from search.question.districts import District
from search.question.filters import Applied
from search.question.intent import Asked, Intent, asked
from search.question.learning.hints import hints
from search.question.learning.learned import Learned, read
from search.question.lexicon import Expansion
from search.question.query import Wanted
from search.question.question import Question
from search.question.script import Script
from search.results import Reply

MEASURE = Asked(Intent.MEASURE, False, None)


def made_question(
    text: str = "見守りは",
    plans: Sequence[PlanEntry] = (),
    *,
    wanted: Wanted | None = None,
    kind: Asked = MEASURE,
    district: District | None = None,
) -> Question:
    """``text`` asked of ``plans``, where no municipality is named."""
    return Question(
        typed=text,
        text=text,
        wanted=wanted or Wanted(text, {}, {}),
        applied=Applied((), (), (), False, tuple(plans), None),
        elsewhere=None,
        district=district,
        town=None,
        asked=kind,
        calling=calling(text, figures.read(text)),
        audiences=audiences(text),
        named=audiences(text),
        danger=None,
        matter=learned_of(text).matter,
        wants=learned_of(text).wants,
        local=0.0,
        served=0.0,
        script=Script.MIXED,
        today=date(2026, 11, 28),
    )


def expanded(reply: Reply, expansions: Sequence[Expansion]) -> Reply:
    """``reply`` to a question for which ``expansions`` were looked for too."""
    question = reply.question
    return replace(reply, question=replace(question, wanted=replace(question.wanted, expansions=tuple(expansions))))


def learned_of(text: str) -> Learned:
    """What the models make of ``text``."""
    return read(text, hints(text))


def kind_of(text: str) -> Asked:
    """What ``text`` asks."""
    return asked(text, learned_of(text), figures.years(text))
