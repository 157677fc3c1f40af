"""A page as a picture: what it looks like, in a digest, and its dots at the resolution at which it is read."""

import hashlib
import math
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ...errors import UnreadableDocument

if TYPE_CHECKING:
    import numpy as np
    import pypdfium2
    from numpy.typing import NDArray
    from PIL import Image

    Dots = NDArray[np.uint8]

DPI: Final = 300  # at which pages are read; Tesseract's models were trained on letters as high as such a page's
_LOOK: Final = 100  # dots an inch of the picture that the digest is of
_MOST: Final = 20_000_000  # dots of a page; A4 has 8.7 million, and a larger page is read at less
_LARGEST: Final = 200_000_000  # dots of a picture file
_LONG_SIDE: Final = 3_508  # dots of A4, which a picture file is taken to be where it does not say how large it is
_SCREEN: Final = 100  # dots an inch; a file that says less repeats what its program always says
_FRAMES: Final = 1_000  # pages of a picture file


def digest_of(page: "pypdfium2.PdfPage") -> str:
    """What tells a page's picture from any other."""
    drawn = page.render(scale=_bounded(_LOOK, *page.get_size()) / 72, grayscale=True).to_numpy()
    return _digest(page.get_size(), drawn)


def dots_of(page: "pypdfium2.PdfPage") -> "Dots":
    """The page at 300 dots an inch, in colour."""
    dots: Dots = page.render(scale=_bounded(DPI, *page.get_size()) / 72, rev_byteorder=True).to_numpy()
    return dots


def dots_of_frame(frame: "Image.Image") -> "Dots":
    """As :func:`dots_of`, of a page of a picture file."""
    import numpy as np

    return np.asarray(frame)


def frames_of(path: Path, raw: bytes) -> "Iterator[Image.Image]":
    """The pages of a picture file, each as large as it is read.

    Raises: UnreadableDocument where it is no picture or too large.
    """
    from PIL import Image, ImageSequence, UnidentifiedImageError

    broken = UnreadableDocument(path, "画像として開けません。", "開けるか確かめ、入手し直してください。")
    try:
        with Image.open(BytesIO(raw)) as image:
            if image.width * image.height > _LARGEST or getattr(image, "n_frames", 1) > _FRAMES:
                raise UnreadableDocument(path, "画像が大きすぎるので読みませんでした。", "分割してください。")
            for frame in ImageSequence.Iterator(image):
                yield _sized(frame)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise broken from error


def digest_of_frame(frame: "Image.Image") -> str:
    """As :func:`digest_of`, of a page of a picture file."""
    import numpy as np

    return _digest(frame.size, np.asarray(frame.convert("L").reduce(DPI // _LOOK)))


def _sized(frame: "Image.Image") -> "Image.Image":
    said = frame.info.get("dpi", (0, 0))[0]
    scale = DPI / float(said) if said and float(said) > _SCREEN else _LONG_SIDE / max(frame.size)
    width, height = (side * scale for side in frame.size)
    shrink = min(1.0, math.sqrt(_MOST / (width * height)))
    plain = frame.convert("RGB") if frame.mode not in ("1", "L", "RGB") else frame
    plain = plain.convert("L") if plain.mode == "1" else plain
    return plain.resize((max(round(width * shrink), 1), max(round(height * shrink), 1)))


def _bounded(dpi: int, width: float, height: float) -> float:
    """``dpi``, or as much less as a page of so many points needs to have no more than so many dots."""
    return min(float(dpi), 72 * math.sqrt(_MOST / max(width * height, 1.0)))


def _digest(size: object, drawn: Any) -> str:  # noqa: ANN401  # an array
    return hashlib.sha256(repr((size, drawn.shape)).encode() + drawn.tobytes()).hexdigest()
