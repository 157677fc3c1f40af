"""The unit that is embedded, ranked and quoted."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

PASSAGE_MIN: Final = 80  # characters; shorter spans are joined with a neighbour of the same section
PASSAGE_MAX: Final = 600  # characters; the longest excerpt that the contract lets a result show


class Kind(StrEnum):
    """What a passage is made of; the values are what the JSON says."""

    BODY = "body"
    LIST = "list"
    TABLE = "table"
    CONTENTS = "contents"
    BOILERPLATE = "boilerplate"
    RECORD = "record"
    GARBLED = "garbled"  # mis-decoded, shuffled or in shreds

    @property
    def answers(self) -> bool:
        """Whether such a passage can answer anything: lists of contents, boilerplate and garbage cannot."""
        return self not in (Kind.CONTENTS, Kind.BOILERPLATE, Kind.GARBLED)


@dataclass(frozen=True, slots=True)
class Passage:
    """Plan text short enough to embed and quote; verbatim: ``plan.text[start:end] == text``.

    ``headings`` is the path from the outermost heading to the innermost, ``header`` the header cells above a
    table's rows (empty elsewhere). ``page`` is the file's page and ``printed_page`` the number printed on it,
    both from 1 and None where the file has no pages.
    """

    id: str  # "kawasaki-houkatsu-2018#0042": the plan and the passage's place in it, from 0
    plan_id: str
    headings: tuple[str, ...]
    header: tuple[str, ...]
    kind: Kind
    start: int
    end: int
    text: str
    line_start: int
    line_end: int
    page: int | None
    printed_page: int | None
    record_id: str | None
    url: str | None
    ocr: float | None = None  # how sure a scan's letters are, 0 to 1; None where the file has them as text
    measure_id: str | None = None  # of the first measure it stands in, once the plan's measures are known

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text):
            raise ValueError(f"{self.id}: span {self.start}:{self.end} does not fit its text")
