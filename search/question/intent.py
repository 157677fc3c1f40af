"""What kind of answer a question wants, told by how it is put."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from .figures import COUNTED, DATED, MONEY, OPENING, RATE, WantedFigure, counted_in, time_in
from .learning.labels import Wants
from .learning.learned import Learned
from .words import bodies, desks, others, times
from .words.rule import any_of


class Intent(StrEnum):
    """The kinds; a question has one, and may ask for a desk's number besides."""

    DESK = "desk"  # where to go, whom to ask
    FIGURE = "figure"
    WHEN = "when"
    COMPARISON = "comparison"
    MEASURE = "measure"  # what is done
    NAME = "name"  # a person's
    ORGANISATION = "organisation"  # who runs it, who sits on it; where to go is DESK


_PHONE: Final = any_of(desks.PHONE)
_SOUGHT_NUMBER: Final = any_of(desks.NUMBER)
_DESK: Final = any_of((*desks.WHERE_TO_GO, *desks.ADVICE, *desks.HEARD, *desks.CALLING))
_SEEKING: Final = any_of(desks.SEEKING)
_REACHING: Final = any_of(desks.REACHING)
_SITE: Final = any_of(desks.SITE)
_GOING: Final = any_of(desks.GOING)
_ROLE_NAMED: Final = any_of(bodies.ROLE_NAMED)
_ORGANISATION: Final = any_of(bodies.ORGANISATION)
_COMPARISON: Final = any_of(others.COMPARISON)
_COMPARING: Final = any_of(others.COMPARING)
_WHEN: Final = any_of(times.WHEN)
_OPEN: Final = any_of(times.OPEN)
_OPENING_WORDS: Final = any_of(times.OPENING_WORDS)
_DEADLINE: Final = any_of(times.DEADLINE)
_UNTIL: Final = any_of(times.UNTIL)
_ONLY_TOLD: Final = any_of(times.TOLD)
# やさしい日本語 is written with blanks: どこに でんわしますか. Between words in kanji they part keywords.
_BLANK_BY_KANA: Final = re.compile(r"(?<=[ぁ-んァ-ヶー])\s+|\s+(?=[ぁ-ん])")
# Of 46 held-out texts with a word of seeking that the models take so, 35 want a desk or its number; of 151 with such a word 48.
_SOUGHT_LEAST: Final = 0.5
# Of 216 questions for a desk over sixty municipalities .68 have the shape of one for a number, .85 this too; of 131 of other
# residents .10 with both and without it. From .2 to .6 it makes one question in fifty.
_PHONE_LEAST: Final = 0.4
# By the models, where a word of reaching somebody stands anywhere; arbitrary.
_SURE_LEAST: Final = 0.8
_COMPARED_LEAST: Final = 0.8  # 15 held-out texts have 違い or 差は; from .4 to .9 the same one is above, rightly
_UNCOUNTED: Final = (Wants.DESK, Wants.PHONE, Wants.HOW_TO_APPLY, Wants.DEFINITION, Wants.OTHER)
# Of 423 held-out texts with the shape of a figure or a date 338 want one: from .4 on 21 of them and 23 of the 85 others
# are taken for something else, from .6 on 17 and 22, from .7 on 15 and 20.
_UNCOUNTED_LEAST: Final = 0.6
_GOING_LEAST: Final = 0.3  # arbitrary: a desk is told beside what is done, where one fits


