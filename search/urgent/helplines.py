"""Words that say somebody may be in danger now: 死にたい -> where to call. Shown first, whatever else is found.

Staff keep ``helplines.tsv``. ``checked_on`` is the day (2026-04-01) on which a person last compared the number and the
hours with the organisation's own page or called it; it stays empty until somebody has, and nobody has so far. Rows
stand in the order in which a block shows them. ``phone`` is empty where each municipality has a number of its own,
and ``hours`` and ``url`` where they are not known for certain: a wrong number costs a frightened person more than none.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import zip_longest
from typing import Final

from ..question.danger.reading import InDanger

_MOST: Final = 4  # helplines in a block; more would have to be chosen from
_FEW: Final = 2  # helplines beside a quiet word
_CARE: Final = (
    "つらいとき、身の危険を感じるときは、ひとりで抱えず、こちらにも話してみてください。いま危ないときは 110 か 119 へ。"
)


@dataclass(frozen=True, slots=True)
class Helpline:
    """A place to call."""

    name: str
    phone: str  # "" where each municipality has its own
    hours: str  # "" where not known for certain
    url: str  # the organisation's own page; "" where not known for certain
    serves: str  # the kinds of danger, separated by 、
    checked_on: str | None  # the day (2026-04-01) a person compared it with the official source; None: nobody has


@dataclass(frozen=True, slots=True)
class Urgent:
    """What a person in danger reads first: at most three sentences, and at most four places to call, the aptest first."""

    message: str
    helplines: tuple[Helpline, ...]


MESSAGES: Final = {
    "命の危険": "命にかかわるときは、ためらわずに 119(救急・消防)か 110(警察)へ電話してください。ご自身が危ないときは、まず安全な場所へ離れてください。",
    "子どもの自殺": "話してくれて、ありがとうございます。名前を言わなくても、電話で気持ちを聞いてくれる人がいます。いま命が危ないときは 119 へ電話してください。",
    "自殺": "つらいお気持ちを言葉にしてくださって、ありがとうございます。ひとりで抱えず、下の窓口に話してみてください。いま命が危ないと感じるときは 119 へ電話してください。",
    "性被害": "被害にあった方は悪くありません。いま危ないときは安全な場所へ離れて、110 へ電話してください。下の窓口は、話せることだけ話せば大丈夫です。",
    "児童虐待": "ひとりで抱えずに、189 へ話してください。つらい目にあっているときも、「虐待かもしれない」と思ったときも、手を上げてしまいそうなときも、相談できます。いま危ないときは安全な場所へ離れて、110 へ電話してください。",
    "暴力": "暴力を受けた方は悪くありません。いま危ないときは安全な場所へ離れて、110 へ電話してください。迷っているときも、下の窓口で相談できます。",
    "高齢者・障害者虐待": "気づいた方も、介護に疲れて手が出そうな方も、市区町村の窓口で相談できます。いま危ないときは 110 へ、けがや急病は 119 へ電話してください。",
    "住まい": "今夜安心して過ごせる場所がないときは、市区町村の窓口に早めに話してください。夜間や休日は、24時間の電話でも相談できます。",
    "食べ物": "食べるものに困っているときは、市区町村の窓口で、当面の食べ物のことから相談できます。体の具合が悪いときは 119 へ電話してください。",
}


def urgent(danger: InDanger | None) -> Urgent | None:
    """What to show first to somebody who may be in danger; None where nothing of the kind is said.

    The message is the gravest danger's; each danger's aptest line comes before any danger's second. ``checked_on`` of
    every line is None until staff fill it in.
    """
    if danger is None or not danger.likely:
        return None
    return Urgent(MESSAGES[danger.kinds[0]], _lines(danger.kinds)[:_MOST])


def care(danger: InDanger | None) -> Urgent | None:
    """A quiet word at the end of an answer, for somebody who may be in danger without having said so.

    None where :func:`urgent` speaks. Of 572 judged questions of residents and staff nine get it, all of people at the
    end of their strength or worried for another.
    """
    if danger is None or danger.likely:
        return None
    return Urgent(_CARE, _lines(danger.kinds)[:_FEW])


def _lines(found: Sequence[str]) -> tuple[Helpline, ...]:
    """Each danger's aptest helpline before any danger's second."""
    lines = [[line for line in helplines() if danger in line.serves.split("、")] for danger in found]
    turns = (line for turn in zip_longest(*lines) for line in turn if line is not None)
    return tuple(dict.fromkeys(turns))


@cache
def helplines() -> tuple[Helpline, ...]:
    """The table in the repository, read once."""
    with resources.files("search.urgent").joinpath("helplines.tsv").open(encoding="utf-8") as file:
        return parse(file)


def parse(lines: Iterable[str]) -> tuple[Helpline, ...]:
    """Rows of ``danger``, ``name``, ``phone``, ``hours``, ``url`` and ``checked_on``, tabs between, under a header."""
    return tuple(
        Helpline(row["name"], row["phone"], row["hours"], row["url"], row["danger"], row["checked_on"] or None)
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    )
