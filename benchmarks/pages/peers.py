"""Other programs on the same pages; each is skipped where it is not installed (``pip install -e '.[peers]'``)."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from .measure import Reading


def peers() -> dict[str, Callable[[Path], Reading]]:
    """The programs that are installed, by name."""
    return {name: reader for name, reader in _READERS.items() if find_spec(name) is not None}


def _pdfplumber(path: Path) -> Reading:
    lines: list[str] = []
    tables = []
    with import_module("pdfplumber").open(path) as pdf:
        for page in pdf.pages:
            lines += page.extract_text().split("\n")
            tables += [[[cell or "" for cell in row] for row in table] for table in page.extract_tables()]
    return Reading(tuple(lines), tuple(tables))


def _markitdown(path: Path) -> Reading:
    text: str = import_module("markitdown").MarkItDown().convert(str(path)).text_content
    return _of_markdown(text)


def _docling(path: Path) -> Reading:
    converter: Any = import_module("docling.document_converter").DocumentConverter()
    return _of_markdown(converter.convert(path).document.export_to_markdown())


def _of_markdown(text: str) -> Reading:
    """Markdown: what stands between bars are cells, and a line of dashes is none of the text."""
    lines: list[str] = []
    tables: list[list[list[str]]] = [[]]
    for line in text.split("\n"):
        if not line.startswith("|"):
            lines.append(line.lstrip("#").strip())
            tables += [[]] if tables[-1] else []
        elif line.strip("|-: "):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            lines.append("\t".join(cells))
            tables[-1].append(cells)
    return Reading(tuple(lines), tuple(table for table in tables if table))


_READERS: dict[str, Callable[[Path], Reading]] = {
    "pdfplumber": _pdfplumber,
    "markitdown": _markitdown,
    "docling": _docling,
}
