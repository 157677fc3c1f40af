"""What a figure of a text is told of."""

from .page import figures_of, place_kind
from .told import Told, is_bare, told_of

__all__ = ["Told", "figures_of", "is_bare", "place_kind", "told_of"]
