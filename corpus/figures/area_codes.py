"""市外局番 of numbers printed without one, where the same document leaves no doubt: it says one, or prints a full number of the same exchange."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ..text.folding import fold
from .figure import Phone
from .read import phones

_SAID: Final = re.compile(r"市外局番(?:は|が|:|・|「|\(| )*(0[0-9]{1,4})(?![0-9-])")
_UNDER: Final = "電話 "
_NO_PLACE: Final = re.compile(r"0(?:120|570|800|990|[5-9]0)\Z")  # codes that belong to no area


def phone_in(printed: str) -> Phone | None:
    """The first number in what stands under 電話, where no label stands beside it; offsets are of ``printed``."""
    read = next(iter(phones(f"{_UNDER}{printed}")), None)
    return replace(read, start=read.start - len(_UNDER), end=read.end - len(_UNDER)) if read is not None else None


def area_codes(text: str) -> Mapping[str, str]:
    """Area codes by exchange, the digits between code and last four; "" has the code said for the whole document.

    An exchange that stands behind two codes is left out, and so is what is said where two codes are.
    """
    found: dict[str, set[str]] = {"": set(_SAID.findall(fold(text)))}
    for phone in phones(text):
        code, _, behind = phone.number.partition("-")
        if not phone.local and behind.count("-") == 1 and not _NO_PLACE.match(code):
            found.setdefault(behind.split("-")[0], set()).add(code)
    return {exchange: next(iter(codes)) for exchange, codes in found.items() if len(codes) == 1}


def area_code_of(number: str, codes: Mapping[str, str]) -> str | None:
    """The code to dial before ``number``, as :func:`area_codes` found it; None where it has its own, or none is sure."""
    read = phone_in(number)
    if read is None or not read.local:
        return None
    return codes.get(read.number.split("-")[0]) or codes.get("")
