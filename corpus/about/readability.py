"""How well a document could be read: what its pages gave, and a sentence for everything that is missing."""

import re
from dataclasses import dataclass
from typing import Final

from ..plan import Document

_UNREADABLE: Final = re.compile(r"\ufffd|\(cid:\d+\)")
_FEW: Final = 50  # characters on an average page; a plan's own have 500 to 1,500
_MANY: Final = 0.01  # of the characters; a few are a rare name, more are a font without its table
_SHOWN: Final = 10  # page numbers in a sentence


@dataclass(frozen=True, slots=True)
class Readability:
    """What can be said of a document's reading; ``pages`` and ``characters_per_page`` are None where it has none.

    ``characters`` leaves white space out. ``replacement_characters`` counts U+FFFD and ``(cid:12)``.
    ``notes`` are sentences for a person, none where all is well.
    """

    pages: int | None
    characters: int
    characters_per_page: float | None
    replacement_characters: int
    image_only_pages: tuple[int, ...]
    unparsed_tables: int
    notes: tuple[str, ...]


def assess(document: Document) -> Readability:
    """How well ``document`` could be read."""
    characters = len("".join(document.text.split()))
    replaced = len(_UNREADABLE.findall(document.text))
    average = characters / document.pages if document.pages else None
    notes = list(document.notes)
    if document.image_only_pages:
        notes.append(f"{_pages(document.image_only_pages)}は画像だけで、文字を読み取れていません。")
    if replaced > _MANY * characters:
        notes.append(f"文字化けが {replaced:,} 字あります。引用の前に元の文書を確かめてください。")
    elif replaced:
        notes.append(f"読み取れない文字が {replaced:,} 字あります。")
    if document.unparsed_tables:
        notes.append(f"行と列に分けられない表が {document.unparsed_tables:,} つあります。")
    if average is not None and average < _FEW:
        notes.append(f"1 ページあたり {average:.0f} 字しかありません。図や画像の中の文字は検索できません。")
    return Readability(
        document.pages, characters, average, replaced, document.image_only_pages, document.unparsed_tables, tuple(notes)
    )


def _pages(numbers: tuple[int, ...]) -> str:
    """2・5・6 ページ; where they are many, the first of them and how many there are."""
    shown = "・".join(str(number) for number in numbers[:_SHOWN])
    return f"{shown} ページ" if len(numbers) <= _SHOWN else f"{shown} ほか、あわせて {len(numbers):,} ページ"
