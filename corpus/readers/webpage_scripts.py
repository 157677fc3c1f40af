"""What a web page keeps as data in its own scripts, ``const nurseries = [{name: …, phone: …}, …]``: tables of it."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_MAX: Final = 1_000_000  # characters of one script (arbitrary; the data of a town's facilities takes some ten thousand)
_NESTED: Final = 12  # levels of nesting
_JAPANESE: Final = re.compile(r"[ぁ-んァ-ヶ一-龠々ー]")
_TAGS: Final = re.compile(r"<[^<>]*>")
_LINE_BREAK: Final = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_MADE_UP: Final = re.compile(r"サンプル|ダミー|0000-0000|\b(?:sample|dummy|example\.com)\b", re.IGNORECASE)
_PAGE: Final = re.compile(r"(?:https?:)?//|[#./][\w./#-]*$")
# Field names as programmers write them -> the headings that such columns have in print.
_HEADINGS: Final = {
    "name": "名称", "title": "名称", "label": "名称", "facility": "施設名", "question": "質問", "answer": "回答",
    "type": "種別", "category": "分類", "address": "所在地", "addr": "所在地", "location": "場所", "place": "場所",
    "phone": "電話番号", "tel": "電話番号", "telephone": "電話番号", "fax": "FAX", "email": "メール", "mail": "メール",
    "time": "時間", "hours": "受付時間", "open": "開館時間", "closed": "休業日", "holiday": "休業日", "schedule": "日程",
    "date": "日付", "area": "担当地域", "district": "担当地域", "capacity": "定員", "age": "対象年齢", "target": "対象",
    "price": "料金", "fee": "料金", "desc": "内容", "description": "内容", "content": "内容", "text": "内容",
    "detail": "内容", "note": "備考", "notes": "備考", "remarks": "備考",
}  # fmt: skip

Table = list[list[str]]  # the headings, then the rows


def script_tables(soup: "BeautifulSoup") -> list[Table]:
    """The tables in a page's own scripts, in order; read before scripts are dropped. Nothing is run.

    A list of records with Japanese values is one, and so is an object of Japanese names and values. What is marked as a
    sample is left out. What cannot be parsed is passed over.
    """
    tables: list[Table] = []
    for script in soup.find_all("script", src=False):
        source = script.string or ""
        if len(source) <= _MAX and "ld+json" not in str(script.get("type")) and _JAPANESE.search(source):
            tables += [table for each in _objects(source) for table in _tables(each, 0)]
    return tables


def _objects(source: str) -> list[object]:
    """What the script holds; of one that breaks off, what came before."""
    with suppress(ValueError, RecursionError):  # not JSON alone, but a program
        return [json.loads(source)]
    import chompjs

    found: list[object] = []
    with suppress(ValueError, RecursionError):
        found.extend(chompjs.parse_js_objects(source))
    return found


def _tables(thing: object, depth: int) -> Iterator[Table]:
    """Outer ones first; a list of records may stand in a field of another."""
    if depth > _NESTED:
        return
    if isinstance(thing, list):
        yield from _of_records([each for each in thing if isinstance(each, dict)])
    elif isinstance(thing, dict):
        yield from _of_names(thing)
    for each in thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ():
        yield from _tables(each, depth + 1)


def _of_records(records: Sequence[dict[str, Any]]) -> Iterator[Table]:
    """The table of two records or more, whose first field that is told has Japanese values."""
    shown = [{key: text for key, value in each.items() if (text := _cell_text(value))} for each in records]
    rows = [each for each in shown if not any(map(_MADE_UP.search, each.values()))]
    keys = [key for key in dict.fromkeys(key for each in rows for key in each) if _told(key, rows)]
    if len(rows) >= 2 and len(keys) >= 2 and any(map(_JAPANESE.search, (row.get(keys[0], "") for row in rows))):
        yield [[_HEADINGS.get(key.lower(), key) for key in keys], *([row.get(key, "") for key in keys] for row in rows)]


def _told(key: str, rows: Sequence[dict[str, str]]) -> bool:
    """Whether a field says something to a reader: ``phone``, not ``id`` or ``icon``."""
    values = [row[key] for row in rows if key in row]
    return key.lower() in _HEADINGS or any(map(_JAPANESE.search, (key, *values)))


def _of_names(thing: dict[str, Any]) -> Iterator[Table]:
    """An object whose names are Japanese: 自営業 -> 就労証明書と申告書の写し."""
    rows = [[name, text] for name, value in thing.items() if _JAPANESE.search(name) and (text := _cell_text(value))]
    if len(rows) >= 2 and len(rows) == len(thing):
        yield rows


def _cell_text(value: object) -> str:
    """A value as a cell; empty for an address of a page, for records and for what is no text."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value}"
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "、".join(filter(None, map(_cell_text, value)))
    if not isinstance(value, str):
        return ""
    text = " ".join(_TAGS.sub(" ", _LINE_BREAK.sub("、", value)).split())
    return "" if _PAGE.match(text) else text
