"""窓口 that only their number tells: a name before it on its line (福祉課 ☎ 23-3000), or on a line above its 電話番号.

A name ends as the names of offices do. On a line it is the last such word before the number; above, the nearest line
that ends in one, past addresses, hours, labels and other fields. In a list without labels (a name, an address, a number)
a short line above the address is a name whatever it ends in.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from ...figures import Clock, Days, Phone, phones, read
from ...text.folding import fold
from .draft import Draft, PrintedLine
from .names import noun_run

_DESK_NOUN: Final = (
    r"(?:センター|窓口|相談[室所]|事業所|ステーション|支所|出張所|連絡所|課|係|部|局|室|担当|協議会|事務所|ダイヤル|ホットライン|ライン|本部|支部|"
    r"本店|支店|営業所|保健所|役所|役場|病院|医院|診療所|クリニック|助産[院所]|薬局|学校|保育[園所]|幼稚園|こども園|園|館|公社|公団|施設|協会|組合|"
    r"連合会?|法人|財団|基金|機構|ホーム|[苑荘]|の家|拠点|プラザ|警察署|消防署|裁判所|法務局|サロン|ひろば|広場|グループ|班|チーム)"
)
_BRACKET: Final = r"(?:\s?[(「『][^()「」『』]{1,30}[)」』])?"
_ENDS: Final = re.compile(rf"{_DESK_NOUN}{_BRACKET}$")
_STARTS: Final = re.compile(rf"{_DESK_NOUN}(?:[ぁ-んァ-ヶー一-龠]{{1,10}})$")  # 地域包括支援センターこまえ苑
_ROUND: Final = re.compile(
    r"^[\s\-*・•●○◎◇◆□■▼▽★☆※→⇒>|]+|^[①-⑳]\s*|^[(]?[0-9]{1,2}[).]\s*"
    r"|^(?:[【\[(]?\s*(?:お?問い?合わ?せ・?申し?込み?|申し?込み?・?お?問い?合わ?せ|お?問い?合わ?せ|申し?込み?|連絡|相談|照会|予約|窓口|担当|主管)(?:先|課|窓口)?\s*[】\])]?\s*[:／/]\s*)"
)
_LABEL: Final = re.compile(
    r"(?:[\s:\[【(〔<\]】)〕>・.…·⋯─,、|/-]|電話番号|電話|TEL|Tel|tel|℡|☎|☏|📞|連絡先|お?問い?合わ?せ先?|直通|代表|専用|番号|T(?=\s*$))+$"
)
_FIELD: Final = re.compile(
    r"^[【\[(]?(?:所在地|住所|場所|会場|定員|対象|期間|内容|費用|料金|日時|時間|受付|開[館所設園]|休[館所業園]|定休|利用|電話|TEL|FAX|ファク|メール|E-?mail|URL|http|"
    r"ホームページ|HP|〒|アクセス|担当(?:地域|地区|区域)|備考|更新日|ページ|最終更新|名称|連絡先|お?問い?合わ?せ|区分|施設名|番号|一覧)",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"[0-9]+-[0-9]+|[0-9]+番地?|[0-9]+丁目|〒|大?字|[^\s]{1,10}[町村区市][^\s]{0,12}[0-9]+(?:\s|$)"
)
_BEHIND_LABEL: Final = re.compile(r"\s*[】\])]?\s*(?::|\s|$)")
_LINK: Final = re.compile(r"(?:リンク|関連|参考|参照|HP|詳細)\s*[:はを]")
_TOPIC: Final = re.compile(r"(?:こと|もの|とき|場合|方|人|する|ます|です|ください)[)）]?$")
_ABOVE: Final = 6  # lines over a number on which its name is looked for (arbitrary: a name, its address, hours and fax)
_REACH: Final = 120  # characters before a number, the same on a line
_CALLED_MAX: Final = 40
# 担当地域 between a name and its number, where the fields of a desk run on in one line.
_AREAS: Final = re.compile(
    r"(?:担当|対象)(?:地域|地区|区域|エリア)[\s:]+(?P<areas>[^\s。:][^。:\n]{0,80}?)(?=\s+(?:開|受付|相談|時間|電話|TEL|℡|☎|所在地|住所|FAX)|\s*$)"
)
_PARENT: Final = re.compile(r"[課部局室署]$")
_UNDER: Final = re.compile(r"(?:係|担当|班|グループ|チーム|[課室])$")


def called_desks(text: str, lines: Sequence[PrintedLine], taken: Sequence[Draft]) -> Iterator[Draft]:
    """A desk for every number of ``text`` that no desk in ``taken`` has and that a name stands by."""
    starts = [line.start for line in lines]
    spans = sorted((draft.start, draft.end) for draft in taken)
    found: Draft | None = None
    last = 0  # where the number before ended
    for phone in phones(text):
        place = bisect_right(starts, phone.start) - 1
        held = bisect_left(spans, (phone.start + 1, 0)) - 1
        inside = held >= 0 and phone.start < spans[held][1]
        before, last = last, phone.end
        if inside or place < 0 or sum(map(str.isdigit, phone.number)) < 6:
            continue
        if phone.use == "fax":
            if found is not None and phone.start - found.end <= _CALLED_MAX and "fax" not in found.values:
                found.values["fax"] = text[phone.start : phone.end]
                found.end = phone.end
            continue
        draft = _draft(text, lines, place, phone, before)
        if draft is None or (found is not None and draft.start == found.start):
            continue
        if found is not None:
            yield found
        found = draft
    if found is not None:
        yield found


def _draft(text: str, lines: Sequence[PrintedLine], place: int, phone: Phone, before: int) -> Draft | None:
    line = lines[place]
    left = max(line.start, min(before, phone.start), phone.start - _REACH)
    span = _on_line(line.flat[left - line.start : phone.start - line.start])
    if span is not None:
        spans = [(left + span[0], left + span[1])]
        if span[0] == 0 or left == line.start:
            spans = _with_parent(lines, place, spans[0])
    elif _LABEL.sub("", _bare(line.flat[left - line.start : phone.start - line.start])):
        return None  # words that name nothing
    else:
        spans = _above(lines, place, before)
    if not spans:
        return None
    name = " ".join(text[start:end].strip() for start, end in spans)
    number = re.sub(r"[\s(（、,/／]*内線?[^0-9]*[0-9].*", "", text[phone.start : phone.end])
    values = {"phone": number} | ({"fax": number} if phone.use == "tel/fax" else {})
    areas = _AREAS.search(fold(text[spans[-1][1] : phone.start]))
    if areas is not None:
        values["areas"] = text[spans[-1][1] + areas.start("areas") : spans[-1][1] + areas.end("areas")]
    return Draft(name, spans[0][0], phone.end, values)


def _on_line(head: str) -> tuple[int, int] | None:
    """The name at the end of the words before a number."""
    label = _LABEL.search(head)
    end = label.start() if label else len(head)
    words = head[:end]
    if not words.strip():
        return None
    start = max(words.rfind("。"), words.rfind("\t")) + 1
    tokens = [match.span() for match in re.finditer(r"[^\s\u3000]+", words[start:])]
    tokens = [(start + left, start + right) for left, right in tokens]
    if not tokens:
        return None
    for place in range(len(tokens) - 1, -1, -1):
        left, right = tokens[place]
        token = words[left:right]
        if _is_field(_bare(token)) or not (_ENDS.search(token) or _STARTS.search(token)):
            continue
        if place and _UNDER.search(token) and _PARENT.search(words[slice(*tokens[place - 1])]):
            left = tokens[place - 1][0]
        return _trimmed(words, left, right)
    first = tokens[0]
    listed = len(tokens) >= 2 and all(_ADDRESS.search(words[slice(*each)]) for each in tokens[1:])
    return _trimmed(words, *first) if listed and not _is_field(_bare(words[slice(*first)])) else None


def _trimmed(words: str, start: int, end: int) -> tuple[int, int] | None:
    """The name in a token: without its mark and 問合せ:, and in running text only its run of nouns."""
    while (mark := _ROUND.match(words[start:end])) is not None and mark.end():
        start += mark.end()
    while end > start and words[end - 1] in "(「『[【<・:、":
        end -= 1
    kind = re.search(rf"{_DESK_NOUN}{_BRACKET}$", words[start:end])
    if kind is not None and re.search(r"[、はがをにへでも]|から|まで|または|など", words[start : start + kind.start()]):
        start = noun_run(words, start, start + kind.start())
    numbered = re.match("[0-9]*番", words[start:end]) is not None  # 6番窓口
    return (start, end) if 2 <= end - start <= _CALLED_MAX and not numbered else None


def _is_field(words: str) -> bool:
    """Whether words begin with the label of a field; 利用者支援センター is a name."""
    match = _FIELD.match(words)
    return match is not None and (not _ENDS.search(words) or _BEHIND_LABEL.match(words, match.end()) is not None)


def _bare(line: str) -> str:
    bare = line.strip()
    while (mark := _ROUND.match(bare)) is not None and mark.end():
        bare = bare[mark.end() :].strip()
    return bare


def _above(lines: Sequence[PrintedLine], place: int, before: int) -> list[tuple[int, int]]:
    """The lines, one or two, that name a number which stands alone on its line or behind a label."""
    addressed = False
    for above in range(place - 1, max(place - 1 - _ABOVE, -1), -1):
        line = lines[above]
        if line.start < before:
            break
        bare = _bare(line.flat)
        aside = bare.startswith("(") and bare.endswith(")")
        if not bare or aside or _is_field(bare) or _LINK.match(bare) or len(bare) > 2 * _CALLED_MAX:
            continue
        placed = _ADDRESS.search(bare) is not None and not _ENDS.search(bare.split()[0])  # 港町1-2 なぎさ館2階
        if not placed and (_ENDS.search(bare) or _STARTS.search(bare)):
            span = _on_line(f"{line.flat} ")
            if span is not None:
                return _with_parent(lines, above, (line.start + span[0], line.start + span[1]))
        if placed or _ADDRESS.search(bare):
            addressed = True
        elif addressed or line.flat.lstrip()[:1] in "○●◎◇◆□■①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
            dated = any(isinstance(each, Clock | Days) for each in read(line.text))
            if len(bare) > _CALLED_MAX or dated or _TOPIC.search(bare) or re.search("[。、]|へ$", bare):
                continue
            at = line.flat.index(bare)
            return [(line.start + at, line.start + at + len(bare))]
    return []


def _with_parent(lines: Sequence[PrintedLine], place: int, span: tuple[int, int]) -> list[tuple[int, int]]:
    """課税課 on the line above its 市民税係."""
    flat = lines[place].flat
    if place == 0 or not re.search(r"(?:係|担当|班|グループ)$", flat[: span[1] - lines[place].start].rstrip()):
        return [span]
    above = lines[place - 1]
    words = above.flat.split()
    if not words or not _PARENT.search(words[-1]) or flat[: span[0] - lines[place].start].strip(" ・-●○■◆"):
        return [span]
    start = above.start + above.flat.rindex(words[-1])
    return [(start, start + len(words[-1])), span]
