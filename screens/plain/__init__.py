"""The plain page: what residents get, as HTML that needs no script, for any phone and any reader."""

from .noscript import PlainWithoutScript
from .routes import add_plain

__all__ = ["PlainWithoutScript", "add_plain"]
