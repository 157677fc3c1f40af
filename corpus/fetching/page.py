"""What is taken from a web page: its links, and whether its words have changed."""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

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


class _Reading:
    """What lxml tells of a page as it goes through it; no tree is built, so that no page is too deep or too large."""

    def __init__(self) -> None:
        self.base: str | None = None
        self.links: list[tuple[str, list[str]]] = []
        self.words: list[str] = []
        self._silent = 0
        self._in_link = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._silent += tag in _SILENT
        href = attributes.get("href")
        if tag == "base" and href and self.base is None:
            self.base = href
        if tag == "a":
            self._in_link = bool(href) and len(self.links) < MAX_LINKS
            if href and self._in_link:
                self.links.append((href, []))
        if tag == "img" and self._in_link and (alt := attributes.get("alt")):
            self.links[-1][1].append(alt)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._silent -= tag in _SILENT
        if tag == "a":
            self._in_link = False

    def data(self, text: str) -> None:
        """Text, wherever it stands."""
        if self._silent:
            return
        self.words.append(text)
        if self._in_link:
            self.links[-1][1].append(text)

    def close(self) -> None:
        """The page is over."""


@dataclass(frozen=True, slots=True)
class Page:
    """The links of a page in their order, each address once, and a digest of what a reader sees of it."""

    links: tuple[Link, ...]
    digest: str


def read_page(raw: bytes, address: str) -> Page:
    """Read the page ``raw`` that ``address`` gave; scripts, styles and attributes do not count as seen."""
    reading = _Reading()
    parser = etree.HTMLParser(target=reading)
    with suppress(etree.LxmlError):  # a page that ends in its midst, or holds nothing
        parser.feed(page_text(raw))
        parser.close()
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
