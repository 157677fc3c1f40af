"""The pieces that every section of the page is made of. Arguments named ``html`` are markup, all others plain text."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final
from unicodedata import east_asian_width

# Control characters, halves of a surrogate pair and what turns the direction of writing: no text needs them, and XML,
# UTF-8 or the eye is deceived by them.
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_NONE: Final = '<span class="none">—</span>'


def fit(text: str) -> str:
    """``text`` with a replacement character for each one that a page or a workbook cannot hold."""
    return _UNFIT.sub("\ufffd", text)


def width(text: str) -> int:
    """How many half-width characters a text is as wide as."""
    return sum(2 if east_asian_width(character) in "FWA" else 1 for character in text)


def shown(text: str | None) -> str:
    """A text as markup; a dash where there is none."""
    return escape(text) if text else _NONE


def section(name: str, title: str, html: str) -> str:
    """A part of the page under its heading, which a link ``#name`` leads to."""
    return f'<section id="{name}" aria-labelledby="{name}-h"><h2 id="{name}-h">{escape(title)}</h2>{html}</section>'


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of ``rows``, whose cells are markup and whose first cell names the row."""
    return table_of(caption, heads, f"<tbody>{''.join(row(heads, cells) for cells in rows)}</tbody>")


def table_of(caption: str, heads: Sequence[str], html: str) -> str:
    """A table with these bodies; on a narrow screen each row stands as a list under its name."""
    columns = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{columns}</tr></thead>{html}</table>"


def row(heads: Sequence[str], cells: Sequence[str]) -> str:
    """One row of markup, each cell with the name of its column for where columns cannot stand side by side."""
    others = zip(heads[1:], cells[1:], strict=True)
    return (
        f'<tr><th scope="row">{cells[0]}</th>'
        + "".join(f'<td data-head="{escape(head)}">{cell}</td>' for head, cell in others)
        + "</tr>"
    )


def opened(summary: str, html: str) -> str:
    """What is shown when somebody asks for it."""
    return f"<details><summary>{escape(summary)}</summary>{html}</details>"


def listed(texts: Iterable[str]) -> str:
    """Sentences as a list."""
    return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>"


def nothing(sentence: str) -> str:
    """What stands in place of a table that would be empty."""
    return f'<p class="nothing">{escape(sentence)}</p>'


def names(texts: Sequence[str]) -> str:
    """Names of municipalities in one line of text."""
    return "、".join(texts)
