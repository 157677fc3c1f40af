"""Plain text and Markdown, with whatever markup an extraction left in it."""

from pathlib import Path

from ..markup import read_markup
from ..plan import Document


def read_text(path: Path, text: str) -> tuple[Document, ...]:
    """The one document that ``text`` is."""
    return (read_markup(text),)
