"""robots.txt: what a site asks programs to leave alone.

The standard library's parser knows neither ``*`` and ``$`` nor that the longest rule wins; sites are written for both.
Source: RFC 9309; Crawl-delay is no part of it but widely written.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

PRODUCT: Final = "fukushi"  # the name that a site may write behind User-agent


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for us: (allowed, pattern) and the seconds that the site wants between two requests."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float | None = None

    def allows(self, path: str) -> bool:
        """Whether ``path`` (with its query) may be asked for: the longest pattern that fits decides, of two Allow."""
        path = _plain(path)
        fitting = [(len(pattern), allowed) for allowed, pattern in self.rules if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


NOTHING_FORBIDDEN: Final = Robots()


def parse_robots(text: str) -> Robots:
    """The group that names us, else the one for everybody; several groups for one name count as one."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    in_rules = False
    for line in text.splitlines():
        key, separator, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not separator:
            continue
        if key == "user-agent":
            names = [] if in_rules else names
            in_rules = False
            names.append(value.lower().partition("/")[0])
            groups.setdefault(names[-1], [])
        elif key in ("allow", "disallow", "crawl-delay"):
            in_rules = True
            for name in names:
                groups[name].append((key, value))
    own = groups.get(PRODUCT, groups.get("*", []))
    rules = tuple((key == "allow", _plain(value)) for key, value in own if key != "crawl-delay" and value)
    return Robots(rules, next((float(value) for key, value in own if key == "crawl-delay" and _is_number(value)), None))


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?", text))


def _plain(path: str) -> str:
    """``path`` in one spelling, a character for each byte, whatever was written with a percent sign."""
    return unquote_to_bytes(path).decode("latin-1")


def _fits(pattern: str, path: str) -> bool:
    """Piece by piece between the stars, each as early as it comes: a pattern of a thousand stars takes no longer."""
    ends = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    if not rest:
        return not ends or place == len(path)
    for piece in rest[:-1] if ends else rest:
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return not ends or (path.endswith(rest[-1]) and len(path) - len(rest[-1]) >= place)
