"""窓口 as plans print them: a name over labelled lines, rows of a table, lines of a list."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from ...figures import Clock, Days, phones, read
from ...outline.tree import cells_of
from ...text.folding import fold
from ...text.sentences import sentence_spans
from .called import called_desks
from .draft import Draft, PrintedLine

_FIELDS: Final = {
    "areas": "担当地域|担当地区|担当区域|担当エリア|対象地域|対象地区|対象区域|地区|地域",
    "serves": "対象者?|対象となる[方人]",
    "address": "所在地|住所|場所|設置場所",
    "fax": "FAX番?号?|ファックス|ファクス|ファクシミリ",
    "phone": "連絡先|電話番号|電話(?:[・/](?:FAX|ファクス|ファックス|メール))?|TEL|Tel|℡|問い?合わせ先?",
    "hours": "(?:受付|開所|開設|相談|利用|開館|業務)?(?:日時|時間|日)|休み|休館日|休業日|休所日|定休日",
    "name": "窓口名?|名称|相談窓口名?|相談機関名?|相談先|施設名|事業所名?|センター名|機関名|担当課|区名|課名",
}
# A run of blanks is taken whole (*+): two loops that could share it would try every way of parting it.
_MARKS: Final = r"\s*+(?:[-*・○●◎◇◆■□]+\s*+)?"
_LABELLED: Final = re.compile(
    rf"{_MARKS}(?:" + "|".join(f"(?P<{key}>{shape})" for key, shape in _FIELDS.items() if key != "name") + r")"
    r"(?:\s*+:\s*+|[^\S\t]*+\t\s*+|\s++(?=[0-9])|(?<=[話先LlX℡])(?=[0-9]))(?P<value>\S.*)"
)
_COLUMNS: Final = {key: re.compile(rf"(?:{shape})(?:[(（].*[)）]|_\S*)?") for key, shape in _FIELDS.items()}
_NAME: Final = re.compile(
    r"(?:センター|窓口|相談室|相談所|事業所|ステーション|支所|出張所|課|係|室|協議会|事務所|電話|ダイヤル|ホットライン)"
    r"(?:[(（][^()（）]*[)）])?$"
)
_MARKED: Final = re.compile(r"\s*+[○●◎◇◆■□]\s*+\S")
_LISTED: Final = re.compile(rf"{_MARKS}(?P<name>[^\s。、:][^。:\t]{{1,40}}?)\s*+[(]?(?:(?:電話|TEL|℡)[\s:]*+)?")
_LISTED_KIND: Final = re.compile(
    r"(?:相談|窓口|センター|ステーション|課|係|室|所|協議会|広域連合|電話|ダイヤル|ライン)$"
)
_HOURS: Final = re.compile(r"\s*+[(（](?P<hours>(?:[^()（）]|[(（][^()（）]*[)）])*)[)）]")
_EXTENSION: Final = re.compile(r"[\s(（、,/／]*内線.*")  # behind a number
_LABELS: Final = {"phone": "電話 ", "fax": "FAX "}  # what a table's header or a line's label says of a bare number
_NAME_MAX: Final = 40  # characters
_AHEAD: Final = 3  # lines that a value may go on for
_LISTS: Final = re.compile(r"(?<=\S)の(?:連絡先|一覧|所在地|窓口)")
_NONE: Final = re.compile(r"[-－ー―—なし]*|[(（].*のみ[)）]")  # a cell that says there is none
# A sentence that says what desks are or whom they are for; どちらかの窓口にご相談ください does not.
_FOR_WHOM: Final = re.compile(
    r"(?:窓口|機関|拠点|センター|相談[所室]|事業所|施設|ところ|場所)(?:です|である|となります|になります)。"
    r"|を(?:主な)?対象と|(?:方|人|者|世帯|家庭|家族|児童|こども|子ども)(?:のため|向け)"
    r"|相談(?:を(?:お|承)?受け|に(?:応じ|のり|乗り)|をお聞き)"
)
_LIKE: Final = 4  # characters that the names of like desks end in
IN: Final = r"(?:階|隣|内|前|そば|横|館|所|庁舎|丁目|番地?|号)"


def printed_desks(text: str) -> list[Draft]:
    """The desks of ``text`` that have fields, in order; what is a block or a row is not also a line of a list."""
    found_lines = (match for match in re.finditer(r"[^\n]+", text) if not match[0].isspace())
    lines = [PrintedLine(match.start(), match.end(), match[0], fold(match[0])) for match in found_lines]
    blocks = list(_blocks(lines, text))
    _tell_for_whom(blocks, lines)
    drafts = [*blocks, *_rows(lines), *_listed(lines)]
    found: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: (draft.start, -draft.end)):
        if not found or found[-1].end <= draft.start:
            found.append(draft)
    return [*found, *called_desks(text, lines, found)]


def _blocks(lines: Sequence[PrintedLine], text: str) -> Iterator[Draft]:
    """A name line and the labelled lines under it; lines between two labels go on with the value above them."""
    place = 1
    while place < len(lines):
        if not _LABELLED.fullmatch(lines[place].flat) or not _is_name(lines[place - 1]):
            place += 1
            continue
        above = lines[place - 1]
        name = re.sub(rf"^{_MARKS}", "", above.text).strip()
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
            draft.values |= _value(key, text[start:end])
        if "phone" in draft.values or (_NAME.search(name) and draft.values.keys() & {"areas", "address"}):
            yield draft


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


def _value(key: str, value: str) -> dict[str, str]:
    """Numbers out of a line of contacts, the bracket behind them as hours; every other value as it stands."""
    if key not in ("phone", "fax"):
        return {key: value}
    label = _LABELS[key]
    found: dict[str, str] = {}
    for phone in phones(label + value):
        printed = value[phone.start - len(label) : phone.end - len(label)]
        for use in phone.use.split("/"):
            found.setdefault("fax" if use == "fax" else "phone", _EXTENSION.sub("", printed))
        hours = _HOURS.match(value, phone.end - len(label))
        if hours and any(isinstance(each, Clock | Days) for each in read(hours["hours"])):
            found["hours"] = re.sub(r"^(?:受付)?時間[\s:：]*", "", hours["hours"])
    return found


def _rows(lines: Sequence[PrintedLine]) -> Iterator[Draft]:
    """Rows under a header whose cells are the fields of a desk: a number among them, or a column of 窓口."""
    columns: list[str | None] = []
    subject = ""
    for line in lines:
        cells = cells_of(line.text) if "\t" in line.text or " | " in line.text else []
        keys = [next((key for key, shape in _COLUMNS.items() if shape.fullmatch(fold(cell))), None) for cell in cells]
        if not cells:
            columns, subject = [], _subject(line.text)
        elif len(set(keys) - {None}) >= 2:
            desks = "phone" in keys or any(re.match("相談|窓口", cell) for cell in cells)
            first = [key if key not in keys[:place] else None for place, key in enumerate(keys)]  # 名称, not 名称_カナ
            columns = first if desks and {"name", "areas"} & set(keys) else []
        elif len(cells) <= len(columns):  # empty cells at the end of a row are not printed
            draft = _row({key: cell for key, cell in zip(columns, cells, strict=False) if key}, line, subject)
            if draft is not None:
                yield draft


def _row(cells: dict[str, str], line: PrintedLine, subject: str) -> Draft | None:
    values: dict[str, str] = {}
    for key, cell in cells.items():
        if cell and not _NONE.fullmatch(cell):
            values |= _value(key, cell)
    name = cells.get("name") or (cells.get("areas") if "name" not in cells else None)
    if not name or not values.keys() & ({"phone", "fax"} if "phone" in cells else {"address", "hours"}):
        return None
    bracket = re.search(r"[(（]([^()（）]+)[)）]$", name)
    if bracket and re.search(f"{IN}$", bracket[1]):
        values.setdefault("address", bracket[1])
    elif bracket and re.fullmatch(r".{0,4}全(?:域|区|地区)", bracket[1]):
        values.setdefault("areas", bracket[1])
    values.pop("name", None)
    return Draft(_row_name(name, subject), line.start, line.end, values)


def _subject(title: str) -> str:
    """What a title says that it lists, up to its の: 区○○センター of 【相談】区○○センターの連絡先; else empty."""
    match = _LISTS.search(title)
    if match is None:
        return ""
    word = title[: match.start()].split()[-1]
    label, _, behind = word.partition("】")
    return behind if behind and (label.startswith("【") or "【" not in label) else word


def _row_name(name: str, subject: str) -> str:
    """The name cell; 東区 where the title's subject is 区○○センター is 東区○○センター."""
    if not subject or not re.fullmatch(r"\S{1,6}[市区町村]", name):
        return name
    return name + subject.removeprefix(name[-1])


def _listed(lines: Sequence[PrintedLine]) -> Iterator[Draft]:
    """Lines of a list: a name, its number, and hours in brackets. 電話, 月曜日 or half a sentence is no name."""
    for line in lines:
        phone = next(iter(phones(line.text)), None)
        match = _LISTED.fullmatch(line.flat, 0, phone.start) if phone and phone.number else None
        if phone is None or match is None or "\t" in line.text or _LABELLED.fullmatch(line.flat):
            continue
        name = line.text[slice(*match.span("name"))].strip()
        bare = re.sub(r"[(（][^()（）]*[)）]$", "", name)
        is_field = any(shape.fullmatch(bare) for shape in _COLUMNS.values())
        if _LISTED_KIND.search(bare) and not is_field and not re.search(r"[、(（〔]|曜日|問い?合わせ", bare):
            yield Draft(name, line.start + match.start("name"), line.end, _value("phone", line.text[phone.start :]))
