"""Words of the administration in a reply, each explained at a press where it first stands."""

import re
from html import escape
from typing import Final

from ..wording import Words
from ..wording.glossary import GLOSSARY

_LETTER: Final = "[一-鿿々ァ-ヶー]"  # a word within a longer one is another word
_TERM: Final = re.compile(
    f"(?<!{_LETTER})(?:{'|'.join(map(re.escape, sorted(GLOSSARY, key=len, reverse=True)))})(?!{_LETTER})"
)


class Terms:
    """Those of one reply."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def marked(self, html: str) -> str:
        """Escaped text, with a button for each word that no text before it had."""
        return _TERM.sub(self._button, html)

    def html(self, words: Words) -> str:
        """What the buttons show; nothing of it is seen before one is pressed. No script is needed."""
        return "".join(
            f'<div id="term-{n}" class="meaning" popover lang="ja"><p><b>{escape(term)}</b> {escape(GLOSSARY[term])}</p>'
            f'<button type="button" popovertarget="term-{n}" popovertargetaction="hide">{words("glossary.close")}</button></div>'
            for term, n in self._seen.items()
        )

    def _button(self, found: re.Match[str]) -> str:
        term = found[0]
        if term in self._seen:
            return term
        n = self._seen[term] = len(self._seen) + 1
        return f'<button type="button" class="term" popovertarget="term-{n}">{term}</button>'
