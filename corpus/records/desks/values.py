"""The values of a desk's fields, as printed: numbers and what stands by them, hours, and every other field whole."""

import re
from typing import Final

from ...figures import Clock, Days, Phone, phones, read
from .draft import Draft

_HOURS: Final = re.compile(r"\s*+[(（](?P<hours>(?:[^()（）]|[(（][^()（）]*[)）])*)[)）]")
_EXTENSION: Final = re.compile(r"[\s(（、,/／]*内線?[^0-9０-９]*[0-9０-９].*", re.DOTALL)  # behind a number
_LABELS: Final = {"phone": "電話 ", "fax": "FAX "}  # what a table's header or a line's label says of a bare number
_URL: Final = re.compile(r"https?://[^\s)）」]+")
_BROKEN: Final = re.compile(r"(?<=[-‐－ー―(（)）])\s*\n\s*(?=[0-9０-９])")  # a number that a narrow cell breaks
_RUN: Final = re.compile(r"\s?[~〜～]\s?[0-9０-９]{1,4}(?![0-9０-９-])")
_DIGITS: Final = re.compile(r"[0-9０-９]{2,5}")


def read_value(draft: Draft, key: str, value: str) -> None:
    """Put what ``value`` says of the field ``key`` into ``draft``; what it has already stays."""
    if key == "url":
        if (found := _URL.search(value)) is not None:
            draft.values.setdefault("url", found[0])
        return
    if key == "extension":
        if (found := _DIGITS.search(value)) is not None:
            draft.values.setdefault("extension", value[found.start() :].strip())
        return
    if key not in ("phone", "fax"):
        draft.values.setdefault(key, value)
        return
    label = _LABELS[key]
    value = _BROKEN.sub("", value)
    for phone in phones(label + value):
        add_phone(draft, phone, printed_number(label + value, phone))
        hours = _HOURS.match(value, phone.end - len(label))
        if hours and any(isinstance(each, Clock | Days) for each in read(hours["hours"])):
            draft.values.setdefault("hours", re.sub(r"^(?:受付)?時間[\s:：]*", "", hours["hours"]))


def printed_number(text: str, number: Phone) -> str:
    """A number as printed, with the last digits of those that follow it: 45-2640〜2642."""
    more = _RUN.match(text, number.end)
    printed = text[number.start : more.end() if more else number.end]
    opened = printed[:1] in tuple("(（") and not any(mark in printed for mark in ")）")
    return printed[1:] if opened else printed


def add_phone(draft: Draft, phone: Phone, printed: str) -> None:
    """One number more: the first is the one to call, further ones and the fax stand beside it."""
    if phone.extension:
        draft.values.setdefault("extension", phone.extension)
    if not phone.number:
        return
    number = _EXTENSION.sub("", printed)
    called = phone.use != "fax"
    if called and draft.values.setdefault("phone", number) != number and number not in draft.more_phones:
        draft.more_phones.append(number)
    if "fax" in phone.use:
        draft.values.setdefault("fax", number)
