"""``python -m cli`` is ``fukushi``."""

from . import entry

entry()
