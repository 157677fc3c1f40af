"""``SOURCES.toml``: the addresses that staff want watched, and what they know of each."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import httpx

from ..about.gazetteer import by_code, municipalities
from ..about.hosts import owner_of
from ..errors import UnreadableDocument
from ..regular_file import read_regular
from .asking.addresses import Rules, normal_address
from .asking.limits import MEGABYTE, Limits
from .troubles import BadList

_MAX_BYTES: Final = 5_000_000  # some ten thousand sources
LINKABLE: Final = (".pdf", ".docx", ".xlsx")  # what a page may stand for
# Columns of sources.csv that a source may fill in; of a page with links only those that hold for all its documents.
_CELLS: Final = ("title", "kind", "status", "period_start", "period_end", "published", "licence", "attribution")
_OWNER: Final = ("municipality_code", "prefecture", "municipality")
_OF_ONE: Final = ("title", "published")
_WORDS: Final = ("links", "words")
_SOURCE_KEYS: Final = ("address", *_WORDS, *_OWNER, *_CELLS)
_HEADER: Final = re.compile(r"\s*\[\[\s*source\s*\]\]")
_KEY: Final = re.compile(r"\s*([A-Za-z_]+)\s*=")
_HEADER_TEXT: Final = re.compile(r"[\x21-\x7e]{1,200}")


@dataclass(frozen=True, slots=True)
class Listed:
    """One source: an address, and the cells of its row in sources.csv that the list knows.

    With ``links`` it is a page that stands for the documents it links to; with ``words``, for those that name one.
    """

    address: str
    cells: Mapping[str, str]
    links: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceList:
    """The whole list."""

    sources: tuple[Listed, ...]
    rules: Rules
    limits: Limits


def read_list(path: Path) -> SourceList:
    """The list in ``path``. Raises: BadList, which names every line that is wrong."""
    try:
        text = read_regular(path, _MAX_BYTES).decode("utf-8-sig")
        document = tomllib.loads(text)
    except UnreadableDocument as error:
        raise BadList(path, [error.reason]) from error
    except UnicodeDecodeError as error:
        raise BadList(path, ["文字として読めません。UTF-8 で保存し、"]) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"line (\d+)", str(error))
        where = f"{place[1]} 行目が" if place else "終わりのほうが"
        raise BadList(path, [f"{where} TOML の書き方になっていません。"]) from error
    problems: list[tuple[int, str]] = []
    rules, limits = _settings(document.pop("fetch", {}), text, problems)
    entries = document.pop("source", [])
    for name in document:
        problems.append((0, f"「{name}」という項目はありません([fetch] か [[source]] にしてください)。"))
    if not isinstance(entries, list) or not entries:
        problems.append((0, "[[source]] が 1 つもありません。"))
        entries = []
    sources = _sources(entries, _Lines(text, len(entries)), problems)
    if problems:
        raise BadList(path, [sentence for _, sentence in sorted(problems)])
    return SourceList(tuple(sources), rules, limits)


class _Lines:
    """Where in the text each key of each ``[[source]]`` stands, as far as that can be told."""

    def __init__(self, text: str, entries: int) -> None:
        self._found: list[tuple[int, dict[str, int]]] = []
        inside = False
        for number, line in enumerate(text.splitlines(), start=1):
            if line.lstrip().startswith("["):
                inside = bool(_HEADER.match(line))
                if inside:
                    self._found.append((number, {}))
            elif inside and (key := _KEY.match(line)):
                self._found[-1][1].setdefault(key[1], number)
        if len(self._found) != entries:  # [[source]] within a text, or an array written in braces
            self._found = []

    def of(self, entry: int, key: str | None = None) -> tuple[int, str]:
        """The number of a line, for sorting, and how a sentence names it; without ``key`` that of the header."""
        if not self._found:
            return entry, f"{entry + 1} 件目"
        header, keys = self._found[entry]
        line = keys.get(key or "", header)
        return line, f"{line} 行目"


def _sources(entries: list[Any], lines: _Lines, problems: list[tuple[int, str]]) -> list[Listed]:
    found: list[Listed] = []
    seen: dict[str, str] = {}
    for number, entry in enumerate(entries):
        wrong = dict(_wrong(entry)) if isinstance(entry, dict) else {"": "[[source]] の書き方ではありません。"}
        listed = None if wrong else _listed(entry, wrong)
        for key, sentence in wrong.items():
            line, where = lines.of(number, key)
            problems.append((line, f"{where}の {sentence}" if key else f"{where}: {sentence}"))
        if listed is None:
            continue
        line, where = lines.of(number, "address")
        if listed.address in seen:
            problems.append((line, f"{where}の address は、{seen[listed.address]}と同じです。"))
        seen.setdefault(listed.address, where)
        found.append(listed)
    return found


def _wrong(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The keys of ``entry`` that are wrong by themselves, each with a sentence."""
    for key, value in entry.items():
        if key not in _SOURCE_KEYS:
            yield key, f"{key} という項目はありません。"
        elif key in _WORDS:
            if not (isinstance(value, list) and value and all(isinstance(each, str) and each for each in value)):
                yield key, f'{key} は ["…", "…"] の形で書いてください。'
            elif key == "links" and any(f".{each}" not in LINKABLE for each in value):
                yield key, f"links に書けるのは {'、'.join(each[1:] for each in LINKABLE)} です。"
        elif not isinstance(value, (str, int, date)) or isinstance(value, bool) or not str(value).strip():
            yield key, f"{key} の値が文字ではありません。"
        elif key == "address" and normal_address(str(value)) is None:
            yield key, "address が http か https の住所ではありません。"
    if "address" not in entry:
        yield "", "address がありません。"
    if "words" in entry and "links" not in entry:
        yield "words", "words は、links と一緒に使ってください。"
    for key in _OF_ONE if "links" in entry else ():
        if key in entry:
            yield key, f"{key} は文書ひとつのものなので、links のある source には書けません。"


