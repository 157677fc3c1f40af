"""Whether each clause of a sentence says what a clause of its source says: yes or no, done or only planned, and by whom.

One of the clauses that a clause was made of (:mod:`search.model.reading.clauses`) must deny as it does: both with a
negative form or both without; and no word that one of the two denies stands undenied in the other. And the clause may
tell what that one tells (:mod:`search.model.reading.outlook`). Of the source's clauses with its verb, one has the same ones
who act and who are acted on (:mod:`search.model.reading.roles`).

Missed: a denial told in words without any negative form, one of time (実施していましたが、現在は実施していません told as
実施しています), and one put to another thing by words that the source's clause also has.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from corpus.text.tokens import lemmas

from .reading.clauses import Clause, in_sentences, origins
from .reading.negation import turns_round
from .reading.outlook import Outlook, may_tell
from .reading.roles import keeps_roles, turned
from .reading.spelling import KANJI

_UNSURE: Final = frozenset((Outlook.CONSIDERED, Outlook.AIMED, Outlook.PLANNED))
_ABOUT: Final = re.compile(r"([^、。]{2,20}?)(?:で|に)は")  # 港地区では
_WHO: Final = r"[^、。]{0,16}?(?:人|方|者|家族|本人|世帯|児|父母|親|夫婦|[夫妻子](?=[にへがは]))"
_DONE_TO: Final = re.compile(rf"([{KANJI}]{{2}})(?:を受け|をしてもら|され|してもら){_WHO}")
_DOING: Final = re.compile(rf"([{KANJI}]{{2}})(?:を)?(?:して|する|した|に携わる|に取り組む){_WHO}")


def agrees(told: Iterable[Clause], cited: Sequence[Clause]) -> bool:
    """Whether every clause of a sentence denies and promises as a clause of its passages that it was made of."""
    told = tuple(told)
    if _is_turned(told, cited) or _turns_people("".join(one.text for one in told), "".join(one.text for one in cited)):
        return False
    return all(_has_its_like(clause, cited) for clause in told)


def _is_turned(told: Sequence[Clause], cited: Sequence[Clause]) -> bool:
    """Whether a sentence exchanges those who act and are acted on in the sentence that shares most of its words."""
    own = frozenset().union(*(clause.words for clause in told))
    made_of = max(
        in_sentences(cited), key=lambda each: len(own & frozenset().union(*(one.words for one in each))), default=()
    )
    return turned([one.roles for one in told], [one.roles for one in made_of])


def _turns_people(told: str, cited: str) -> bool:
    """Whether those who do a thing are told as those to whom it is done, or the other way: 介護している家族, 介護を受けている方."""
    done, doing = set(_DONE_TO.findall(told)), set(_DOING.findall(told))
    was_done, was_doing = set(_DONE_TO.findall(cited)), set(_DOING.findall(cited))
    return bool(done & was_doing - was_done or doing & was_done - was_doing)


def _has_its_like(told: Clause, cited: Sequence[Clause]) -> bool:
    if not keeps_roles(told.roles, [clause.roles for clause in cited]):
        return False
    if _unsure(told, cited):
        return False
    made_of = _of_topic(told, origins(told, cited), cited)
    if made_of and all(turns_round(told.text, _around(clause, cited)) for clause in made_of):
        return False
    return any(_alike(told, clause) for clause in made_of) if made_of else not told.negations


def _unsure(told: Clause, cited: Sequence[Clause]) -> bool:
    """Whether a clause tells as done what only clauses that aim at it or think about it have."""
    if told.outlook not in (Outlook.DONE, Outlook.GOING_ON):
        return False
    with_word = ([clause.outlook for clause in cited if word in clause.words] for word in told.words)
    return any(found and all(outlook in _UNSURE for outlook in found) for found in with_word)


def _of_topic(told: Clause, made_of: list[Clause], cited: Sequence[Clause]) -> list[Clause]:
    """Those of the clauses that are about what ``told`` is about, where there are any: 港地区では."""
    about = _ABOUT.match(told.text)
    topic = (told.roles.topics | set(lemmas(about[1]) if about else ())) & frozenset().union(
        *(clause.words for clause in cited)
    )
    head = next((words for name, words in reversed(told.roles.phrases) if name == "が" and words - topic), frozenset())
    if (
        len({bool(clause.negations) for clause in made_of}) > 1
    ):  # of two that deny and affirm, the one about its subject
        made_of = [clause for clause in made_of if head and head <= clause.words] or made_of
    return [clause for clause in made_of if topic <= clause.words | clause.roles.carried] or made_of


def _around(clause: Clause, cited: Sequence[Clause]) -> str:
    """The text of the sentence that a clause is of."""
    return "".join(one.text for one in next(each for each in in_sentences(cited) if clause in each))


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
