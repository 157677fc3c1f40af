"""What went wrong, as RFC 9457 has it: every error that a program gets over HTTP."""

from collections.abc import Sequence
from typing import Final, NotRequired

from typing_extensions import TypedDict

MEDIA_TYPE: Final = "application/problem+json"
_TITLES: Final = {
    400: "正しくない要求",
    403: "許されていない要求",
    404: "見つかりません",
    405: "できない操作",
    408: "時間切れ",
    413: "大きすぎる要求",
    415: "扱えない形式",
    421: "使えない名前",
    422: "正しくない値",
    429: "多すぎる要求",
    500: "失敗しました",
    503: "いまは使えません",
}


class FieldJson(TypedDict):
    """A value that was sent and is wrong: where it stands, and what is wrong with it."""

    field: str
    detail: str


class ProblemJson(TypedDict):
    """``type`` is about:blank, as the status says what happened; ``code`` tells programs more, ``detail`` people."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: NotRequired[list[FieldJson]]


def problem_json(status: int, detail: str, code: str, errors: Sequence[FieldJson] = ()) -> ProblemJson:
    """One problem; nothing in it repeats what was asked."""
    document: ProblemJson = {
        "type": "about:blank",
        "title": _TITLES.get(status, "失敗しました"),
        "status": status,
        "detail": detail,
        "code": code,
    }
    if errors:
        document["errors"] = list(errors)
    return document
