"""Errors of searching; see :mod:`corpus.errors` for how their sentences are made."""

from collections.abc import Sequence
from pathlib import Path

from corpus.errors import FukushiError


class EmptyQuestion(FukushiError):
    """There is nothing to search for."""

    def __init__(self) -> None:
        super().__init__("質問が空です。知りたいことを言葉で入力してください(例: 母の物忘れが心配)。")


class QuestionTooLong(FukushiError):
    """The question is longer than a question."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"質問が長すぎます({length:,} 文字)。{limit:,} 文字以内にまとめてください。")


class UnknownMunicipality(FukushiError):
    """A municipality that Japan does not have, or that no plan is of."""

    def __init__(self, name: str, indexed: Sequence[str]) -> None:
        some = "、".join(indexed[:8]) + ("など" if len(indexed) > 8 else "")
        super().__init__(
            f"「{name}」という市区町村は見つかりません。名前か6桁のコードを確かめてください(索引にあるのは {some} です)。"
        )


class UnknownPrefecture(FukushiError):
    """A prefecture that Japan does not have."""

    def __init__(self, name: str) -> None:
        super().__init__(f"「{name}」という都道府県はありません。神奈川県のように指定してください。")


class UnknownChoice(FukushiError):
    """A kind or status that no plan of the index has."""

    def __init__(self, indexed: Sequence[str]) -> None:
        super().__init__(f"選べない条件が指定されています。選べるのは {'、'.join(indexed)} です。選び直してください。")


class UnknownPassage(FukushiError):
    """No passage has this id."""

    def __init__(self, passage_id: str) -> None:
        super().__init__(
            f"箇所 {passage_id} は索引にありません。fukushi search の結果にある passage_id を指定してください。"
        )


class BadQueries(FukushiError):
    """The list of questions cannot be read, or the results cannot be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}確かめてから、もう一度実行してください。")


class BadLexicon(FukushiError):
    """A line of the table of everyday words is not everyday words, plans' words and a theme."""

    def __init__(self, line: int) -> None:
        super().__init__(
            f"言い換えの表 search/lexicon.tsv の {line:,} 行目を読めません。"
            "「ふだんの言葉」「計画の言葉(、で区切る)」「分野」の3つを、タブで区切って書いてください。"
        )
        self.line = line
