"""What is told of a comparison: why there is none, and how long it still takes; no path, no command."""

from collections.abc import Mapping
from typing import Final

from search.errors import UnknownMunicipality
from search.report.errors import ComparedWithItself, NothingInPlan, NothingToCompare, NotIndexed

from ..api.problems import trouble

# Their own sentences speak to whoever types commands.
_SAID: Final[Mapping[type[Exception], str]] = {
    NotIndexed: "選ばれたものの中に、計画がここにないものがあります。一覧から選びなおしてください。",
    UnknownMunicipality: "選ばれたものの中に、計画がここにないものがあります。一覧から選びなおしてください。",
    ComparedWithItself: "くらべる側と相手が同じです。ほかの相手を選んでください。",
    NothingToCompare: "この条件では、くらべる相手の計画がありません。年度や相手を選びなおしてください。",
    NothingInPlan: "選ばれた計画からは、くらべられる施策も文章も読み取れていません。ほかの計画を選んでください。",
}
_MINUTE: Final = 60
_SURE: Final = 0.05  # of the work; before it nobody knows how long the rest takes (arbitrary)


def sentence_of(error: Exception) -> str:
    """Why a comparison cannot be made."""
    return _SAID.get(type(error)) or trouble(error).sentence


def time_left(seconds: float, share: float) -> str:
    """How long the rest takes, if it goes on as it did for ``seconds`` until ``share`` was done."""
    if share < _SURE:
        return ""
    left = seconds * (1 - share) / share
    if left < _MINUTE:
        return f"残りおよそ{max(round(left / 5) * 5, 5)}秒"
    return f"残りおよそ{round(left / _MINUTE)}分"
