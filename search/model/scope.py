"""Whether a sentence speaks of those people that its source speaks of, and of no more.

Of 「ひとり親家庭の子どもに、学習支援を行います」 a model may not make 「すべての子どもに」 or 「子どもに」. A sentence that says
all or only has a source that does, and where a clause names who it is about, it keeps half of the words (each by its
rarity) that say so in a clause it was made of, in the same words or like ones.

Missed: a condition that is left out altogether together with whom it is about, and one left out of two.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from .reading.clauses import Clause, origins
from .reading.likeness import share_kept

_HELD: Final = 0.5  # of 60 unfaithful paraphrases (tests/paraphrases_seen.tsv) 56 are caught at 0.5 to 0.7, 54 at 0.4
# Each says all, always or only; who says one may have any word of its line.
_ALL_OR_ONLY: Final = (
    r"誰(?:でも|も|に)|だれ(?:でも|も)|どなた(?:でも|も)|すべて|全て|全員|みんな|皆さん?|全世帯|あらゆる|問わず|かかわらず|制限(?:は|が)?(?:な|あ)",
    r"いつでも|常に|必ず|24時間|毎日",
    r"だけ|のみ|限[りっる]|しか",
)


def claims_no_more(told: str, cited: str) -> bool:
    """Whether a sentence says all, always or only where its passages do."""
    return not any(re.search(pattern, told) and not re.search(pattern, cited) for pattern in _ALL_OR_ONLY)


def is_within(told: Iterable[Clause], cited: Sequence[Clause]) -> bool:
    """Whether every clause of a sentence is about no more people than a clause of its passages that it was made of."""
    return all(_is_about(clause, origins(clause, cited)) for clause in told)


def _is_about(told: Clause, made_of: list[Clause]) -> bool:
    if not told.people or not made_of:
        return True
    return any(
        not clause.people or any(share_kept(people, told.text) >= _HELD for people in clause.people)
        for clause in made_of
    )
