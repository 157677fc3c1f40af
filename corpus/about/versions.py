"""Which version of a plan a text is (素案, 第4期, 2024 to 2029), and which of several is in force."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import takewhile
from typing import Final, Protocol

from ..figures import Date, Figure, Quantity, Years, period_of, read
from .period import stated_period

_TITLE_PAGE: Final = 15  # lines that hold anything
_NAME_MAX: Final = 60  # characters; prose is longer, and its 素案 may be another plan's
_BRACKET: Final = r"[(（【\[〔]\s*{}\s*[)）】\]〕]"
REPLACED: Final = "改定前"
_STATUSES: Final = (  # the first that is found; a 改定案 is a draft before it is a revision
    (REPLACED, re.compile(r"改[定訂]前|旧計画|" + _BRACKET.format("旧"))),
    ("素案", re.compile(r"素案")),
    ("原案", re.compile(r"原案")),
    (
        "案",
        re.compile(
            _BRACKET.format("(?:最終|骨子|中間|改[定訂])?案") + r"|(?:計画|プラン|ビジョン|骨子|最終|改[定訂])案(?!内)"
        ),
    ),
    (
        "改定",
        re.compile(r"改[定訂](?:版|後)|(?:一部|年|月|中間)改[定訂](?!作業|に向け)|" + _BRACKET.format("改[定訂]")),
    ),
    ("確定", re.compile(r"確定版|最終版|決定版|(?:[年月日]|議会で?)\s*(?:策定|決定|議決)\s*$")),
)
STATUSES: Final = tuple(status for status, _ in _STATUSES)
_THIS_DRAFT: Final = re.compile(r"この(素案|原案|案)(?:について|に対|は|へ)")
_REPORT: Final = re.compile(r"報告|実績|取組状況|進捗|評価|白書|年報")
_VERSION_WORDS: Final = re.compile(
    r"(?:最終|骨子|中間|素|原)案|[(\[【〔](?:(?:改[定訂])?案|旧)[)\]】〕]|(?:(?<=計画)|(?<=プラン)|(?<=ビジョン))案|"
    r"(?:一部)?改[定訂](?:版|前|後|案)?|旧計画|(?:確定|最終|決定)版"
)
_STATED: Final = re.compile(r"計画期間\s*[:：]?\s*$")  # before a span of years
_MADE: Final = re.compile(r"(?:年度)?(?:まで)?\s*(?:策定|作成)?\s*版?")  # behind it
_EMPTY: Final = re.compile(r"[(\[【〔]\s*[)\]】〕]|[\s\u3000]+")
_FINAL: Final = 2  # the rank of what is neither replaced nor a draft
DRAFTS: Final = frozenset(("素案", "原案", "案"))


class Versioned(Protocol):
    """What decides between versions; a plan and its entry in a catalogue both have it."""

    @property
    def id(self) -> str: ...
    @property
    def municipality_code(self) -> str | None: ...
    @property
    def municipality(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def status(self) -> str | None: ...
    @property
    def period_start(self) -> int | None: ...
    @property
    def period_end(self) -> int | None: ...
    @property
    def published(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Version:
    """What a text says of itself; None is what it does not say.

    ``status`` is 素案, 原案, 案, 確定, 改定 or 改定前; ``term`` the N of 第N期 (or 第N次); ``period`` fiscal years.
    """

    status: str | None
    term: int | None
    period: tuple[int, int] | None


def find_version(text: str, title: str | None) -> Version:
    """Read the title first, then the short lines of the title page, then what is said of 計画期間.

    A text that does not call itself anything has no status: it may be in force or long replaced.
    """
    page = _title_page(text)
    heads = [_normal(title or ""), *page]
    opening = "\n".join(page)
    status = _status(heads[0]) or _status(opening)
    if status is None and (draft := _THIS_DRAFT.search(text[:2000])):
        status = draft[1]
    term = next(filter(None, map(term_of, heads)), None)
    period = next(filter(None, map(period_of, heads)), None) or period_of(opening)
    return Version(status, term, period or stated_period(_normal(text)))


def term_of(text: str) -> int | None:
    """The N of the first 第N期 or 第N次 in ``text``, in figures or kanji: 第七期 -> 7, 第十二期 -> 12."""
    return next((term for figure in read(text) if (term := _term(figure)) is not None), None)


def _term(figure: Figure) -> int | None:
    if isinstance(figure, Years):
        return figure.term
    return int(figure.low) if isinstance(figure, Quantity) and figure.unit == "次" else None


def version_key(plan: Versioned) -> tuple[str, str]:
    """What versions of one plan share: the municipality, and the title without status, term, period and city.

    A report keeps its years: that of one year does not replace that of another. A plan without a title, or of an
    unknown municipality, is only a version of itself.
    """
    place = plan.municipality_code or plan.municipality or ""
    if not plan.title or not place:
        return place, plan.id
    title = _normal(plan.title)
    if plan.municipality:
        title = title.replace(_normal(plan.municipality), "")
    title = _VERSION_WORDS.sub("", title)
    title = _undated(title, years=not _REPORT.search(f"{title}{plan.kind or ''}"))
    while (shorter := _EMPTY.sub("", title)) != title:
        title = shorter
    return place, title or plan.id


def _undated(title: str, *, years: bool) -> str:
    """``title`` without its term and, where they say which version it is, its years and what stands around them."""
    left, place = "", 0
    for figure in read(title):
        dated = isinstance(figure, Date) or (isinstance(figure, Years) and figure.term is None)
        if _term(figure) is None and not (years and dated):
            continue
        made = _MADE.match(title, figure.end) if dated else None
        before = title[place : figure.start]
        left += _STATED.sub("", before) if dated else before
        place = made.end() if made else figure.end
    return left + title[place:]


def in_force(plans: Iterable[Versioned], today: date) -> set[str]:
    """The ids of the plans in force on ``today``: of the versions of one plan one, with all files that are of it.

    What is replaced (改定前) comes last and a draft before it; then the period that holds today's fiscal year
    (April to March) wins, then the later start, the later term, a revision, the later publication, the id. What
    nothing tells from that version (a chapter of it, a file that states no years) is in force with it.
    """
    year = fiscal_year(today)
    versions: dict[tuple[str, str], list[Versioned]] = {}
    for plan in plans:
        versions.setdefault(version_key(plan), []).append(plan)
    current: set[str] = set()
    for group in versions.values():
        best = max(group, key=lambda plan: _standing(plan, year)) if len(group) > 1 else group[0]
        current |= {plan.id for plan in group if plan is best or not _is_another(plan, best)}
    return current


def is_in_force(plan: Versioned, today: date) -> bool | None:
    """Whether a plan is in force on ``today`` by what it says of itself: its status and its period; None without them.

    A draft and what is replaced are not; of others the period decides.
    """
    if _rank(plan) < _FINAL:
        return False
    if plan.period_start is None or plan.period_end is None:
        return None
    return plan.period_start <= fiscal_year(today) <= plan.period_end


def fiscal_year(today: date) -> int:
    """The fiscal year of ``today``, April to March."""
    return today.year if today.month >= 4 else today.year - 1


def _is_another(plan: Versioned, best: Versioned) -> bool:
    """Whether something that both state tells two versions apart; a draft is another than what is none."""
    stated = (
        (plan.period_start, best.period_start),
        (plan.period_end, best.period_end),
        (term_of(plan.title or ""), term_of(best.title or "")),
        (plan.published, best.published),
    )
    if any(own is not None and other is not None and own != other for own, other in stated):
        return True
    said = {said_status(plan), said_status(best)}
    return _rank(plan) != _rank(best) or ("改定" in said and len(said) > 1)


def _standing(plan: Versioned, year: int) -> tuple[int, bool, int, int, int, str, str]:
    status = said_status(plan)
    start, end = plan.period_start, plan.period_end
    holds = (start is not None or end is not None) and (start or year) <= year <= (end or year)
    explicit = 2 if status == "改定" else 1 if status == "確定" else 0
    return _rank(plan), holds, start or 0, term_of(plan.title or "") or 0, explicit, plan.published or "", plan.id


def said_status(plan: Versioned) -> str | None:
    """The status that a plan has, or that its title gives it where it has none or a plain 確定."""
    said = _status(_normal(plan.title or ""))
    return said if said and plan.status in (None, "確定") else plan.status


def _rank(plan: Versioned) -> int:
    status = said_status(plan)
    return 0 if status == REPLACED else 1 if status in DRAFTS else _FINAL


@lru_cache(maxsize=1024)  # a plan is looked at several times beside its other versions
def _status(text: str) -> str | None:
    return next((status for status, words in _STATUSES if any(map(words.search, text.split("\n")))), None)


def _title_page(text: str) -> list[str]:
    """The short lines that the text opens with, up to its prose."""
    lines = (line.strip() for line in _normal(text[:6000]).split("\n"))
    filled = [line for line in lines if line][:_TITLE_PAGE]
    return list(takewhile(lambda line: len(line) <= _NAME_MAX and not line.endswith("。"), filled))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
