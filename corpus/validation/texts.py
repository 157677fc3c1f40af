"""What is wrong with the texts that were read: scans, characters nobody can read, lines out of order, too little."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from ..about.title import plan_kind
from ..errors import WithoutText
from ..names import file_name
from ..passage import Kind, Passage
from ..readers.scans.tesseract import can_read, how_to_bring_it
from ..text.legibility import is_out_of_order
from .finding import Finding
from .survey import Read, Survey

_READ_AS_SCAN: Final = "文字認識(OCR)で読ませて(fukushi build が読みます)、--allow scans を付けてください。"
_FEW: Final = 50  # characters on an average page (as in corpus/about/readability.py)
_SHOWN: Final = 10  # page numbers in a sentence
# Characters, blanks left out, below which a document is no plan: a page that announces one has some hundreds (arbitrary).
_LEAST: Final = 500
_SHARE: Final = 0.2  # of the median of its kind; plans of one kind differ by three times or four (arbitrary)
_OTHERS: Final = 2  # of its kind that are needed to tell what is usual (arbitrary)


def scans(survey: Survey) -> Iterator[Finding]:
    """Documents and pages that show something and hold no text."""
    names = {each.path: each.name for each in survey.files}
    for problem in survey.unreadable:
        if isinstance(problem, WithoutText):
            yield Finding(names.get(problem.path, file_name(problem.path)), problem.reason, problem.remedy)
    for read in survey.read:
        found = read.readability
        if pages := found.image_only_pages:
            message = f"{_listed(pages)}は画像だけで、文字がありません(全 {found.pages} ページ)。"
            remedy = f"文字のある版に取り替えるか、{_READ_AS_SCAN if can_read() else how_to_bring_it()}"
            yield Finding(read.plan.file, message, remedy, page=pages[0])
        elif found.characters_per_page is not None and found.characters_per_page < _FEW:
            message = f"1 ページあたり {found.characters_per_page:.0f} 字しか読み取れません。"
            yield Finding(read.plan.file, message, "画像に入った文字がないか確かめ、文字のある版に取り替えてください。")


def unreadable_passages(survey: Survey) -> Iterator[Finding]:
    """Passages in characters that no person can read: a font without its table, bytes in the wrong encoding."""
    for read in survey.read:
        garbled = [each for each in _garbled(read) if not is_out_of_order(each.text)]
        if garbled:
            message = f"{_where(garbled)}の文字が読めません({_quoted(garbled[0])})。"
            remedy = "書体を埋め込んだ PDF か、文字認識(OCR)をし直したものに取り替えてください。"
            yield Finding(read.plan.file, message, remedy, garbled[0].line_start, garbled[0].page)
        elif lost := read.readability.replacement_characters:
            message = f"読めない文字が {lost:,} 字あります。"
            yield Finding(read.plan.file, message, "元の文書を別の方法で文字に直してください。")


def out_of_order(survey: Survey) -> Iterator[Finding]:
    """Passages whose characters can be read, but not in this order: columns read across, lines torn to pieces."""
    for read in survey.read:
        garbled = [each for each in _garbled(read) if is_out_of_order(each.text)]
        if garbled:
            message = f"{_where(garbled)}の文字の順が乱れています({_quoted(garbled[0])})。"
            remedy = "段組みや縦書きを正しく読める形(元の Word や HTML など)に取り替えてください。"
            yield Finding(read.plan.file, message, remedy, garbled[0].line_start, garbled[0].page)


def short_plans(survey: Survey) -> Iterator[Finding]:
    """Plans that are much shorter than others of their kind, or than any plan."""
    sizes: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for read in survey.read:
        if (kind := plan_kind(read.plan.kind, read.plan.title)) is not None:
            sizes[kind][read.plan.id] = read.readability.characters
    for read in survey.read:
        kind = plan_kind(read.plan.kind, read.plan.title)
        if kind is None:
            continue
        size = sizes[kind][read.plan.id]
        others = [each for plan_id, each in sizes[kind].items() if plan_id != read.plan.id]
        usual = median(others) if len(others) >= _OTHERS else 0.0
        if size >= max(_LEAST, _SHARE * usual):
            continue
        beside = f"(ここにあるほかの{kind}は {usual:,.0f} 字ほど)" if size < _SHARE * usual else ""
        remedy = "計画を知らせるページや一部だけの文書でないか、最後まで保存できているかを確かめてください。"
        yield Finding(read.plan.file, f"{kind}にしては {size:,} 字と短すぎます{beside}。", remedy)


def _garbled(read: Read) -> list[Passage]:
    return [passage for passage in read.passages if passage.kind is Kind.GARBLED]


def _where(passages: Sequence[Passage]) -> str:
    """1・2 ページ, or lines where there are no pages."""
    if pages := sorted({passage.page for passage in passages if passage.page is not None}):
        return _listed(pages)
    more = f"ほか {len(passages) - 1} か所" if len(passages) > 1 else ""
    return f"{passages[0].line_start} 行目{more}"


def _listed(numbers: Sequence[int]) -> str:
    shown = "・".join(map(str, numbers[:_SHOWN]))
    return f"{shown} ページ" if len(numbers) <= _SHOWN else f"{shown} ほか、あわせて {len(numbers):,} ページ"


def _quoted(passage: Passage) -> str:
    """Its first characters on one line."""
    return f"「{''.join(passage.text.split())[:15]}…」"
