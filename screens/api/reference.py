"""The OpenAPI document, and a page that shows it: server-rendered, without a script and without another host's files."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ..documents.line import json_line
from ..documents.problem import ProblemJson

_ABOUT: Final = (
    "市区町村の福祉の計画を検索し、計画に書かれていることだけから答えます。質問は POST の本文で送ります(アドレスには何も残りません)。"
    "id は # や / を含むことがあるので、アドレスではパーセント符号化してください。誤りは RFC 9457 の形式で返します。"
)
_EXAMPLE: Final = """curl -H 'Content-Type: application/json' \\
  -d '{"query": "母の物忘れが心配です", "city": "汐見原市"}' \\
  http://127.0.0.1:7860/api/ask"""
_Node = Mapping[str, Any]


def add_reference(app: FastAPI) -> None:
    """Have ``app`` serve its OpenAPI document at /api/openapi.json and a page of it at /api/docs."""
    document: dict[str, Any] = {}

    def openapi() -> dict[str, Any]:
        if not document:
            document.update(get_openapi(title="fukushi", version=app.version, description=_ABOUT, routes=app.routes))
            problem = TypeAdapter(ProblemJson).json_schema(ref_template="#/components/schemas/{model}")
            document["components"]["schemas"] |= {**problem.pop("$defs"), "ProblemJson": problem}
        return document

    async def as_json(request: Request) -> Response:
        return Response(json_line(openapi()), media_type="application/json")

    async def as_page(request: Request) -> Response:
        return HTMLResponse(reference_html(openapi()))

    app.openapi = openapi  # type: ignore[method-assign]  # as FastAPI's own documentation has it
    app.add_route("/api/openapi.json", as_json, ["GET"], include_in_schema=False)
    app.add_route("/api/docs", as_page, ["GET"], include_in_schema=False)


def reference_html(document: _Node) -> str:
    """The page: every address with what it takes and gives, then every shape."""
    operations = [
        (method, path, each) for path, methods in document["paths"].items() for method, each in methods.items()
    ]
    schemas = document["components"]["schemas"]
    addresses = "".join(f'<li><a href="#{_anchor(m, p)}">{m.upper()} {escape(p)}</a></li>' for m, p, _ in operations)
    return (
        '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>fukushi の API</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/plain/style.css"></head><body><main>'
        f"<h1>fukushi の API</h1><p>{escape(document['info']['description'])}</p>"
        '<p><a href="/api/openapi.json">OpenAPI の文書(JSON)</a></p>'
        f'<pre tabindex="0">{escape(_EXAMPLE)}</pre>'
        f'<nav aria-label="アドレス"><ul>{addresses}</ul></nav>'
        + "".join(_operation(method, path, each) for method, path, each in operations)
        + "<h2>文書の形</h2>"
        + "".join(_shape(name, schema) for name, schema in schemas.items())
        + "</main></body></html>"
    )


def _anchor(method: str, path: str) -> str:
    return f"{method}{''.join(letter if letter.isalnum() else '-' for letter in path)}"


def _operation(method: str, path: str, operation: _Node) -> str:
    parameters = [
        (
            each["name"],
            _type(each["schema"]),
            each.get("required"),
            each.get("description") or each["schema"].get("description", ""),
        )
        for each in operation.get("parameters", ())
    ]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    answers = "".join(
        f"<li>{status}: {escape(each['description'])} {_given(each)}</li>"
        for status, each in sorted(operation["responses"].items())
    )
    return (
        f'<section><h2 id="{_anchor(method, path)}"><code>{method.upper()} {escape(path)}</code></h2>'
        f"<p>{escape(operation['summary'])}</p>"
        + (_table("受け取る値", parameters) if parameters else "")
        + (f"<p>本文(JSON): {_type(body)}</p>" if body else "")
        + f"<details><summary>{method.upper()} {escape(path)} が返すもの</summary><ul>{answers}</ul></details></section>"
    )


def _given(answer: _Node) -> str:
    return "、".join(_type(each["schema"]) for each in answer.get("content", {}).values())


def _shape(name: str, schema: _Node) -> str:
    """One shape: its fields, or the values that it may have. What it is said to be is told in the code's English."""
    head = f'<section><h3 id="{escape(name)}">{escape(name)}</h3>'
    if "properties" not in schema:
        return f"{head}<p>{_type(schema)}</p></section>"
    required = schema.get("required", ())
    rows = [
        (field, _type(each), field in required, each.get("description", ""))
        for field, each in schema["properties"].items()
    ]
    said = escape(schema.get("description", "").replace("``", ""))
    return f'{head}<p lang="en">{said}</p>{_table(f"{name} の項目", rows)}</section>'


def _table(caption: str, rows: list[tuple[str, str, Any, str]]) -> str:
    lines = "".join(
        f'<tr><th scope="row"><code>{escape(name)}</code></th><td>{kind}</td><td>{"必須" if required else ""}</td>'
        f"<td>{escape(said)}</td></tr>"
        for name, kind, required, said in rows
    )
    return (
        f'<div class="wide" tabindex="0" role="group" aria-label="{escape(caption)}"><table><caption>{escape(caption)}</caption>'
        '<thead><tr><th scope="col">名前</th><th scope="col">型</th><th scope="col">必須</th><th scope="col">説明</th></tr>'
        f"</thead><tbody>{lines}</tbody></table></div>"
    )


def _type(schema: _Node) -> str:
    """A type in words, shapes as links."""
    return " | ".join(dict.fromkeys(_types(schema)))


def _types(schema: _Node) -> Iterator[str]:
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        yield f'<a href="#{name}">{name}</a>'
    elif "anyOf" in schema:
        for each in schema["anyOf"]:
            yield from _types(each)
    elif schema.get("type") == "array":
        yield f"[{_type(schema.get('items', {}))}]"
    elif "enum" in schema:
        yield from (escape(str(each)) for each in schema["enum"])
    else:
        yield escape(str(schema.get("type", "object")))
