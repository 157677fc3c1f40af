"""What of a web page is its content: navigation and furniture removed, and the element that holds the rest found."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from ..figures import phones

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
    "script", "style", "noscript", "template", "nav", "rt", "rp", "input", "select", "textarea", "option", "iframe",
    "object", "svg", "canvas", "audio", "video", "map", "[role=navigation]", "[role=banner]", "[role=search]",
)  # fmt: skip
# What is furniture on most pages and content on some: kept where it says something (``_says``).
_BESIDE: Final = ("aside", "footer", "[hidden]", "[role=contentinfo]", "[role=complementary]")
_MENU: Final = re.compile(
    r"(?:^|[-_\s])(?:[gl]?navi?|(?:global|local|site|side|foot|head)-?_?navi?(?:gation)?|navigation|breadcrumbs?|topic-?_?path|"
    r"pankuzu|page-?_?top|to-?_?top|skip(?:-?_?link)?)(?:$|[-_\s])",
    re.IGNORECASE,
)
_BESIDE_NAME: Final = re.compile(r"(?:^|[-_\s])(?:side-?_?bar|sns|social|share)(?:$|[-_\s])", re.IGNORECASE)
_FRAME_ID: Final = re.compile(r"(?:site|page|global|tmp)?[-_]?(?:header|footer)", re.IGNORECASE)
_INVISIBLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[^\s。]{8,}。")
_INQUIRY: Final = re.compile(r"問い?合わ?せ|連絡先|担当(?:課|部署|窓口)|この(?:ページ|記事)")
_CONTACT_MAX: Final = 300  # characters; a longer block is a page's text or a map of the site (arbitrary)
_HEADED: Final = ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary")  # where a button is the heading itself
_LINKS: Final = 5  # of a menu; fewer stand in any paragraph (arbitrary)
_LISTS: Final = ("ul", "ol", "div", "td", "table", "dl", "p")
_WHOLE_BLOCKS: Final = ("footer", "aside", "address", "section", "div", "dl")  # that may tell whom to ask
_PAGE_HEADING: Final = re.compile("h[1-3]")
_MENU_NAME: Final = re.compile(r"(?:^|[-_\s])(?:\w*menu|sub|local|left|right|side)(?:$|[-_\s])", re.IGNORECASE)
_LINKED: Final = 0.8  # of a menu's text stands in links; its headings are the rest (arbitrary)


def drop_furniture(soup: "BeautifulSoup") -> None:
    """Remove what is no content. A header or a form that holds content (the whole page, on some sites) stays."""
    from bs4 import Comment

    for comment in soup.find_all(string=lambda string: isinstance(string, Comment)):
        comment.extract()
    dropped = {id(tag) for tag in soup.select(",".join(_DROPPED))}
    dropped |= {id(tag) for tag in soup.find_all("button") if tag.find_parent(_HEADED) is None}
    _extract(soup, lambda tag: id(tag) in dropped)
    beside = {id(tag) for tag in soup.select(",".join(_BESIDE))}
    around_main = _around(soup.find_all("main"))
    _extract(soup, lambda tag: id(tag) not in around_main and _is_furniture(tag, beside=id(tag) in beside))


def _around(tags: "Iterable[Tag]") -> set[int]:
    """Every tag that holds one of ``tags``, by its identity."""
    around: set[int] = set()
    for tag in tags:
        for above in tag.parents:
            if id(above) in around:
                break
            around.add(id(above))
    return around


def _extract(soup: "Tag", is_dropped: Callable[["Tag"], bool]) -> None:
    """Take out the outermost tags to be dropped: each extraction walks down the tag, and unclosed ones nest deep."""
    gone: set[int] = set()
    for tag in soup.find_all(True):
        if id(tag.parent) in gone:
            gone.add(id(tag))
        elif is_dropped(tag):
            gone.add(id(tag.extract()))


def _is_furniture(tag: "Tag", *, beside: bool) -> bool:
    if tag.name in ("html", "body", "main", "article"):
        return False
    names = _names(tag)
    if _MENU.search(names) or _is_frame(tag):
        return tag.name == "form" or not tells_whom_to_ask(tag)
    hidden = _INVISIBLE.search(str(tag.get("style") or "")) is not None
    return (beside or hidden or bool(_BESIDE_NAME.search(names))) and not _says(tag)


def _says(tag: "Tag") -> bool:
    """Whether a block tells something of its own: a sentence outside its links, a table, or whom to ask."""
    if tag.find("td") or tells_whom_to_ask(tag):
        return True
    own, whole = _unlinked(tag), "".join(tag.get_text().split())
    return len(own) * 2 > len(whole) and _SENTENCE.search(own) is not None


def tells_whom_to_ask(tag: "Tag") -> bool:
    """Whether a short block speaks of inquiries and has a telephone number, both outside links to other pages."""
    own = _unlinked(tag)
    return len(own) <= _CONTACT_MAX and _INQUIRY.search(own) is not None and bool(phones(own))


def _unlinked(tag: "Tag") -> str:
    """The text of a block without links to other pages, closed up; a link that dials is no such link."""
    links = [link for link in tag.find_all("a", href=True) if not str(link["href"]).startswith(("tel:", "mailto:"))]
    inside = {id(string) for link in links for string in link.find_all(string=True)}
    strings = (string for string in tag.find_all(string=True) if id(string) not in inside)
    return "\n".join("".join(string.split()) for string in strings if string.strip())


def contacts_beside(soup: "BeautifulSoup", content: "Tag") -> "list[Tag]":
    """Blocks outside the main content, such as a page's foot, that tell whom to ask about it; the outermost of each."""
    around = {id(tag) for tag in content.parents}
    passed = {id(content)}  # with all that stands in what was found
    found: list[Tag] = []
    for tag in soup.find_all(True):
        if id(tag) in passed or id(tag.parent) in passed:
            passed.add(id(tag))
        elif id(tag) not in around and tag.name in _WHOLE_BLOCKS and tells_whom_to_ask(tag):
            found.append(tag)
            passed.add(id(tag))
    return found


