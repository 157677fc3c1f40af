"""The addresses. What is asked comes in the body of a POST, never in an address; each answer is one document."""

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, Final

from fastapi import APIRouter, FastAPI, Query, Response

from corpus.records.record_types import RecordKind

from ..documents.answer import AskJson
from ..documents.comparison import CompareJson
from ..documents.coverage import CoverageJson
from ..documents.line import json_line
from ..documents.plans import PlanDetailsJson, PlansJson
from ..documents.problem import MEDIA_TYPE
from ..documents.records import RecordsJson
from ..documents.search import PassageJson, SearchJson
from ..documents.similar import SimilarJson
from .health import HealthJson, health_json
from .jobs import Jobs
from .problems import add_problems
from .reference import add_reference
from .replies import Replies
from .wishes import AskWish, CompareWish, SearchWish, SimilarWish

_PAGE: Final = 1000  # records in one answer; a plan has some hundred of a kind
_SAID: Final = {
    400: "JSON として読めない", 404: "その id のものがない", 405: "この操作はできない", 413: "大きすぎる",
    415: "JSON ではない", 422: "値が正しくない", 429: "回数が多すぎる", 500: "失敗した", 503: "混み合っているか、計画を読めない",
}  # fmt: skip


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    schema = {"$ref": "#/components/schemas/ProblemJson"}
    return {each: {"description": _SAID[each], "content": {MEDIA_TYPE: {"schema": schema}}} for each in statuses}


_POSTED: Final = _problems(400, 413, 415, 422, 429, 500, 503)
_GOT: Final = _problems(404, 413, 422, 429, 500, 503)


def add_api(app: FastAPI, replies: Replies, jobs: Jobs) -> None:
    """Add the addresses below /api, /healthz, the OpenAPI document and the page that shows it."""
    add_problems(app)
    app.include_router(_questions(replies, jobs))
    app.include_router(_library(replies, jobs))
    add_reference(app)


def _questions(replies: Replies, jobs: Jobs) -> APIRouter:
    router = APIRouter(prefix="/api", tags=["質問"], responses=_POSTED)
    apart = jobs.apart

    @router.post("/search", summary="質問に近い箇所を、原文のまま、近い順に返す", response_model=SearchJson)
    async def search(wish: SearchWish) -> Response:
        return _told(await jobs.question(apart(partial(replies.search, wish.query, wish.filters, wish.k, wish.mode))))

    @router.post("/ask", summary="計画に書かれていることだけから答える", response_model=AskJson)
    async def ask(wish: AskWish) -> Response:
        return _told(await jobs.question(apart(partial(replies.ask, wish.query, wish.filters, wish.area))))

    @router.post("/compare", summary="市区町村ごとに、何が書かれているかを並べる", response_model=CompareJson)
    async def compare(wish: CompareWish) -> Response:
        return _told(await jobs.heavy(apart(partial(replies.compare, wish.query, wish.city))))

    @router.post(
        "/similar",
        summary="ある施策によく似た、ほかの市区町村の施策",
        response_model=SimilarJson,
        responses=_problems(404),
    )
    async def similar(wish: SimilarWish) -> Response:
        return _told(await jobs.heavy(apart(partial(replies.similar, wish.measure_id, wish.k))))

    return router


def _library(replies: Replies, jobs: Jobs) -> APIRouter:
    router = APIRouter(tags=["資料"], responses=_GOT)

    @router.get("/api/plans", summary="すべての計画", response_model=PlansJson)
    async def plans() -> Response:
        return _told(await jobs.question(replies.plans))

    @router.get("/api/plans/{plan_id:path}", summary="ひとつの計画と、どこまで読めたか", response_model=PlanDetailsJson)
    async def plan(plan_id: str) -> Response:
        return _told(await jobs.question(partial(replies.plan, plan_id)))

    @router.get("/api/passages/{passage_id:path}", summary="箇所と、その前後の行", response_model=PassageJson)
    async def passage(
        passage_id: str, context: Annotated[int, Query(ge=0, le=1000, description="前後に示す行数")] = 5
    ) -> Response:
        return _told(await jobs.question(partial(replies.passage, passage_id, context)))

    @router.get("/api/records/{kind}", summary="読み取った施策・指標・窓口・給付やサービス", response_model=RecordsJson)
    async def records(
        kind: RecordKind,
        plan: Annotated[str | None, Query(max_length=1000, description="この id の計画のものだけ")] = None,
        offset: Annotated[int, Query(ge=0, le=10_000_000, description="初めから飛ばす件数")] = 0,
        limit: Annotated[int, Query(ge=1, le=_PAGE, description="返す件数")] = _PAGE,
    ) -> Response:
        run = jobs.heavy if plan is None else jobs.question
        return _told(await run(partial(replies.records, kind, plan, offset, limit)))

    @router.get("/api/coverage", summary="どの市区町村のどの計画があるか", response_model=CoverageJson)
    async def coverage(
        prefecture: Annotated[list[str], Query(max_length=47, description="この都道府県だけ(複数可)")] = [],  # noqa: B006 - read only
        kind: Annotated[list[str], Query(max_length=100, description="計画の種別(複数可)")] = [],  # noqa: B006
    ) -> Response:
        return _told(await jobs.question(partial(replies.coverage, prefecture, kind)))

    @router.get(
        "/healthz", summary="動いているか", response_model=HealthJson,
        responses={503: {"model": HealthJson, "description": "計画を読めない"}},
    )  # fmt: skip
    async def healthz() -> Response:
        document = await jobs.question(partial(health_json, replies))
        return _told(document, 200 if document["ok"] else 503)

    return router


def _told(document: Mapping[str, object], status: int = 200) -> Response:
    """A document as it stands: what the models say of it is for readers, and held to by mypy and the tests."""
    return Response(json_line(document), status, {"cache-control": "no-store"}, "application/json")
