"""The options that several commands share."""

from typing import Annotated

import typer

from search.ranking.modes import Mode

IndexOption = Annotated[
    str | None,
    typer.Option(
        "--index",
        metavar="DIR",
        help="索引のフォルダ(既定: $FUKUSHI_INDEX、なければ利用者のデータ領域)か、milvus://サーバー:ポート/名前?folder=DIR",
    ),
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
LinksOption = Annotated[
    bool, typer.Option("--follow-links", help="フォルダの中のリンクが外を指していても、その先を読む")
]
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
