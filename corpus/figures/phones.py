"""Telephone and fax numbers: 0467(23)3000, 〇三（一二三四）五六七八, 23-3000, 内線2345, #8000, 119.

A number with its area code has 9 to 11 digits (9 in made examples such as (000)22-1111) and begins with 0; blanks or
middle dots between its groups need 10 or 11 digits. A local number is read behind 電話 or FAX, before 代表 or 内線,
behind another number, or bare where its second half has four digits and it is no span of years and no sum. What it
misses: numbers cut by a line's end, and local ones with a first half of one digit and no label.
"""

import re
from collections.abc import Iterator
from typing import Final

from ..frozen import frozen
from .figure import Phone, Taken
from .numerals import KANJI_DIGITS
from .units import unit_at

_D: Final = "[0-9〇零一二三四五六七八九]"
_GAP: Final = r"(?: ?[-ー] ?| ?[()] ?|・| )"
_FULL: Final = (
    rf"(?P<full>(?:(?P<code>\+81[- ]?(?:\(0\))?)(?={_D})|\( ?)?(?P<a>(?(code){_D}{{1,4}}|[0〇]{_D}{{1,4}}))"
    rf"{_GAP}(?P<b>{_D}{{1,4}}){_GAP}(?P<c>{_D}{{3,4}})(?!{_D}))"
)
_JOINED: Final = r"(?P<joined>0[0-9]{9,10}(?![0-9]))"
_LOCAL: Final = r"(?P<local>\(?(?P<x>[0-9]{1,4})(?: ?[-ー] ?|\))(?P<y>[0-9]{4})(?![0-9]))"
_EXTENSION: Final = r"内線(?:番号)?[: (]{0,3}+(?P<NAME>[0-9]{2,5}(?: ?[・、,~-] ?[0-9]{2,5}){0,3})(?![0-9])"
_EXCHANGE: Final = r"(?P<exchange>(?P<p>[0-9]{1,4}) ?局 ?(?:の ?)?(?P<q>[0-9]{4}) ?番)"
_SHARP: Final = r"(?P<sharp>#[0-9]{4}(?![0-9]))"
_SHORT: Final = r"(?P<short>1(?:04|1[0-9]|71|77|8[4689]|92)(?![0-9]))"
_ANY: Final = re.compile(
    rf"(?=[0-9〇+(#内])(?<![0-9,〇+])(?<![0-9]\.)(?:(?<![A-Za-z])|(?<=TEL|FAX|Tel|Fax|tel|fax))(?:{_FULL}|"
    rf"{_JOINED}|{_EXCHANGE}|{_LOCAL}|{_SHARP}|{_SHORT}|{_EXTENSION.replace('NAME', 'alone')})"
)
# What every number has at least: two groups, ten digits, a word. Looked for first, since most lines have none.
_FIRST_LOOK: Final = re.compile(
    rf"[0-9〇零一二三四五六七八九局#内](?:(?<=[局#])|(?<=内)線|(?: ?[-ー()・] ?| ){_D}|(?<=0)[0-9]{{9}}|"
    r"(?<=1)(?:04|1[0-9]|71|77|8[4689]|92)(?![0-9]))"
)
_INNER: Final = re.compile(rf" ?[(、,/]? ?{_EXTENSION.replace('NAME', 'inner').replace('内線', '内線?', 1)}")
_NOTE_BEHIND: Final = re.compile(
    r" ?\( ?(?P<note>代表|代|直通|夜間・?休日|夜間|休日|平日|昼間|専用|予約専用)(?:電話|番号)? ?\)"
)
_NOTE_BEFORE: Final = re.compile(r"(?P<note>代表|直通|夜間|休日|専用)(?:電話|番号|TEL)?(?:番号)?[: ]{0,3}+\Z")
_TEL_WORD: Final = "電話番号|電話|TEL|Tel|tel|℡|☎|☏|📞"
_FAX_WORD: Final = "FAX|Fax|fax|ファックス|ファクス|ファクシミリ|ファツクス"
_LABEL: Final = re.compile(
    rf"(?P<both>(?:{_TEL_WORD})[ )】]?(?:/|・|&|兼|及び|と|\(|、)?[ (【]?(?:{_FAX_WORD})(?:兼用|"
    rf"共通)?|(?:{_FAX_WORD})(?:/|・|&|兼)(?:{_TEL_WORD}))"
    rf"|(?P<fax>{_FAX_WORD})|(?P<tel>{_TEL_WORD}|携帯|ダイヤル|ホットライン|問い?合わ?せ先?|連絡先|"
    rf"局番なし|直通|代表|ライン)"
)
_FAX_BEHIND: Final = re.compile(
    rf" ?\((?P<tel>(?:{_TEL_WORD})(?:番号)?(?:/|・|と)?)?(?:{_FAX_WORD})(?P<shared>兼用?|共用|共通|も可)?\)"
)
_LABEL_REACH: Final = 24  # characters before a number in which its label stands: 電話番号（ファクス兼用）：
_LABEL_TAIL: Final = re.compile(r"[^。0-9]{0,10}\Z")
_NEXT: Final = re.compile(r" ?(?:・|、|,|/|~|又は|または|及び|\n)? ?\Z")
_CALLED: Final = re.compile(
    r" ?(?:番(?![地目街館組])|[へにをで]?(?:通報|電話|ダイヤル|かけ|連絡|つなが|おかけ)|\((?:いやや|"
    r"いちはやく|局番|無料|通話)|」?[にへ](?:電話|通報|連絡))"
)
_LIKE_A_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_ASCII: Final = str.maketrans(KANJI_DIGITS[:11], "00123456789")
_LOOSE: Final = re.compile(r"・|(?<=[^-ー()]) (?=[^-ー()])")
_ADDRESS: Final = re.compile(r"[町村区市郡字番条里目]\Z")


