"""Making an index, and looking after it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .opening import index_folder, index_place
from .options import IndexOption, JsonOption, LinksOption, NoAdaptOption, VerboseOption
from .printing import open_console, print_json, say
from .threads import few_heaps

if TYPE_CHECKING:
    from index.inputs.known import Given
    from screens.terminal.building import BuildReport


def build(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="計画のファイルやフォルダ")],
    sources: Annotated[
        Path | None, typer.Option(metavar="CSV", help="計画の一覧(plan_id、file、municipality など)")
    ] = None,
    encoder: Annotated[
        str | None, typer.Option(metavar="NAME", help="sentence-transformers のモデル名かフォルダ")
    ] = None,
    if_missing: Annotated[
        bool,
        typer.Option(
            "--if-missing", help="索引がすでにあれば、何もしない(同じ資料からほかの版で作られたものなら、作り直す)"
        ),
    ] = False,
    follow_links: LinksOption = False,
    no_ocr: Annotated[bool, typer.Option("--no-ocr", help="画像だけのページを文字認識(OCR)で読まない")] = False,
    no_adapt: NoAdaptOption = False,
    index: IndexOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """計画を読み、新しい索引を作る(できあがるまで、いまの索引はそのまま使える)。"""
    from index.inputs.known import of_another_version
    from screens.terminal.building import build_with_progress, given, kept

    place = index_place(index)
    folder = place.folder
    told = given(
        paths, sources, encoder, tune=not no_adapt, follow_links=follow_links, ocr=not no_ocr, address=place.address
    )
    if if_missing and (folder / "CURRENT").exists() and not of_another_version(folder, told):
        report = kept(folder)  # or that it is of another version, and of something else
        say(open_console(stderr=True), f"索引があるので、そのまま使います: {folder}")
        if as_json:
            print_json(report.to_json())
        return
    _report(build_with_progress(folder, told, open_console(stderr=True)), as_json=as_json)


def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="足す計画のファイルやフォルダ")],
    sources: Annotated[
        Path | None, typer.Option(metavar="CSV", help="足す計画の一覧(plan_id、file、municipality など)")
    ] = None,
    index: IndexOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """いまの索引に計画を足す。変わっていない計画は読み直さない(できあがるまで、いまの索引はそのまま使える)。"""
    from index.inputs.known import with_more
    from screens.terminal.building import change_with_progress

    def more(given: "Given") -> "Given":
        return with_more(given, paths, sources)

    report = change_with_progress(index_folder(index), more, open_console(stderr=True), again=paths)
    _report(report, as_json=as_json)


def remove(
    plan_ids: Annotated[
        list[str], typer.Argument(metavar="PLAN_ID...", help="取り除く計画(fukushi status に並ぶ名前)")
    ],
    index: IndexOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """いまの索引から計画を取り除く。ファイルは消さず、fukushi add で戻せる。"""
    from index.inputs.known import with_less
    from index.opened import open_catalog
    from screens.terminal.building import change_with_progress

    folder = index_folder(index)

    def less(given: "Given") -> "Given":
        return with_less(given, open_catalog(folder), plan_ids)

    _report(change_with_progress(folder, less, open_console(stderr=True)), as_json=as_json)


def _report(report: "BuildReport", *, as_json: bool) -> None:
    if as_json:
        print_json(report.to_json())
    else:
        say(open_console(), report.summary())


def status(index: IndexOption = None, as_json: JsonOption = False, verbose: VerboseOption = False) -> None:
    """何が、どのモデルで索引に入っているか、読めなかったものは何かを示す。"""
    from screens.terminal.status import print_status, status_json

    folder = index_folder(index)
    if as_json:
        print_json(status_json(folder, date.today()))
    else:
        print_status(folder, open_console())


def verify(index: IndexOption = None, as_json: JsonOption = False, verbose: VerboseOption = False) -> None:
    """索引のすべてのファイルが、作られたときのままかどうかを確かめる(違えば終了コード 1)。"""
    from screens.terminal.verification import print_verification, verify_json

    found = verify_json(index_folder(index))
    if as_json:
        print_json(found)
    else:
        print_verification(found, open_console())
    if not found["ok"]:
        raise typer.Exit(1)


def rollback(index: IndexOption = None, as_json: JsonOption = False, verbose: VerboseOption = False) -> None:
    """ひとつ前の索引に戻す。"""
    from index.generation import roll_back
    from index.retrievers.milvus.switching import follow

    folder = index_folder(index)
    name = roll_back(folder)
    follow(folder)
    if as_json:
        print_json({"index": str(folder), "generation": name})
    else:
        say(open_console(), f"ひとつ前の索引({name})に戻しました。")


def serve(
    host: Annotated[str, typer.Option("--host", help="待ち受けるアドレス")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="待ち受けるポート")] = 7860,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="この画面を開くときの名前(複数可。既定: この機械からだけ)"),
    ] = None,
    behind_proxy: Annotated[
        bool, typer.Option("--behind-proxy", help="前にプロキシがあり、X-Forwarded-* を書き直している")
    ] = False,
    workers: Annotated[
        int,
        typer.Option("--workers", min=0, max=64, metavar="N", help="答えるプロセスの数(0 なら画面のプロセスが答える)"),
    ] = 0,
    index: IndexOption = None,
    verbose: VerboseOption = False,
) -> None:
    """ブラウザで使う画面を開く。"""
    few_heaps()
    from app import serve as serve_app

    serve_app(index_place(index), host, port, allow_host or (), behind_proxy=behind_proxy, workers=workers)


def mcp(index: IndexOption = None, verbose: VerboseOption = False) -> None:
    """言語モデルの道具として、標準入出力で使えるようにする(MCP)。"""
    from importlib.metadata import version

    from screens.mcp import serve_stdio

    serve_stdio(index_place(index), version("fukushi"))
