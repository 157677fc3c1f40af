"""施策をさがす, for municipal staff: measures by facets and questions, side by side, city by city, with their indicators.

What was asked is read by ``asked.py``; pure functions make what is shown (``facets.py``, ``listing.py``, ``beside.py``,
``cities.py``, ``gauges.py``, ``alike.py``), which the templates only lay out and ``exports.py`` writes as rows.
"""

from .routes import add_staff

__all__ = ["add_staff"]