# What the models are sure that a question wants, where no shape of words says so: 「家賃の補助、若い夫婦にも出ますか」 wants an amount.
# Of held-out texts without such a shape 20 of 22 amounts, 12 of 13 figures and 16 of 18 dates are right from .8 on.
_LEARNED: Final = (
    (Wants.AMOUNT, Intent.FIGURE, MONEY), (Wants.FIGURE, Intent.FIGURE, COUNTED | RATE), (Wants.DEADLINE, Intent.WHEN, DATED)
)  # fmt: skip
_LEARNED_LEAST: Final = 0.8


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind of answer, whether a number to call is wanted, and the figures that would answer.

    ``figure`` is set for figures and times, ``role`` for a person's name (委員長). ``years`` are those that the figure has to
    be of, ``place`` says that an address is wanted, ``where`` that it is also asked where to go, ``hours`` that it is
    asked when it is open, ``about`` is what else the sentence must have: まで for a deadline, and ``likely`` that no word
    asks for the figure but the models take it to be wanted: it comes first, and where none is printed any sentence may.
    """

    intent: Intent
    phone: bool
    figure: WantedFigure | None
    years: tuple[int, ...] = ()
    place: bool = False
    where: bool = False
    about: re.Pattern[str] | None = None
    hours: bool = False
    role: str = ""
    likely: bool = False

    @property
    def exact(self) -> bool:
        """Whether a sentence answers only where it prints a figure, a date or a name."""
        return self.intent in (Intent.FIGURE, Intent.WHEN, Intent.NAME)

    @property
    def opening(self) -> "Asked":
        """The question when it is open."""
        return replace(self, intent=Intent.WHEN, figure=OPENING)

    @property
    def loosely(self) -> "Asked":
        """The same question where any sentence may answer."""
        return replace(self, intent=Intent.MEASURE, figure=None, likely=False)

    @property
    def desk(self) -> bool:
        """Whether a desk may be told: not beside a figure, a date or a name, unless it is asked where to go."""
        return self.where or self.phone or not self.exact


def asked(question: str, learned: Learned, named: tuple[int, ...]) -> Asked:
    """Read ``question``, which names the years ``named``: by the shapes of words, unless the models are sure of something else.

    「鍋を何回も焦がす」 has the shape of a question for a figure, 「いくら言っても」 of one for money.
    """
    kind = _shaped(question, learned.wants, named)
    if kind.intent is Intent.MEASURE and not _ONLY_TOLD.search(question):
        for want, intent, figure in _LEARNED:
            if learned.wants[want] >= _LEARNED_LEAST:
                return replace(kind, intent=intent, figure=figure, likely=True)
    if kind.intent not in (Intent.FIGURE, Intent.WHEN):
        return kind
    wants = learned.wants
    if sum(wants[each] for each in _UNCOUNTED) < _UNCOUNTED_LEAST:
        return kind
    intent = Intent.DESK if wants[Wants.DESK] >= _GOING_LEAST else Intent.MEASURE
    return replace(kind, intent=intent, figure=None, about=None)


def _shaped(question: str, wants: Mapping[Wants, float], named: tuple[int, ...]) -> Asked:
    text = unicodedata.normalize("NFKC", question)
    joined = _BLANK_BY_KANA.sub("", text)
    likely, reaching = wants[Wants.DESK] + wants[Wants.PHONE], _says(_REACHING, text)
    phone = (
        _says(_PHONE, text, joined)
        or (reaching and wants[Wants.PHONE] >= _SURE_LEAST)
        or (wants[Wants.PHONE] >= _PHONE_LEAST and _says(_SOUGHT_NUMBER, text, joined))
    )
    place = _says(_SITE, text, joined)
    sought = (reaching and likely >= _SURE_LEAST) or (likely >= _SOUGHT_LEAST and _says(_SEEKING, text))
    where = place or sought or _says(_DESK, text, joined)
    compared = wants[Wants.COMPARISON] >= _COMPARED_LEAST and _says(_COMPARING, text)
    if compared or _COMPARISON.search(text):
        return Asked(Intent.COMPARISON, phone, None, named, place, where)
    if (person := _ROLE_NAMED.search(text)) is not None:
        return Asked(Intent.NAME, phone, None, named, place, where, role=person["role"] or person["who"])
    if _WHEN.search(text) and (_OPENING_WORDS.search(text) or not where):
        about = _UNTIL if _DEADLINE.search(text) else None
        return Asked(Intent.WHEN, phone, time_in(text), named, place, where, about)
    if not phone and (figure := counted_in(text)) is not None:
        return Asked(Intent.FIGURE, phone, figure, named, place, where)
    if _ORGANISATION.search(text) and not phone and not _GOING.search(text):
        return Asked(Intent.ORGANISATION, phone, None, named, place, where)
    if phone or where:
        return Asked(Intent.DESK, phone, None, named, place, where, hours=bool(_OPEN.search(text)))
    return Asked(Intent.MEASURE, phone, None, named, place, where)


def _says(words: re.Pattern[str], *forms: str) -> bool:
    return any(words.search(form) for form in forms)
