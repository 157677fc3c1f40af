"""What stands between the network and the page: who may ask, by which name, for which routes, with how much."""

from .door import Door, Rules
from .events import events_of
from .server import BoundedServer

__all__ = ["BoundedServer", "Door", "Rules", "events_of"]
