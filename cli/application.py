"""The ``fukushi`` application: its commands, in the order in which its help lists them."""

from typing import Final

import typer

from .batches import evaluate, run
from .indexes import build, mcp, rollback, serve, status, verify
from .library import coverage, fetch, validate
from .measures import records, report, similar
from .questions import ask, compare, search, show

app: Final = typer.Typer(
    name="fukushi",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """自治体の福祉計画を検索します。計画の原文を、出典とともに返します。"""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


for command in (
    build, search, ask, show, compare, records, similar, report, serve, mcp,
    fetch, validate, coverage, status, verify, rollback, run, evaluate,
):  # fmt: skip
    app.command()(command)
