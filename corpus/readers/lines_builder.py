"""Lines one by one -> a Document: what the readers of marked-up and paged formats share."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..plan import Document, Origin


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
    ) -> None:
        """Append a line; ``level`` makes it a heading (1 the outermost)."""
        self.lines.append(text)
        self.origins.append(Origin(line, page, printed_page))
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
    """The cells of a row joined by tabs; a tab inside a cell would make two of it and becomes a space."""
    return "\t".join(cell.strip().replace("\t", " ") for cell in cells).rstrip("\t")
