"""What a question gets: excerpts, an answer, a comparison, its surroundings."""

from datetime import date
from typing import Annotated

import typer

from search.ranking.modes import Mode

from .opening import index_folder, open_answerer, open_searcher
from .options import (
    AllCitiesOption,
    AllVersionsOption,
    CityOption,
    CountOption,
    CsvOption,
    IndexOption,
    JsonOption,
    KindOption,
    LlmModelOption,
    LlmOption,
    ModeOption,
    RerankerOption,
    StatusOption,
    VerboseOption,
)
from .printing import open_console, print_csv, print_json


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
    from search.question.filters import Filters

    filters = Filters(tuple(city or ()), tuple(kind or ()), tuple(status or ()), not all_cities, all_versions)
    reply = open_searcher(index, reranker).search(query, filters, k, mode)
    if as_json:
        from screens.documents.search import reply_json

        print_json(reply_json(reply))
    else:
        from screens.terminal.excerpts import print_reply

        print_reply(reply, open_console())


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
    from search.question.filters import Filters

    filters = Filters(tuple(city or ()), tuple(kind or ()), tuple(status or ()), not all_cities, all_versions)
    answer = open_answerer(index, reranker, llm, llm_model).ask(query, filters, area)
    if as_json:
        from screens.documents.answer import answer_json

        print_json(answer_json(answer))
    else:
        from screens.terminal.answer import print_answer

        print_answer(answer, open_console())


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

    found = compared(open_answerer(index, None, None, None), query, tuple(city or ()))
    if as_json:
        print_json(comparison_json(found, date.today()))
    elif as_csv:
        print_csv(comparison_rows(found), HEADINGS)
    else:
        from screens.terminal.comparison import print_comparison

        print_comparison(found, open_console())


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

    folder = index_folder(index)
    catalog = open_catalog(folder)
    with telling_damage(folder):
        opened = open_passage(catalog, passage_id, context)
    if as_json:
        from screens.documents.search import context_json

        print_json(context_json(opened, date.today()))
    else:
        from screens.terminal.excerpts import print_context

        print_context(opened, open_console())
