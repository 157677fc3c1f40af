"""What each fact of a sentence is told of, held against what the plan tells it of.

Of 「相談は340件、訪問は28件」 a model may not make 「訪問は340件」, though both names and both figures stand there. So each
fact is a mention (:mod:`search.model.reading.mentions`) with the names before it in its clause (of 「28件の訪問」 the name after
it), and where there are none, those of the clause before. Then, for at least one place where the fact stands in a cited
passage:

- a quantity: the nearest name told with it stands in the plan's reach, or the plan's nearest name in the sentence's;
  no other quantity of its unit is told of more of the words that the sentence tells it of, and it is of the year that the
  plan tells it of (:mod:`corpus.figures.told_of`); a share is of the same whole (女性の62% are not 62% women);
- a telephone number: the office named before it is the one printed before it, back to the number before;
- a year, a date, a time: some name told with it stands with it, and none that stands only with another one.

In a row of a table, the first cell and the header cell over the column name things too.

Missed: what hiragana alone tells apart (できる, できない) outside 「」, a figure without any name to tell it by, and two things
that a clause names before one figure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from corpus.figures import Clock, Date, Kind, Phone, Quantity, Years
from corpus.figures.told_of import tells
from corpus.text.tokens import lemmas

from .reading.facts import Fact, Literal, bears_out, same_value
from .reading.likeness import share_kept
from .reading.mentions import Mention, mentions
from .reading.names import first_named, has_name, names, shares_name
from .reading.outlook import may_tell_figure, outlook_of_figure
from .reading.spelling import KANJI, KATAKANA, LINE_END, in_lines

_KEPT: Final = 0.5  # of the words that say what a share is of (arbitrary: half)
_ASIDE: Final = re.compile(
    rf"(?:に|から|より)[^、。]{{0,12}}?(?:[っしれいえけせめ]た|んだ|する|れる|まる|ける|ている)(?=[{KANJI}{KATAKANA}「『])"
    r"|(?:に|から)[^、。]{0,12}[しれちりみきいえけせ]、"
)
_WHOLE: Final = re.compile(r"([^、。()\x00-\x1f]+)の(?:うち)?、?\Z")  # 女性の(62.3%)


def bound_alike(before: str, told: str, cited: Sequence[Mention]) -> bool:
    """Whether each fact of ``told`` is told of what a cited passage tells it of.

    Args:
        before: the sentence that a reader reads first; what it names, a sentence without a name is about.
        told: the sentence.
        cited: the mentions of the passages that it cites.
    """
    text = f"{in_lines(before)}{LINE_END}{in_lines(told)}"
    start = len(text) - len(in_lines(told))
    found = [mention for mention in mentions(text, start) if mention.fact.start >= start]
    if any(_too_often(mention.fact, found, cited) for mention in found):
        return False
    found = _without_aside_years(found, text, cited)
    dated = frozenset().union(*(mention.years for mention in found if isinstance(mention.fact, Quantity)))
    return all(
        _is_bound(mention, cited)
        for mention in found
        if not (isinstance(mention.fact, Years) and mention.years & dated)  # held against the plan with its quantity
    )


def _without_aside_years(found: Sequence[Mention], text: str, cited: Sequence[Mention]) -> list[Mention]:
    """Quantities without the years that tell of a noun alone: 令和6年に始まった講座には、延べ126人が参加しました."""
    aside = frozenset().union(*(one.years for one in found if _ASIDE.match(text, one.fact.end)))
    return [replace(one, years=one.years - aside) if _has_no_year(one, cited) else one for one in found]


def _has_no_year(told: Mention, cited: Sequence[Mention]) -> bool:
    printed = [one for one in cited if bears_out(one.fact, told.fact)]
    return isinstance(told.fact, Quantity) and not any(one.years for one in printed)


def _too_often(fact: Fact, told: Sequence[Mention], cited: Sequence[Mention]) -> bool:
    """Whether a quantity is told more often than it is printed: 5か所から8か所に is not 8か所から8か所に."""
    if not isinstance(fact, Quantity):
        return False
    return sum(bears_out(mention.fact, fact) for mention in told) > sum(bears_out(one.fact, fact) for one in cited)


def _is_bound(told: Mention, cited: Sequence[Mention]) -> bool:
    if isinstance(told.fact, Literal):
        return True
    printed_ones = [mention for mention in cited if bears_out(mention.fact, told.fact)]
    rivals = [mention for mention in cited if _rivals(mention.fact, told.fact)]
    if isinstance(told.fact, Quantity):
        return any(_quantities_agree(told, printed, rivals, cited) for printed in printed_ones)
    if isinstance(told.fact, Phone):
        return any(_phones_agree(told, printed, rivals) for printed in printed_ones)
    if not printed_ones:  # a range put together of years that stand apart
        printed_ones = [mention for mention in cited if mention.years & told.years]
    return any(_moments_agree(told, printed, rivals) for printed in printed_ones)


def _is_told_alike(told: Mention, printed: Mention, cited: Sequence[Mention]) -> bool:
    """Whether two quantities are told of something in common, and ``told`` of nothing that only others are told of."""
    others = frozenset().union(*(mention.owner for mention in cited))
    if not told.owner & printed.owner or (told.owner - printed.owner) & others:
        return False
    own = printed.sentence[0] + printed.reach
    elsewhere = [name for name in names(told.clause) if name not in own and tells(name)]
    return not any(name in mention.reach for name in elsewhere for mention in cited)


def _is_owner(told: Mention, printed: Mention, rivals: Sequence[Mention]) -> bool:
    """Whether a printed quantity is told of as many of the words that ``told`` is as any other of its unit."""
    fact = printed.fact
    if not isinstance(fact, Quantity) or fact.kind is Kind.ORDER or not printed.owner:
        return True
    shared = len(told.owner & printed.owner)
    alike = (rival for rival in rivals if isinstance(rival.fact, Quantity) and rival.fact.unit == fact.unit)
    return all(len(told.owner & rival.owner) <= shared for rival in alike)


def _rivals(one: Fact, other: Fact) -> bool:
    dated = (Years, Date)
    alike = type(one) is type(other) or (isinstance(one, dated) and isinstance(other, dated))
    return alike and not same_value(one, other)


def _quantities_agree(told: Mention, printed: Mention, rivals: Sequence[Mention], cited: Sequence[Mention]) -> bool:
    if told.years and told.years != printed.years:
        return False
    if not may_tell_figure(outlook_of_figure(*told.sentence), outlook_of_figure(*printed.sentence)):
        return False
    if told.sentence[1].startswith("から") and printed.sentence[1].startswith(("に", "へ")):
        return False  # 8か所から8か所に
    if not told.counted:
        return not rivals or not printed.counted
    named = has_name(printed.reach, told.counted) or has_name(told.reach, printed.counted)
    if printed.counted and not (named or _is_told_alike(told, printed, cited)):
        return False
    return _same_whole(told, printed) and _is_owner(told, printed, rivals)


def _same_whole(told: Mention, printed: Mention) -> bool:
    """Whether two shares, where both name what they are a share of, name the same."""
    if not (isinstance(told.fact, Quantity) and told.fact.kind is Kind.RATE):
        return True
    own, theirs = (_WHOLE.search(mention.sentence[0]) for mention in (told, printed))
    return own is None or theirs is None or share_kept(lemmas(theirs[1]), own[1]) >= _KEPT


def _stolen(name: str, reach: str, counted: str) -> bool:
    """Whether ``name`` is what a rival counts, and nothing that stands with the figure itself."""
    return bool(counted) and has_name(name, counted) and not has_name(reach, name)


def _phones_agree(told: Mention, printed: Mention, rivals: Sequence[Mention]) -> bool:
    if told.office and printed.office:
        return has_name(printed.office, told.office) or has_name(told.office, printed.office)
    if not told.counted:
        return not rivals
    return has_name(printed.reach, told.counted)


def _moments_agree(told: Mention, printed: Mention, rivals: Sequence[Mention]) -> bool:
    if not _same_end(told, printed):
        return False
    named = names(told.clause)
    if not named:
        return True
    if not any(shares_name(printed.reach, name) for name in names(told.reach)):
        return False
    others = [rival for rival in rivals if not printed.years or rival.years != printed.years]
    behind = [first_named(rival.clause.rpartition(LINE_END)[2]) or rival.counted for rival in others]
    if any(_stolen(name, printed.clause, other) for other in behind for name in named):
        return False
    own = printed.clause if names(_before(printed)) else printed.reach
    before = [name for rival in others for name in names(_before(rival))]
    return not any(_stolen(name, own, other) for other in before for name in named)


def _same_end(told: Mention, printed: Mention) -> bool:
    """Whether one time told of a span is the end that it is told as: of 9時から17時まで 17時まで, not 17時から."""
    if not (isinstance(told.fact, Clock) and isinstance(printed.fact, Clock)) or told.fact.closes is not None:
        return True
    ends = told.sentence[1].startswith(("まで", "に終", "に閉"))
    return printed.fact.closes is None or ends == (told.fact.opens == printed.fact.closes)


def _before(mention: Mention) -> str:
    """What stands before a fact in its clause."""
    return mention.clause.rpartition(LINE_END)[0]
