"""The terminal front door: the ``fukushi`` command. Heavy parts are imported by the command that needs them."""

import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import platformdirs
import typer

from corpus.errors import FukushiError
from corpus.records.record_types import RECORD_TYPES, RecordKind
from screens.documents.records import record_type, records_json
from screens.terminal.console import open_console, say
from search.question.filters import Filters
from search.ranking.modes import Mode

if TYPE_CHECKING:
    from search.answerer import Answerer
    from search.searcher import Searcher

app: Final = typer.Typer(
    name="fukushi",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

IndexOption = Annotated[
    Path | None,
    typer.Option("--index", metavar="DIR", help="索引のフォルダ(既定: $FUKUSHI_INDEX、なければ利用者のデータ領域)"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="結果を JSON ひとつで出力する")]
CsvOption = Annotated[bool, typer.Option("--csv", help="表計算ソフトで開ける CSV で出力する")]
VerboseOption = Annotated[bool, typer.Option("--verbose", help="エラーのとき、原因の詳細も出力する")]
CityOption = Annotated[
    list[str] | None, typer.Option("--city", metavar="名前またはコード", help="市区町村で絞り込む(複数可)")
]
KindOption = Annotated[list[str] | None, typer.Option("--kind", metavar="種別", help="計画の種別で絞り込む(複数可)")]
StatusOption = Annotated[
    list[str] | None, typer.Option("--status", metavar="状態", help="確定・案などで絞り込む(複数可)")
]
AllCitiesOption = Annotated[bool, typer.Option("--all-cities", help="質問に出てくる市区町村で絞り込まない")]
AllVersionsOption = Annotated[bool, typer.Option("--all-versions", help="同じ計画の案や前の期も、すべて調べる")]
CountOption = Annotated[int, typer.Option("-k", min=1, max=1000, help="返す件数")]
ModeOption = Annotated[Mode, typer.Option("--mode", help="候補の探し方")]
LlmOption = Annotated[
    str | None,
    typer.Option("--llm", metavar="URL", help="答えを言い換える言語モデル(OpenAI 互換。例: http://127.0.0.1:8080/v1)"),
]
LlmModelOption = Annotated[str | None, typer.Option("--llm-model", metavar="NAME", help="そのモデルの名前")]
NoAdaptOption = Annotated[bool, typer.Option("--no-adapt", help="付属のモデルを、読んだ計画に合わせて調整しない")]
RerankerOption = Annotated[
    str | None,
    typer.Option("--reranker", metavar="NAME", help="上位の候補を読み直すクロスエンコーダーの名前かフォルダ"),
]


_USAGE: Final = (  # typer's sentence, and ours; the name concerned goes into it
    (r"^Invalid value: ([^\x00-\x7f].*|--.*[^\x00-\x7f].*)。$", "{}"),  # ours already
    (r"^Missing \w+ '([^']+)'", "{} がありません"),
    (r"^Invalid value for '([^']+)'", "{} の値が正しくありません"),
    (r"^No such option:? (\S+)", "{} という指定はありません"),
    (r"^No such command '([^']*)'", "{} というコマンドはありません"),
    (r"^Option '([^']+)' requires", "{} の値がありません"),
    (r"^Got unexpected extra argument\S* \((.+)\)", "{} は余分です"),
)


class Task(StrEnum):
    """What ``run`` does with each question."""

    SEARCH = "search"
    ASK = "ask"


@app.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """自治体の福祉計画を検索します。計画の原文を、出典とともに返します。"""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def build(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="計画のファイルやフォルダ")],
    sources: Annotated[
        Path | None, typer.Option(metavar="CSV", help="計画の一覧(plan_id、file、municipality など)")
    ] = None,
    encoder: Annotated[
        str | None, typer.Option(metavar="NAME", help="sentence-transformers のモデル名かフォルダ")
    ] = None,
    if_missing: Annotated[bool, typer.Option("--if-missing", help="索引がすでにあれば、何もしない")] = False,
    follow_links: Annotated[
        bool, typer.Option("--follow-links", help="フォルダの中のリンクが外を指していても、その先を読む")
    ] = False,
    no_adapt: NoAdaptOption = False,
    index: IndexOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """計画を読み、新しい索引を作る(できあがるまで、いまの索引はそのまま使える)。"""
    from screens.terminal.building import build_with_progress, kept

    folder = _index_folder(index)
    if if_missing and (folder / "CURRENT").exists():
        say(open_console(stderr=True), f"索引があるので、そのまま使います: {folder}")
        if as_json:
            _print_json(kept(folder).to_json())
        return
    report = build_with_progress(
        folder, paths, sources, encoder, open_console(stderr=True), tune=not no_adapt, follow_links=follow_links
    )
    if as_json:
        _print_json(report.to_json())
    else:
        say(open_console(), report.summary())


