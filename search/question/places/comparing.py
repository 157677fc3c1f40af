"""What a comparison asks of each city: 「鎌倉市と逗子市の配食の回数を比較して」 asks each for 配食の回数."""

import re
from collections.abc import Sequence
from typing import Final

from .named import Place

_COMPARING: Final = re.compile(
    r"(?:各|それぞれの)(?:市町村?|市区町村|自治体|市|町|都市)(?:ごと)?(?:の|は|で|に)?|[0-9２-９]+(?:市町?|自治体)(?:の|は|で)?|"
    r"(?:市|自治体)ごと(?:の|に)?|(?:を|の|で)?(?:比較|見比べ|比べ|くらべ)(?:し|た|て|る|ら)*(?:ください|ほしい|表|教えて|一覧)*|"
    r"(?:の|は|が)?(?:違い|ちがい|差)(?:は|を|が|って)?(?:何|なに|教えて)?(?:ですか)?|どう(?:違|ちが)(?:う|います)か?"
)
_EDGES: Final = re.compile(r"^[\sとやの、,・はでを&＆vｖs]+|[\sとや、,・]+$")


def asked_of_each(text: str, places: Sequence[Place]) -> str:
    """``text`` without the names of ``places`` and without the words of comparing; as it is where nothing else is left."""
    rest = text
    for place in places:
        for form in sorted((*place.said, place.name), key=len, reverse=True):
            rest = rest.replace(form, " ")
    rest = _EDGES.sub("", _COMPARING.sub(" ", rest).strip())
    return rest if any(letter.isalnum() for letter in rest) else text
