"""The ``fukushi`` application: its commands, in the order in which its help lists them."""

from typing import Annotated, Final

import typer

from .batches import evaluate, run
from .examples import epilog
from .indexes import add, build, mcp, remove, rollback, serve, status, verify
from .library import coverage, fetch, validate
from .measures import records, report, similar
from .questions import ask, compare, search, show

app: Final = typer.Typer(
    name="fukushi",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib import metadata

        typer.echo(f"fukushi {metadata.version('fukushi')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="版の番号を示す", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """自治体の福祉計画を検索します。計画の原文を、出典とともに返します。"""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


for command in (
    build, add, remove, search, ask, show, compare, records, similar, report, serve, mcp,
    fetch, validate, coverage, status, verify, rollback, run, evaluate,
):  # fmt: skip
    app.command(epilog=epilog(command.__name__))(command)