@frozen
class _Before:
    """The phone before the one that is read, for lists: 電話 23-3000・23-3001."""

    end: int = 0
    use: str = ""


def may_hold_phones(flat: str) -> bool:
    """Whether anything in a folded text looks like a telephone number at first sight."""
    return _FIRST_LOOK.search(flat) is not None


def read_phones(flat: str) -> Iterator[Taken]:
    """Every telephone number of a folded text, in order."""
    if not may_hold_phones(flat):
        return
    last = _Before()
    for match in _ANY.finditer(flat):
        if match.start() < last.end:
            continue
        phone = _phone(match, last)
        if phone is not None:
            last = _Before(phone.end, phone.use)
            yield Taken(phone.start, phone.end, phone)


def _phone(match: re.Match[str], last: _Before) -> Phone | None:
    flat = match.string
    if match["alone"] is not None:
        return Phone(match.start(), match.end(), "", False, match["alone"], "tel", "")
    label = _label(flat, match.start(), last)
    number = _number(match, label)
    if number is None:
        return None
    end = match.end()
    note = _NOTE_BEHIND.match(flat, end) or _NOTE_BEFORE.search(flat, max(last.end, match.start() - 12), match.start())
    said = note["note"] if note else ""
    place = note.end() if note and note.start() == end else end
    inner = _INNER.match(flat, place)
    if inner is not None:
        end = inner.end() + ("(" in inner[0] and flat.startswith(")", inner.end()))
    use = _use_behind(flat, place) or label
    local = match["local"] is not None or match["exchange"] is not None
    return Phone(
        match.start(), end, number, local, inner["inner"] if inner else None, use,
        "代表" if said == "代" else said,
    )  # fmt: skip


def _number(match: re.Match[str], label: str) -> str | None:
    """The number as dialled, groups joined by hyphens; None where the digits are no telephone number."""
    if match["full"] is not None:
        return _full(match, label)
    if match["joined"] is not None:
        return (
            match["joined"]
            if label or not match.string[: match.start()].endswith(("番号", "番号:", "コード"))
            else None
        )
    if match["local"] is not None:
        return f"{match['x']}-{match['y']}" if _is_local(match, label) else None
    if match["exchange"] is not None:
        return f"{match['p']}-{match['q']}"
    if match["sharp"] is not None:
        return match["sharp"]
    near = match.string[max(match.start() - 1, 0) : match.start()]
    if (label and not unit_at(match.string, match.end())) or _CALLED.match(match.string, match.end()):
        return match["short"] if not re.match(r"[.,:/-]", near) else None
    return None


def _full(match: re.Match[str], label: str) -> str | None:
    parts = [part.translate(_ASCII) for part in (match["a"], match["b"], match["c"])]
    size = sum(map(len, parts))
    loose = _LOOSE.search(match["full"]) is not None
    if match["code"]:
        return "+81-" + "-".join(parts)
    least = 9 if not loose or label else 10
    return "-".join(parts) if least <= size <= 11 else None


def _is_local(match: re.Match[str], label: str) -> bool:
    flat, first, second = match.string, match["x"], match["y"]
    end = match.end()
    if re.match(r"[-ー.,:/][0-9]|[0-9]", flat[end : end + 2]) or first.startswith("0"):
        return False
    if match["local"].startswith("(") and not match["local"].endswith(")" + second):
        return False
    if label or _NOTE_BEHIND.match(flat, end) or _INNER.match(flat, end):
        return len(first) >= 2 or bool(label)
    bracketed = ")" in match["local"]
    years = bool(_LIKE_A_YEAR.fullmatch(second)) and (len(first) < 3 or bool(_LIKE_A_YEAR.fullmatch(first)))
    counted = unit_at(flat, end + flat.startswith(" ", end)) is not None or flat[end : end + 1] in tuple("万千億%")
    lone = bool(re.match(r"[A-Za-z0-9第.-]", flat[match.start() - 1 : match.start()])) if match.start() else False
    near = _ADDRESS.search(flat, max(0, match.start() - 1), match.start()) is not None
    return len(first) >= 2 and not (bracketed or years or counted or lone or near)


def _label(flat: str, start: int, last: _Before) -> str:
    """What the words before a number say that it is; a number right behind another has the other's label."""
    low = max(last.end, start - _LABEL_REACH)
    before = flat[low:start]
    if last.end and low == last.end and _NEXT.fullmatch(before):
        return last.use
    labels = list(_LABEL.finditer(before))
    found = labels[-1] if labels else None
    if found is None or not _LABEL_TAIL.fullmatch(before, found.end()):
        return ""
    if "\n" in before[found.end() :].strip(" :\n") or "\t" in before[found.end() :].strip("\t"):
        return ""
    return "tel/fax" if found["both"] else "fax" if found["fax"] else "tel"


def _use_behind(flat: str, place: int) -> str:
    match = _FAX_BEHIND.match(flat, place)
    if match is None:
        return ""
    return "tel/fax" if match["tel"] or match["shared"] else "fax"
