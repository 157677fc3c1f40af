"""Cases that were right once and must stay so: a line each in ``regressions.jsonl``, over the sample municipalities.

``contains`` and ``lacks``: a text among the first k excerpts of a city. ``above``: one text ranks above another.
``agree``: wordings that mean the same find the same first passage. ``predicate``: what an answer is, by name. A line
with ``xfail`` is a known miss and says why; it fails as soon as it is none any more.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pytest

from search.answerer import Answerer
from search.answers.answer import Answer
from search.question.filters import Filters
from search.searcher import Searcher

Case = Mapping[str, Any]

CASES: Final[list[Case]] = [
    json.loads(line)
    for line in Path(__file__).with_name("regressions.jsonl").read_text(encoding="utf-8").splitlines()
    if line.strip()
]
DEPTH: Final = 100  # excerpts in which ``above`` looks
PREDICATES: Final[Mapping[str, Callable[[Answer], bool]]] = MappingProxyType(
    {
        "answered": lambda answer: answer.answered and bool(answer.sentences),
        "refused": lambda answer: not answer.answered and bool(answer.message),
        "has_desk_phone": lambda answer: bool(answer.desks) and answer.desks[0].desk.phone is not None,
        "urgent": lambda answer: answer.urgent is not None,
        "asks_back": lambda answer: answer.clarify is not None and bool(answer.question.cities or not answer.desks),
    }
)


def excerpts(samples: Searcher, query: str, city: str | None, k: int) -> list[str]:
    return [result.text for result in samples.search(query, Filters(cities=(city,) if city else ()), k=k).results]


def contains(samples: Searcher, case: Case) -> None:
    assert any(case["text"] in text for text in excerpts(samples, case["query"], case["city"], case["k"]))


def lacks(samples: Searcher, case: Case) -> None:
    texts = excerpts(samples, case["query"], case["city"], case["k"])
    assert texts
    assert not any(case["text"] in text for text in texts)


def above(samples: Searcher, case: Case) -> None:
    texts = excerpts(samples, case["query"], None, DEPTH)
    first, second = (
        next((place for place, text in enumerate(texts) if case[name] in text), DEPTH) for name in ("first", "second")
    )
    assert first < second


def agree(samples: Searcher, case: Case) -> None:
    found = [samples.search(query, k=1).results[0].passage.id for query in case["queries"]]
    assert found == found[:1] * len(found)


def predicate(samples: Searcher, case: Case) -> None:
    assert PREDICATES[case["predicate"]](Answerer(samples).ask(case["query"]))


CHECKS: Final = MappingProxyType(
    {"contains": contains, "lacks": lacks, "above": above, "agree": agree, "predicate": predicate}
)


def parameter(case: Case, *, missing: bool = True) -> Any:  # noqa: ANN401 - pytest does not export the type
    marks = [pytest.mark.xfail(strict=True, reason=case["xfail"])] if missing and "xfail" in case else []
    return pytest.param(case, id=f"{case['kind']}: {case.get('query') or case['queries'][0]}", marks=marks)


@pytest.mark.parametrize("case", [parameter(case) for case in CASES])
def test_what_was_right_stays_so(case: Case, samples: Searcher) -> None:
    CHECKS[case["kind"]](samples, case)


def test_there_are_cases_of_every_kind_and_predicate() -> None:
    assert len(CASES) >= 40
    assert {case["kind"] for case in CASES} == set(CHECKS)
    assert {case["predicate"] for case in CASES if case["kind"] == "predicate"} == set(PREDICATES)


@pytest.mark.parametrize("case", [parameter(case, missing=False) for case in CASES if "queries" not in case])
def test_the_texts_of_a_case_stand_in_the_samples(case: Case, samples: Searcher) -> None:
    """A mistyped text would make ``lacks`` and ``above`` true whatever is found."""
    plans = [samples.index.catalog.text(plan.id) for plan in samples.index.catalog.plans]
    texts = [case[name] for name in ("text", "first", "second") if name in case]
    assert all(any(text in plan for plan in plans) for text in texts)
