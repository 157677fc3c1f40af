"""What a figure of a text is told of."""

from .cells import cell_at
from .page import figures_of, place_kind, tells
from .told import Told, is_bare, told_of

__all__ = ["Told", "cell_at", "figures_of", "is_bare", "place_kind", "tells", "told_of"]
