"""What residents get, as HTML that needs no script: the plain page, and the reply that the first page shows too."""

from .routes import add_plain

__all__ = ["add_plain"]
