"""Errors as problems: for our own errors, for what was sent wrong, and for what nobody expected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from corpus.errors import FukushiError
from index.errors import INDEX_ERRORS, UnknownPlan
from search.errors import UnknownPassage
from search.report.errors import UnknownMeasure

from ..answer_words import FAILED, NO_INDEX
from ..documents.line import json_line
from ..documents.problem import MEDIA_TYPE, FieldJson, problem_json
from ..door.refusal import report

_NOT_THERE: Final[Mapping[type[FukushiError], tuple[str, str]]] = {
    UnknownPlan: ("unknown_plan", "この id の計画はありません。計画の一覧にある id を指定してください。"),
    UnknownPassage: ("unknown_passage", "この id の箇所はありません。検索結果の passage_id を指定してください。"),
    UnknownMeasure: ("unknown_measure", "この id の施策はありません。施策の一覧にある id を指定してください。"),
}
_WRONG: Final = {
    "missing": "要るのに、ありません。",
    "extra_forbidden": "この名前の項目はありません。",
    "string_type": "文字列ではありません。",
    "string_too_short": "空です。",
    "string_too_long": "長すぎます。",
    "list_type": "並び(配列)ではありません。",
    "too_long": "数が多すぎます。",
    "int_type": "整数ではありません。",
    "int_parsing": "整数ではありません。",
    "bool_type": "true か false ではありません。",
    "greater_than_equal": "小さすぎます。",
    "less_than_equal": "大きすぎます。",
    "enum": "選べる値ではありません。",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """An error as somebody outside reads it: no path, no command, no word of what was asked."""

    status: int
    code: str
    sentence: str


class Busy(FukushiError):
    """Too many heavy jobs wait already."""

    def __init__(self) -> None:
        super().__init__("いま混み合っています。少し待ってから、もう一度お試しください。")


class Troubled(FukushiError):
    """An error of another process, as it is told."""

    def __init__(self, told: Trouble) -> None:
        super().__init__(told.sentence)
        self.told = told


def trouble(error: Exception) -> Trouble:
    """What is told of ``error``; what only the owner of the server can mend is printed for him."""
    if isinstance(error, Troubled):
        return error.told
    if isinstance(error, Busy):
        return Trouble(503, "busy", str(error))
    if isinstance(error, INDEX_ERRORS):
        report(error)
        return Trouble(503, "no_index", NO_INDEX)
    if isinstance(error, FukushiError):
        if told := _NOT_THERE.get(type(error)):
            return Trouble(404, *told)
        return Trouble(422, "not_answerable", str(error))
    report(error)
    return Trouble(500, "failed", FAILED)


def add_problems(app: FastAPI) -> None:
    """Have ``app`` answer every error with a problem; what nobody expected is for the door to catch."""
    app.add_exception_handler(RequestValidationError, _of_values)
    app.add_exception_handler(HTTPException, _of_framework)
    app.add_exception_handler(FukushiError, _of_ours)


def problem(status: int, detail: str, code: str, errors: Sequence[FieldJson] = ()) -> Response:
    """The answer of one problem."""
    headers = {"retry-after": "5"} if status == 503 else {}
    return Response(json_line(problem_json(status, detail, code, errors)), status, headers, MEDIA_TYPE)


async def _of_ours(request: Request, error: Exception) -> Response:
    told = trouble(error)
    return problem(told.status, told.sentence, told.code)


async def _of_framework(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return problem(status, "ありません。" if status == 404 else "読み取れませんでした。", "bad_request")


async def _of_values(request: Request, error: Exception) -> Response:
    wrong: Sequence[Any] = error.errors() if isinstance(error, RequestValidationError) else ()
    if any(each["type"] == "json_invalid" for each in wrong):
        return problem(400, "JSON として読み取れません。", "bad_json")
    if any(each["loc"][0] == "path" for each in wrong):
        return problem(404, "ありません。", "no_such_address")
    errors: list[FieldJson] = [
        {"field": ".".join(map(str, each["loc"][1:])), "detail": _WRONG.get(each["type"], "正しい値ではありません。")}
        for each in wrong
    ]
    return problem(422, "送られた値に、正しくないものがあります。errors をご覧ください。", "bad_values", errors)
