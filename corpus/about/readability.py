"""How well a document could be read: what its pages gave, and a sentence for everything that is missing."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..passage import Kind, Passage
from ..plan import Document

_UNREADABLE: Final = re.compile(r"\ufffd|\(cid:\d+\)")
_FEW: Final = 50  # characters on an average page; a plan's own have 500 to 1,500
_MANY: Final = 0.01  # of the characters; a few are a rare name, more are a font without its table
_THIN: Final = 20  # characters of a page; a heading and nothing of what it heads (arbitrary)
_PAGES: Final = 4  # fewer pages tell nothing of what is usual
_CHAPTER: Final = re.compile(r"第.{1,3}[章編部節]|資料|目次")
_SHOWN: Final = 10  # page numbers in a sentence


@dataclass(frozen=True, slots=True)
class Readability:
    """What can be said of a document's reading; ``pages`` and ``characters_per_page`` are None where it has none.

    ``characters`` leaves white space out. ``replacement_characters`` counts U+FFFD and ``(cid:12)``.
    ``garbled`` are characters of passages that no person can read, ``garbled_pages`` the pages they begin on.
    ``notes`` are sentences for a person, none where all is well.
    """

    pages: int | None
    characters: int
    characters_per_page: float | None
    replacement_characters: int
    image_only_pages: tuple[int, ...]
    unparsed_tables: int
    garbled: int
    garbled_pages: tuple[int, ...]
    notes: tuple[str, ...]
    ocr_pages: tuple[int, ...] = ()  # read off images
    ocr_confidence: float | None = None  # how sure their letters are, on average, 0 to 1

    @property
    def lost(self) -> float:
        """The share of the document that was not read, roughly: of its pages without text, of its characters elsewhere."""
        images = len(self.image_only_pages) / self.pages if self.pages else 0.0
        return images + (self.garbled + self.replacement_characters) / max(self.characters, 1)


def assess(document: Document, passages: Sequence[Passage]) -> Readability:
    """How well ``document``, cut into ``passages``, could be read."""
    garbled = [passage for passage in passages if passage.kind is Kind.GARBLED]
    garbled_pages = tuple(sorted({passage.page for passage in garbled if passage.page is not None}))
    characters = len("".join(document.text.split()))
    replaced = len(_UNREADABLE.findall(document.text))
    average = characters / document.pages if document.pages else None
    scanned, sure = _scanned(document)
    notes = list(document.notes)
    if scanned:
        notes.append(
            f"{_pages(scanned)}は画像からの読み取り(OCR、確かさ {sure:.0%})です。数字は元の文書で確かめてください。"
        )
    if document.image_only_pages:
        notes.append(f"{_pages(document.image_only_pages)}は画像だけで、文字を読み取れていません。")
    if thin := _thin_pages(document):
        notes.append(f"{_pages(thin)}は {_THIN} 字も読み取れていません。図や画像の中の文字は検索できません。")
    if garbled_pages:
        notes.append(f"{_pages(garbled_pages)}に文字の乱れた箇所があり、そこからは答えません。")
    elif garbled:
        notes.append(f"文字の乱れた箇所が {len(garbled):,} つあり、そこからは答えません。")
    if replaced > _MANY * characters:
        notes.append(f"文字化けが {replaced:,} 字あります。引用の前に元の文書を確かめてください。")
    elif replaced:
        notes.append(f"読み取れない文字が {replaced:,} 字あります。")
    if document.unparsed_tables:
        notes.append(f"行と列に分けられない表が {document.unparsed_tables:,} つあります。")
    if average is not None and average < _FEW:
        notes.append(f"1 ページあたり {average:.0f} 字しかありません。図や画像の中の文字は検索できません。")
    return Readability(
        document.pages,
        characters,
        average,
        replaced,
        document.image_only_pages,
        document.unparsed_tables,
        sum(len("".join(passage.text.split())) for passage in garbled),
        garbled_pages,
        tuple(notes),
        scanned,
        sure,
    )


def _scanned(document: Document) -> tuple[tuple[int, ...], float | None]:
    """The pages that were read off images, and how sure their letters are."""
    ends = [*(start - 1 for start in document.line_starts[1:]), len(document.text)]
    pages: set[int] = set()
    letters, weight = 0, 0.0
    for origin, start, end in zip(document.origins, document.line_starts, ends, strict=False):
        if origin.ocr is not None and origin.page is not None:
            pages.add(origin.page)
            letters += end - start
            weight += (end - start) * origin.ocr
    return tuple(sorted(pages)), round(weight / letters, 3) if letters else None


def _thin_pages(document: Document) -> tuple[int, ...]:
    """Pages with next to no text in a document whose pages have some; one that names a chapter is meant to be empty."""
    characters: Counter[int] = Counter()
    titles: set[int] = set()
    ends = [*(start - 1 for start in document.line_starts[1:]), len(document.text)]
    for origin, start, end in zip(document.origins, document.line_starts, ends, strict=False):
        if origin.page is not None:
            line = "".join(document.text[start:end].split())
            characters[origin.page] += len(line)
            if _CHAPTER.search(line):
                titles.add(origin.page)
    if len(characters) < _PAGES or sorted(characters.values())[len(characters) // 2] < _FEW:
        return ()
    inner = sorted(characters)[1:-1]  # covers have little text
    return tuple(page for page in inner if characters[page] < _THIN and page not in titles)


def _pages(numbers: tuple[int, ...]) -> str:
    """2・5・6 ページ; where they are many, the first of them and how many there are."""
    shown = "・".join(str(number) for number in numbers[:_SHOWN])
    return f"{shown} ページ" if len(numbers) <= _SHOWN else f"{shown} ほか、あわせて {len(numbers):,} ページ"
