"""The figures of a text that are right only to the letter: numbers, years, dates, times, telephone numbers, Latin words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from corpus.figures import year_of

from .spelling import COUNTER, KANJI

Kind = Literal["number", "year", "phone", "moment", "exact"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and where it stands in the text it was read from, in the spelling of :func:`~.llm_spelling.plain`."""

    kind: Kind
    value: str  # digits of a number or telephone number, a year of the Western calendar, else the text itself
    counter: str  # of a number; "" where none is known
    bound: str  # of a number: 以上, 未満 ...; "" without one
    start: int
    end: int


_LATIN: Final = re.compile(
    r"https?://[!-~]+|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+|(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?:/[!-~]*)?"
    r"|[A-Za-z]+(?:[0-9]{1,3}(?![0-9-]))?"
)
_PHONE: Final = re.compile(r"(?<![0-9])\(?0[0-9]{1,4}\)?[-( ]?[0-9]{1,4}[-) ]?[0-9]{3,4}(?![0-9])")
_CHAIN: Final = re.compile(r"[0-9]+(?:-[0-9]+)+")
_MOMENT: Final = re.compile(r"([0-9]+)月([0-9]+)日|([0-9]+)時[0-9]+分")
_ERA: Final = r"(令和|平成|昭和|(?<![A-Za-z])[RH])(元|[0-9]{1,2})"
# 令和6年度から11年度: the second year is of the first one's era.
_ERAS: Final = re.compile(rf"{_ERA}(?:年度?(?:\([0-9]+年?度?\))?(?:から|~|-|・|、|と|及び)([0-9]{{1,2}})(?=年(?!間)))?")
_WESTERN: Final = re.compile(r"(?<![0-9.])((?:19|20)[0-9]{2})(?=年(?!間)|\(|[~-](?:19|20)[0-9]{2}(?![0-9]))")
_SAME: Final = {"名": "人", "才": "歳", "か年": "年間", "度": "年"}
_QUANTITY: Final = re.compile(
    rf"([0-9]+(?:\.[0-9]+)?)((?:年間|日間|週間|時間|か年|か月|か所|{COUNTER}|[{KANJI}ァ-ヴ])?)(?:間)?(?:度(?=以))?(以上|以下|未満|以内|以降|以前|以外|超)?"
)
_BARE_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")


def figures(text: str) -> tuple[Figure, ...]:
    """Every figure of ``text``, in order; each is read once, as the most special thing it can be."""
    found: list[Figure] = []

    def take(kind: Kind, value: str, match: re.Match[str]) -> str:
        found.append(Figure(kind, value, "", "", match.start(), match.end()))
        return "\n" * len(match[0])

    def latin(match: re.Match[str]) -> str:
        if re.fullmatch(_ERA, match[0]):
            return match[0]
        return take("exact", match[0].rstrip(".,:;)/").casefold(), match)

    def phone(match: re.Match[str]) -> str:
        digits = re.sub(r"[^0-9]", "", match[0])
        return take("phone", digits, match) if 9 <= len(digits) <= 11 else match[0]

    def chain(match: re.Match[str]) -> str:
        blank = take("exact", match[0], match)
        return blank if len(match[0]) > 5 else match[0].replace("-", "~")  # 40-64歳 has two numbers, 23-4567 none

    def era(match: re.Match[str]) -> str:
        for number in filter(None, (match[2], match[3])):
            take("year", str(year_of(f"{match[1]}{number}年") or 0), match)  # 0: a year that never was
        return "\n" * len(match[0])

    def western(match: re.Match[str]) -> str:
        return take("year", match[1], match)

    def moment(match: re.Match[str]) -> str:
        blank = take("moment", match[0], match)
        month = f"{match[1]}月" if match[1] else ""  # of a date the month may be told alone, of 9時30分 not 9時
        return month + blank[len(month) :]

    for pattern, read in (
        (_LATIN, latin), (_PHONE, phone), (_ERAS, era), (_WESTERN, western), (_MOMENT, moment), (_CHAIN, chain),
    ):  # fmt: skip
        text = pattern.sub(read, text)
    for match in _QUANTITY.finditer(text):
        counter = _SAME.get(match[2], match[2])
        found.append(Figure("number", match[1], counter, match[3] or "", match.start(), match.end()))
    return tuple(sorted(found, key=lambda figure: figure.start))


def bears_out(source: Figure, said: Figure) -> bool:
    """Whether ``said`` may be written where ``source`` stands.

    A table's bare 12 may be told as 12人, and 三つ may count anything; 3か所 is never 3人.
    """
    if said.kind != "number" or source.kind != "number":
        bare = source.kind == "number" and source.counter == "" and _BARE_YEAR.fullmatch(source.value)
        kinds = source.kind == said.kind or (said.kind == "year" and bool(bare))
        return kinds and source.value == said.value
    anything = said.counter == "" or (said.counter == "つ" and len(said.value) == 1)
    counters = anything or source.counter in ("", said.counter)
    return source.value == said.value and counters and said.bound in ("", source.bound)


def all_borne_out(said: Sequence[Figure], cited: Sequence[Figure]) -> bool:
    """Whether each figure said stands somewhere in what is cited."""
    return all(any(bears_out(one, figure) for one in cited) for figure in said)
