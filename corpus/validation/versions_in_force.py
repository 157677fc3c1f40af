"""Two plans of one kind that are in force for one municipality at once."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from ..about.standing import Standing, standing
from ..about.title import plan_kind
from ..about.versions import term_of, version_key
from .finding import Finding
from .survey import Read, Survey

# What one document of several calls itself: titles and file names of the parts differ in these alone.
_PART: Final = re.compile(
    r"概要版|ダイジェスト版?|本編|本文|資料編|別冊|分冊|前編|後編|上巻|下巻|表紙|目次|序[章論]|"
    r"第?[\d一二三四五六七八九十]+[章部編節巻]|pp?\.?\s*\d+|[\d\W_]+|chap(?:ter)?|part|gaiyo\w*|honpen|shiryo\w*"
)
_APART: Final = re.compile(
    r"概要版|ダイジェスト|本編|資料編|別冊|分冊|前編|後編|上巻|下巻|第[\d一二三四五六七八九十]+[章部編]"
)


def two_in_force(survey: Survey) -> Iterator[Finding]:
    """Plans in force beside an earlier one of their kind of which they are no part.

    A kind that the table states is taken at its word. One that was only read from a title is coarse (of こども計画 a
    municipality has several), so there only versions of one title count.
    """
    groups: defaultdict[tuple[str, str], list[Read]] = defaultdict(list)
    for read in survey.read:
        plan = read.plan
        kind = plan_kind(plan.kind, plan.title)
        owner = plan.municipality_code or plan.municipality
        if kind and owner and standing(plan, survey.today) is Standing.IN_FORCE:
            groups[owner, kind].append(read)
    for (_, kind), group in groups.items():
        for place, two in enumerate(group):
            if (one := next((each for each in group[:place] if _compete(each, two)), None)) is not None:
                yield _finding(survey, kind, one, two)


def _compete(one: Read, two: Read) -> bool:
    if not all(each.plan.period_start or each.plan.period_end for each in (one, two)) and not _differ_in_term(one, two):
        return False  # nobody knows whether they hold at once
    stated = all(each.row is not None and each.row.cells.get("kind") for each in (one, two))
    return (stated or version_key(one.plan) == version_key(two.plan)) and not _are_parts(one, two)


def _differ_in_term(one: Read, two: Read) -> bool:
    terms = {term_of(each.plan.title or "") for each in (one, two)}
    return len(terms) == 2 and None not in terms


def _finding(survey: Survey, kind: str, one: Read, two: Read) -> Finding:
    place = two.plan.municipality or two.plan.municipality_code
    message = f"{place}の{kind}が、「{one.plan.file}」とこの「{two.plan.file}」の 2 つ、同時に期間中です。"
    remedy = "古いほうの status を改定前にするか、期間・種別を直してください。"
    if two.row is None:
        return Finding(two.plan.file, message, f"{survey.table_name} に行を作り、{remedy}")
    return Finding(survey.table_name, message, remedy, two.row.line)


def _are_parts(one: Read, two: Read) -> bool:
    """Whether nothing but the part tells the two apart: no other period, no other term, no other name."""
    a, b = one.plan, two.plan
    stated = ((a.period_start, b.period_start), (a.period_end, b.period_end))
    if _differ_in_term(one, two) or any(None not in pair and pair[0] != pair[1] for pair in stated):
        return False
    if _bare(a.title or "") != _bare(b.title or ""):
        return False
    titled = any(_APART.search(unicodedata.normalize("NFKC", each.title or "")) for each in (a, b))
    return titled or _bare(a.file.rpartition(".")[0]) == _bare(b.file.rpartition(".")[0])


def _bare(name: str) -> str:
    return _PART.sub("", unicodedata.normalize("NFKC", name).lower())
