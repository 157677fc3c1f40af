"""Which municipalities' web addresses and e-mail domains a text prints: city.kamakura.kanagawa.jp -> 鎌倉市."""

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Final

from .gazetteer import by_code, municipalities
from .romaji import codes_by_spelling, folded

_HOST: Final = re.compile(r"(?<![a-z0-9.-])(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}(?![a-z0-9-])", re.IGNORECASE)
_OFFICIAL: Final = re.compile(r"(?:^|\.)(city|town|vill|village)[.-]([a-z-]+)\.(?:[a-z.]*\.)?jp$")
_KINDS: Final = {"city": "市区", "town": "町", "vill": "村", "village": "村"}
_LABELS: Final = 6  # that are looked at: no municipality's domain has more than four
_MAIL: Final = 2  # an e-mail address is the office's own, where a link may lead anywhere; arbitrary


def hosts(text: str) -> Counter[str]:
    """Codes of the municipalities whose domains ``text`` prints, an e-mail address counting twice."""
    found: Counter[str] = Counter()
    plain = unicodedata.normalize("NFKC", text)
    for mark in _HOST.finditer(plain):
        if (code := owner_of(mark[0].lower())) is not None:
            found[code] += _MAIL if plain.startswith("@", mark.start() - 1) else 1
    return found


@cache
def owner_of(host: str) -> str | None:
    """The municipality that ``host`` belongs to; None where it is nobody's, or several could own it."""
    labels = host.split(".")[-_LABELS:]
    known = _codes_by_domain()
    own = next((known[name] for at in range(len(labels)) if (name := ".".join(labels[at:])) in known), None)
    if own is not None or (official := _OFFICIAL.search(host)) is None:
        return own
    codes = codes_by_spelling().get(folded(official[2]), ())
    fitting = [code for code in codes if by_code()[code].name[-1] in _KINDS[official[1]]]
    return fitting[0] if len(fitting) == 1 else None


@cache
def _codes_by_domain() -> dict[str, str]:
    return {each.domain: each.code for each in municipalities() if each.domain}
