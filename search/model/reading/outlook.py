"""Whether something is told as done, as promised, as planned, as an aim or as a thing to think about.

A plan that aims at 45 places in 令和8年度 has not reached them, and what it will look into it does not promise. A figure
takes the outlook of the nearest word of one around it (実績, 目標値, …を目指す), a clause that of its predicate.

Missed: an aim told as a promise (増やすことを目指します as 増やします), which a plan's own summary does too; what was once
done and is no more told in the present (延長保育は実施していました).
"""

import re
from enum import Enum, auto
from typing import Final

from .spelling import LINE_END


class Outlook(Enum):
    """How sure a thing is; ``PLAIN``, a state or a noun, says nothing of it."""

    PLAIN = auto()
    DONE = auto()
    GOING_ON = auto()
    PROMISED = auto()
    PLANNED = auto()
    AIMED = auto()
    PURPOSE = auto()
    CONSIDERED = auto()


_SURE: Final = frozenset({Outlook.PLAIN, Outlook.DONE, Outlook.GOING_ON})
_TO_COME: Final = frozenset({Outlook.PLAIN, Outlook.PROMISED, Outlook.PLANNED, Outlook.AIMED, Outlook.PURPOSE})
# What a sentence of an outlook may tell. 「受け付けます」 is a promise in a plan and a custom on a page.
_TELLS: Final = {
    Outlook.PLAIN: frozenset(Outlook) - {Outlook.CONSIDERED},
    Outlook.DONE: _SURE,
    Outlook.GOING_ON: _SURE | {Outlook.PROMISED},
    Outlook.PROMISED: _TO_COME | {Outlook.GOING_ON},
    Outlook.PLANNED: _TO_COME,
    Outlook.AIMED: _TO_COME,
    Outlook.PURPOSE: frozenset(Outlook),
    Outlook.CONSIDERED: frozenset({Outlook.PLAIN, Outlook.CONSIDERED}),
}
_MARKS: Final = {
    Outlook.CONSIDERED: r"検討|考えてい|研究(?![会所者])|可能性|探[るりっ]|協議(?![会体])|意見交換|準備(?:を|し|中)|模索|見極め|議論|働き?かけ|要望|要請|提案|申し入れ|求め|諮問|判断し|課題|検証|調整(?:中|している|しており|しています|を進)",
    Outlook.AIMED: r"目標|(?:目|め)ざ[しすせそ]|目指[しすせそ]|努め",
    Outlook.PLANNED: r"予定|方針|方向(?:性)?(?:で|と)|計画(?:値|数|で|し|され|中)|見込|見通し|想定|推計|予算|計上",
    Outlook.DONE: r"実績|現状|現在|基準値|基準年",
}
_MARK: Final = re.compile("|".join(f"(?P<{outlook.name}>{pattern})" for outlook, pattern in _MARKS.items()))
_PREDICATE: Final = 14  # characters at the end of a clause: ことを検討しています。 (arbitrary: three words)
_BESIDE: Final = 16  # characters behind a figure: に増やすことを目標とします (arbitrary: four words)
_PURPOSE: Final = re.compile(
    r"(?:に向け(?:て)?|(?<![たい])ため(?:に)?|(?<=る)よう(?:に)?|べく|を目的(?:に|と)(?:し)?(?:て)?)$"
)
_VOICED: Final = re.compile(
    r"(?:意見|要望|声|提案)(?:など|等)?[がも](?:あ|出|寄せ|多|聞|上が|いただ)[^、]{0,8}$"
)  # 求める声がありました
_PAST: Final = re.compile(
    r"済み?(?:です|だ|である)?$|(?:まし|でし|だっ|[いしちきぎっん])[ただ]$|(?<=[らけえせてねべめれげ])た$"
)
_STATE: Final = re.compile(
    r"(?:です|ある|いる|なる|できる|れる|せん|ない)$|(?:あり|い|おり|なり|でき|(?:ら)?れ|使え|行け|もらえ|通え|選べ|払え|行え|かかり|占め)ます$"
)
_GOING_ON: Final = re.compile(r"[てで](?:い(?:ます|る)|おり(?:ます)?|あ(?:ります|る))$")
_ACTION: Final = re.compile(r"(?:ます|[うくぐすつぬぶむる])$")


def outlook_of_figure(before: str, behind: str) -> Outlook:
    """The outlook of a figure by what its sentence says before it, else by what it says behind it."""
    if marks := list(_MARK.finditer(before)):
        return Outlook[str(marks[-1].lastgroup)]
    if mark := _MARK.search(behind[:_BESIDE]):
        return Outlook[str(mark.lastgroup)]
    return outlook_of_predicate(behind)


def outlook_of_predicate(clause: str) -> Outlook:
    """The outlook of a clause by its last words, without marks."""
    clause = clause.rstrip(f"。!！」』)、\t{LINE_END}")
    if _PURPOSE.search(clause):
        return Outlook.PURPOSE
    if _VOICED.search(clause):
        return Outlook.CONSIDERED
    if _PAST.search(clause):
        return Outlook.DONE  # 検討しました, too
    if marks := list(_MARK.finditer(clause, max(0, len(clause) - _PREDICATE))):
        return Outlook[str(marks[-1].lastgroup)]
    if _GOING_ON.search(clause):
        return Outlook.GOING_ON
    return Outlook.PROMISED if _ACTION.search(clause) and not _STATE.search(clause) else Outlook.PLAIN


def may_tell(told: Outlook, cited: Outlook) -> bool:
    """Whether a sentence of the outlook ``told`` may tell what a plan tells in ``cited``."""
    return cited in _TELLS[told]


def may_tell_figure(told: Outlook, cited: Outlook) -> bool:
    """The same of a figure, for which a plain 45か所です says that there are 45."""
    unreached = {Outlook.PLANNED, Outlook.AIMED, Outlook.PURPOSE}
    return may_tell(told, cited) and not (told in (Outlook.PLAIN, Outlook.GOING_ON) and cited in unreached)
