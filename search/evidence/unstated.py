"""What the plans do not say, though something near it stands in them."""

import re
from collections.abc import Sequence
from typing import Final

from corpus.figures.told_of import figures_of
from corpus.text.tokens import lemmas, terms
from index.catalog import PlanEntry, kept
from index.opened import Index
from index.retrievers.protocol import ByScope, Scope

from ..answers.messages import Missing, no_hours, no_place, only_elsewhere
from ..desks.chosen import Choice
from ..question.figures import OPENING, unasked
from ..question.intent import Intent
from ..question.query import Wanted
from ..question.words.desks import FAX
from ..question.words.rule import any_of
from ..results import Reply, Result
from .key_words import held, key_words
from .names import compounds, same
from .spans import Span

_FIGURE_COVERAGE: Final = 0.3  # of the question; dev: stated figures have .42 and more, others .15 and less
_NAME_MIN: Final = 6  # characters of a noun that names one thing: 重層的支援体制整備事業
_COMPOUND_HELD: Final = 0.75
_COUNTING: Final = re.compile(r"(?:数|率|割合|回数|件数|推移)$")
_PLACED: Final = re.compile(r"[0-9０-９]\s*階|番地|丁目|[所館舎署]内|[所館舎署駅]の?[隣横前]|入り?口[隣横]")
_SPOT: Final = re.compile(
    rf"{_PLACED.pattern}|[一-龠々ァ-ヶ](?:公園|会館|センター|小学校|中学校|駅|地区|庁舎|図書館|病院|商店街|団地|[町村区])"
)
_FAX: Final = any_of(FAX)
_OTHERS: Final = 20  # passages in which a name is looked for


def unstated(reply: Reply, desks: Sequence[Choice], found: Sequence[Span], index: Index) -> Missing | None:
    """What they do not say for certain of a desk or a thing asked about by name; None where they may say it."""
    kind, wanted = reply.question.asked, reply.question.wanted
    if kind.place and desks and not kind.phone and not _is_placed(desks[0], found):
        return no_place(desks[0].desk.name)
    if kind.hours and desks and not desks[0].desk.hours and not any(map(_prints_hours, found)):
        return no_hours(desks[0].desk.name)
    if kind.place and not desks and (names := _placeless(wanted, found)):
        return no_place(names[0])
    if kind.intent in (Intent.MEASURE, Intent.DESK) and (missing := _only_elsewhere(wanted, reply, index)):
        return only_elsewhere(*missing)
    return None


def _prints_hours(span: Span) -> bool:
    return any(OPENING.fits(figure) for figure in figures_of(span.text))


def _only_elsewhere(wanted: Wanted, reply: Reply, index: Index) -> tuple[str, list[str]] | None:
    """What is asked about that the plans of the municipality never name and others do, and who they are."""
    if not reply.question.applied.places or any(_names_official(wanted, result) for result in reply.results):
        return None
    own, subject = kept(reply.question.applied.plans, Scope.of), key_words(wanted)
    for name in compounds(wanted.text):
        if subject.keys().isdisjoint(lemmas(name)) or _FAX.search(name):  # 電話番号 says what is wanted, not of what
            continue
        if _named_in(name, own, index):
            continue
        if there := _named_in(name, kept(index.catalog.plans, _Elsewhere).than(own), index):
            return name, there
    return None


class _Elsewhere:
    """All plans but some: a server is asked of the same municipalities again and again."""

    def __init__(self, plans: Sequence[PlanEntry]) -> None:
        self._all = kept(plans, Scope.of)
        self._others = ByScope[Scope]()

    def than(self, some: Scope) -> Scope:
        """The scope of the plans that are not in ``some``."""
        return self._others.of(some, self._without)

    def _without(self, some: Scope) -> Scope:
        gone = set(some.plans)
        left = [place for place, plan_id in enumerate(self._all.plans) if plan_id not in gone]
        return Scope(tuple(self._all.plans[place] for place in left), tuple(self._all.rows[place] for place in left))


def _named_in(name: str, scope: Scope, index: Index) -> list[str]:
    """The municipalities of the plans in ``scope`` of which a passage has the words of ``name`` side by side."""
    found = terms(name)
    pairs = [term for term in found if "+" in term] or found
    hits = index.lexical.search({"body": dict.fromkeys(pairs, 1.0)}, _OTHERS, scope) if pairs else []
    passages = index.catalog.passages([row for row, _ in hits])
    naming = [row for row, _ in hits if same(name) in same(passages[row].text)]
    return sorted({index.catalog.plan_of(row).municipality or "" for row in naming} - {""})


def _is_placed(choice: Choice, found: Sequence[Span]) -> bool:
    """Whether the desk's address is known, or a sentence that names it says where in a building or town it is."""
    name = same(choice.desk.name)
    return bool(choice.desk.address) or any(name in same(span.text) and _PLACED.search(span.text) for span in found)


def _placeless(wanted: Wanted, found: Sequence[Span]) -> list[str]:
    """The things asked about by name of which no sentence that names them says where they are."""
    names = compounds(wanted.text)
    placed = [same(span.text) for span in found if _SPOT.search(span.text)]
    return [name for name in names if not any(same(name) in text for text in placed)]


def _names_official(wanted: Wanted, result: Result) -> bool:
    """Whether a result says what plans call the thing that was asked about."""
    text = same(result.passage.text)
    return any(same(word) in text for expansion in wanted.expansions for word in expansion.official)


def states(found: Sequence[Span], wanted: Wanted) -> bool:
    """Whether a figure that was found is of what was asked, not of something beside it."""
    if not found or max(span.coverage for span in found) < _FIGURE_COVERAGE:
        return False
    names = [name for name in compounds(unasked(wanted.text)) if len(name) >= _NAME_MIN and not _COUNTING.search(name)]
    texts = [same(span.result.passage.text + "".join(span.result.passage.headings)) for span in found]
    absent = [name for name in names if not any(same(name) in text for text in texts)]
    return not absent or held(key_words(wanted), found[0].result) >= _COMPOUND_HELD
