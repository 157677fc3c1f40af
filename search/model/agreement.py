"""Whether each clause of a sentence says what a clause of its source says: yes or no, done or only planned, and by whom.

One of the clauses that a clause was made of (:mod:`search.model.reading.clauses`) must deny as it does: both with a
negative form or both without; and no word that one of the two denies stands undenied in the other. And the clause may
tell what that one tells (:mod:`search.model.reading.outlook`). Of the source's clauses with its verb, one has the same ones
who act and who are acted on (:mod:`search.model.reading.roles`).

Missed: a denial told in words without any negative form, one of time (実施していましたが、現在は実施していません told as
実施しています), and one put to another thing by words that the source's clause also has.
"""

from collections.abc import Iterable, Sequence

from .reading.clauses import Clause, origins
from .reading.negation import turns_round
from .reading.outlook import may_tell
from .reading.roles import keeps_roles


def agrees(told: Iterable[Clause], cited: Sequence[Clause]) -> bool:
    """Whether every clause of a sentence denies and promises as a clause of its passages that it was made of."""
    return all(_has_its_like(clause, cited) for clause in told)


def _has_its_like(told: Clause, cited: Sequence[Clause]) -> bool:
    if not keeps_roles(told.roles, [clause.roles for clause in cited]):
        return False
    made_of = origins(told, cited)
    return any(_alike(told, clause) for clause in made_of) if made_of else not told.negations


def _alike(told: Clause, cited: Clause) -> bool:
    if turns_round(told.text, cited.text):
        return False
    return _deny_alike(told, cited) and (
        told.counts or may_tell(told.outlook, cited.outlook)  # of a figure, its binding tells
    )


def _deny_alike(told: Clause, cited: Clause) -> bool:
    if bool(told.negations) != bool(cited.negations) or (told.negations - cited.negations) % 2:
        return False
    whole = "" in told.denied | cited.denied  # 不足している人手 denies what 人手が足りない does
    return whole or not ((told.words - told.denied) & cited.denied or (cited.words - cited.denied) & told.denied)
