"""The picture of a page -> a PDF as a scanner makes it."""

from io import BytesIO

import numpy as np
from PIL import Image, ImageFilter

from .blocks import Page, Wear
from .typeset import DPI


def scanned(image: Image.Image, wear: Wear, dpi: int, seed: int) -> Image.Image:
    """``image``, set at 300 dpi, as it comes off the glass at ``dpi``."""
    random = np.random.default_rng(seed)
    image = image.rotate(wear.skew, Image.Resampling.BICUBIC, fillcolor="white")
    if wear.blur:
        image = image.filter(ImageFilter.GaussianBlur(wear.blur))
    if dpi != DPI:
        image = image.resize((round(image.width * dpi / DPI), round(image.height * dpi / DPI)), Image.Resampling.BOX)
    if wear.grey:
        image = image.convert("L")
    dots = np.asarray(image).astype(np.float32)
    dots = 248 - (255 - dots) * (225 / 255)  # paper is not white, nor ink black
    height, width = dots.shape[:2]
    for _ in range(wear.specks):
        y, x = random.integers(0, height - 4), random.integers(0, width - 4)
        side = max(1, round(random.integers(1, 5) * dpi / DPI))
        dots[y : y + side, x : x + side] = 70
    if wear.edge:
        dots[:, : round(0.012 * width)] = 50
    dots += random.normal(0, wear.noise, dots.shape)
    return Image.fromarray(dots.clip(0, 255).astype(np.uint8))


def as_pdf(image: Image.Image, dpi: int, quality: int) -> bytes:
    """One page that is nothing but a picture."""
    out = BytesIO()
    image.save(out, "PDF", resolution=dpi, quality=quality)
    return out.getvalue()


def scan_of(image: Image.Image, page: Page, dpi: int, seed: int) -> bytes:
    """The PDF that scanning ``page``, set as ``image``, makes."""
    return as_pdf(scanned(image, page.wear, dpi, seed), dpi, page.wear.quality)
