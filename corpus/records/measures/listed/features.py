"""What speaks for a group of entries being measures, and against it, as numbers."""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from math import log
from typing import Final

from .entries import Entry
from .groups import Group

_PROMISE: Final = re.compile(
    r"(?:図|努め|進め|推進し|支援し|取り?組(?:み|んで)|行い|行って|実施し|充実し|強化し|促進し|整備し|育成し|連携し|提供し|開催し|"
    r"目指し|めざし|つなげ|働きかけ|周知し|啓発し|検討し|届け|訪ね|配り|開き|設け|応じ|派遣し)[^。]{0,12}(?:ます|いく|。)|する事業です|を(?:実施|支援|推進)。"
)
_SENTENCE: Final = re.compile(r"(?:です|でした|ました|ません|ください|である|となる|か|た)$")
_QUESTION: Final = re.compile(r"\]\(|[??]|ですか|ますか|のですが|でしょうか")
_OPENING: Final = 200  # characters of what is said of an entry in which it is told what will be done
_PLAN: Final = re.compile(r"計画|施策|推進|取組|取り組み|戦略|基本目標|事業")
_PAGE: Final = re.compile(r"申請|対象者|必要なもの|持ち物|お問い?合わせ|問合せ|受付|手当|助成額|交付|届出|窓口")
_CONTACT: Final = re.compile(r"\d{2,4}-\d{2,4}-\d{3,4}|電話|FAX|TEL|ファクス|☎")
_ASKED: Final = re.compile(r"[??]|Q\s?\d|質問|ですか")


@dataclass(frozen=True, slots=True)
class Features:
    """Of a group, each about 0 to 1; shares are of its entries."""

    several: float  # how many there are, as a logarithm
    alone: float
    cousins: float  # how many of their kind the plan has elsewhere, as a logarithm
    from_one: float  # they are numbered from 1, or go on where the group before ended
    named_work: float  # the mark says 施策, 事業, 取組
    goal: float  # the mark says 基本目標
    chapter: float  # it says 章 or 節
    pair: float  # the mark is 2-1
    bullet: float  # it is no number
    status: float  # it is 新規, 継続
    heading: float  # no mark, but the file's markup
    short: float  # share of titles under five characters
    fitting: float  # of titles from 6 to 45 characters
    action: float  # ending in a noun of what is done: 推進, 支援, 事業
    policy: float  # in what is aimed at: 進めます, つくる
    person: float  # in whom: 方, 世帯
    paper: float  # in what is brought: 申請書
    place: float  # in where: 課, センター
    section: float  # in what parts of plans are called: 現状と課題, 推移
    quantity: float  # in a unit: 円, 人
    figures: float  # holding a figure
    sentence: float  # ending as a sentence does, or with a stop
    asks: float  # of questions, or of links
    department: float  # with a department in brackets
    promise: float  # followed by what will be done: 〜に努めます
    prose: float  # followed by a sentence of any kind
    bare: float  # followed by nothing
    under_work: float  # the words above or before the group say 施策, 取組, 事業
    under_other: float  # they say 対象, 課題, 申請
    inner_work: float  # the innermost parent's do
    telling: float  # half of them or more say by ending, mark, department or promise that something is done
    plan: float  # how often the document speaks of plans and measures
    page: float  # of applying and of desks
    contacts: float  # of telephone numbers
    asked: float  # of questions


def document_features(flat: str) -> tuple[float, float, float, float]:
    """The last four features, the same for every group of a document."""
    size = max(len(flat), 200)
    return tuple(  # type: ignore[return-value]
        min(1.0, sum(1 for _ in pattern.finditer(flat)) / size * scale)
        for pattern, scale in ((_PLAN, 60), (_PAGE, 60), (_CONTACT, 150), (_ASKED, 150))
    )


def features_of(group: Group, flat: str, document: tuple[float, float, float, float]) -> Features:
    """What the group looks like in its document."""
    titles, said = _of_titles(group, flat), _of_what_is_said(group, flat)
    named = float(group.first.kind in ("work", "unnumbered", "status"))
    tells = max(titles["action"] + titles["policy"], said["department"], said["promise"], named)
    plan, page, contacts, asked = document
    return Features(
        **_of_marks(group), **titles, **said, **_of_headings(group),
        telling=float(tells >= 0.5), plan=plan, page=page, contacts=contacts, asked=asked,
    )  # fmt: skip


def _of_marks(group: Group) -> dict[str, float]:
    first, count = group.first, len(group.entries)
    return {
        "several": min(1.0, log(count) / 2.5),
        "alone": float(count == 1),
        "cousins": min(1.0, log(1 + group.cousins) / 3.5),
        "from_one": float(bool(first.number) and first.number[-1] == 1),
        "named_work": float(first.kind in ("work", "unnumbered")),
        "goal": float(first.kind == "goal"),
        "chapter": float(first.kind in ("chapter", "section")),
        "pair": float(first.kind == "pair"),
        "bullet": float(first.kind in ("circle", "bullet", "bracketed")),
        "status": float(first.kind == "status"),
        "heading": float(first.kind == "heading"),
    }


def _of_titles(group: Group, flat: str) -> dict[str, float]:
    titles = [flat[each.start : each.end].replace("\n", "") for each in group.entries]

    def share(holds: Callable[[str], object]) -> float:
        return sum(bool(holds(title)) for title in titles) / len(titles)

    return {
        "short": share(lambda title: len(title) < 5),
        "fitting": share(lambda title: 6 <= len(title) <= 45),
        **{name: share(_ends(name)) for name in _ENDINGS},
        "figures": share(re.compile(r"\d").search),
        "sentence": sum(_is_sentence(*each, flat) for each in zip(titles, group.entries, strict=True)) / len(titles),
        "asks": share(_QUESTION.search),
    }


def _of_what_is_said(group: Group, flat: str) -> dict[str, float]:
    bodies = [flat[each.end : each.stop].strip(" 。\n】》") for each in group.entries]
    return {
        "department": sum(each.department for each in group.entries) / len(bodies),
        "promise": sum(bool(_PROMISE.search(body[:_OPENING])) for body in bodies) / len(bodies),
        "prose": sum("。" in body for body in bodies) / len(bodies),
        "bare": sum(not body for body in bodies) / len(bodies),
    }


def _of_headings(group: Group) -> dict[str, float]:
    around = f"{' '.join(group.parents[-2:])} {group.lead}"
    work = bool(_HEADINGS["work"].search(around))
    return {
        "under_work": float(work),
        "under_other": float(bool(_HEADINGS["other"].search(around)) and not work),
        "inner_work": float(bool(_HEADINGS["work"].search(" ".join(group.parents)))),
    }


def _is_sentence(title: str, entry: Entry, flat: str) -> bool:
    return flat[entry.end : entry.end + 1] == "。" or "。" in title or bool(_SENTENCE.search(title))


def _ends(name: str) -> Callable[[str], bool]:
    endings = _ENDINGS[name]
    return lambda title: re.sub(r"[(「『][^()「」『』]*[)」』]$|等$|など$", "", title).endswith(endings)


def _table(name: str) -> dict[str, tuple[str, ...]]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return {row[0]: tuple(row[1].split()) for row in list(csv.reader(text.splitlines(), delimiter="\t"))[1:]}


_ENDINGS: Final = _table("endings.tsv")
_HEADINGS: Final = {name: re.compile("|".join(map(re.escape, words))) for name, words in _table("headings.tsv").items()}
