"""What an office is asked about whose number stands under お問い合わせ: the heading of the page, or of the part that it closes."""

import re
from typing import Final

from ...outline.tree import Section
from .columns import labelled
from .pairs.atoms import asks

_ABOVE: Final = 2  # lines over a name among which お問い合わせ stands
_OF_PAGE: Final = re.compile(r"(?:この|本)(?:ページ|記事|件|情報)")
_PAGE_MAX: Final = 5000  # characters; what is longer has more matters than its title says (arbitrary)
_ROUND_IT: Final = " 　【】[]●○■◆◇□▼・-*※:：#"


def matter_of(text: str, start: int, title: str | None, root: Section) -> str | None:
    """What the desk that begins at ``start`` answers for; None where no お問い合わせ stands over its name or before it."""
    line = text.rfind("\n", 0, start) + 1
    headings = [heading for heading in _path(root, start) if _is_matter(heading)]
    before = text[line:start].strip(_ROUND_IT)
    if before:
        return (headings[-1] if headings else title) if asks(before) else None
    above = [row.strip(_ROUND_IT) for row in text[max(0, line - 200) : line].split("\n") if row.strip()]
    if not any(asks(row) for row in above[-_ABOVE:]):
        return None
    if _OF_PAGE.search("".join(above[-_ABOVE:])):
        return title or next(iter(headings), None)
    if len(headings) < 2 and len(text) > _PAGE_MAX:
        return None
    return headings[-1] if headings else title


def _path(section: Section, offset: int) -> list[str]:
    """The headings over a place in the text, the outermost first."""
    for child in section.children:
        if isinstance(child, Section) and child.start <= offset < child.end:
            return [*([child.line.title] if child.line else []), *_path(child, offset)]
    return []


def _is_matter(heading: str) -> bool:
    bare = heading.strip(_ROUND_IT)
    return bool(bare) and not asks(bare) and not labelled(bare)
