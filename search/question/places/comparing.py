"""A question put to one city instead of those that it names.

What a comparison asks of each city: 「鎌倉市と逗子市の配食の回数を比較して」 asks each for 配食の回数.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from .named import Place, wards

_COMPARING: Final = re.compile(
    r"(?:各|それぞれの)(?:市町村?|市区町村|自治体|市|町|都市)(?:ごと)?(?:の|は|で|に)?|[0-9２-９]+(?:市町?|自治体)(?:の|は|で)?|"
    r"(?:市|自治体)ごと(?:の|に)?|(?:を|の|で)?(?:比較|見比べ|比べ|くらべ)(?:し|た|て|る|ら)*(?:ください|ほしい|表|教えて|一覧)*|"
    r"(?:の|は|が)?(?:違い|ちがい|差)(?:は|を|が|って)?(?:何|なに|教えて)?(?:ですか)?|どう(?:違|ちが)(?:う|います)か?"
)
_EACH: Final = re.compile(r"各(?:市|区|町|村|自治体|地)|それぞれ|横並び|並べて|見比べ|[2-9２-９]市")
_EDGES: Final = re.compile(r"^[\sとやの、,・はでを&＆vｖs]+|[\sとや、,・]+$")


def wants_each(text: str) -> bool:
    """Whether every municipality is asked about (各市の手法を横並びで), not which one does something."""
    return bool(_EACH.search(text))


def asked_of_each(text: str, places: Sequence[Place]) -> str:
    """``text`` without the names of ``places`` and without the words of comparing; as it is where nothing else is left."""
    rest = text
    for place in places:
        for form in sorted((*place.said, place.name), key=len, reverse=True):
            rest = rest.replace(form, " ")
    rest = _EDGES.sub("", _COMPARING.sub(" ", rest).strip())
    return rest if any(letter.isalnum() for letter in rest) else text


def asked_of(city: str, text: str, places: Sequence[Place], district: str = "") -> str:
    """``text`` with the name ``city`` in the place of the one of ``places`` that it names, or of a ward or ``district`` of
    it; else before it.
    """
    if len(places) > 1:
        return f"{city} {asked_of_each(text, places)}"
    written = unicodedata.normalize("NFKC", text)
    names = [form for place in places for form in place.said]
    inside = [form for form in (district, *(ward for place in places for ward in wards(place.name))) if form]
    # 神奈川県川崎市高津区 goes as a whole.
    whole = rf"(?:[一-龠]{{2,3}}[都道府県])?(?:{_any(names)})?(?:{_any(inside)})|(?:[一-龠]{{2,3}}[都道府県])?(?:{_any(names)})"
    moved = re.sub(whole, city, written)
    return moved if city in moved else f"{city} {text}"


def _any(forms: Sequence[str]) -> str:
    """What matches any of ``forms``, the longest first; nothing where there are none."""
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True))) or r"(?!)"
