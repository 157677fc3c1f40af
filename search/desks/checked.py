"""The desk tables that staff keep beside the plans: which entries of a plan theirs replace, how old they are, whom to call."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from corpus.about.gazetteer import by_code
from corpus.records.desks.area import Area
from corpus.records.desks.checked.desk_table import DESK_TABLE
from corpus.records.desks.desk import Desk
from corpus.records.desks.names import name_key
from index.catalog import PlanEntry

from .chosen import Choice

# The row of a table that is a municipality's own number: 市役所 代表, 代表電話, 役場(代表); not 保護者代表.
_SWITCHBOARD: Final = re.compile(
    r"^(?:.*[市区町村都道府県]|.*役[所場]|.*庁舎?)?\s*[(（・/]?\s*(?:大?代表)(?:電話|番号)*\s*[)）]?(?:[(（].*役[所場][)）])?$"
)


class Checked:
    """What the tables say beside the plans of the same municipality."""

    def __init__(self, desks: Sequence[Desk], plans: Mapping[str, PlanEntry]) -> None:
        by_key: dict[tuple[str, str], list[Desk]] = {}
        self._switchboards: dict[str, Desk] = {}
        self._replaced: dict[str, list[Desk]] = {}  # by the id of an entry of a table: those of plans for the same desk
        for desk in desks:
            if desk.source == DESK_TABLE and (owner := _owner(plans[desk.plan_id])):
                by_key.setdefault((owner, _key(desk, plans)), []).append(desk)
                if is_switchboard(desk) and desk.phone:
                    self._switchboards.setdefault(owner, desk)
        gone = set()
        for desk in desks if by_key else ():
            own = by_key.get((_owner(plans[desk.plan_id]), _key(desk, plans)), ()) if desk.source != DESK_TABLE else ()
            for each in own:
                if each.phone or not desk.phone:  # a number is never lost to an entry without one
                    self._replaced.setdefault(each.id, []).append(desk)
                    gone.add(desk.id)
        self.gone = frozenset(gone)

    def replaced_by(self, desk: Desk) -> Sequence[Desk]:
        """The entries of plans that ``desk``, an entry of a table, stands for."""
        return self._replaced.get(desk.id, ())

    def areas(self, stated: Mapping[str, tuple[Area, ...]]) -> dict[str, tuple[Area, ...]]:
        """The areas of every desk; where a table states none, those of the plan's entry that it replaces."""
        found = dict(stated)
        for desk_id, others in self._replaced.items():
            own = tuple(area for each in others for area in stated.get(each.id, ()))
            if own:
                found.setdefault(desk_id, own)
        return found

    def switchboard_of(self, plan: PlanEntry) -> Desk | None:
        """The entry of the table that is the number of the plan's municipality itself."""
        return self._switchboards.get(_owner(plan))


def _owner(plan: PlanEntry) -> str:
    return plan.municipality_code or plan.municipality or ""


def _key(desk: Desk, plans: Mapping[str, PlanEntry]) -> str:
    plan = plans[desk.plan_id]
    return name_key(desk.name, tuple(place for place in (plan.prefecture, plan.municipality) if place))


def is_switchboard(desk: Desk) -> bool:
    """Whether an entry of a table is the number of the municipality itself, by its name or by what it is for."""
    return desk.source == DESK_TABLE and any(_SWITCHBOARD.match(text) for text in (desk.name, desk.what_for or ""))


def is_old(desk: Desk, today: date) -> bool:
    """Whether nobody has checked an entry of a table within a year before ``today``."""
    year, day = today.year - 1, min(today.day, 28) if today.month == 2 else today.day
    return desk.checked_on is None or desk.checked_on < date(year, today.month, day)


def day_words(day: date | None) -> str:
    """A day as it is told."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "不明"


def old_note(desks: Sequence[Choice], today: date) -> str:
    """That entries of a table were checked long ago, or nobody knows when; "" where none was."""
    old = [each.desk for each in desks if each.desk.source == DESK_TABLE and is_old(each.desk, today)]
    if not old:
        return ""
    names = "、".join(f"「{desk.name}」({_when(desk)})" for desk in old)
    return f"{names}の連絡先は、1年以内に確かめられていません。変わっていることがあるので、お確かめください。"


def _when(desk: Desk) -> str:
    return f"確認日 {day_words(desk.checked_on)}"


def switchboard_why(instead: Choice | None) -> str:
    """Why a municipality's own number is told: in place of that of the desk ``instead``, or of one that was not found."""
    what = f"「{instead.desk.name}」の電話番号" if instead else "ご質問の窓口"
    return f"{what}は見当たらないので、代表電話をご案内します。担当につないでもらえます。"


def site_of(plan: PlanEntry) -> str:
    """The official site of the municipality that ``plan`` is of, in a sentence; "" where it is not known."""
    place = by_code().get(plan.municipality_code or "")
    return f"{place.name}の公式サイト: https://www.{place.domain}/" if place and place.domain else ""