def _listed(entry: dict[str, Any], wrong: dict[str, str]) -> Listed | None:
    address = normal_address(str(entry["address"])) or ""
    cells: dict[str, str] = {key: str(entry[key]).strip() for key in (*_OWNER, *_CELLS) if key in entry}
    owner = _owner(cells, address)
    if isinstance(owner, str):
        wrong["municipality" if "municipality" in cells else "address"] = owner
        return None
    links = tuple(f".{each}" for each in entry.get("links", ()))
    return Listed(address, {**cells, **owner}, links, tuple(entry.get("words", ())))


def _owner(cells: Mapping[str, str], address: str) -> Mapping[str, str] | str:
    """The three cells that say whose it is, by code, name or web domain; a sentence where that is not settled."""
    code, name = cells.get("municipality_code", "").zfill(6), cells.get("municipality")
    known = by_code().get(code)
    if code.strip("0") and name:  # both are said: a prefecture, a union, or what our table does not know yet
        return {"municipality_code": code, **({"prefecture": known.prefecture} if known else {})}
    if code.strip("0"):
        fitting = [known] if known else []
    elif name:
        prefecture = cells.get("prefecture", "")
        fitting = [
            each
            for each in municipalities()
            if each.ward is None
            and name in (each.name, each.prefecture + each.name)
            and prefecture in ("", each.prefecture)
        ]
    else:
        owner = owner_of(httpx.URL(address).host)
        fitting = [by_code()[owner]] if owner else []
    if len(fitting) == 1:
        each = fitting[0]
        return {"municipality_code": each.code, "prefecture": each.prefecture, "municipality": each.name}
    if fitting:
        several = "、".join(f"{each.prefecture}{each.name}" for each in fitting)
        return f"municipality がどちらか分かりません({several})。都道府県から書いてください。"
    if code.strip("0") or name:
        return "municipality が見つかりません(表にないときは、municipality_code も書いてください)。"
    return "address からは、どの市区町村か分かりません。municipality を書いてください。"


def _settings(table: object, text: str, problems: list[tuple[int, str]]) -> tuple[Rules, Limits]:
    """The part ``[fetch]``."""
    rules, limits = Rules(), Limits()
    if not isinstance(table, dict):
        problems.append((0, "fetch は [fetch] と書いてください。"))
        return rules, limits
    for key, value in table.items():
        fits, meant = _SETTINGS.get(key, (None, ""))
        if fits is None or not fits(value):
            line = next(
                (at for at, each in enumerate(text.splitlines(), 1) if re.match(rf"\s*{re.escape(key)}\b", each)), 0
            )
            said = f"{key} は{meant}で書いてください。" if fits else f"{key} という項目は、[fetch] にはありません。"
            problems.append((line, f"{line} 行目の {said}" if line else said))
        elif key == "hosts":
            rules = replace(rules, hosts=frozenset(each.lower() for each in value))
        elif key == "private_hosts":
            rules = replace(rules, private=frozenset(each.lower() for each in value))
        elif key == "max_megabytes":
            limits = replace(limits, max_bytes=int(value * MEGABYTE))
        elif key == "pause_seconds":
            limits = replace(limits, pause=float(value))
        else:
            limits = replace(limits, contact=value)
    return rules, limits


def _is_number(value: object, least: float, most: float) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and least <= value <= most


def _is_hosts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) and re.fullmatch(r"[^\s/@*]+", each) for each in value)


_HOSTS: Final = ' ["www.example.jp", …] の形(* は使えません)'
_SETTINGS: Final[Mapping[str, tuple[Callable[[Any], bool], str]]] = {
    "contact": (
        lambda value: isinstance(value, str) and bool(_HEADER_TEXT.fullmatch(value)),
        "半角の連絡先(メールの宛先か、ウェブの住所)",
    ),
    "pause_seconds": (lambda value: _is_number(value, 0, 60), " 0 から 60 までの秒数"),
    "max_megabytes": (lambda value: _is_number(value, 0.001, 200), " 200 までの数"),
    "hosts": (_is_hosts, _HOSTS),
    "private_hosts": (_is_hosts, _HOSTS),
}
