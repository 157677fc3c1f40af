"""What the pages of our own share: their frame (Jinja), style, scripts, and the token in each of their forms.

A room that has pages (staff, library) keeps its templates in ``templates/`` and its scripts in ``static/``; its
``add_NAME(site)`` adds its addresses. The door lets in what ``screens/door/routes.py`` lists, and nothing else.
"""

from .pages import Site, add_static
from .tokens import Tokens

__all__ = ["Site", "Tokens", "add_static"]
