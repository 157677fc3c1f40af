"""What a web page says of itself around its content: title, site, address, and the foot that names the office."""

import re
from typing import TYPE_CHECKING, Final

from ..plan import Outside

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_SITE: Final = ("meta[property='og:site_name']", "meta[name=author]", "meta[name=copyright]", "meta[name=publisher]")
_ADDRESSES: Final = (
    ("link[rel=canonical]", "href"), ("meta[property='og:url']", "content"), ("base", "href"),
)  # fmt: skip
_SAVED: Final = re.compile(r"saved from url=(?:\(\d+\))?(\S+)", re.IGNORECASE)
_FOOT: Final = "footer, address, [role=contentinfo], #footer, .footer, .copyright, #copyright"
_FOOT_MAX: Final = 600  # characters; a longer one is a map of the site
_SPACES: Final = re.compile(r"\s+")


def outside_of(soup: "BeautifulSoup", source: str) -> Outside:
    """Read before anything is dropped from the page; ``source`` for the comment that a browser leaves when it saves."""
    title = _flat(soup.title.get_text()) if soup.title else ""
    site = [_flat(str(tag.get("content") or "")) for name in _SITE for tag in soup.select(name)]
    addresses = [str(tag.get(key) or "") for name, key in _ADDRESSES for tag in soup.select(name)]
    addresses += _SAVED.findall(source[:4096])[:1]
    feet = [_flat(tag.get_text(" ")) for tag in _outermost(soup)]
    return Outside(
        title or None,
        tuple(dict.fromkeys(filter(None, site))),
        tuple(dict.fromkeys(filter(None, addresses))),
        tuple(foot for foot in dict.fromkeys(feet) if 0 < len(foot) <= _FOOT_MAX),
    )


def _outermost(soup: "BeautifulSoup") -> "list[Tag]":
    feet = soup.select(_FOOT)
    inner = {id(foot) for foot in feet}
    return [foot for foot in feet if not any(id(parent) in inner for parent in foot.parents)]


def _flat(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
