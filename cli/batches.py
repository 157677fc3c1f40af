"""Many questions at once: a run, and what it is worth against judgements."""

import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from search.ranking.modes import Mode

from .opening import open_answerer, open_searcher
from .options import (
    CountOption,
    IndexOption,
    JsonOption,
    LlmModelOption,
    LlmOption,
    ModeOption,
    NoAdaptOption,
    RerankerOption,
    VerboseOption,
)
from .printing import open_console, print_json, say


class Task(StrEnum):
    """What ``run`` does with each question."""

    SEARCH = "search"
    ASK = "ask"


def run(
    queries: Annotated[Path, typer.Argument(metavar="QUERIES.jsonl", help='1 行に {"id", "query"} をひとつ')],
    out: Annotated[Path, typer.Option("--out", metavar="RUN.jsonl", help="結果のファイル")],
    task: Annotated[Task, typer.Option("--task", help="すること")],
    k: CountOption = 10,
    mode: ModeOption = Mode.HYBRID,
    llm: LlmOption = None,
    llm_model: LlmModelOption = None,
    reranker: RerankerOption = None,
    index: IndexOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """たくさんの質問を一度にこなし、1 問 1 行の JSON をファイルに書く。"""
    from screens.documents.batch import run_questions

    reply = _asking(index, reranker, llm, llm_model) if task is Task.ASK else _searching(index, reranker, k, mode)
    done, refused = run_questions(reply, queries, out)
    if as_json:
        print_json({"out": str(out), "queries": done, "refused": refused})
    else:
        note = f"(うち {refused} 問は答えられない形の質問でした)" if refused else ""
        say(open_console(), f"{done} 問の結果を {out} に書きました{note}。")


def evaluate(
    judged: Annotated[
        list[Path],
        typer.Argument(metavar="QRELS...", help="正解付きの質問(.jsonl)、文の組(.jsonl)、FAQ の qrels.*.json"),
    ],
    mode: Annotated[list[Mode] | None, typer.Option("--mode", help="測る探し方(既定: すべて、複数可)")] = None,
    encoder: Annotated[
        str | None, typer.Option(metavar="NAME", help="FAQ と文の組を測るモデル(既定: 付属のモデル)")
    ] = None,
    no_adapt: NoAdaptOption = False,
    reranker: RerankerOption = None,
    index: IndexOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """正解付きの質問で検索の良さを測り、95 % 信頼区間とともに表にする。"""
    from functools import cache

    from screens.terminal.evaluation import evaluation_json, print_evaluation
    from search.evaluation.evaluate import Setting, evaluate

    setting = Setting(tuple(mode or Mode), encoder, reranker, tune=not no_adapt)
    searcher = cache(lambda: open_searcher(index, reranker))
    lines = [line for path in judged for line in evaluate(path, searcher, setting)]
    if as_json:
        print_json(evaluation_json(lines))
    else:
        print_evaluation(lines, open_console() if sys.stdout.isatty() else open_console(width=160))


def _asking(
    index: str | None, reranker: str | None, llm: str | None, llm_model: str | None
) -> Callable[[str], Mapping[str, object]]:
    from screens.documents.answer import answer_json

    answerer = open_answerer(index, reranker, llm, llm_model)
    return lambda query: answer_json(answerer.ask(query))


def _searching(index: str | None, reranker: str | None, k: int, mode: Mode) -> Callable[[str], Mapping[str, object]]:
    from screens.documents.search import reply_json

    searcher = open_searcher(index, reranker)
    return lambda query: reply_json(searcher.search(query, k=k, mode=mode))
