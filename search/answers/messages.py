"""What an answer says about itself, in Japanese: what was searched, why there is no answer, what to know about a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.about.gazetteer import by_code
from corpus.about.standing import Standing
from corpus.records.desks.checked.desk_table import DESK_TABLE
from index.catalog import PlanEntry

from ..coverage import Shortfall
from ..desks.checked import old_note
from ..desks.chosen import Choice, Chosen
from ..question.intent import Asked, Intent
from ..question.places import Place, indexed_names
from ..results import Reply

_OTHERS: Final = 5  # other municipalities named
_NEAR: Final = "関係する記述を示しますが、お答えとは限りません。"
_CALL: Final = "市区町村の代表電話にお問い合わせください。"
_KNOWN: Final = 8  # municipalities of the index named
_SITES: Final = 3  # addresses in a sentence
_YEARS: Final = 4  # named in a message
_HEISEI, _REIWA = 1989, 2019  # their first years


def scope(reply: Reply) -> str:
    """Which plans were searched, and how many."""
    applied = reply.question.applied
    names = "・".join(place.name for place in applied.places if place.indexed)
    own, open_ = len(applied.plans) - len(applied.unplaced), len(applied.unplaced)
    parts = (f"{names}の計画 {own} 件" if names else f"計画 {own} 件" if own else "", _unplaced(open_) if open_ else "")
    return "と、".join(part for part in parts if part) or "計画 0 件"


def _unplaced(count: int) -> str:
    return f"市区町村の分からない文書 {count} 件"


def not_surely_of(places: Sequence[Place], titles: Sequence[str]) -> str:
    """That nobody knows whether the documents ``titles`` are of the places that were asked about."""
    names, quoted = "・".join(place.name for place in places), "」「".join(titles)
    return f"「{quoted}」がどの市区町村の文書かは分かりません。{names}のものか、元の文書でお確かめください。"


def not_indexed(names: str, places: Sequence[Place], plans: Sequence[PlanEntry]) -> str:
    """That no plan of the municipalities ``names`` is in the index, whose are, and where to look instead."""
    known = indexed_names(plans)
    some = "、".join(known[:_KNOWN]) + ("など" if len(known) > _KNOWN else "")
    return f"{names}の計画は索引にないので、お答えできません。索引にあるのは {some} の計画です。{sites(places)}"


def not_here(places: Sequence[Place]) -> str:
    """That of ``places``, asked about beside others, no plan is in the index, and where to look instead."""
    return f"{'・'.join(place.name for place in places)}の計画は索引にありません。{sites(places)}"


def short_of(shortfalls: Sequence[Shortfall]) -> str:
    """That plans which are asked about or quoted are drafts, are over, or are not in the index; "" without any."""
    return "".join(map(_short_of, shortfalls))


def _short_of(each: Shortfall) -> str:
    whose = f"{each.municipality}の{each.what}"
    if each.state is Standing.NONE:
        return f"{whose}は索引にありません(計画がないとは限りません)。"
    if each.state is Standing.DRAFT:
        return f"{whose}は、まだ計画ではありません(案か、期間の始まる前のものです)。"
    until = each.plan.period_end if each.plan is not None else None
    return f"{whose}は、期間の終わった計画です{f'({until}年度まで)' if until is not None else ''}。"


def sites(places: Sequence[Place]) -> str:
    """The official sites of the municipalities of ``places``, where they are known and few; "" without any."""
    known = [entry for place in places for code in place.codes if (entry := by_code().get(code)) and entry.domain]
    return " ".join(f"{each.name}の公式サイト: https://www.{each.domain}/" for each in known[:_SITES])


def off_topic(reply: Reply) -> str:
    """That the plans are about something else."""
    return (
        f"{scope(reply)}を調べましたが、ご質問に関することは見当たりません。"
        "この検索は、市区町村の福祉の計画に書かれていることだけにお答えします。"
    )


@dataclass(frozen=True, slots=True)
class Missing:
    """What was asked for and is not certain to be written: its name, what to do, who writes of it elsewhere."""

    what: str
    advice: str = ""
    elsewhere: tuple[str, ...] = ()

    def told(self, reply: Reply, *, near: bool) -> str:
        """In words; ``near`` says that sentences which may be of it are shown. Only without any it is "not found"."""
        if self.elsewhere:
            said = f"「{self.what}」という言葉は見当たりません。他市では、{'、'.join(self.elsewhere)}の計画に書かれています。"
        else:
            said = f"{self.what}は、はっきりとは書かれていません。" if near else f"{self.what}は見当たりません。"
        return f"{scope(reply)}を調べましたが、{said}{_NEAR if near else ''}{self.advice}"


def no_figure(kind: Asked) -> Missing:
    """What was asked, no desk."""
    return Missing(_looked_for(kind))


def _looked_for(kind: Asked) -> str:
    if kind.intent is Intent.FIGURE and kind.years:
        return f"お尋ねの年度({'、'.join(map(_year, kind.years[:_YEARS]))})の数値"
    return {Intent.FIGURE: "お尋ねの数値", Intent.WHEN: "お尋ねの時期", Intent.NAME: "お尋ねの方のお名前"}.get(
        kind.intent, "お尋ねのこと"
    )


def _year(year: int) -> str:
    if year < _REIWA:
        return f"平成{year - _HEISEI + 1}年" if year >= _HEISEI else f"{year}年"
    return f"令和{year - _REIWA + 1}年" if year > _REIWA else "平成31・令和元年"


def no_place(named: str) -> Missing:
    """Where a desk is."""
    return Missing(f"{named}の所在地", _CALL)


def no_hours(named: str) -> Missing:
    """When a desk is open."""
    return Missing(f"{named}の受付の曜日や時間", _CALL)


def only_elsewhere(named: str, cities: Sequence[str]) -> Missing:
    """What the plans of the municipality never name and those of others do."""
    return Missing(named, elsewhere=tuple(cities[:_OTHERS]))


def number_unknown(chosen: Chosen) -> str | None:
    """That no desk has the number that was asked about; the number itself is not said again."""
    return None if chosen.desks else "お尋ねの電話番号は、計画にある窓口のものではありません。"


def no_phone(chosen: Chosen) -> Missing:
    """A number to call."""
    return Missing(f"{chosen.desks[0].desk.name}の電話番号" if chosen.desks else "電話番号", _CALL)


def another_name(name: str) -> Missing:
    """A desk of that name."""
    return Missing(f"「{name}」の連絡先", _CALL)


def compared(silent: Sequence[str], unsure: Sequence[str]) -> str | None:
    """Of which municipalities nothing was found, and of which nothing certain."""
    none = f"{'・'.join(silent)}の計画には見当たりません。" if silent else ""
    near = f"{'・'.join(unsure)}の計画には、はっきりとは書かれていません。" if unsure else ""
    return f"{none}{near}" or None


def directory_note(desks: Sequence[Choice], today: date) -> str | None:
    """What to know of the numbers told: a plan is no current directory, and a person's check may be long ago."""
    of_plans = [choice.plan for choice in desks if choice.desk.phone and choice.desk.source != DESK_TABLE]
    said = old_note(desks, today)
    if of_plans:
        plan = of_plans[0]
        when = plan.published or (f"{plan.period_start}年度からの計画" if plan.period_start else None)
        dated = f"({when})" if when else ""
        said += (
            f"連絡先は「{plan.title or plan.id}」{dated}に書かれたものです。"
            "変わっていることがあるので、お確かめください。"
        )
    return said or None
