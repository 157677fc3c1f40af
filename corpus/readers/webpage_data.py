"""What a web page states as linked data (JSON-LD, schema.org): questions with answers, and offices with their numbers."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_DEEP: Final = 12  # levels of nesting; a page's own data has five
_MARKUP: Final = re.compile(r"<[^<>]*>")
_LABELS: Final = (("telephone", "電話"), ("faxNumber", "FAX"), ("email", "電子メール"), ("openingHours", "受付時間"))
_ADDRESS: Final = ("addressRegion", "addressLocality", "streetAddress")

Lines = list[tuple[str, bool]]  # each line, and whether it is a heading


def linked_data(soup: "BeautifulSoup") -> Lines:
    """The lines that a page's data holds; read before scripts are dropped."""
    lines: Lines = []
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(script.string or "")
        except (ValueError, RecursionError):
            continue
        for thing in _things(data, 0):
            lines.extend(_question(thing) or _office(thing))
    return list(dict.fromkeys(lines))


def _things(data: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEP:
        return
    if isinstance(data, dict):
        yield data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _things(each, depth + 1)


def _question(thing: dict[str, Any]) -> Lines:
    if thing.get("@type") != "Question":
        return []
    answers = thing.get("acceptedAnswer") or thing.get("suggestedAnswer")
    told = [
        _text(each.get("text"))
        for each in (answers if isinstance(answers, list) else [answers])
        if isinstance(each, dict)
    ]
    name = _text(thing.get("name") or thing.get("text"))
    return [(name, True), *((text, False) for text in told if text)] if name and any(told) else []


def _office(thing: dict[str, Any]) -> Lines:
    """An organisation, place, service or contact point with a telephone number of its own."""
    if not _text(thing.get("telephone")):
        return []
    name = _text(thing.get("name") or thing.get("contactType"))
    fields = [f"{label}:{text}" for key, label in _LABELS if (text := _text(thing.get(key)))]
    place = thing.get("address")
    address = "".join(_text(place.get(key)) for key in _ADDRESS) if isinstance(place, dict) else _text(place)
    lines = [*([name] if name else []), *fields, *([f"住所:{address}"] if address else [])]
    return [(line, False) for line in lines]


def _text(value: object) -> str:
    if isinstance(value, list):
        return "、".join(filter(None, map(_text, value)))
    return " ".join(_MARKUP.sub(" ", value).split()) if isinstance(value, str) else ""
