"""What of a web page is its content: navigation and furniture removed, and the element that holds the rest found."""

import re
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
    for tag in soup.select(",".join(_DROPPED)):
        tag.extract()
    for tag in soup.find_all(True):
        if tag.name in ("html", "body", "main", "article"):
            continue
        classes = tag.get("class")
        names = f"{tag.get('id') or ''} {' '.join(classes) if isinstance(classes, list) else classes or ''}"
        hidden = _INVISIBLE.search(str(tag.get("style") or "")) is not None
        if hidden or (_FURNITURE.search(names) and not tag.find("main")) or _is_frame(tag):
            tag.extract()


def _is_frame(tag: "Tag") -> bool:
    if tag.name == "form":
        return tag.find(["h1", "h2", "h3", "h4", "p", "table", "main"]) is None
    if tag.name == "header":
        return tag.find(["h1", "h2", "main"]) is None or tag.find_parent(["main", "article"]) is None
    return bool(_FRAME_ID.fullmatch(str(tag.get("id") or ""))) and tag.find("main") is None


def main_content(soup: "BeautifulSoup") -> "Tag":
    """The element that holds the page's main content; its body where none holds enough of the text."""
    body = soup.body or soup
    least = _MAIN_SHARE * len(body.get_text())
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
        if found and len((best := max(found, key=lambda tag: len(tag.get_text()))).get_text()) > least:
            return best
    return body
