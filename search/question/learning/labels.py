"""What is learned of a question: the labels of the examples."""

from enum import StrEnum
from typing import Final


class Wants(StrEnum):
    """The one thing that would satisfy the asker most."""

    DESK = "desk"  # where to go, who helps; also trouble that is told without a question
    PHONE = "phone"
    HOURS = "hours"
    PLACE = "place"
    FIGURE = "figure"  # how many; a plan's target or result
    AMOUNT = "amount"  # money
    DEADLINE = "deadline"  # until when, from when, which date or year, how long it takes
    ELIGIBILITY = "eligibility"
    HOW_TO_APPLY = "how_to_apply"
    MEASURE = "measure"  # what a municipality does or plans
    COMPARISON = "comparison"
    ORGANISATION = "organisation"  # which section, committee or contractor
    PERSON = "person"  # a name
    DEFINITION = "definition"
    OTHER = "other"  # nothing that a city hall answers


class Asker(StrEnum):
    """Who asks."""

    SELF = "self"
    FAMILY = "family"
    OTHER = "other"


class About(StrEnum):
    """Whom a question is about; it may be several, or nobody's group."""

    CHILD = "child"  # pregnancy and bringing up children too
    ELDER = "elder"
    DISABLED = "disabled"  # mental and intractable illness too
    FOREIGN = "foreign"
    POOR = "poor"


class Danger(StrEnum):
    """What somebody may be in now; the classes of the helplines."""

    SUICIDE = "suicide"
    CHILD_SUICIDE = "child_suicide"
    LIFE = "life"
    CHILD_ABUSE = "child_abuse"
    ADULT_ABUSE = "adult_abuse"
    SEXUAL = "sexual"
    VIOLENCE = "violence"
    SHELTER = "shelter"
    FOOD = "food"


_WELFARE: Final = (
    "dementia care caregivers health medical mental disability developmental intractable_illness childcare child_rearing "
    "pregnancy after_school single_parent child_protection young_carers school_refusal hikikomori poverty "
    "public_assistance housing employment rights violence foreign_residents evacuation_support volunteers loneliness "
    "transport reentry lgbt end_of_life hoarding insurance_pension plan_itself self_harm"
)
_CITY_HALL: Final = "tax registry waste water roads_parks culture_library school_admin disaster elections business animals consumer other_city"
WELFARE: Final = frozenset(_WELFARE.split())
OFF_TOPIC: Final = "off_topic"
THEMES: Final = (*_WELFARE.split(), *_CITY_HALL.split(), OFF_TOPIC)