@app.command()
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="知りたいこと")],
    city: CityOption = None,
    kind: KindOption = None,
    status: StatusOption = None,
    all_cities: AllCitiesOption = False,
    all_versions: AllVersionsOption = False,
    k: CountOption = 10,
    mode: ModeOption = Mode.HYBRID,
    reranker: RerankerOption = None,
    index: IndexOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """計画の中から、質問に近い箇所を原文のまま、近い順に返す。"""
    filters = Filters(tuple(city or ()), tuple(kind or ()), tuple(status or ()), not all_cities, all_versions)
    reply = _searcher(index, reranker).search(query, filters, k, mode)
    if as_json:
        from screens.documents.search import reply_json

        _print_json(reply_json(reply))
    else:
        from screens.terminal.excerpts import print_reply

        print_reply(reply, open_console())


@app.command()
def ask(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="知りたいこと")],
    city: CityOption = None,
    area: Annotated[
        str | None, typer.Option("--area", metavar="町名", help="お住まいの町名・丁目(担当の窓口をさがすとき)")
    ] = None,
    kind: KindOption = None,
    status: StatusOption = None,
    all_cities: AllCitiesOption = False,
    all_versions: AllVersionsOption = False,
    llm: LlmOption = None,
    llm_model: LlmModelOption = None,
    reranker: RerankerOption = None,
    index: IndexOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """計画に書かれていることだけから答える。書かれていなければ、そう答える。"""
    filters = Filters(tuple(city or ()), tuple(kind or ()), tuple(status or ()), not all_cities, all_versions)
    answer = _answerer(index, reranker, llm, llm_model).ask(query, filters, area)
    if as_json:
        from screens.documents.answer import answer_json

        _print_json(answer_json(answer))
    else:
        from screens.terminal.answer import print_answer

        print_answer(answer, open_console())


@app.command()
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
        _print_json({"out": str(out), "queries": done, "refused": refused})
    else:
        note = f"(うち {refused} 問は答えられない形の質問でした)" if refused else ""
        say(open_console(), f"{done} 問の結果を {out} に書きました{note}。")


@app.command()
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
    searcher = cache(lambda: _searcher(index, reranker))
    lines = [line for path in judged for line in evaluate(path, searcher, setting)]
    if as_json:
        _print_json(evaluation_json(lines))
    else:
        print_evaluation(lines, open_console() if sys.stdout.isatty() else open_console(width=160))


