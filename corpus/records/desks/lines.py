"""窓口 as plans print them: a name over labelled lines, rows of a table, lines of a list."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from ...text.sentences import sentence_spans
from .columns import labelled
from .draft import Draft, PrintedLine, printed_lines
from .glued import glued_desks
from .office import is_office
from .pairs.columned import columned_lists
from .pairs.finder import paired_desks
from .rows import row_desks
from .values import read_value

_FIELDS: Final = {
    "areas": "担当地域|担当地区|担当区域|担当エリア|対象地域|対象地区|対象区域|地区|地域",
    "serves": "対象者?|対象となる[方人]",
    "address": "所在地|住所|場所|設置場所",
    "fax": "FAX番?号?|ファックス|ファクス|ファクシミリ",
    "phone": "連絡先|電話番号|(?:代表|直通)?電話(?:[・/](?:FAX|ファクス|ファックス|メール))?|でんわ|☎|TEL|Tel|℡|問い?合わせ先?",
    "hours": "(?:受付|開所|開設|相談|利用|開館|業務|開庁|執務|対応|営業|診療|窓口|開園|開院)?(?:日時|時間|日)(?:帯|・時間)?|受付|休み|休館日|休業日|休所日|休園日|休診日|定休日",
}
# A run of blanks is taken whole (*+): two loops that could share it would try every way of parting it.
_MARKS: Final = r"\s*+(?:[-*・○●◎◇◆■□]+\s*+)?"
_LABELLED: Final = re.compile(
    rf"{_MARKS}(?:" + "|".join(f"(?P<{key}>{shape})" for key, shape in _FIELDS.items()) + r")"
    r"(?:\s*+:\s*+|[^\S\t]*+\t\s*+|\s++(?=[0-9])|(?<=[話先LlX℡])(?=[0-9]))(?P<value>\S.*)"
)
_NAME: Final = re.compile(
    r"(?:センター|窓口|相談室|相談所|事業所|ステーション|支所|出張所|課|係|室|協議会|事務所|電話|ダイヤル|ホットライン)"
    r"(?:[(（][^()（）]*[)）])?$"
)
_MARKED: Final = re.compile(r"\s*+[○●◎◇◆■□]\s*+\S")
_NAME_MAX: Final = 40  # characters
_AHEAD: Final = 3  # lines that a value may go on for
# A sentence that says what desks are or whom they are for; どちらかの窓口にご相談ください does not.
_FOR_WHOM: Final = re.compile(
    r"(?:窓口|機関|拠点|センター|相談[所室]|事業所|施設|ところ|場所)(?:です|である|となります|になります)。"
    r"|を(?:主な)?対象と|(?:方|人|者|世帯|家庭|家族|児童|こども|子ども)(?:のため|向け)"
    r"|相談(?:を(?:お|承)?受け|に(?:応じ|のり|乗り)|をお聞き)"
)
_LIKE: Final = 4  # characters that the names of like desks end in


def printed_desks(text: str, line_starts: Sequence[int]) -> list[Draft]:
    """The desks of ``text`` that have fields, in order; what is a block or a row is not also a line of a list."""
    lines = printed_lines(text, line_starts)
    blocks = list(_blocks(lines, text))
    _tell_for_whom(blocks, lines)
    columned = list(columned_lists(text, lines))
    drafts = [*blocks, *row_desks(lines), *glued_desks(lines), *(each.whole for each in columned)]
    found: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: (draft.start, -draft.end)):
        if not found or found[-1].end <= draft.start:
            found.append(draft)
    stands = {id(draft) for draft in found}
    found += paired_desks(text, lines, found)
    found += [desk for each in columned if id(each.whole) in stands for desk in each.desks]
    return list(_once(found))


def _once(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Without those that have no name, and those that say again what an earlier one says."""
    said: set[tuple[str, str]] = set()
    for draft in sorted(drafts, key=lambda draft: draft.start):
        key = "".join(draft.name.split()), draft.values.get("phone", "")
        if draft.name and (key not in said or not key[1] or "areas" in draft.values):
            yield draft
        said.add(key)


def _blocks(lines: Sequence[PrintedLine], text: str) -> Iterator[Draft]:
    """A name line and the labelled lines under it; lines between two labels go on with the value above them."""
    place = 1
    while place < len(lines):
        if not _LABELLED.fullmatch(lines[place].flat) or not _is_name(lines[place - 1]):
            place += 1
            continue
        above = lines[place - 1]
        name = _name_of(above.text)
        draft = Draft(name, above.start + above.text.index(name), above.end)
        spans: dict[str, tuple[int, int]] = {}
        last_key = ""
        while place < len(lines) and (match := _LABELLED.fullmatch(lines[place].flat)):
            key = next(key for key, value in match.groupdict().items() if value and key != "value")
            if key in spans and key != last_key:
                break
            last = _goes_on(lines, place, spans.keys() | {key})
            begin = spans[key][0] if key in spans else lines[place].start + match.start("value")
            spans[key] = begin, lines[last].start + len(lines[last].text.rstrip())
            draft.end, last_key = spans[key][1], key
            place = last + 1
        for key, (start, end) in spans.items():
            read_value(draft, key, text[start:end])
        if "phone" in draft.values or (_NAME.search(name) and draft.values.keys() & {"areas", "address"}):
            yield draft


def _name_of(line: str) -> str:
    """The name on a line of its own, without its mark and without 名称: before it."""
    name = re.sub(rf"^{_MARKS}", "", line).strip()
    label, mark, rest = name.replace("：", ":").partition(":")
    labels = labelled(label) == "name" or (is_office(rest) and not is_office(label))  # 名称:港会館, 出生届:市民課
    return name[len(label) + 1 :].strip() if mark and rest.strip() and labels else name


def _tell_for_whom(blocks: Sequence[Draft], lines: Sequence[PrintedLine]) -> None:
    """Give each group of like blocks what the sentence directly above the first says of them all, as printed."""
    starts = [line.start for line in lines]
    above = {draft.start: lines[place - 1] for draft in blocks if (place := bisect_right(starts, draft.start) - 1)}
    groups: list[list[Draft]] = []
    for draft in blocks:
        last = groups[-1][-1] if groups else None
        if last and above[draft.start].start < last.end and draft.name[-_LIKE:] == last.name[-_LIKE:]:
            groups[-1].append(draft)
        else:
            groups.append([draft])
    for group in groups:
        line = above.get(group[0].start)
        if len(group) == 1 or line is None or "\t" in line.text:
            continue
        told = [line.text[start:end].strip() for start, end in sentence_spans(line.text)]
        sentence = next((each for each in told if each.endswith("。") and _FOR_WHOM.search(each)), None)
        for draft in group:
            if sentence:
                draft.values.setdefault("serves", sentence)


def _is_name(line: PrintedLine) -> bool:
    bare = line.text.strip()
    return (
        len(bare) <= _NAME_MAX
        and "\t" not in bare
        and not bare.endswith(("。", "、"))
        and not _LABELLED.fullmatch(line.flat)
        and bool(_MARKED.match(line.text) or _NAME.search(bare))
    )


def _goes_on(lines: Sequence[PrintedLine], place: int, seen: set[str]) -> int:
    """The last line of the value that begins on ``place``: up to the next label of the same block."""
    for after in range(place + 1, min(place + 2 + _AHEAD, len(lines))):
        if match := _LABELLED.fullmatch(lines[after].flat):
            fresh = not any(match[key] for key in seen)
            return after - 1 if fresh or after == place + 1 else place
        if _is_name(lines[after]) or "\t" in lines[after].text:
            return place
    return place
