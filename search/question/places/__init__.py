"""Which municipality is asked about."""

from .named import Place, named_places, named_prefecture

__all__ = ["Place", "named_places", "named_prefecture"]
