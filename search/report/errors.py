"""What can be wrong with a wish for a report; each is one sentence with the next step."""

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from corpus.errors import FukushiError

_WHY: Final = {
    errno.ENOSPC: "ディスクに空きがないので、空けてから",
    errno.EDQUOT: "使ってよい容量を超えているので、空けてから",
    errno.EACCES: "書き込む権限がないか、前の報告書が開かれているので、権限を確かめ、閉じてから",
    errno.EPERM: "書き込む権限がないので、権限を確かめてから",
    errno.EROFS: "書き込めないディスクなので、ほかのフォルダを指定して",
    errno.EEXIST: "フォルダではないので、ほかのフォルダを指定して",
    errno.ENOTDIR: "フォルダではない場所なので、ほかのフォルダを指定して",
    errno.EISDIR: "同じ名前のフォルダがあるので、名前を変えるか、ほかのフォルダを指定して",
    errno.ENAMETOOLONG: "名前が長すぎるので、ほかのフォルダを指定して",
}
_OTHERWISE: Final = "書き込みに失敗したので、ディスクの状態を確かめてから"


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
    """The folder takes no report: no space, no permission, no folder."""

    def __init__(self, folder: Path, error: OSError) -> None:
        why = _WHY.get(error.errno or 0, _OTHERWISE)
        super().__init__(f"{folder} に報告書を書けませんでした。{why}、もう一度実行してください。")


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


class BrokenOff(FukushiError):
    """Somebody pressed Ctrl-C."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"中断しました。済んだ分は {folder} に残してあるので、同じコマンドをもう一度実行すると続きから始めます。"
        )
