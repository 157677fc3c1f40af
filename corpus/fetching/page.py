"""What is taken from a web page: its links, and whether its words have changed."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from ..readers.webpage import page_text
from .asking.addresses import normal_address
from .signature import KEPT

_SILENT: Final = frozenset(("script", "style", "noscript", "template"))
# How links call what they lead to, where the address does not tell: 「計画本編[PDF:2MB]」 -> /download?id=3.
_CALLED: Final = {".pdf": ("pdf",), ".docx": ("word", "ワード"), ".xlsx": ("excel", "エクセル")}
_PAGE_ENDINGS: Final = frozenset((".html", ".htm", ".shtml", ".jsp", ".asp", ".aspx"))
MAX_LINKS: Final = 2000  # of one page; arbitrary


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a page links to, and the words of the link."""

    address: str
    text: str


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.base: str | None = None
        self.links: list[tuple[str, list[str]]] = []
        self.words: list[str] = []
        self._silent = 0
        self._in_link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        href = dict(attrs).get("href")
        if tag == "base" and href and self.base is None:
            self.base = href
        if tag == "a":
            self._in_link = bool(href) and len(self.links) < MAX_LINKS
            if href and self._in_link:
                self.links.append((href, []))
        if tag == "img" and self._in_link and (alt := dict(attrs).get("alt")):
            self.links[-1][1].append(alt)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag == "a":
            self._in_link = False

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.words.append(data)
        if self._in_link:
            self.links[-1][1].append(data)


@dataclass(frozen=True, slots=True)
class Page:
    """The links of a page in their order, each address once, and a digest of what a reader sees of it."""

    links: tuple[Link, ...]
    digest: str


def read_page(raw: bytes, address: str) -> Page:
    """Read the page ``raw`` that ``address`` gave; scripts, styles and attributes do not count as seen."""
    reading = _Reading()
    reading.feed(page_text(raw))
    reading.close()
    base = (reading.base and normal_address(reading.base, address)) or address
    links: dict[str, Link] = {}
    for href, words in reading.links:
        target = normal_address(href, base)
        if target is not None:
            links.setdefault(target, Link(target, " ".join("".join(words).split())[:200]))
    seen = " ".join("".join(reading.words).split())
    return Page(tuple(links.values()), sha256(seen.encode("utf-8", "replace")).hexdigest())


def documents_among(links: Collection[Link], endings: Collection[str], words: Collection[str]) -> Iterator[Link]:
    """The links to documents with one of ``endings``; with ``words``, those that have one in their text or address."""
    for link in links:
        named = f"{link.text} {unquote(link.address)}"
        if any(ending_behind(link, each) for each in endings) and (not words or any(word in named for word in words)):
            yield link


def ending_behind(link: Link, ending: str) -> bool:
    """Whether ``link`` leads to a document with ``ending``, by its address or else by what it is called."""
    own = address_ending(link.address)
    if own in KEPT:
        return own == ending
    path = urlsplit(link.address).path
    if path.endswith("/") or PurePosixPath(path).suffix.lower() in _PAGE_ENDINGS:
        return False
    called = "|".join(_CALLED[ending])
    return bool(re.search(rf"(?<![a-z])(?:{called})(?![a-z])", link.text.lower()))


def address_ending(address: str) -> str | None:
    """The ending of a document that ``address`` promises; None where it promises none."""
    ending = PurePosixPath(unquote(urlsplit(address).path)).suffix.lower()
    return ending if ending in KEPT else None
