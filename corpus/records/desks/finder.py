"""窓口 of a plan, by the shape of its text: blocks of labelled lines, rows of tables, names in running text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ...figures import area_code_of, area_codes, phone_in
from ...outline.tree import Block, Section
from ...passage import Passage
from ...plan import Plan
from ...text.folding import fold
from ..linking import PassageSpans
from .desk import Desk
from .draft import Draft
from .lines import printed_desks
from .matters import matter_of
from .names import Mention, mentions, name_key
from .rows import IN

_ALL: Final = re.compile(r"(.{0,4}全(?:域|区|地区))[(（](.+)[)）]")
_NOWHERE: Final = (
    "市内",
    "町内",
    "区内",
    "地域",
    "圏域",
    "地区",
    "各区",
    "各地",
    "新た",
    "年度",
    "本市",
    "社協",
    "中心",
)
_HERE: Final = r"[」』]?を(?:新たに)?(?:設置|開設|設け|置)"
_POSTAL: Final = re.compile(r"〒? ?([0-9]{3})[-ー][0-9]{4}")
_MANY: Final = 10  # desks with a number, for a postal code among them to be told (arbitrary)
_FEW: Final = 0.1  # of them without an area code; in the one list known it is .04, in lists of local numbers nearly 1
_NEAR: Final = 200  # characters on either side of a name in which its sentence is looked for
_TELLING: Final = (
    (re.compile(_HERE), 2),
    (re.compile("相談|受付|受け付け"), 1),
    (re.compile("相談(?:等|など)?[をにへ][^。、]{0,8}(?:受付|受け付け|応じ|対応)"), 1),
)


def find_desks(plan: Plan, root: Section, passages: Sequence[Passage]) -> tuple[Desk, ...]:
    """The consultation points that ``plan`` names, in order of its text; each name once.

    ``root`` keeps lists of contents and headings out of what is read as running text. Measured on the five plans
    against ``benchmarks/golden/desks.csv``: see ``python -m benchmarks.desks``.
    """
    printed = printed_desks(plan.text, plan.line_starts)
    found = sorted([*printed, *_named(plan, root, printed)], key=lambda draft: draft.start)
    spans = PassageSpans(passages)
    codes = _area_codes(plan.text, found)
    return tuple(_desk(plan, root, draft, place, spans, codes) for place, draft in enumerate(found))


def _area_codes(text: str, drafts: Sequence[Draft]) -> Mapping[str, str]:
    """The area codes of the document, where any number of a desk lacks its own; postal codes are taken from the desks.

    963-8035 in a column of full numbers is the postal code of somebody's slip, unless a full number has that exchange.
    """
    numbered = [draft for draft in drafts if "phone" in draft.values]
    local = [draft for draft in numbered if _is_local(draft)]
    if not local:
        return {}
    codes = area_codes(text)
    if len(numbered) >= _MANY and len(local) <= _FEW * len(numbered):
        for draft in local:
            shape = _POSTAL.fullmatch(fold(draft.values["phone"]))
            if shape and shape[1] not in codes:
                del draft.values["phone"]
    return codes


def _is_local(draft: Draft) -> bool:
    read = phone_in(draft.values["phone"])
    return read is not None and read.local


def _desk(plan: Plan, root: Section, draft: Draft, place: int, spans: PassageSpans, codes: Mapping[str, str]) -> Desk:
    values = draft.values
    numbered = values.keys() & {"phone", "extension"}
    matter = matter_of(plan.text, draft.start, plan.title, root) if numbered else None
    areas, serves = values.get("areas"), values.get("serves")
    if areas and not serves and (match := _ALL.fullmatch(areas)) and "除" not in match[2]:
        serves = match[2]
    return Desk(
        id=f"{plan.id}/d{place:04d}",
        plan_id=plan.id,
        name=draft.name,
        phone=values.get("phone"),
        fax=values.get("fax"),
        address=values.get("address"),
        hours=values.get("hours"),
        areas=(areas,) if areas else (),
        serves=serves,
        start=draft.start,
        end=draft.end,
        passage_id=next(iter(spans.overlapping(draft.start, draft.end)), None),
        checked_on=None,
        more_phones=tuple(draft.more_phones),
        extension=values.get("extension"),
        area_code=area_code_of(values["phone"], codes) if "phone" in values else None,
        what_for=values.get("what_for") or matter,
        url=values.get("url"),
    )


def _named(plan: Plan, root: Section, printed: Sequence[Draft]) -> Iterator[Draft]:
    """Points named in running text, each once: its longest name, where the text says most of it."""
    places = tuple(place for place in (plan.prefecture, plan.municipality) if place)
    known = [name_key(draft.name, places) for draft in printed]
    groups: dict[str, list[tuple[Mention, Block]]] = {}
    for block in _leaves(root):
        for mention in mentions(plan.text, block.start, block.end):
            groups.setdefault(name_key(mention.name, places), []).append((mention, block))
    printed_keys = set(known)
    longer = _parts_of_others({*printed_keys, *groups})
    for key, found in groups.items():
        if key in printed_keys or key in longer:
            continue
        drafts = [_told(plan.text, mention, block) for mention, block in found]
        best = max(drafts, key=lambda pair: (pair[0], -pair[1].start))[1]
        yield replace(best, name=max((mention.name for mention, _ in found), key=len))


def _parts_of_others(keys: Iterable[str]) -> set[str]:
    """The keys that another one begins or ends with: in alphabetical order that one comes right behind."""
    found: set[str] = set()
    for turn in (1, -1):
        turned = sorted(key[::turn] for key in keys)
        found |= {key[::turn] for key, after in pairwise(turned) if after.startswith(key)}
    return found


def _leaves(section: Section) -> Iterator[Block]:
    for child in section.children:
        if isinstance(child, Block):
            yield child
        else:
            yield from _leaves(child)


def _told(text: str, mention: Mention, block: Block) -> tuple[int, Draft]:
    """How much a mention says, and what."""
    before = re.split(r"[。\n\t]", text[max(block.start, mention.start - _NEAR) : mention.start])[-1]
    after = re.split(r"[。\n\t]", text[mention.end : min(block.end, mention.end + _NEAR)])[0]
    values = {}
    if re.match(_HERE, after):
        match = re.search(rf"(?:^|、)\s*([^、]*?{IN})に、?(?:[^、]*一体化した)?[「『]?$", before)
        match = match or re.search(r"(?:^|、|\s)([一-龠々]{2,4})に[「『]?$", before)
        if match and match[1].strip() not in _NOWHERE:
            values["address"] = match[1].strip()
    elif match := re.match(rf"[」』]?(?:を|は、?)([^、。に]*?{IN})に(?:設置|開設|設け|置)", after):
        values["address"] = match[1]
    score = sum(points for shape, points in _TELLING if shape.search(before + after)) + 3 * len(values)
    return score, Draft(mention.name, mention.start, mention.end, values)
