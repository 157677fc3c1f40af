"""Errors of the index and the encoders; see :mod:`corpus.errors` for how their sentences are made."""

from pathlib import Path
from typing import Final

from corpus.errors import FukushiError

_REBUILD = "fukushi build を実行して作り直してください。"
_BACK_OR_REBUILD = f"fukushi rollback でひとつ前の索引に戻すか、{_REBUILD}"


class NoIndex(FukushiError):
    """There is no index in the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} に索引がありません。fukushi build フォルダ名 で作ってください。")


class BrokenIndex(FukushiError):
    """The live generation cannot be read, or is not as it was built."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"{folder} の索引が読めません({reason})。{_BACK_OR_REBUILD}")


class OtherFormat(BrokenIndex):
    """The live generation was made by another version of the program."""

    def __init__(self, folder: Path, found: object, wanted: int) -> None:
        reason = f"形式 {found} はこの版の形式 {wanted} と違います"
        FukushiError.__init__(self, f"{folder} の索引が読めません({reason})。{_REBUILD}")


class CannotRead(FukushiError):
    """Files of the index are there, and this user may not read them, or the disk cannot."""

    def __init__(self, folder: Path, error: OSError) -> None:
        name = Path(error.filename).name if isinstance(error.filename, str) else "ファイル"
        super().__init__(
            f"{folder} の索引の {name} を開けません({error.strerror or '読み取りエラー'})。"
            "このユーザーに読む権限があるかを確かめてください。"
        )


class NothingBefore(FukushiError):
    """There is no earlier generation to go back to."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} には、戻せる前の索引がありません。{_REBUILD}")


class StaleIndex(FukushiError):
    """The index was built by another encoder than the one asked for."""

    def __init__(self, field: str, saved: object, wanted: object) -> None:
        super().__init__(f"索引の{field}は {saved} ですが、指定は {wanted} です。同じものを指定するか、{_REBUILD}")
        self.field = field


class BuildRunning(FukushiError):
    """Another build holds the index folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} では別の fukushi build が動いています。終わってからもう一度実行してください。")


class ChangedMeanwhile(FukushiError):
    """While documents were read for an addition or a removal, another build ended."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} の索引は、読んでいる間に別の操作で新しくなりました。いまの索引はそのままです。もう一度実行してください。"
        )


class CannotWrite(FukushiError):
    """The index could not be written: no space, no permission."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"{folder} に索引を書けませんでした({reason})。空き容量と権限を確かめてください。前の索引はそのまま使えます。"
        )


class CannotRebuild(FukushiError):
    """It is not known of what an index was built, or that is not there any more."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class DamagedInputs(CannotRebuild):
    """What says of what an index was built is not as it was written."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} の索引が何から作られたかの記録(inputs.json)が、作られたときのままではありません。"
            f"違うものから作り直さないように、始めませんでした。{_BACK_OR_REBUILD}"
        )


class NothingLeft(FukushiError):
    """Every plan would be taken out."""

    def __init__(self) -> None:
        super().__init__(
            "残る計画がなくなるので、取り除きませんでした。索引ごと使わなくなったときは、索引のフォルダを消してください。"
        )


class BadEncoder(FukushiError):
    """A model folder that is none, or a hub name that cannot be reached."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"モデル {name}: {reason}付属のモデルを使うには --encoder を外してください。")


class MissingModels(FukushiError):
    """The extra that loads models other than the embedded one is not installed."""

    def __init__(self, name: str, otherwise: str) -> None:
        super().__init__(
            f"モデル {name}: 読み込むのに要る sentence-transformers が入っていません。make models"
            f"(make を使わずに入れたときは pip install 'fukushi[models]')で入れてください。{otherwise}"
        )


class UnknownPlan(FukushiError):
    """No plan has this id."""

    def __init__(self, plan_id: str) -> None:
        super().__init__(f"計画 {plan_id} は索引にありません。fukushi status に並ぶ計画の名前を指定してください。")


class BadReranker(FukushiError):
    """A cross-encoder that is none, or a hub name that cannot be reached."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"リランカー {name}: 読み込めません。フォルダの場所か、モデル名とネットワークの接続を確かめてください。"
            "使わずに検索するには --reranker を外してください。"
        )


class BadAddress(FukushiError):
    """What ``--index`` names is written like a place on a Milvus server, and is none."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"索引の場所 {text} は読めません。"
            "milvus://サーバー名:ポート/コレクション名?folder=共有フォルダ の形で指定してください"
            "(コレクション名は英数字と _、数字以外で始める)。"
        )


class MissingMilvus(FukushiError):
    """The extra that speaks to a Milvus server is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "Milvus を使うのに要る pymilvus が入っていません。pip install 'fukushi[milvus]' で入れてください。"
        )


class NoServer(FukushiError):
    """Nothing answers at the address, or not in time."""

    def __init__(self, server: str) -> None:
        super().__init__(
            f"Milvus のサーバー {server} につながりません。サーバーが動いているか、--index のアドレスが正しいかを確かめてください。"
        )


class ServerFailed(FukushiError):
    """A Milvus server answered that it could not do what it was asked."""

    def __init__(self, server: str, reason: str) -> None:
        super().__init__(
            f"Milvus のサーバー {server} が処理できませんでした({reason})。"
            "サーバーの記録と空き容量を確かめて、もう一度実行してください。前の索引はそのまま使えます。"
        )


class MissingCollection(BrokenIndex):
    """The folder is there, and the collection of its generation is not, or not all of it."""

    def __init__(self, place: str, reason: str) -> None:
        FukushiError.__init__(
            self,
            f"{place} の索引が読めません({reason})。"
            "fukushi rollback でひとつ前の索引に戻すか、fukushi build を同じ --index で実行して作り直してください。",
        )


class OthersName(FukushiError):
    """The name on the server belongs to an index with another folder."""

    def __init__(self, place: str, folder: Path) -> None:
        super().__init__(
            f"{place} は {folder} とは別の索引が使っている名前です。別のコレクション名か、その索引のフォルダを --index で指定してください。"
        )


# What keeps an index from being searched at all; their sentences are for whoever looks after it.
INDEX_ERRORS: Final = (
    NoIndex, BrokenIndex, CannotRead, StaleIndex, BadEncoder, MissingMilvus, NoServer, ServerFailed,
)  # fmt: skip
