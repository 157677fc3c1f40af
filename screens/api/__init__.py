"""REST: the JSON contract over HTTP, for other programs."""

from .jobs import Jobs
from .replies import Replies
from .routes import add_api

__all__ = ["Jobs", "Replies", "add_api"]
