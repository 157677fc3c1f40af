"""Lines one by one -> a Document: what the readers of marked-up and paged formats share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ..plan import Document, Origin

_BREAK: Final = re.compile(r"\n|<br\s*/?>", re.IGNORECASE)  # the markup left by what the table was made from
_ITEM: Final = re.compile(r"[・･•●○◇◆■□※☆★▶→*①-⑳]|[-－]\s|[(（]?[0-9０-９]{1,2}[)）.．](?!\d)|[(（]?[ア-ンa-z][)）]")
_HALF_NUMBER: Final = re.compile(r"\d[-－‐,.]$")


@dataclass(slots=True)
class LinesBuilder:
    """Collects the lines of a document, each with where it stood in its file.

    A table row is one line, even where a cell of it holds line breaks, as in text left by an extraction.
    """

    lines: list[str] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    levels: dict[int, int] = field(default_factory=dict)

    def add(
        self,
        text: str,
        *,
        level: int | None = None,
        line: int | None = None,
        page: int | None = None,
        printed_page: int | None = None,
        ocr: float | None = None,
    ) -> None:
        """Append a line; ``level`` makes it a heading (1 the outermost), ``ocr`` is how sure a scan's letters are."""
        self.lines.append(text)
        self.origins.append(Origin(line, page, printed_page, ocr))
        if level is not None:
            self.levels[len(self.lines)] = level

    def build(
        self,
        *,
        pages: int | None = None,
        image_only_pages: tuple[int, ...] = (),
        unparsed_tables: int = 0,
        notes: tuple[str, ...] = (),
    ) -> Document:
        """The document of the lines so far."""
        starts = []
        offset = 0
        for line in self.lines:
            starts.append(offset)
            offset += len(line) + 1
        return Document(
            "\n".join(self.lines),
            tuple(starts) or (0,),
            dict(self.levels),
            (),
            origins=tuple(self.origins) or (Origin(None, None, None),),
            pages=pages,
            image_only_pages=image_only_pages,
            unparsed_tables=unparsed_tables,
            notes=notes,
        )


def joined_cells(cells: Sequence[str]) -> str:
    """The cells of a row joined by tabs; a tab inside a cell would make two of it and becomes a space.

    Empty cells at the end keep their tabs, so that the row stays as wide as its table; a cell alone has none.
    """
    joined = "\t".join(_one_line(cell).replace("\t", " ") for cell in cells)
    return joined if joined.strip("\t").count("\t") else joined.rstrip("\t")


def _one_line(cell: str) -> str:
    """A cell's lines as one: where a name or a number is broken to fit a column, the row would lose the rest of it.

    A break stays before the mark of an item and behind a full stop. In a number it leaves nothing, elsewhere a space.
    """
    lines = [line for line in map(str.strip, _BREAK.split(cell.strip())) if line]
    whole = lines[0] if lines else ""
    for line in lines[1:]:
        if _ITEM.match(line) or whole.endswith("。"):
            whole += f"\n{line}"
        elif _HALF_NUMBER.search(whole) and line[0].isdigit():
            whole += line
        else:
            whole += f" {line}"
    return whole
