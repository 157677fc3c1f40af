"""Whether somebody may be in danger now, told by the words of a question and by the models learned from examples."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..learning.hints import hints
from ..learning.labels import Danger
from ..learning.learned import Learned, read
from .said import dangers

# Of 333 held-out utterances of danger the rules alone find .13, since the hands told it without its words; with the
# model from .66 on .45, from .45 on .66. Of 1,632 harmless ones beside them .016, .021 and .031 are taken for danger.
_LIKELY: Final = 0.66
_PERHAPS: Final = 0.45
_KINDS: Final = {
    Danger.SUICIDE: "自殺",
    Danger.CHILD_SUICIDE: "子どもの自殺",
    Danger.LIFE: "命の危険",
    Danger.CHILD_ABUSE: "児童虐待",
    Danger.ADULT_ABUSE: "高齢者・障害者虐待",
    Danger.SEXUAL: "性被害",
    Danger.VIOLENCE: "暴力",
    Danger.SHELTER: "住まい",
    Danger.FOOD: "食べ物",
}


@dataclass(frozen=True, slots=True)
class InDanger:
    """The kinds of danger, each once, the gravest first; ``likely`` where it is said, or as good as said."""

    kinds: tuple[str, ...]
    likely: bool


def danger_in(text: str) -> InDanger | None:
    """What ``text`` says of danger; None where it says nothing of the kind.

    Any text will do, also one that is refused as a question; of a long one, the first 10,000 characters. The words of
    a friend or a neighbour count as one's own. The rules and the learned model speak together, whichever says so. A
    planner's question (自殺対策計画の策定, 虐待を受けている子どもの割合) is left alone, unless it also says a danger of its
    own. Preferred is a word too many: 「死にたい」と言う人への接し方 gets one.
    """
    return weighed(dangers(text), read(text, hints(text)))


def weighed(said: Sequence[str], learned: Learned) -> InDanger | None:
    """As :func:`danger_in`, of a question that the rules and the models have read."""
    if said:
        return InDanger(tuple(said), likely=True)
    if learned.danger < _PERHAPS:
        return None
    return InDanger((_KINDS[learned.dangers[0]],), likely=learned.danger >= _LIKELY)
