"""Which municipality is asked about."""

from .comparing import asked_of, asked_of_each, wants_each
from .named import Place, codes_of, indexed_names, indexed_places, named_places, named_prefecture, only_mentioned
from .towns import Town, town_named

__all__ = [
    "Place",
    "Town",
    "asked_of",
    "asked_of_each",
    "codes_of",
    "indexed_names",
    "indexed_places",
    "named_places",
    "named_prefecture",
    "only_mentioned",
    "town_named",
    "wants_each",
]
