"""What a desk is called beside its full name."""

import re
from functools import lru_cache
from typing import Final

from corpus.records.desks.desk import Desk

from ..catalog import PlanEntry

PLAIN_NAME: Final = frozenset(
    ("センター", "窓口", "相談", "支援", "事業", "所", "室", "市", "町", "村", "区", "地域", "地区", "機関", "総合", "福祉",
     "市民", "町民", "住民", "生活")
)  # fmt: skip
_KEPT: Final = 8192  # desks whose names are held in memory
_NICKNAME: Final = re.compile(r"[「『](.+?)[」』]")


def own_name(name: str, plan: PlanEntry) -> str:
    """A desk's name without its municipality's."""
    return _own(name, plan.municipality or "")


def plain_name(name: str) -> str:
    """A name without what stands in brackets behind it."""
    return name.partition("(")[0].strip() or name


def names_of(desk: Desk, plan: PlanEntry) -> tuple[str, ...]:
    """What a desk is called: in full, without brackets, by its nickname (若者相談室 うすづき) and without it."""
    return _names(desk.name, plan.municipality or "")


@lru_cache(maxsize=_KEPT)
def _names(name: str, city: str) -> tuple[str, ...]:
    own = _own(name, city)
    plain = plain_name(own)
    kind, _, last = plain.rpartition(" ")
    names = (own, plain, *_NICKNAME.findall(own), last, kind, own.partition("「")[0].strip())
    return tuple(dict.fromkeys(name for name in names if name))


def _own(name: str, city: str) -> str:
    if city and name.startswith(city):
        return name.removeprefix(city)
    return name.removeprefix(city[:-1]) or name  # 逗子あんしんセンター