def _drop_menus(content: "Tag") -> None:
    """Remove menus from a page that does not mark its content: lists of links over its first heading, or named so."""
    texts, linked, links = _text_lengths(content), _text_lengths(content, of_links=True), _link_counts(content)
    over_heading = True
    menus: set[int] = set()
    for tag in content.find_all(True):
        over_heading = over_heading and _PAGE_HEADING.fullmatch(tag.name) is None
        dense = links[id(tag)] >= _LINKS and linked[id(tag)] >= _LINKED * texts[id(tag)]
        if dense and tag.name in _LISTS and (over_heading or _MENU_NAME.search(_names(tag))):
            menus.add(id(tag))
    if not over_heading:  # a page without a heading may be nothing but its list
        _extract(content, lambda tag: id(tag) in menus)


def _names(tag: "Tag") -> str:
    classes = tag.get("class")
    return f"{tag.get('id') or ''} {' '.join(classes) if isinstance(classes, list) else classes or ''}"


def _is_frame(tag: "Tag") -> bool:
    if tag.name == "form":
        return tag.find(["h1", "h2", "h3", "h4", "p", "table", "main"]) is None
    if tag.name == "header":
        return tag.find(["h1", "h2", "main"]) is None or tag.find_parent(["main", "article"]) is None
    return bool(_FRAME_ID.fullmatch(str(tag.get("id") or ""))) and tag.find("main") is None


def main_content(soup: "BeautifulSoup") -> "Tag":
    """The element that holds the page's main content; its body, less its menus, where none holds enough of the text."""
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
    _drop_menus(body)
    return body


def _text_lengths(soup: "Tag", *, of_links: bool = False) -> dict[int, int]:
    """How much text, or text of links alone, stands in each tag, by its identity; from the innermost outwards."""
    from bs4.element import CData, NavigableString, Tag

    tags = [soup, *soup.find_all(True)]
    linked: set[int] = set()
    for tag in tags:
        if tag.name == "a" or id(tag.parent) in linked:
            linked.add(id(tag))
    lengths: dict[int, int] = {}
    for tag in reversed(tags):
        inside = (lengths[id(child)] for child in tag.contents if isinstance(child, Tag))
        texts = (child for child in tag.contents if isinstance(child, NavigableString))
        strings = (len("".join(text.split())) for text in texts if type(text) in (NavigableString, CData))
        own = sum(strings) if not of_links or id(tag) in linked else 0
        lengths[id(tag)] = sum(inside) + own
    return lengths


def _link_counts(content: "Tag") -> dict[int, int]:
    from bs4.element import Tag

    counts: dict[int, int] = {}
    for tag in reversed([content, *content.find_all(True)]):
        inside = sum(counts[id(child)] for child in tag.contents if isinstance(child, Tag))
        counts[id(tag)] = inside + (tag.name == "a" and tag.has_attr("href"))
    return counts
