"""A document with numbers -> its pieces in order: words, labels, addresses, hours, numbers.

A piece ends at a tab, a bar, a stop, a comma, a colon or a line's end; words in one piece are parted by blanks alone.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from ....figures import Phone
from ....frozen import frozen
from ..columns import labelled
from ..draft import PrintedLine
from ..office import is_office


class Sort(StrEnum):
    """What a word is."""

    TEXT = "T"
    PHONE = "P"
    FAX = "F"
    PHONE_LABEL = "p"
    NAME_LABEL = "n"
    LABEL = "l"  # of another field
    ADDRESS = "A"
    HOURS = "H"
    ASIDE = "x"  # a page's address, a sum, a count


@frozen
class Atom:
    """A word of a document, or a number."""

    start: int
    end: int
    sort: Sort
    line: int  # place among the lines
    piece: int
    flat: str
    key: str = ""  # of a label: the field


_GROUP: Final = r"\([^()]{1,40}\)|「[^」]{1,30}」|『[^』]{1,30}』"
_TOKEN: Final = re.compile(
    rf"[【\[〔<《〈][^】\]〕>》〉]{{1,20}}[】\]〕>》〉]|(?:{_GROUP}|[^\s|。、,:;【】…⋯·・\[\]〔〕<>《》()「」『』]|(?<=[0-9]):(?=[0-9])|[,](?=[^\s])|(?<!·)·(?!·)|(?<!・)・(?!・)|\)(?=\S))+"
)
_HARD: Final = re.compile(r"[\t|。、:;…⋯【】\n]|··|・・|　　|\s{3}")
_MARKS: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳●○◎◇◆□■▼▽★☆※→⇒>◦▪▲△・•"
_OPENING: Final = f"【[〔<《〈{_MARKS}"  # what begins a piece
_CONTACT: Final = re.compile(
    r"(?:(?:お|ご|各種)?(?:問い?合わ?せ|申し?込み?|申請|連絡|相談|照会|予約|受付|届け?出|提出|担当)(?:等|など)?(?:先|窓口|場所|課|係)?"
    r"(?:・|及び|および|や|と|/|、)?)+(?:はこちら|は|まで)?"
)
_ASKED: Final = re.compile(
    r"(?P<label>(?:お?問い?合わ?せ|お?申し?込み?|連絡|相談|担当)(?:・お?(?:問い?合わ?せ|申し?込み?))?先?)(?:/|(?<=せ)(?=[一-龠])|(?<=せ先)(?=[一-龠]))"
)
_ABOUT_CONTACT: Final = re.compile(r".{0,16}に(?:関する|ついての)(?:お)?問い?合わ?せ(?:先)?|.{0,8}お?問い?合わ?せ先?")
_PHONE_WORDS: Final = r"(?:お?電話(?:番号)?|でんわ|TEL|Tel|tel|℡|☎|☏|📞|📱|✆|直通|代表|専用|携帯|番号|FAX番?号?|Fax|fax|ファッ?クス番?号?|ファクシミリ|電話/|T|F)"
_GLUED: Final = re.compile(rf"(?P<words>.*?[^/・])(?P<label>(?:[(/・]?{_PHONE_WORDS}\)?)+[.]?)$")
_CALLED: Final = re.compile(  # 年金事務所電話 is no name, いのちの電話 and 相談電話 are
    r"(?:課|係|担当|センター|事務所|役所|役場|支所|出張所|保健所|協議会|ステーション|ダイヤル|\))電話$"
)
# What joins two numbers of one office reads like a label of the second.
_PHONE_LABEL: Final = re.compile(
    rf"(?:[(/・&]?{_PHONE_WORDS}[)番号用]{{0,3}}[.・/]?)+|局番なし|内線|または|又は|もしくは|若しくは"
)
_ADDRESS: Final = re.compile(
    r"[0-9]+-[0-9]+|[0-9]+番地?|[0-9一二三四五六七八九十]+丁目|〒|大字|[^\s]{1,12}[町村区市郡字][^\s]{0,12}[0-9]+(?:の[0-9]+)?$|[0-9]+F$|(?<!\d)[0-9]+階|[一-龠々ヶケァ-ヶーぁ-ん]{2,10}[0-9]{1,5}(?:$|\()|^\(.*[内階]\)$"
)
_NUMBERED: Final = re.compile(
    r"(?:基本|重点|個別|推進)?(?:目標|方針|施策|政策|視点|方向|事業)[0-9]"
)  # the heading of a part
_HOURS: Final = re.compile(
    r"[0-9]{1,2}[:時][0-9半]?|[0-9]+分|[月火水木金土日]曜|^[月火水木金土日祝・~、,()から]{2,}$|平日|午前|午後|正午|祝日|年末年始|毎[日週月]|24時間|休[館日業所園]|定休"
)
_LINK: Final = re.compile(r"外部(?:サイト|リンク)|新しい(?:ウィンドウ|タブ)|別ウィンドウ|PDF|PNG|JPE?G|リンク|KB|MB")
_ASIDE: Final = re.compile(
    r"https?:|www\.|@|\.jp\b|^[0-9,.]+[人円名件組歳㎡m%か回年月日号頁度]?$|^[-ー=*_※#]+$|^p?\.?[0-9]+$"
)


def atoms_of(lines: Sequence[PrintedLine], numbers: Sequence[Phone], near: Collection[int]) -> list[Atom]:
    """The words and numbers of ``lines`` in order; ``numbers`` are those of their text.

    Only the lines in ``near`` are read, and those behind them on which the fields of a desk may go on: up to one that
    begins with a word or asks for somebody. A long text has few numbers, and its other lines take long.
    """
    found: list[Atom] = []
    piece = place = 0
    goes_on = False
    for row, line in enumerate(lines):
        goes_on = goes_on or row in near
        left, before = line.start, len(found)
        while place < len(numbers) and numbers[place].start < line.end:
            number = numbers[place]
            place += 1
            if not goes_on:
                continue
            piece = _words(line, row, left, number.start, piece, found)
            sort = Sort.FAX if number.use == "fax" else Sort.PHONE
            found.append(Atom(number.start, number.end, sort, row, piece, number.number))
            left = number.end
        if goes_on:
            piece = _words(line, row, left, line.end, piece, found) + 1
        goes_on = goes_on and (row in near or not _begins_another(found[before:]))
    return found


def _begins_another(line: Sequence[Atom]) -> bool:
    """Whether no field of a desk above goes on from ``line``."""
    return any(atom.sort is Sort.NAME_LABEL for atom in line) or (bool(line) and line[0].sort is Sort.TEXT)


def _words(line: PrintedLine, row: int, start: int, end: int, piece: int, found: list[Atom]) -> int:
    """Add the words of ``line`` from ``start`` up to ``end``, before which a number or the line ends."""
    flat = line.flat[start - line.start : end - line.start]
    last = 0
    tokens = list(_TOKEN.finditer(flat))
    for number, match in enumerate(tokens):
        gap = flat[last : match.start()]
        piece += _HARD.search(gap) is not None or match[0][0] in _OPENING
        if not match[0].strip(_MARKS):
            last = match.end()
            continue
        behind = flat[match.end() : match.end() + 1]
        before_number = number == len(tokens) - 1 and end < line.end
        for atom in _atoms(match[0], start + match.start(), row, piece, behind, before_number):
            found.append(replace(atom, sort=Sort.ADDRESS) if _goes_on_with(found, atom) else atom)
        last = match.end()
    return piece + (_HARD.search(flat[last:]) is not None or bool(tokens and "(" in flat[last:]))


def _goes_on_with(found: Sequence[Atom], atom: Atom) -> bool:
    """Whether a word goes on with the address before it: 港町1-2 なぎさビル 2 階."""
    if not found or found[-1].sort is not Sort.ADDRESS or atom.sort not in (Sort.TEXT, Sort.ASIDE):
        return False
    return (found[-1].line, found[-1].piece) == (atom.line, atom.piece) and not is_office(atom.flat)


def _atoms(token: str, start: int, row: int, piece: int, behind: str, before_number: bool) -> Iterator[Atom]:
    """A token is one atom, or two where a label is glued to what it stands behind: 福祉課電話."""
    bare = token.strip("【】[]〔〕<>《》〈〉")
    at = start + token.index(bare) if bare else start
    key = _label(bare, behind, bracketed=bare != token)
    if not key and (match := _ASKED.match(token)) is not None and match.end() < len(token):
        yield Atom(start, start + match.end("label"), Sort.NAME_LABEL, row, piece, match["label"], "name")
        yield from _atoms(token[match.end() :], start + match.end(), row, piece, behind, before_number)
        return
    glued = _GLUED.fullmatch(token) if not key and before_number else None
    if glued is not None and (_CALLED.search(token) or not is_office(token)):
        words, label = glued["words"], glued["label"]
        yield Atom(start, start + len(words), _sort(words), row, piece, words)
        yield Atom(start + len(words), start + len(token), Sort.PHONE_LABEL, row, piece, label)
        return
    sort = {"": None, "phone": Sort.PHONE_LABEL, "fax": Sort.PHONE_LABEL, "name": Sort.NAME_LABEL}.get(key, Sort.LABEL)
    yield Atom(at, at + len(bare), sort or _sort(bare), row, piece, bare, key)


def _label(word: str, behind: str, *, bracketed: bool) -> str:
    """The field that a word is the label of; empty where it is none."""
    if _PHONE_LABEL.fullmatch(word):
        return "phone"
    if asks(word):
        return "name"
    key = labelled(word.strip("-・•●○◎◇◆□■※*▼ "))
    if key in ("unit", "name"):
        return "name" if bracketed or behind in (":", "", " ", "\t") else ""
    return key


def asks(words: str) -> bool:
    """Whether ``words`` are お問い合わせ先, 申込み・問合せ or この記事に関するお問い合わせ."""
    return bool(_CONTACT.fullmatch(words) or _ABOUT_CONTACT.fullmatch(words))


def _sort(word: str) -> Sort:
    if _NUMBERED.match(word):
        return Sort.TEXT
    office = is_office(word)
    if (_ASIDE.search(word) or _LINK.match(word.lstrip("("))) and not office:
        return Sort.ASIDE
    if _ADDRESS.search(word) and not (office and not re.search(r"[0-9]$|[0-9]階", word)):
        return Sort.ADDRESS
    return Sort.HOURS if _HOURS.search(word) and not office else Sort.TEXT
