"""The one reader of what is counted or dated in Japanese official text."""

from .figure import Bound, Clock, Date, Days, Figure, Kind, Phone, Quantity, Years
from .read import phones, quantities, read, years
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
    "phones",
    "quantities",
    "read",
    "unit_counted",
    "unit_named",
    "years",
]
