"""What a document on disk becomes: a plan, its text as a person sees it, and what is known of it."""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass

from .frozen import frozen
from .records.desks.checked.desk_table import DeskTable


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a list of records (a city's FAQ): ``text[start:end]`` of its document."""

    id: str
    title: str
    start: int
    end: int
    url: str | None


@frozen
class Origin:
    """Where a line of the text stood in its file: line, page and the number printed on the page, each from 1.

    ``ocr`` is how sure its letters are, 0 to 1, where they were read off an image; None where the file has them as text.
    """

    line: int | None
    page: int | None
    printed_page: int | None
    ocr: float | None = None


@dataclass(frozen=True, slots=True)
class Outside:
    """What a file says of itself outside its text: a web page in its head and foot."""

    title: str | None = None
    site: tuple[str, ...] = ()  # whose it is, in its own words
    addresses: tuple[str, ...] = ()  # where it was published
    feet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader makes of a file: the text, and where its lines and marked headings were.

    ``line_starts[i]`` is the offset in ``text`` of line ``i + 1``. ``heading_levels`` maps a line (from 1) to the
    level that the file's own markup gives it (``# `` = 1). ``records`` is empty except for lists of records, where it
    names every entry. ``origins`` is empty where line ``i + 1`` of the text is line ``i + 1`` of the file, as in plain
    text; elsewhere (HTML, PDF) it has one entry per line.

    ``pages`` is None where the format has none. A page in ``image_only_pages`` shows something but gave no text: it
    was not read, which is not the same as saying nothing.
    """

    text: str
    line_starts: tuple[int, ...]
    heading_levels: dict[int, int]
    records: tuple[Record, ...]
    municipality_code: str | None = None  # where the records themselves name one
    origins: tuple[Origin, ...] = ()
    pages: int | None = None
    image_only_pages: tuple[int, ...] = ()  # of the file, from 1
    unparsed_tables: int = 0  # ruled tables whose cells could not be told apart
    outside: Outside = Outside()
    notes: tuple[str, ...] = ()  # sentences on what the reader left out
    desk_table: DeskTable | None = None  # where it is one that staff keep


@dataclass(frozen=True, slots=True)
class Plan:
    """A municipal plan (計画) with its verbatim text; what could not be found out is None.

    Offsets are code points into ``text``; lines count from 1 in the file it came from; years are fiscal years
    of the Western calendar; ``municipality_code`` is the six-digit 全国地方公共団体コード, a string.
    """

    id: str
    text: str
    line_starts: tuple[int, ...]
    municipality_code: str | None
    municipality: str | None
    prefecture: str | None
    title: str | None
    kind: str | None
    status: str | None
    period_start: int | None
    period_end: int | None
    published: str | None
    url: str | None
    file: str
    digest: str
    origins: tuple[Origin, ...] = ()  # as in Document
    licence: str | None = None  # under which the municipality publishes it
    attribution: str | None = None  # how it wants to be named
    likely_codes: tuple[str, ...] = ()  # where the municipality is not known: those it may be of, best first
    looked_on: str | None = None  # the day on which somebody last looked whether it is still the plan

    @property
    def placed(self) -> bool:
        """Whether it is known of which municipality it is."""
        return self.municipality_code is not None or self.municipality is not None

    def origin_of(self, offset: int) -> Origin:
        """Where in the file the character at ``offset`` stands."""
        line = bisect_right(self.line_starts, offset)
        return self.origins[line - 1] if self.origins else Origin(line, None, None)

    def ocr_of(self, start: int, end: int) -> float | None:
        """How sure the letters of ``text[start:end]`` are that were read off an image; None where none was.

        The mean over its lines, each as unsure as the least sure stretch of it.
        """
        if not self.origins:
            return None
        first, last = bisect_right(self.line_starts, start) - 1, bisect_right(self.line_starts, max(end - 1, start))
        ends = (*self.line_starts[first + 1 : last], end)
        weighed = [
            (min(after, end) - max(before, start), origin.ocr)
            for before, after, origin in zip(self.line_starts[first:last], ends, self.origins[first:last], strict=True)
            if origin.ocr is not None
        ]
        letters = sum(length for length, _ in weighed)
        return round(sum(length * sure for length, sure in weighed) / letters, 3) if letters else None

    def line_of(self, offset: int) -> int:
        """The line of the file, from 1; of the text, where the file has no lines."""
        return self.origin_of(offset).line or bisect_right(self.line_starts, offset)


def text_digest(text: str) -> str:
    """The SHA-256 of a plan's text, by which it is known again (``Plan.digest``)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
