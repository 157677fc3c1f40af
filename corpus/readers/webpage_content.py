"""What of a web page is its content: navigation and furniture removed, and the element that holds the rest found."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

# Where pages of cities keep their content, the surest first; ids as joruri, PowerCMS and i-CityPortal write them.
_MAIN: Final = (
    "main", "[role=main]", "#main-content", "#maincontent", "#mainContent", "#main_contents", "#tmp_contents",
    "#contents-main", "#contentBody", "#content_body", "#honbun", "#article", "article", "#content", "#contents", "#main",
    ".cms_contents", "#container",
)  # fmt: skip
_MAIN_SHARE: Final = 0.1  # of the page's text; less is an empty shell that a script would fill
_DROPPED: Final = (
    "script", "style", "noscript", "template", "nav", "aside", "footer", "rt", "rp", "input", "select", "button",
    "textarea", "option", "iframe", "object", "svg", "canvas", "audio", "video", "map", "[hidden]",
    "[role=navigation]", "[role=banner]", "[role=contentinfo]", "[role=complementary]", "[role=search]",
)  # fmt: skip
_FURNITURE: Final = re.compile(
    r"(?:^|[-_\s])(?:[gl]?navi?|(?:global|local|site|side|foot|head)-?_?navi?(?:gation)?|navigation|breadcrumbs?|topic-?_?path|"
    r"pankuzu|side-?_?bar|sns|social|share|page-?_?top|to-?_?top|skip(?:-?_?link)?)(?:$|[-_\s])",
    re.IGNORECASE,
)
_FRAME_ID: Final = re.compile(r"(?:site|page|global|tmp)?[-_]?(?:header|footer)", re.IGNORECASE)
_INVISIBLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def drop_furniture(soup: "BeautifulSoup") -> None:
    """Remove what is no content. A header or a form that holds content (the whole page, on some sites) stays."""
    from bs4 import Comment

    for comment in soup.find_all(string=lambda string: isinstance(string, Comment)):
        comment.extract()
    dropped = {id(tag) for tag in soup.select(",".join(_DROPPED))}
    _extract(soup, lambda tag: id(tag) in dropped)
    _extract(soup, _is_furniture)


def _extract(soup: "BeautifulSoup", is_dropped: Callable[["Tag"], bool]) -> None:
    """Take out the outermost tags to be dropped: each extraction walks down the tag, and unclosed ones nest deep."""
    gone: set[int] = set()
    for tag in soup.find_all(True):
        if id(tag.parent) in gone:
            gone.add(id(tag))
        elif is_dropped(tag):
            gone.add(id(tag.extract()))


def _is_furniture(tag: "Tag") -> bool:
    if tag.name in ("html", "body", "main", "article"):
        return False
    classes = tag.get("class")
    names = f"{tag.get('id') or ''} {' '.join(classes) if isinstance(classes, list) else classes or ''}"
    hidden = _INVISIBLE.search(str(tag.get("style") or "")) is not None
    return hidden or bool(_FURNITURE.search(names) and not tag.find("main")) or _is_frame(tag)


def _is_frame(tag: "Tag") -> bool:
    if tag.name == "form":
        return tag.find(["h1", "h2", "h3", "h4", "p", "table", "main"]) is None
    if tag.name == "header":
        return tag.find(["h1", "h2", "main"]) is None or tag.find_parent(["main", "article"]) is None
    return bool(_FRAME_ID.fullmatch(str(tag.get("id") or ""))) and tag.find("main") is None


def main_content(soup: "BeautifulSoup") -> "Tag":
    """The element that holds the page's main content; its body where none holds enough of the text."""
    body = soup.body or soup
    lengths = _text_lengths(soup)
    least = _MAIN_SHARE * lengths[id(body)]
    places: dict[str, list[Tag]] = {}
    for tag in soup.find_all(True):  # one pass; a select for each name takes a minute on the longest pages
        classes = tag.get("class")
        marks = [tag.name, f"[role={tag.get('role')}]", f"#{tag.get('id')}"]
        marks += [f".{name}" for name in classes] if isinstance(classes, list) else []
        for mark in marks:
            places.setdefault(mark, []).append(tag)
    for selector in _MAIN:
        found = places.get(selector, [])
        if selector == "article" and len(found) != 1:
            continue  # a list of news has many
        if found and lengths[id(best := max(found, key=lambda tag: lengths[id(tag)]))] > least:
            return best
    return body


def _text_lengths(soup: "BeautifulSoup") -> dict[int, int]:
    """How much text stands in each tag, by its identity; from the innermost outwards, so that each is counted once."""
    from bs4.element import CData, NavigableString, Tag

    lengths: dict[int, int] = {}
    for tag in reversed([soup, *soup.find_all(True)]):
        inside = (lengths[id(child)] for child in tag.contents if isinstance(child, Tag))
        texts = (child for child in tag.contents if isinstance(child, NavigableString))
        strings = (len(text) for text in texts if type(text) in (NavigableString, CData))
        lengths[id(tag)] = sum(inside) + sum(strings)
    return lengths
