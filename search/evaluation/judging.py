"""Judged questions over plans: is an excerpt a hit, and what does a ranking score."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from corpus.text.matching import squeezed

_TAG: Final = re.compile(r"</?[A-Za-z][^>]*>")
_SHARE: Final = 0.6  # of a snippet's characters that one unbroken run must cover


@dataclass(frozen=True, slots=True)
class Judgement:
    """A span that answers (grade 2) or helps (grade 1); ``alternatives`` must all stand in an excerpt to count for it."""

    plan_id: str
    grade: int
    snippet: str
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A question, its kind, and every span that was judged relevant to it."""

    id: str
    query: str
    kind: str
    judgements: tuple[Judgement, ...]
    must_contain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Of one ranking, each 0 to 1: a direct answer in it, nDCG, share of the cities reached, required words shown."""

    success2: float
    ndcg: float
    city_recall: float
    must: float | None  # None where nothing is required
    must_first: float | None


def parse_query(row: Mapping[str, Any]) -> JudgedQuery:
    """One line of a file of judged questions."""
    return JudgedQuery(
        id=row["id"],
        query=row["query"],
        kind=row["kind"],
        judgements=tuple(
            Judgement(
                item["doc"], item["grade"], plain(item["snippet"]), tuple(plain(each) for each in item.get("alt", ()))
            )
            for item in row["relevant"]
        ),
        must_contain=tuple(plain(each) for each in row["must_contain"]),
    )


def plain(text: str) -> str:
    """Without tags and white space, NFKC: how snippets and excerpts are compared."""
    return squeezed(_TAG.sub("", text))


def is_hit(plan_id: str, excerpt: str, judgement: Judgement) -> bool:
    """Whether an excerpt, already :func:`plain`, shows the judged span: all of it, most of it, or its alternatives."""
    if plan_id != judgement.plan_id:
        return False
    if judgement.snippet in excerpt or (
        judgement.alternatives and all(each in excerpt for each in judgement.alternatives)
    ):
        return True
    run = SequenceMatcher(None, judgement.snippet, excerpt, autojunk=False).find_longest_match()
    return run.size >= math.ceil(_SHARE * len(judgement.snippet))


def score(query: JudgedQuery, excerpts: Sequence[tuple[str, str]], depth: int) -> Scores:
    """Score the first ``depth`` of a ranking of (plan id, excerpt text), best first.

    nDCG's gain is 2^grade - 1; every judged span is credited once, to the first excerpt that shows it, and its ideal
    fills the whole depth however few excerpts came. City recall counts the plans that have a direct answer.
    """
    plains = [(plan_id, plain(text)) for plan_id, text in excerpts[:depth]]
    credited: set[int] = set()
    gain = 0.0
    direct = False
    for rank, (plan_id, text) in enumerate(plains, start=1):
        hits = [place for place, judgement in enumerate(query.judgements) if is_hit(plan_id, text, judgement)]
        direct = direct or any(query.judgements[place].grade == 2 for place in hits)
        fresh = [query.judgements[place].grade for place in hits if place not in credited]
        credited.update(hits)
        gain += (2 ** max(fresh, default=0) - 1) / math.log2(rank + 1)
    grades = sorted((judgement.grade for judgement in query.judgements), reverse=True)[:depth]
    ideal = sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))
    wanted = {judgement.plan_id for judgement in query.judgements if judgement.grade == 2}
    reached = {query.judgements[place].plan_id for place in credited if query.judgements[place].grade == 2}
    relevant = {judgement.plan_id for judgement in query.judgements}
    shown = "\n".join(text for plan_id, text in plains if plan_id in relevant)
    return Scores(
        success2=float(direct),
        ndcg=gain / ideal if ideal else 0.0,
        city_recall=len(wanted & reached) / len(wanted) if wanted else 0.0,
        must=float(all(each in shown for each in query.must_contain)) if query.must_contain else None,
        must_first=float(bool(plains) and all(each in plains[0][1] for each in query.must_contain))
        if query.must_contain
        else None,
    )
