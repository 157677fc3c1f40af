"""The names of things in a question, and texts as names are compared."""

import re
from functools import lru_cache
from typing import Final

from corpus.text.matching import matching_text

_COMPOUND: Final = re.compile(r"[一-龠々ァ-ヶーA-Za-z]{4,}(?:サポート[一-龠]*)?")


def compounds(question: str) -> list[str]:
    """The long nouns of a question, such as 重層的支援体制整備事業."""
    return _COMPOUND.findall(question)


@lru_cache(maxsize=8192)
def same(text: str) -> str:
    """As compounds are compared: without white space and middle dots."""
    return re.sub(r"[\s・･]", "", matching_text(text)).lower()
