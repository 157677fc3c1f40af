"""The figures of a text that count something: no years, no numbers of sections, none to call."""

import re
from functools import lru_cache
from typing import Final

from corpus.text.nouns import fold

_NO_FIGURE: Final = re.compile(
    r"(?:令和|平成|昭和)\s*(?:元|[0-9]{1,2})(?:\s*[・、]\s*[0-9]{1,2}(?=年))?\s*年?度?|(?<![A-Za-z])[RH][0-9]{1,2}(?:年度?)?(?:\.[0-9]+)*|"
    r"(?:19|20)[0-9]{2}\s*(?:[(（][^)）]{1,8}[)）])?\s*年度?|[0-9]{1,2}月(?:\s*[0-9]{1,2}日)?|第\s*[0-9]+\s*[^\s0-9]?|"
    r"(?:政策|図表?|表|資料)\s*[0-9]+(?:[-－][0-9]+)?|[0-9]{2,5}[-－][0-9]{1,4}[-－][0-9]{3,4}|https?://\S+|"
    r"(?m:^\s*[(（]?[0-9]{1,2}(?:[.．)）](?![0-9])|(?=\s+[^\s0-9%％円人件回か名])))|[0-9]+(?:\.[0-9]+)?[人名](?=(?:に(?!1)|当たり|あたり|ひとり))"
)
_INK: Final = re.compile(r"\S")


@lru_cache(maxsize=512)
def countable(text: str) -> str:
    """``text``, as long as before, with blanks for what looks like a figure and counts nothing."""
    return _NO_FIGURE.sub(lambda match: _INK.sub(" ", match[0]), fold(text))
