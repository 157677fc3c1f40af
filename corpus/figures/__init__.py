"""The one reader of what is counted or dated in Japanese official text."""

from .area_codes import area_code_of, area_codes, phone_in
from .dates.periods import period_of, planned_years, spelt_otherwise, year_of
from .figure import Bound, Clock, Date, Days, Figure, Kind, Phone, Quantity, Years
from .numerals import whole
from .read import dates, phones, quantities, read, years, years_among
from .units import Unit, unit_counted, unit_named

__all__ = [
    "Bound",
    "Clock",
    "Date",
    "Days",
    "Figure",
    "Kind",
    "Phone",
    "Quantity",
    "Unit",
    "Years",
    "area_code_of",
    "area_codes",
    "dates",
    "period_of",
    "phone_in",
    "phones",
    "planned_years",
    "quantities",
    "read",
    "spelt_otherwise",
    "unit_counted",
    "unit_named",
    "whole",
    "year_of",
    "years",
    "years_among",
]
