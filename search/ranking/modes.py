"""Which retrievers look for candidates."""

from enum import StrEnum


class Mode(StrEnum):
    """``hybrid`` asks both and fuses."""

    HYBRID = "hybrid"
    LEXICAL = "lexical"
    DENSE = "dense"
