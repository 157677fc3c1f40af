"""Which words can be a service's name: a heading, never a sentence, a desk or part of the page's frame."""

import csv
import re
from functools import cache
from importlib import resources
from typing import Final

from ...text.folding import fold
from .labels import MARK

_NAME_MAX: Final = 45
_QUESTION_MAX: Final = 200  # characters of a question that are read
_ABOUT: Final = re.compile(
    r"(?:について|のご案内|の案内|とは|のお知らせ|に関すること|を(?:開始|実施)します|のご紹介)[??。]?$"
)
_SENTENCE: Final = re.compile(
    r"[。、]|(?:ます|です|ました|ません|ください|でしょう|ますか|ですか|たい|せん|とき|場合)[??!!]?$|[??!!]$"
)
_NOT: Final = re.compile(
    r"\d{2,4}-\d{2,4}|電話|TEL|FAX|☎|https?:|\d{4}年|令和|平成|^\W*$|^[\d\s:.-]+$|^page|=====|\t|\|"
)
_BEHIND: Final = re.compile(r"[(「『\[][^()「」『』\[\]]*[)」』\]]$")
_ASKED: Final = re.compile(r"^\s*(?:Question|Q|質問|問|FAQ)\s*(?:[0-9]{1,3}\s*[.:、)]?|[.:])\s*(?=\S)")
_ASKED_FIRST: Final = frozenset("Q質問F")
_BOXED: Final = re.compile(r"^[【「]([^】」]{2,30})[】」]")
_PAID: Final = tuple(f"{word}の{end}" for word in ("費", "金") for end in ("支給", "助成"))
_CUT: Final = re.compile(
    r"(?:の|に関する)?(?:対象者?|申請|手続き?|利用|支給額|交付|概要|内容|受給|窓口)?(?:の?(?:方法|手続き?|仕方|窓口|申請))?"
    r"(?:について|とは|を(?:知り|教え|受け|利用|申請|申し|もら)|は(?:どう|どの|どこ|いつ|いくら|何|誰|ありま|だれ)|が(?:知り|ほし|あり)|できますか|に必要|の?申し込み)"
)


def name_of(words: str) -> str | None:
    """The name that a line gives, without its mark and について; None where it cannot be one.

    Where the line has several parts (a column of the paper and its title), the last that is called like a service is it.
    """
    flat = fold(words[: _NAME_MAX * 3]).strip()
    if len(flat) > _NAME_MAX * 2 or any(word in flat for word in _words("page")):
        return None
    parts = [flat, *reversed(flat.split())] if " " in flat else [flat]
    named = [part for each in parts if (part := _one(each)) is not None]
    return next((part for part in reversed(named[:1] + [each for each in named if is_service(each)]) if is_service(part)), None) or (
        named[0] if named else None
    )  # fmt: skip


def _one(flat: str) -> str | None:
    name = _ABOUT.sub("", flat[mark.end() :] if (mark := MARK.match(flat)) else flat).strip(" *#【】《》<>")
    if not 2 <= len(name) <= _NAME_MAX or _NOT.search(name) or _SENTENCE.search(name):
        return None
    return None if _BEHIND.sub("", name).endswith(_words("desk")) and not is_service(name) else name


def is_service(name: str) -> bool:
    """Whether it is called like something that a resident can get."""
    plain = _BEHIND.sub("", name)
    return plain.endswith(_words("service")) or plain.endswith(_PAID)


def is_asked(line: str) -> bool:
    """Whether a line asks a question of a list of questions."""
    return fold(line.lstrip()[:1]) in _ASKED_FIRST and bool(_ASKED.match(fold(line)))


def name_in_question(question: str) -> str | None:
    """What a question asks about, where it says it in so many words: 【児童手当】…, 福祉タクシー券について知りたい."""
    flat = _ASKED.sub("", fold(question[:_QUESTION_MAX])).strip()
    if (boxed := _BOXED.match(flat)) is not None:
        return _one(boxed[1])
    cut = _CUT.search(flat)
    name = _one(flat[: cut.start()] if cut else flat)
    return name if name is not None and is_service(name) else None


@cache
def _words(kind: str) -> tuple[str, ...]:
    text = resources.files(__package__).joinpath("naming.tsv").read_text(encoding="utf-8")
    rows = {row[0]: row[1] for row in list(csv.reader(text.splitlines(), delimiter="\t"))[1:]}
    return tuple(fold(word) for word in rows[kind].split())
