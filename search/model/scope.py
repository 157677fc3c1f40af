"""Whether a sentence speaks of those people and of that municipality that its source speaks of, and of no more.

Of 「ひとり親家庭の子どもに、学習支援を行います」 a model may not make 「すべての子どもに」 or 「子どもに」. A sentence that says
all or only has a source that does, and where a clause names who it is about, it keeps half of the words (each by its
rarity) that say so in a clause it was made of, in the same words or like ones. What it tells of a municipality that it names
stands where the plan speaks of that one.

Missed: a condition that is left out altogether together with whom it is about, and one left out of two.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Final

from corpus.text.nouns import words_in

from .reading.clauses import Clause, origins
from .reading.likeness import share_kept
from .reading.places import placed

# Of what is given to some, a sentence says to whom.
_BENEFIT: Final = re.compile(r"助成|支給|交付|給付|貸与|免除|減免|無料|割引|補助|贈")
_KINDS: Final = frozenset("市町村")
_HELD: Final = 0.5  # of 60 unfaithful paraphrases (tests/paraphrases_seen.tsv) 56 are caught at 0.5 to 0.7, 54 at 0.4
# Each says all, always, only, at once or best; who says one may have any word of its line.
_ALL_OR_ONLY: Final = (
    r"誰(?:でも|も|に)|だれ(?:でも|も)|どなた(?:でも|も)|すべて|全て|全員|みんな|皆さん?|全世帯|あらゆる|問わず|かかわらず|制限(?:は|が)?(?:な|あ)",
    r"いつでも|常に|必ず|24時間|毎日",
    r"だけ|のみ|限[りっる]|しか",
    r"無期限|期限(?:は|が)?(?:な[いくし]|ありません)|いつまでも|ずっと|一生|生涯|永久",
    r"即日|即時|その日のうち|当日|すぐに?|直ちに|ただちに|速やか|迅速|早急|至急|早く|早期|(?<!お)早め(?!に[^。]{0,12}(?:申|電話|連絡|相談|予約|おすすめ))",
    r"緊急|急[いぐ]",
    r"何(?:度|回|人|時間|個|枚)でも|いくらでも|好きなだけ|無制限|制限なく",
    r"自動的|申請(?:は|が)?(?:不要|なし)|手続き?(?:は|が)?(?:不要|なし)",
    r"初めて|初の|唯一|最も|一番|最多|全国一|第一位",
)


def claims_no_more(told: str, cited: str) -> bool:
    """Whether a sentence says all, always, only, at once or best where its passages do."""
    return not any(re.search(pattern, told) and not re.search(pattern, cited) for pattern in _ALL_OR_ONLY)


def is_there(told: Sequence[Clause], cited: Sequence[tuple[str, Sequence[Clause]]]) -> bool:
    """Whether what a sentence tells of a municipality by name stands where the plan speaks of that one.

    Args:
        told: the clauses of the sentence.
        cited: the municipality of each passage, and its clauses.
    """
    source = [each for home, own in cited for each in zip(own, placed(own, home), strict=True)]
    known = {home for home, _ in cited} | {place for _, place in source}
    text = "".join(clause.text for clause in told)
    return all(
        _is_at(clause, place, text, source) if place else _is_at_home(clause, text, source, {home for home, _ in cited})
        for clause, place in zip(told, placed(told, ""), strict=True)
        if not place or place in known
    )


def _is_at_home(told: Clause, text: str, source: Sequence[tuple[Clause, str]], homes: Set[str]) -> bool:
    """Whether a clause that names no municipality was made of one that speaks of the passage's own."""
    made_of = origins(told, [clause for clause, _ in source])
    return not made_of or any(where in homes or where in text for clause, where in source if clause in made_of)


def _is_at(told: Clause, place: str, text: str, source: Sequence[tuple[Clause, str]]) -> bool:
    made_of = origins(replace(told, words=told.words - words_in(place) - _KINDS), [clause for clause, _ in source])
    return not made_of or any(
        where == place or where in text or place in clause.text for clause, where in source if clause in made_of
    )


def is_within(told: Sequence[Clause], cited: Sequence[Clause]) -> bool:
    """Whether every clause of a sentence is about no more people than a clause of its passages that it was made of."""
    text = "".join(clause.text for clause in told)
    return all(_is_about(clause, text, origins(clause, cited)) for clause in told)


def _is_about(told: Clause, text: str, made_of: list[Clause]) -> bool:
    if not made_of:
        return True
    if not told.people and not _BENEFIT.search(told.text):
        return True
    return any(
        not clause.people or any(share_kept(people, text) >= _HELD for people in clause.people) for clause in made_of
    )
