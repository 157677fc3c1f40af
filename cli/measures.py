"""What the plans record, and what is alike among it."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from corpus.records.record_types import RECORD_TYPES, RecordKind

from .opening import index_folder, open_searcher
from .options import CountOption, CsvOption, IndexOption, JsonOption, VerboseOption
from .printing import open_console, print_csv, print_json, say


def records(
    kind: Annotated[
        RecordKind, typer.Argument(help="、".join(f"{each.name}({each.japanese})" for each in RECORD_TYPES))
    ],
    plan: Annotated[str | None, typer.Option("--plan", metavar="ID", help="この計画のものだけ")] = None,
    index: IndexOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    verbose: VerboseOption = False,
) -> None:
    """計画や案内から読み取った施策・指標・窓口・給付やサービスを一覧にする。"""
    from index.opened import open_catalog, open_records
    from screens.documents.records import record_type, records_json
    from search.damage import telling_damage

    folder = index_folder(index)
    tables = open_records(folder, plan)
    with telling_damage(folder):
        found = records_json(tables, open_catalog(folder, checked=False), kind, plan)
    if as_json:
        print_json(found)
    elif as_csv:
        print_csv(found["records"], {key: heading for heading, key in record_type(kind).columns})
    else:
        from screens.terminal.records import print_records

        print_records(found["records"], record_type(kind), open_console())


def report(
    ours: Annotated[
        list[str] | None, typer.Option("--from", metavar="計画か市区町村", help="くらべる側(複数可)")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="レポートを書くフォルダ")] = None,
    others: Annotated[
        list[str] | None, typer.Option("--to", metavar="計画か市区町村", help="相手(複数可。既定: ほかのすべて)")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="すべての市区町村を、たがいにくらべる")] = False,
    theme: Annotated[str | None, typer.Option("--theme", metavar="言葉", help="このテーマの施策だけ")] = None,
    since: Annotated[int | None, typer.Option("--since", metavar="年", help="この年度(西暦)以降の計画とだけ")] = None,
    peers: Annotated[int | None, typer.Option("--peers", min=0, metavar="N", help="よく似た N 市区町村とだけ")] = None,
    facts: Annotated[
        Path | None, typer.Option("--facts", metavar="CSV", help="人口と面積の表(code、population、area)")
    ] = None,
    index: IndexOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """計画をまとめてくらべ、一致・不足・指標をフォルダに書く。"""
    from screens.terminal.report import report_with_progress
    from search.report.build_report import Wish
    from search.report.peers import NO_FACTS, read_facts

    if out is None:
        raise typer.BadParameter("--out にフォルダを指定してください。")
    if not ours and not every:
        raise typer.BadParameter("--from に計画か市区町村を指定するか、--all を付けてください。")
    asked = ((), ()) if every and not ours else (tuple(ours or ()), () if every else tuple(others or ()))
    wish = Wish(theme, since, peers, facts=read_facts(facts) if facts else NO_FACTS)
    written = report_with_progress(open_searcher(index), asked, out, open_console(stderr=True), wish)
    if as_json:
        print_json(written.to_json())
    else:
        say(open_console(), written.summary())


def similar(
    measure: Annotated[str, typer.Argument(metavar="MEASURE_ID", help="fukushi records measures に並ぶ id")],
    k: CountOption = 10,
    index: IndexOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """ある施策によく似た、ほかの市区町村の施策を、近い順に示す。"""
    from search.report.build_report import library_of
    from search.report.build_report import similar as alike

    searcher = open_searcher(index)
    item, matches = alike(searcher, library_of(searcher), measure, k)
    if as_json:
        from screens.documents.similar import similar_json

        print_json(similar_json(item, matches, date.today()))
    else:
        from screens.terminal.report import print_similar

        print_similar(item, matches, open_console())
