"""Open data and tables of services: 支援制度(給付金)情報, and lists with a column for the name."""

import re
from collections.abc import Iterator
from typing import Final

from ...text.folding import fold
from .labels import APPLYING, role_of
from .pages import Draft

_NAME: Final = re.compile(r"(?:タイトル)?[(]?(?:支援)?(?:制度|サービス|給付|手当|事業|助成)(?:の?名称?)[)]?|タイトル")
_COLUMNS: Final = 4  # cells of a header at least


def table_services(text: str) -> Iterator[Draft]:
    """A service for each row below a header that names its columns, one of them of applying."""
    flat = fold(text)
    header: list[str] = []
    column = 0
    for line in re.finditer(r"[^\n]+", flat):
        cells = _cells(flat, line.start(), line.end())
        words = [flat[start:end] for start, end in cells]
        if len(cells) >= _COLUMNS and (place := _name_column(words)) is not None:
            header, column = [text[start:end] for start, end in cells], place
        elif header and len(cells) == len(header) and words[column]:
            start, end = cells[column]
            draft = Draft(" ".join(text[start:end].split()), line.start(), line.end())
            for place, (name, (begin, stop)) in enumerate(zip(header, cells, strict=True)):
                if place != column and begin < stop:
                    draft.fields.append((name, role_of(name) or "aside", begin, stop))
            yield draft
        elif len(cells) < 2:
            header = []


def _name_column(words: list[str]) -> int | None:
    place = next((place for place, cell in enumerate(words) if _NAME.fullmatch("".join(cell.split()))), None)
    roles = {role_of(cell) for cell in words}
    return place if place is not None and roles & APPLYING and len(roles - {None, "aside", "desk"}) >= 2 else None


def _cells(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    sign = "\t" if "\t" in flat[start:end] else "|"
    found = []
    for cell in flat[start:end].split(sign):
        body = cell.strip()
        begin = start + len(cell) - len(cell.lstrip()) if body else start
        found.append((begin, begin + len(body)))
        start += len(cell) + 1
    return found
