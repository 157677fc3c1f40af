"""Files of judged questions or pairs -> the lines of the table that ``fukushi evaluate`` prints."""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from corpus.reading import read_corpus
from index.build import build_index
from index.encoder import load_encoder

from ..answerer import Answerer
from ..errors import BadQueries
from ..question.filters import Filters
from ..ranking.modes import Mode
from ..results import Result
from ..searcher import Searcher
from .answers import evaluate_answers
from .faq import FaqCollection, read_faq, records
from .judging import JudgedQuery, parse_query
from .judging import score as judge
from .score import Evaluation, mean_score
from .similarity import read_pairs, similarity_scores

_PLAN_DEPTH: Final = 5
_FAQ_DEPTH: Final = 10
_PLAN_MEASURES: Final = (
    ("success2@5", "success2"),
    ("nDCG@5", "ndcg"),
    ("city_recall", "city_recall"),
    ("must@5", "must"),
    ("must@1", "must_first"),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """How questions are put: the retrievers tried, and how the index of a collection of its own is built."""

    modes: tuple[Mode, ...] = tuple(Mode)
    encoder: str | None = None
    reranker: str | None = None
    tune: bool = True


def evaluate(path: Path, searcher: Callable[[], Searcher], setting: Setting) -> list[Evaluation]:
    """The lines for one file.

    Args:
        path: judged questions over plans (``relevant`` spans), sentence pairs (``sentence1``), or the
            ``qrels.PART.json`` of a FAQ collection, which is indexed for the purpose.
        searcher: opens the index that questions over plans are put to.
        setting: see there.
    Raises: BadQueries where the file is none of these.
    """
    if path.suffix == ".json":
        return list(_evaluate_faq(path, setting))
    rows = _rows(path)
    if rows and "sentence1" in rows[0]:
        scores = similarity_scores(load_encoder(setting.encoder), read_pairs(path))
        return [Evaluation(path.stem, "all", Mode.DENSE.value, scores[0].n, scores)]
    found = searcher()
    return [*_evaluate_plans(path, rows, found, setting), *_evaluate_asking(path, rows, found, setting)]


def _evaluate_plans(
    path: Path, rows: Sequence[Mapping[str, Any]], searcher: Searcher, setting: Setting
) -> Iterator[Evaluation]:
    try:
        queries = [query for query in map(parse_query, rows) if query.judgements]
    except (KeyError, TypeError) as error:
        raise BadQueries(path, "正解の付いた質問の形ではありません。") from error
    known = {plan.id for plan in searcher.index.catalog.plans}
    if missing := {each.plan_id for query in queries for each in query.judgements} - known:
        raise BadQueries(path, f"正解の計画 {'、'.join(sorted(missing))} が索引にありません。")
    kinds = list(dict.fromkeys(query.kind for query in queries))
    for mode in setting.modes if queries else ():
        ranked = {query.id: searcher.search(query.query, Filters(), _PLAN_DEPTH, mode).results for query in queries}
        for kind in ("all", *kinds) if len(kinds) > 1 else ("all",):
            yield _of_kind(path, kind, mode, [query for query in queries if kind in ("all", query.kind)], ranked)


def _evaluate_asking(
    path: Path, rows: Sequence[Mapping[str, Any]], searcher: Searcher, setting: Setting
) -> Iterator[Evaluation]:
    if Mode.HYBRID in setting.modes:
        yield from evaluate_answers(path.stem, rows, Answerer(searcher))


def _of_kind(
    path: Path, kind: str, mode: Mode, queries: Sequence[JudgedQuery], ranked: Mapping[str, Sequence[Result]]
) -> Evaluation:
    judged = [
        judge(query, [(result.plan.id, result.text) for result in ranked[query.id]], _PLAN_DEPTH) for query in queries
    ]
    values = {name: [getattr(each, field) for each in judged] for name, field in _PLAN_MEASURES}
    scores = tuple(mean_score(name, each) for name, each in values.items() if any(one is not None for one in each))
    return Evaluation(path.stem, kind, mode.value, len(queries), scores)


def _evaluate_faq(path: Path, setting: Setting) -> Iterator[Evaluation]:
    collection = read_faq(path)
    with tempfile.TemporaryDirectory() as folder:
        faq = Path(folder) / "faq.jsonl"
        faq.write_text(
            "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records(collection)), encoding="utf-8"
        )
        build_index(Path(folder) / "index", read_corpus([faq], {}), setting.encoder, tune=setting.tune)
        searcher = Searcher.open(Path(folder) / "index", setting.reranker)
        for mode in setting.modes:
            run = {
                key: {
                    str(result.passage.record_id): result.score
                    for result in searcher.search(query, Filters(), _FAQ_DEPTH, mode).results
                }
                for key, query in collection.queries.items()
            }
            yield _faq_line(path, collection, run, mode)


def _faq_line(path: Path, collection: FaqCollection, run: Mapping[str, Mapping[str, float]], mode: Mode) -> Evaluation:
    try:
        import ir_measures
    except ImportError as error:  # Linux on ARM
        raise BadQueries(path, "測るのに要る ir-measures が、この機械にはありません。") from error
    measures = {"nDCG@10": ir_measures.nDCG @ 10, "MRR@10": ir_measures.RR @ 10, "recall@10": ir_measures.R @ 10}
    values = {str(measure): dict.fromkeys(collection.qrels, 0.0) for measure in measures.values()}
    for metric in ir_measures.iter_calc(list(measures.values()), collection.qrels, run):
        values[str(metric.measure)][metric.query_id] = metric.value
    scores = tuple(mean_score(name, list(values[str(measure)].values())) for name, measure in measures.items())
    return Evaluation(f"{path.parent.name}/{path.stem}", "all", mode.value, len(collection.queries), scores)


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise BadQueries(path, "JSON の行のファイルとして読めません。") from error
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise BadQueries(path, "質問がありません。")
    return rows
