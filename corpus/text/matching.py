"""Verbatim text -> the same words as they are matched. Never quoted."""

import re
from typing import Final

from .plain_forms import plain

# A line of running text that stops without a stop was cut by the page: the next line goes on with it.
_BROKEN: Final = re.compile(r"(?<=[^\s。．.！？!?：:」』）)】\]])[ \u3000]*\n\s*(?=[ぁ-んァ-ヶ一-龠々ー、])")
_RUNNING: Final = 25  # characters; shorter lines are titles and labels, which end where they end
_SPACED: Final = re.compile(r"(?<![^\s|])(?:[^\x00-\x7f] ){1,}[^\x00-\x7f](?![^\s|])")


def matching_text(text: str) -> str:
    """NFKC and plain forms, with page-broken sentences joined and spaced-out titles (事 業 名) closed up."""
    text = plain(text)
    text = _SPACED.sub(lambda match: match[0].replace(" ", ""), text)
    return _BROKEN.sub(lambda match: "" if _is_running(text, match.start()) else "\n", text)


def squeezed(text: str) -> str:
    """NFKC and plain forms, without white space."""
    return "".join(plain(text).split())


def _is_running(text: str, end: int) -> bool:
    return end - (text.rfind("\n", 0, end) + 1) >= _RUNNING
