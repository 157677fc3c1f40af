"""How a question calls a desk: by ear, as the one that it does not mean, or by another's name."""

import re
from collections.abc import Sequence
from typing import Final

from corpus.text.matching import squeezed
from corpus.text.readings import kana_sound

_KANA: Final = re.compile(r"[ぁ-ゖァ-ヶー～〜]{3,}")
_HEARD: Final = 3  # kana; fewer are shared by chance
_KIND: Final = 3  # characters of a name's end, by which many desks are called: 児童館
# A name before the name of its kind: of one script, or quoted; in hiragana where nothing stands before it.
_BEFORE: Final = re.compile(r"(?:[一-龠々]+|[ァ-ヶー]+|(?<![^、。\s])[ぁ-ゖー]{3,}|[「『“]([^「」『』“”]+)[」』”])\Z")
_NUMBERED: Final = re.compile(r"第?[0-9一二三四五六七八九十]+")
# What any desk of a kind may be called: the one near by, the same, a public one.
_WHICHEVER: Final = re.compile(
    r"(?:近所|近隣|地元|地域|地区|最寄り?|身近|市内|町内|村内|区内|現地|担当|該当|一番|公立|私立|認可|民間|普通|公共"
    r"|あそこ|ここ|そこ|どこ|うち|うちら|近く|ちかく|おなじ|ある|いる|くれる|いつも|ような|みたいな|という|ところ|とこ|ほう|ばしょ)\Z"
)
_WAVE: Final = str.maketrans("～〜", "ーー")
_PUBLIC: Final = re.compile(r"^[市区町村県公私]?立")


def spoken(said: str) -> tuple[str, ...]:
    """The sounds of the runs of kana in a question: ムコヒガシ of 「むこひがし」の包括さん."""
    return tuple(kana_sound(run.translate(_WAVE)) for run in _KANA.findall(said))


def sounded(name: str, heard: Sequence[str]) -> float:
    """The longest run of kana in the question that a name, given by its sound, has too: in kana, of ten."""
    return min(max((_shared(name, run) for run in heard), default=0) / 10, 1.0)


def _shared(one: str, other: str) -> int:
    """The length of the longest run that both have, 0 for fewer than three."""
    longest = 0
    for start in range(len(other) - _HEARD + 1):
        while other[start : start + max(longest + 1, _HEARD)] in one and start + max(longest + 1, _HEARD) <= len(other):
            longest = max(longest + 1, _HEARD)
    return longest


def miscalled(name: str, entry: str, by_ear: str, said: str) -> float:
    """How much another desk of its kind is named: 1 of 新屋児童館 where 黒笹の児童館 is asked for.

    Args:
        name: of the desk, squeezed.
        entry: what it is said of, name and address and all, squeezed.
        by_ear: how its name is read.
        said: the question without の and the names of municipalities, squeezed.
    """
    if name in said:
        return 0.0
    for length in range(len(name) - 1, _KIND - 1, -1):
        if name[-length:] in said:
            calls = [_BEFORE.search(call) for call in said.split(name[-length:])[:-1]]
            others = [_other(call, entry, by_ear) for call in calls if call is not None]
            return min(others, default=0.0)
    return _misnumbered(name, said)


def _other(match: re.Match[str], entry: str, by_ear: str) -> float:
    """The share of what stands before the kind's name that is not the desk's."""
    called = _PUBLIC.sub("", match[1] or match[0])
    if len(called) < 2 or _WHICHEVER.search(called):  # one character is as often the end of a word
        return 0.0
    if _KANA.fullmatch(called) and kana_sound(called.translate(_WAVE)) in by_ear:
        return 0.0
    pieces = (called[at : at + size] for size in range(len(called), 0, -1) for at in range(len(called) - size + 1))
    return 1 - next((len(piece) / len(called) for piece in pieces if piece in entry), 0.0)


def _misnumbered(name: str, said: str) -> float:
    """1 where the name stands there with another number: 第2課 for 第1課."""
    number = _NUMBERED.search(name)
    if number is None:
        return 0.0
    pattern = f"{re.escape(name[max(0, number.start() - 2) : number.start()])}({_NUMBERED.pattern}){re.escape(name[number.end() :])}"
    called = {match[1] for match in re.finditer(pattern, said)}
    return float(bool(called) and number[0] not in called)


def named_by(text: str, places: Sequence[str]) -> str:
    """A question as names are looked for in it: squeezed, without の and without ``places``."""
    return without_places(text, places).replace("の", "")


def without_places(text: str, places: Sequence[str]) -> str:
    """A question, squeezed, with a comma for each of ``places`` that it names."""
    said = squeezed(text)
    for place in sorted(map(squeezed, places), key=len, reverse=True):
        said = said.replace(place, "、")
    return said
