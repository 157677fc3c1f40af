"""How much, how long and how often: the bounds of a run. The list of sources may set the first three."""

from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """All of them arbitrary, unless it says otherwise."""

    max_bytes: int = 200 * MEGABYTE  # of one document: as many as are read (corpus/regular_file.py)
    pause: float = 1.0  # seconds between two requests to one host
    contact: str | None = None  # of whoever asks; goes into the User-Agent
    page_bytes: int = 5 * MEGABYTE  # of one web page: as many as are read (corpus/readers/webpage.py)
    robots_bytes: int = 500_000  # RFC 9309 wants at least 500 KiB read; what is beyond is ignored
    silence: float = 30.0  # seconds in which a server must say something
    whole: float = 600.0  # seconds for one answer: 200 MB at 2.7 Mbit/s
    hops: int = 5  # redirects
    attempts: int = 3
    retry: float = 5.0  # seconds before the second attempt; three times as long before each further one
    longest_wait: float = 120.0  # seconds; whoever asks for more (Retry-After) is left for the next run
    longest_delay: float = 30.0  # seconds of a Crawl-delay that are kept
