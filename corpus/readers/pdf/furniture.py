"""What runs over the pages of a PDF besides their text: heads, feet and page numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from .layout import Part
from .lines import Line

Parts = tuple[Part, ...]
Key = tuple[str, int]

_REPEATED: Final = 3  # pages; a head on fewer may be the heading of what is under it
_NUMBER: Final = re.compile(
    r"(?:[-－―–—‐(（〔\s]|[pP]\.?|ページ)*([0-9０-９]{1,4})(?:[-－―–—‐)）〕\s]|ページ|頁|/\s*[0-9０-９]+)*"
)
_WHOLE_NUMBER: Final = re.compile(r"[0-9０-９]+")
_MOST_NUMBERS: Final = 4  # of a head; a line with more is a row of figures, and each one more doubles the keys
_TELLS: Final = re.compile(r"。$|[0-9０-９]{2,5}[-－‐(（)）][0-9０-９]{2,4}[-－‐)）][0-9０-９]{3,4}")


def furniture_of(pages: Sequence[Parts]) -> list[tuple[int | None, set[int]]]:
    """For each page the number printed on it, and the identities of the runs that are no text of the document.

    A head or foot runs over three pages or more with the same words at the same height. Numbers in it are the same
    each time, or one is the page's: lines that differ in other figures are text. What says something (a sentence, a
    telephone number) is kept where it stands first.
    """
    edges = [[line for part in page for line in part.edge] for page in pages]
    shifts = _shifts(edges)
    found: list[tuple[int | None, set[int]]] = []
    keys = [
        [set() if _printed(line) is not None else set(_keys(line, number, edge)) for line in edge]
        for number, edge in enumerate(edges, start=1)
    ]
    counts = Counter(key for page in keys for key in set().union(*page))
    said: set[Key] = set()
    for number, (edge, of_page) in enumerate(zip(edges, keys, strict=True), start=1):
        printed: int | None = None
        furniture: set[int] = set()
        for line, of_line in zip(edge, of_page, strict=True):
            value = _printed(line)
            if value is not None and value - number in shifts:
                printed = value if printed is None else printed
                furniture.add(id(line))
            elif any(counts[key] >= _REPEATED for key in of_line):
                if said.isdisjoint(of_line) and _TELLS.search(line.text):
                    said |= of_line
                else:
                    furniture.add(id(line))
        found.append((printed, furniture))
    return found


def _shifts(edges: Sequence[Sequence[Line]]) -> set[int]:
    """How far printed numbers are from the pages of the file: each difference that two pages share.

    In a file of one or two pages, and where no two agree, every difference counts.
    """
    found: Counter[int] = Counter()
    for number, edge in enumerate(edges, start=1):
        found.update({value - number for line in edge if (value := _printed(line)) is not None})
    shared = {difference for difference, count in found.items() if count > 1}
    return shared or set(found)


def _printed(line: Line) -> int | None:
    found = _NUMBER.fullmatch(line.text)
    return int(found[1]) if found else None


def _keys(line: Line, number: int, edge: Sequence[Line]) -> Iterator[Key]:
    """What a running head may have in common from page to page: its words, its height, and how its numbers go on.

    A number goes with the page only where no other line of the page says which one it is.
    """
    text = line.text.replace(" ", "").replace("\u3000", "")
    height = round(line.box.top / 6)
    words, figures = _WHOLE_NUMBER.split(text), _WHOLE_NUMBER.findall(text)
    moves = len(figures) <= _MOST_NUMBERS and not any(_printed(other) is not None for other in edge)
    choices = [(figure, f"+{int(figure) - number}") if moves else (figure,) for figure in figures]
    for chosen in product(*choices):
        yield "\0".join(part for pair in zip(words, (*chosen, ""), strict=True) for part in pair), height