@app.command()
def show(
    passage_id: Annotated[str, typer.Argument(metavar="PASSAGE_ID", help="検索結果の passage_id")],
    context: Annotated[int, typer.Option("--context", min=0, max=1000, metavar="N", help="前後に示す行数")] = 5,
    index: IndexOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """箇所を、計画の中の前後の行とともに示す。"""
    from index.opened import open_catalog
    from search.context import open_passage
    from search.damage import telling_damage

    folder = _index_folder(index)
    catalog = open_catalog(folder)
    with telling_damage(folder):
        opened = open_passage(catalog, passage_id, context)
    if as_json:
        from screens.documents.search import context_json

        _print_json(context_json(opened, date.today()))
    else:
        from screens.terminal.excerpts import print_context

        print_context(opened, open_console())


@app.command()
def compare(
    query: Annotated[str, typer.Argument(metavar="QUESTION", help="くらべたいこと")],
    city: CityOption = None,
    index: IndexOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    verbose: VerboseOption = False,
) -> None:
    """市区町村ごとに、計画に何が書かれているか、あるいは書かれていないかを並べる。"""
    from screens.documents.comparison import HEADINGS, comparison_json, comparison_rows
    from search.comparison import compare as compared

    found = compared(_answerer(index, None, None, None), query, tuple(city or ()))
    if as_json:
        _print_json(comparison_json(found, date.today()))
    elif as_csv:
        _print_csv(comparison_rows(found), HEADINGS)
    else:
        from screens.terminal.comparison import print_comparison

        print_comparison(found, open_console())


@app.command()
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
    from search.damage import telling_damage

    folder = _index_folder(index)
    tables = open_records(folder, plan)
    with telling_damage(folder):
        found = records_json(tables, open_catalog(folder, checked=False), kind, plan)
    if as_json:
        _print_json(found)
    elif as_csv:
        _print_csv(found["records"], {key: heading for heading, key in record_type(kind).columns})
    else:
        from screens.terminal.records import print_records

        print_records(found["records"], record_type(kind), open_console())


@app.command()
def status(index: IndexOption = None, as_json: JsonOption = False, verbose: VerboseOption = False) -> None:
    """何が、どのモデルで索引に入っているか、読めなかったものは何かを示す。"""
    from screens.terminal.status import print_status, status_json

    folder = _index_folder(index)
    if as_json:
        _print_json(status_json(folder, date.today()))
    else:
        print_status(folder, open_console())


@app.command()
def verify(index: IndexOption = None, as_json: JsonOption = False, verbose: VerboseOption = False) -> None:
    """索引のすべてのファイルが、作られたときのままかどうかを確かめる(違えば終了コード 1)。"""
    from screens.terminal.verification import print_verification, verify_json

    found = verify_json(_index_folder(index))
    if as_json:
        _print_json(found)
    else:
        print_verification(found, open_console())
    if not found["ok"]:
        raise typer.Exit(1)


@app.command()
def rollback(index: IndexOption = None, as_json: JsonOption = False, verbose: VerboseOption = False) -> None:
    """ひとつ前の索引に戻す。"""
    from index.generation import roll_back

    folder = _index_folder(index)
    name = roll_back(folder)
    if as_json:
        _print_json({"index": str(folder), "generation": name})
    else:
        say(open_console(), f"ひとつ前の索引({name})に戻しました。")


@app.command()
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
    index: IndexOption = None,
    verbose: VerboseOption = False,
) -> None:
    """ブラウザで使う画面を開く。"""
    from app import serve as serve_app

    serve_app(_index_folder(index), host, port, allow_host or (), behind_proxy=behind_proxy)


@app.command()
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
        _print_json(report.to_json())
    if report.changed if check else report.reached_nothing:
        raise typer.Exit(1)


@app.command()
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

    folder = _index_folder(index)
    catalog = open_catalog(folder)
    with telling_damage(folder):
        looks = catalog.looks()
    found = covered(catalog.plans, looks, date.today(), tuple(prefecture or ()), tuple(kind or ()))
    if as_json:
        _print_json(coverage_json(found))
    else:
        print_coverage(found, open_console())


@app.command()
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
    follow_links: Annotated[
        bool, typer.Option("--follow-links", help="フォルダの中のリンクが外を指していても、その先を読む")
    ] = False,
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
        _print_json(validation_json(found, len(looked_at.files)))
    else:
        print_validation(found, len(looked_at.files), open_console())
    if not is_sound(found):
        raise typer.Exit(1)


@app.command()
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
    written = report_with_progress(_searcher(index), asked, out, open_console(stderr=True), wish)
    if as_json:
        _print_json(written.to_json())
    else:
        say(open_console(), written.summary())


