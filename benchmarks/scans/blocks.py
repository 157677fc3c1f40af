"""What a made-up page holds, from top to bottom."""

from dataclasses import dataclass
from enum import StrEnum


class Face(StrEnum):
    """A typeface."""

    MINCHO = "Serif-Regular"
    MINCHO_BOLD = "Serif-Bold"
    GOTHIC = "Sans-Regular"
    GOTHIC_BOLD = "Sans-Bold"


@dataclass(frozen=True, slots=True)
class Text:
    """A heading or a paragraph, broken at the width of its column."""

    text: str
    size: float = 10.5  # points
    face: Face = Face.MINCHO
    indent: float = 0.0  # points


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells with rules around them; ``widths`` are shares of the page's width."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    size: float = 9.5
    face: Face = Face.GOTHIC
    shaded: bool = False  # its header row


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns of text side by side."""

    left: tuple[Text, ...]
    right: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Vertical:
    """Columns from top to bottom, from right to left, as high as the page allows."""

    paragraphs: tuple[str, ...]
    size: float = 12.0
    face: Face = Face.MINCHO


@dataclass(frozen=True, slots=True)
class Stamp:
    """A seal of a few characters, ``across`` and ``down`` the page as shares of it; it is no text of the page."""

    lines: tuple[str, ...]
    across: float
    down: float
    red: bool = True
    round: bool = True


Block = Text | Table | Columns | Vertical


@dataclass(frozen=True, slots=True)
class Wear:
    """What the scanner does to a page: degrees of skew, spread of noise (of 255), specks, a dark edge, colour or not."""

    skew: float = 0.0
    noise: float = 0.0
    specks: int = 0
    blur: float = 0.0  # pixels at 300 dpi
    edge: bool = False
    grey: bool = True
    quality: int = 85  # of the JPEG


@dataclass(frozen=True, slots=True)
class Page:
    """A page under a name that says what is hard about it."""

    name: str
    blocks: tuple[Block, ...]
    stamps: tuple[Stamp, ...] = ()
    wear: Wear = Wear()
