"""A name by which a question asks for a desk that the desk found does not have: 天文館図書館, where only 市立図書館 is known."""

import re
from typing import Final

from corpus.text.readings import sound

# What a question says right behind the name of a desk that it wants the number of.
_CALLS: Final = re.compile(
    r"(?:さん|様)?(?:[(（][^)）]*[)）])?(?P<quote>[」』”]?)(?:さん|様)?(?:に|へ|の|って|は|が|、|を|と|ば|さ)?\s*(?:直通|代表|直接)?(?:で|に)?"
    r"(?:fax|tel|電話|でんわ|番号|ばんごう|連絡|れんらく|問い?合わ?せ|何番|なんばん)",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"[「『“]([^「」『』“”]{2,})\Z")
_RUN: Final = re.compile(
    r"(?:(?<![^、。\s])[ぁ-ゖー]{2,})?(?:[一-龠々ァ-ヶーa-zA-Z0-9・]|(?<=子育)て|こども|(?<=子)ども){2,}\Z"
)
_KATAKANA: Final = re.compile(r"[ァ-ヶー・]{3,}")
# The kinds of places that have names of their own; a section of a city hall is called by its matter instead.
_PLACE: Final = re.compile(
    r"(?:図書館|児童館|公民館|資料館|会館|保育園|保育所|幼稚園|こども園|子ども園|小学校|中学校|病院|医院|歯科|診療所|クリニック"
    r"|薬局|センター|協議会|協会|ホーム|苑|荘|クラブ|ひろば|広場|プラザ|ハウス|サロン|ステーション|営業所)\Z"
)
# What stands before a kind and is no name: 近所の保育園, 地域包括支援センター.
_COMMON: Final = (
    r"(?:地域|地元|近所|近隣|最寄り?|身近|総合|専門|福祉|相談|[市町村区県]内|[公私市区町村県]立|子育て|親子|支援|担当|高齢者?|老人|障害者?|障がい者?"
    r"|介護|保健|健康|医療|児童|[子こ]ども|家庭|包括|認[可定]|夜間|休日|公共|公設|民間|教育|発達|保育|学童|放課後|生活|自立|就労|住まい|市民"
    r"|訪問|看護|養護|特別|障害福祉|社会|受付|専用|役場|そこ|ここ|あそこ|どこ|うち)*\Z"
)
_HALF: Final = 0.5  # of a name, that a desk has in pieces, for it to be misspelt or shortened; arbitrary


def other_name(said: str, whole: str, by_ear: str) -> str | None:
    """The name that is asked for where a desk has another one; None where none is asked for, or it may be the desk's.

    Args:
        said: the question as :func:`search.desks.called.without_places` gives it; 桜町の児童館 tells a place and no name.
        whole: all that is written in the desk's entry, squeezed.
        by_ear: how its name is read.
    """
    asked = [name for name in _names(said) if len(_own(name)) > 1]
    entry = whole.replace("の", "")
    others = [name for name in asked if not _has(entry, by_ear, _own(name))]
    return others[0] if others and len(others) == len(asked) else None


def _names(said: str) -> list[str]:
    """The names of places in ``said`` whose number is asked for."""
    found = []
    for call in _CALLS.finditer(said):
        head = said[: call.start()]
        run = _QUOTED.search(head) if call["quote"] else _RUN.search(head)
        name = run and run[run.lastindex or 0]
        if name and (call["quote"] or _PLACE.search(name) or _KATAKANA.fullmatch(name)):
            found.append(name)
    return found


def _own(name: str) -> str:
    """A name without its kind: 大善寺 of 大善寺子育て支援センター; "" of one that has no name of its own."""
    return re.sub(_COMMON, "", _PLACE.sub("", name), count=1)


def _has(entry: str, by_ear: str, own: str) -> bool:
    """Whether half of a name or more stands in an entry, or is how the desk's name is read."""
    if sound(own) in by_ear:
        return True
    held = place = 0
    while place < len(own):
        lengths = (length for length in range(len(own) - place, 1, -1) if own[place : place + length] in entry)
        length = next(lengths, 0)
        held += length
        place += length or 1
    return held > _HALF * len(own)