@app.command()
def similar(
    measure: Annotated[str, typer.Argument(metavar="MEASURE_ID", help="fukushi records measures に並ぶ id")],
    k: CountOption = 10,
    index: IndexOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """ある施策によく似た、ほかの市区町村の施策を、近い順に示す。"""
    from search.report.build_report import similar as alike

    item, matches = alike(_searcher(index), measure, k)
    if as_json:
        from screens.documents.similar import similar_json

        _print_json(similar_json(item, matches, date.today()))
    else:
        from screens.terminal.report import print_similar

        print_similar(item, matches, open_console())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 could not, 2 wrong usage."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    errors = open_console(stderr=True)
    try:
        result = app(args=list(arguments), prog_name="fukushi", standalone_mode=False)
        if result == 130:  # what typer makes of Ctrl-C
            raise KeyboardInterrupt
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "fukushi"
        say(errors, f"使い方が違います{_wrong(error.format_message())}。{command} --help をご覧ください。")
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        say(errors, "中断しました。")
        return 1
    except FukushiError as error:
        if "--verbose" in arguments:
            errors.print_exception()
        say(errors, str(error))
        return 1
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (
        Exception
    ) as error:  # whatever is left is a defect of ours; say so in a sentence, keep the rest for --verbose
        if "--verbose" in arguments:
            errors.print_exception()
        say(
            errors,
            f"予期しない不具合が起きました({type(error).__name__})。--verbose を付けて詳細を確かめ、お知らせください。",
        )
        return 1
    return result if isinstance(result, int) else 0


def _index_folder(index: Path | None) -> Path:
    """``--index``, else ``$FUKUSHI_INDEX``, else the user data directory."""
    if index is not None:
        return index
    named = os.environ.get("FUKUSHI_INDEX")
    return Path(named) if named else Path(platformdirs.user_data_dir("fukushi")) / "index"


def _searcher(index: Path | None, reranker: str | None = None) -> "Searcher":
    from search.searcher import Searcher

    return Searcher.open(_index_folder(index), reranker)


def _answerer(index: Path | None, reranker: str | None, llm: str | None, llm_model: str | None) -> "Answerer":
    from search.answerer import Answerer

    if (llm is None) != (llm_model is None):
        raise typer.BadParameter("--llm と --llm-model は一緒に指定してください。")
    if llm is None or llm_model is None:
        return Answerer(_searcher(index, reranker))
    from search.model.language_model import LanguageModel, ModelSettings

    return Answerer(_searcher(index, reranker), LanguageModel(ModelSettings(llm, llm_model)))


def _asking(
    index: Path | None, reranker: str | None, llm: str | None, llm_model: str | None
) -> Callable[[str], dict[str, Any]]:
    from screens.documents.answer import answer_json

    answerer = _answerer(index, reranker, llm, llm_model)
    return lambda query: answer_json(answerer.ask(query))


def _searching(index: Path | None, reranker: str | None, k: int, mode: Mode) -> Callable[[str], dict[str, Any]]:
    from screens.documents.search import reply_json

    searcher = _searcher(index, reranker)
    return lambda query: reply_json(searcher.search(query, k=k, mode=mode))


def _wrong(message: str) -> str:
    """What typer says in English, in Japanese; nothing where it says something else."""
    for pattern, japanese in _USAGE:
        if match := re.search(pattern, message):
            return f"({japanese.format(match[1])})"
    return ""


def _print_csv(rows: Sequence[dict[str, Any]], headings: dict[str, str]) -> None:
    from screens.documents.records_table import records_csv

    sys.stdout.buffer.write(records_csv(rows, headings).encode("utf-8"))


def _print_json(document: dict[str, Any]) -> None:
    from screens.documents.line import json_line

    sys.stdout.write(json_line(document) + "\n")


def entry() -> None:
    """The console script."""
    sys.exit(main())


if __name__ == "__main__":
    entry()
