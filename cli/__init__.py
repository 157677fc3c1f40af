"""The terminal front door: the ``fukushi`` command. Heavy parts are imported by the command that needs them."""

from .running import entry, main

__all__ = ["entry", "main"]
