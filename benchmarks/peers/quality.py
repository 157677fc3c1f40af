"""What is judged, as all systems are asked it: over the five plans, over documents of many cities, over a city's FAQ."""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.questions import FILES, read_questions
from benchmarks.questions.cities import read_city_questions
from benchmarks.shared import SHARED
from corpus.about.sources import read_sources
from corpus.reading import Corpus, read_corpus
from search.evaluation.faq import FaqCollection, read_faq, records
from search.evaluation.judging import parse_query, score
from search.evaluation.score import Score, mean_score

from .passages import Searched

DEPTH: Final = 10  # of nDCG; success looks at the first five of them
_FIVE: Final = 5
Ranked = Mapping[str, Sequence[Searched]]  # by question, best first


@dataclass(frozen=True, slots=True)
class Judged:
    """Questions by id, and how what was found for them is scored."""

    name: str
    questions: Mapping[str, str]
    scored: Callable[[Ranked], Score]


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents, and what is judged over them."""

    corpus: Corpus
    judged: tuple[Judged, ...]


def collections() -> Iterator[Collection]:
    """All that is judged."""
    plans = _read("plans", "")
    texts = {plan.id: plan.text for plan in plans.plans}
    dev = [row for name in FILES for row in _lines(SHARED / "eval" / "dev" / f"{name}.jsonl")]
    own = [row for name in FILES for row in read_questions(name, texts)]
    yield Collection(plans, (over_plans("five plans", dev, plans), over_plans("five plans, own questions", own, plans)))
    cities = _read("cities", "corpus")
    asked = [row for name in FILES for row in read_city_questions(name, SHARED)]
    yield Collection(cities, (over_plans("cities", asked, cities),))
    faq = read_faq(SHARED / "eval" / "localgovfaq" / "qrels.dev.json")
    with tempfile.TemporaryDirectory() as folder:
        entries = Path(folder) / "faq.jsonl"
        lines = (json.dumps(record, ensure_ascii=False) for record in records(faq))
        entries.write_text("\n".join(lines), encoding="utf-8")
        yield Collection(read_corpus([entries], {}), (over_faq(faq),))


def over_plans(name: str, rows: Sequence[Mapping[str, Any]], corpus: Corpus) -> Judged:
    """success2@5 of the questions whose judged spans stand in documents of ``corpus``."""
    known = {plan.id for plan in corpus.plans}
    queries = [parse_query(row) for row in rows if row["relevant"] and row["relevant"][0]["doc"] in known]

    def scored(ranked: Ranked) -> Score:
        shown = {query.id: [(each.plan_id, each.text) for each in ranked[query.id]] for query in queries}
        return mean_score("success2@5", [score(query, shown[query.id], _FIVE).success2 for query in queries])

    return Judged(name, {query.id: query.query for query in queries}, scored)


def over_faq(faq: FaqCollection) -> Judged:
    """nDCG@10 of the questions to a list of records."""
    return Judged("localgovFAQ", faq.queries, partial(_ndcg, faq))


def _ndcg(faq: FaqCollection, ranked: Ranked) -> Score:
    import ir_measures  # which Linux on ARM has not

    run = {
        key: {str(each.record_id): 1 / rank for rank, each in enumerate(found, start=1)}
        for key, found in ranked.items()
    }
    values = dict.fromkeys(faq.qrels, 0.0)
    for metric in ir_measures.iter_calc([ir_measures.nDCG @ DEPTH], faq.qrels, run):
        values[metric.query_id] = metric.value
    return mean_score("nDCG@10", list(values.values()))


def _read(home: str, part: str) -> Corpus:
    return read_corpus([SHARED / home / part], read_sources(SHARED / home / "sources.csv"))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
