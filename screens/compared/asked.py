"""The form: whose plans, with whose, and of what."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qs

from index.catalog import PlanEntry

_SHORT_MAX: Final = 200  # characters of a name, an id or a theme
_OTHERS_MAX: Final = 2_000  # every municipality of Japan can be ticked
_FIELDS_MAX: Final = _OTHERS_MAX + 20
LISTED: Final = 200  # municipalities that are listed to be ticked; more are written, with suggestions (arbitrary)
PEERS: Final = 5  # municipalities like ours, unless another number is written (arbitrary)
_PEERS_MAX: Final = 100  # arbitrary: more are everybody


class Whom(StrEnum):
    """With whom ours is compared."""

    ALL = "all"
    PEERS = "peers"
    PICKED = "picked"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody chose; ``peers`` counts where ``whom`` is PEERS, ``picked`` where it is PICKED."""

    ours: str = ""
    whom: Whom = Whom.ALL
    picked: tuple[str, ...] = ()
    peers: int = PEERS
    theme: str = ""
    since: int | None = None
    token: str = ""

    @property
    def others(self) -> tuple[str, ...]:
        """Whom to compare with, nobody meaning everybody else."""
        return self.picked if self.whom is Whom.PICKED else ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of those that can be chosen: its value in the form and its name."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Municipalities with plans here, and the plans themselves."""

    cities: tuple[Choice, ...]
    plans: tuple[Choice, ...]


def read_form(body: bytes) -> Asked:
    """What a browser sends of the form; what is no form is empty, and what is no number was not written."""
    try:
        sent = parse_qs(body.decode("utf-8", "replace"), max_num_fields=_FIELDS_MAX)
    except ValueError:
        return Asked()
    said = {name: values[-1].strip()[:_SHORT_MAX] for name, values in sent.items()}
    picked = [line.strip()[:_SHORT_MAX] for value in sent.get("other", ()) for line in value.splitlines()]
    whom = said.get("whom", "")
    return Asked(
        said.get("ours", ""),
        Whom(whom) if whom in set(Whom) else Whom.ALL,
        tuple(dict.fromkeys(each for each in picked if each))[:_OTHERS_MAX],
        min(max(_number(said.get("peers", "")) or PEERS, 1), _PEERS_MAX),
        said.get("theme", ""),
        _number(said.get("since", "")),
        said.get("token", ""),
    )


def choices(plans: Sequence[PlanEntry]) -> Choices:
    """Who and what can be chosen, municipalities by prefecture and name."""
    places = {(plan.prefecture or "", plan.municipality): plan for plan in plans if plan.municipality}
    cities = [Choice(f"{prefecture}{name}", name or "") for prefecture, name in sorted(places, key=str)]
    named = sorted((plan.municipality or "", plan.title or plan.file, plan.id) for plan in plans)
    return Choices(
        tuple(cities),
        tuple(Choice(plan_id, f"{city} {title}".strip()) for city, title, plan_id in named),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 4 else None
