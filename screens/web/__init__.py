"""The first page, for residents: a form that works at once, and what carries its questions."""

from .first import FirstPage
from .page import build_page

__all__ = ["FirstPage", "build_page"]
