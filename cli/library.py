"""What plans there are: fetched, checked, covered."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from .opening import index_folder
from .options import IndexOption, JsonOption, KindOption, LinksOption, VerboseOption
from .printing import open_console, print_json


def fetch(
    listed: Annotated[Path, typer.Argument(metavar="SOURCES.toml", help="取りに行く住所の一覧")],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="取ったものと sources.csv を置くフォルダ")],
    check: Annotated[
        bool, typer.Option("--check", help="何も書かず、変わったものがあるかだけを確かめる(あれば終了コード 1)")
    ] = False,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """自治体のサイトから、一覧にある計画やページを取ってくる(変わったものだけ。前の版は残す)。"""
    from screens.terminal.fetching import fetch_and_tell

    report = fetch_and_tell(listed, out, None if as_json else open_console(), check=check)
    if as_json:
        print_json(report.to_json())
    if report.changed if check else report.reached_nothing:
        raise typer.Exit(1)


def coverage(
    prefecture: Annotated[
        list[str] | None, typer.Option("--prefecture", metavar="都道府県", help="この都道府県について(複数可)")
    ] = None,
    kind: KindOption = None,
    index: IndexOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """どの市区町村のどの計画が索引にあるか(案・期間中・期間終了)、どこのものがないかを示す。"""
    from index.opened import open_catalog
    from screens.documents.coverage import coverage_json
    from screens.terminal.coverage import print_coverage
    from search.coverage import coverage as covered
    from search.damage import telling_damage

    folder = index_folder(index)
    catalog = open_catalog(folder)
    with telling_damage(folder):
        looks = catalog.looks()
    found = covered(catalog.plans, looks, date.today(), tuple(prefecture or ()), tuple(kind or ()))
    if as_json:
        print_json(coverage_json(found))
    else:
        print_coverage(found, open_console())


def validate(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="計画のフォルダ")],
    sources: Annotated[
        Path | None, typer.Option(metavar="CSV", help="計画の一覧(既定: フォルダの中の sources.csv)")
    ] = None,
    online: Annotated[bool, typer.Option("--online", help="一覧のアドレスに問い合わせ、返事があるかも調べる")] = False,
    allow: Annotated[
        list[str] | None,
        typer.Option("--allow", metavar="名前", help="見つかっても失敗としない項目(複数可。例: scans)"),
    ] = None,
    follow_links: LinksOption = False,
    index: IndexOption = None,  # as every command; nothing of it is read
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """索引を作る前に、計画のフォルダと一覧の誤りをさがす(見つかれば終了コード 1)。"""
    from corpus.validation.checks import CHECKS, checked
    from screens.documents.validation import is_sound, validation_json
    from screens.terminal.validation import print_validation, surveyed

    names = [each.name for each in CHECKS]
    if unknown := [name for name in allow or () if name not in names]:
        raise typer.BadParameter(f"--allow {unknown[0]} という項目はありません。あるのは {'、'.join(names)} です。")
    looked_at = surveyed(folder, date.today(), sources, open_console(stderr=True), follow_links=follow_links)
    found = checked(looked_at, allow or (), online=online)
    if as_json:
        print_json(validation_json(found, len(looked_at.files)))
    else:
        print_validation(found, len(looked_at.files), open_console())
    if not is_sound(found):
        raise typer.Exit(1)
