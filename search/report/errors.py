"""What can be wrong with a wish for a report; each is one sentence with the next step."""

import errno
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from corpus.errors import FukushiError

_WHY: Final[Mapping[int, str]] = {
    errno.ENOSPC: "ディスクに空きがありません",
    errno.EDQUOT: "使ってよい容量を超えています",
    errno.EACCES: "書き込む権限がありません",
    errno.EPERM: "書き込む権限がありません",
    errno.EROFS: "書き込めないディスクです",
    errno.EEXIST: "フォルダではありません",
    errno.ENOTDIR: "フォルダではありません",
    errno.ENOENT: "フォルダを作れません",
}


class NotIndexed(FukushiError):
    """A plan or municipality that the index has nothing of."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        some = "、".join(known[:8]) + ("など" if len(known) > 8 else "")
        super().__init__(
            f"「{name}」の計画は索引にありません。計画の名前か市区町村を確かめるか、fukushi build で加えてください"
            f"(索引にあるのは {some or 'ありません'} です)。"
        )


class ComparedWithItself(FukushiError):
    """Nothing is left to compare with: both sides are the same."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"「{name}」を「{name}」自身とくらべることはできません。--to に別の計画か市区町村を指定してください。"
        )


class NothingToCompare(FukushiError):
    """No plan of another municipality is left."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"くらべる相手の計画がありません({reason})。条件をゆるめるか、fukushi build で計画を加えてください。"
        )


class NothingInPlan(FukushiError):
    """The plans of one side have no item."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"{'、'.join(names[:5])}からは、くらべられる施策も文章も読み取れませんでした。"
            "fukushi status で読み取りの状態を確かめてください。"
        )


class NoSuchTheme(FukushiError):
    """Nothing of ours is of the theme."""

    def __init__(self, theme: str) -> None:
        super().__init__(f"テーマ「{theme}」にあたる施策が見つかりません。別の言葉か、広い言葉で試してください。")


class UnknownMeasure(FukushiError):
    """No measure, service or passage has this id."""

    def __init__(self, item: str) -> None:
        super().__init__(f"施策 {item} は索引にありません。fukushi records measures に並ぶ id を指定してください。")


class CannotWriteReport(FukushiError):
    """The folder cannot be written to, or the disk is full."""

    def __init__(self, folder: Path, error: OSError) -> None:
        reason = _WHY.get(error.errno or 0, "書き込みエラー")
        super().__init__(
            f"{folder} にレポートを書けませんでした({reason})。空き容量と権限を確かめるか、別のフォルダを --out に指定してください。"
            "書きかけのファイルは残していません。"
        )


class BadFacts(FukushiError):
    """The table of municipalities' facts cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path}: {reason}。1 行目に code(または municipality)、population、area と書いた CSV にしてください。"
        )


class Cancelled(FukushiError):
    """Whoever asked for the report does not want it any more."""

    def __init__(self) -> None:
        super().__init__("レポートの作成を中断しました。")
