"""Frozen dataclasses as JSON and back, by the types of their fields."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
_PLAIN: Final = frozenset({str, int, float, bool, type(None), date})  # most of what is in a dataclass: asked first
_WRITER: Final = json.JSONEncoder(
    ensure_ascii=False, default=str
)  # made once: json.dumps would make one for each value


def to_json(value: Any) -> str:  # noqa: ANN401 - any dataclass
    """A dataclass of texts, numbers, days, enumerations, tuples and further dataclasses, as JSON."""
    return _WRITER.encode(to_plain(value))


def to_plain(value: Any) -> Any:  # noqa: ANN401 - any dataclass
    """As ``dataclasses.asdict``, but that what is no dataclass, tuple, list or mapping stays itself and is not copied."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    names = _fields_of(kind)  # type: ignore[arg-type] # a type is hashable
    if names is not None:
        return {name: to_plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple | list):
        return [to_plain(each) for each in value]
    return {name: to_plain(each) for name, each in value.items()} if isinstance(value, Mapping) else value


@cache
def _fields_of(kind: type) -> tuple[str, ...] | None:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


def from_json(kind: type[T], text: str) -> T:
    """What :func:`to_json` made of an instance of ``kind``; a field that it lacks has its default.

    Raises: ValueError, TypeError, KeyError where it is none.
    """
    return from_plain(kind, json.loads(text))


def from_plain(kind: type[T], plain: Any) -> T:  # noqa: ANN401 - JSON
    """As :func:`from_json`, of JSON that is read already."""
    made: T = _reader(kind)(plain)  # type: ignore[arg-type] # a type is hashable
    return made


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type, or what typing makes of several
    if get_origin(kind) is UnionType:
        (some,) = (each for each in get_args(kind) if each is not type(None))
        read = _reader(some)
        return lambda plain: None if plain is None else read(plain)
    if get_origin(kind) is tuple:
        members = get_args(kind)
        if members[-1] is Ellipsis:
            read = _reader(members[0])
            return lambda plain: tuple(read(each) for each in plain)
        reads = [_reader(each) for each in members]
        return lambda plain: tuple(read(each) for read, each in zip(reads, plain, strict=True))
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    if kind is date:
        return date.fromisoformat
    return kind if isinstance(kind, type) and issubclass(kind, Enum) else _as_it_is


def _dataclass_reader(kind: Any) -> Callable[[Mapping[str, Any]], Any]:  # noqa: ANN401 - a dataclass's type
    hints = get_type_hints(kind)
    reads = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    return lambda plain: kind(**{name: read(plain[name]) for name, read in reads.items() if name in plain})


def _as_it_is(plain: Any) -> Any:  # noqa: ANN401 - JSON
    return plain
