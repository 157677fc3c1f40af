"""What somebody looks for: the question, which no address holds, and the filters and the selection, which it does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qsl, urlencode

PICKED_MOST: Final = 10  # measures side by side; more columns nobody can compare
_FIELDS_MOST: Final = 400  # fields of a form: a municipality's own box for each of a prefecture's and the selection
_ADDRESS_MOST: Final = 8000  # characters, as screens/door/routes.py has it
_VALUE_MOST: Final = 300  # characters of a value; the longest id of a measure is that of a file's name and a number
FACETS: Final = (
    ("prefecture", "都道府県"),
    ("municipality", "市区町村"),
    ("kind", "計画の種類"),
    ("status", "計画の状態"),
    ("year", "計画期間にふくむ年度"),
    ("theme", "分野"),
    ("indicator", "指標"),
)
_OTHERS: Final = ("pick", "open", "sort", "view")
_OF_FORM: Final = ("token", "question", "similar", "of", "drop", "unpick", "format")


class Sort(StrEnum):
    """In which order municipalities stand; the value is what an address says."""

    NEAR = "near"
    CITY = "city"
    PERIOD = "period"


class View(StrEnum):
    """What is shown; the value is what an address says."""

    LIST = "list"
    BESIDE = "beside"
    CITIES = "cities"
    GAUGES = "indicators"
    ALIKE = "similar"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked; ``filters`` are (facet, value), ``picked`` ids of measures, ``opened`` municipalities shown whole.

    ``wrong`` are sentences on what an address or a form says that is nothing here.
    """

    question: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    picked: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    sort: Sort = Sort.NEAR
    view: View = View.LIST
    similar: str = ""
    token: str = ""
    format: str = ""
    wrong: tuple[str, ...] = ()

    def values(self, facet: str) -> tuple[str, ...]:
        """Those of ``filters`` that are of one facet."""
        return tuple(value for name, value in self.filters if name == facet)

    @property
    def address(self) -> str:
        """Where all of it but the question is opened again; the bare page where that is more than an address holds."""
        pairs = [*self.filters, *(("pick", each) for each in self.picked), *(("open", each) for each in self.opened)]
        pairs += [("sort", self.sort)] * (self.sort is not Sort.NEAR)
        pairs += [("view", self.view)] * (self.view not in (View.LIST, View.ALIKE))
        whole = f"/staff?{urlencode(pairs, errors='replace')}" if pairs else "/staff"
        return whole if len(whole) <= _ADDRESS_MOST else "/staff"


def read_query(query: str) -> Asked:
    """What an address holds after its question mark."""
    return _read(_pairs(query), FACETS_AND_OTHERS)


def read_body(body: bytes) -> Asked:
    """What a browser sends of the form."""
    # What is no UTF-8 was sent by no browser.
    return _read(_pairs(body.decode("utf-8", "replace")), (*FACETS_AND_OTHERS, *_OF_FORM))


FACETS_AND_OTHERS: Final = (*(name for name, _ in FACETS), *_OTHERS)


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, max_num_fields=_FIELDS_MOST)
    except ValueError:
        return [("", "")]  # too many to be a form of ours: nothing of it is known


def _read(pairs: Sequence[tuple[str, str]], known: Iterable[str]) -> Asked:
    wrong = ["このアドレスには、知らない条件がふくまれています。"] * any(name not in known for name, _ in pairs)
    said = dict(pairs)
    facets = [name for name, _ in FACETS]
    filters = [(name, value[:_VALUE_MOST]) for name, value in pairs if name in facets]
    dropped = said.get("drop", "")
    removed = {"*"} if dropped == "*" else {dropped}
    asked = Asked(
        # Browsers count a line break as one character and send two.
        question=said.get("question", "").replace("\r\n", "\n").strip(),
        filters=tuple(dict.fromkeys(each for each in filters if "*" not in removed and ":".join(each) not in removed)),
        picked=_all(pairs, "pick", without=said.get("unpick", "")),
        opened=_all(pairs, "open"),
        # A file of what is like a measure is asked for with the measure in ``of``; any other button leaves it behind.
        similar=(said.get("of", "") if "format" in said else said.get("similar", ""))[:_VALUE_MOST],
        token=said.get("token", "")[:_VALUE_MOST],
        format=said.get("format", ""),
    )
    try:
        asked = replace(asked, sort=Sort(said.get("sort", Sort.NEAR)), view=View(said.get("view", View.LIST)))
    except ValueError:
        wrong.append("ならべ方か見方に、知らないものがあります。")
    if asked.similar:
        asked = replace(asked, view=View.ALIKE)
    return replace(asked, wrong=tuple(wrong))


def _all(pairs: Sequence[tuple[str, str]], name: str, without: str = "") -> tuple[str, ...]:
    found = (value[:_VALUE_MOST] for each, value in pairs if each == name)
    return tuple(dict.fromkeys(each for each in found if each != without))
