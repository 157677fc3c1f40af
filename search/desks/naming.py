"""What is read of a desk by rule: its name, its place, its number, and whom it is for."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from corpus.records.desks.desk import Desk
from corpus.text.matching import squeezed
from corpus.text.nouns import words_in
from index.catalog import PlanEntry
from index.desks.naming import PLAIN_NAME, names_of, own_name

from ..question.audience import GROUPS, Audience, audiences
from ..question.question import Question
from ..question.words.calls import DESK_NOUN

_LEAST_OF_NAME: Final = 3  # characters of a name; two are a town's as often: 安積 of 豆の木ハウス 安積
_LANDMARK: Final = 4  # characters
_KINDS: Final = (
    ("地域包括支援センター", Audience.ELDER),  # 介護保険法
    ("基幹相談支援センター", Audience.DISABLED),  # 障害者総合支援法
    ("特定相談支援", Audience.DISABLED),
)
# One that is nobody's in particular.
_PART: Final = re.compile(r"[東西南北中]部|第[1-9一二三四五六七八九]")
_GENERAL: Final = re.compile("総合相談|まるごと|丸ごと|なんでも|何でも|くらしと福祉|福祉の?相談|地域包括支援センター")
_OPEN: Final = re.compile("総合|まるごと|属性|誰で?も|だれでも|どなたでも|すべて|全て|あらゆる|問わ|なんでも|何でも")
_POSTAL_CODE: Final = re.compile(r"^〒?[0-9]{3}-?[0-9]{4}")
_TOWN: Final = re.compile(r"(?:大字|字)?([^0-9(]*)")
_LEAST_OF_TOWN: Final = 2  # characters
_TO_KATAKANA: Final = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)} | {
    ord("~"): "ー",
    ord("〜"): "ー",
}
_NO_DIGIT: Final = re.compile(r"[^0-9]")
_BUILDING: Final = re.compile(r"[市区町村]役[所場]|[一-龠々ァ-ヶー]{1,6}(?:会館|支所|出張所|病院|プラザ|保健センター)")


def has_number(desk: Desk, numbers: Collection[str]) -> str | None:
    """What one of ``numbers`` is to the desk, in Japanese; None where it has none of them."""
    return next((kind for kind, number in numbers_of(desk).items() if number in numbers), None)


def numbers_of(desk: Desk) -> Mapping[str, str]:
    """The digits of a desk's numbers, by what they are to it, in Japanese."""
    printed = (("電話番号", desk.phone), ("ファックス番号", desk.fax))
    return {kind: _NO_DIGIT.sub("", unicodedata.normalize("NFKC", each)) for kind, each in printed if each}


def is_beside(desk: Desk, text: str) -> bool:
    """Whether ``text`` says where the desk stands as its address does: 亀ヶ岡のバス停のそば, 亀ヶ岡バス停そば."""
    landmark = landmark_of(desk)
    if not landmark:
        return False
    said = without_no(text)
    return any([landmark[:length] in said for length in range(len(landmark), _LANDMARK - 1, -1)])


def landmark_of(desk: Desk) -> str:
    """What stands in brackets behind a desk's address; "" where nothing does."""
    return _bracketed(desk.address) if desk.address else ""


@lru_cache(maxsize=8192)
def _bracketed(address: str) -> str:
    return unicodedata.normalize("NFKC", address).partition("(")[2].rstrip(")")


@lru_cache(maxsize=64)
def without_no(text: str) -> str:
    """A question as landmarks are looked for in it."""
    return unicodedata.normalize("NFKC", text).replace("の", "")


def is_in_building(desk: Desk, said: str) -> bool:
    """Whether a desk is asked for in the building where this one stands: 区役所のセンター, 市役所1階でやっている相談."""
    return any(_desk_in(name).search(said) for name in buildings(desk))


def buildings(desk: Desk) -> Sequence[str]:
    """The buildings that a desk's address names."""
    return _buildings_in(desk.address) if desk.address else ()


@lru_cache(maxsize=8192)
def _buildings_in(address: str) -> tuple[str, ...]:
    return tuple(_BUILDING.findall(address))


def town_of(desk: Desk, plan: PlanEntry) -> str:
    """The town of a desk's address: 国分寺町新居 of 高松市国分寺町新居1187-1; "" where it names none."""
    address = _POSTAL_CODE.sub("", squeezed(desk.address or ""))
    city = squeezed(plan.municipality or "")
    town = _TOWN.match(address.partition(city)[2] if city and city in address else address)
    return town[1] if town else ""


def named_town(town: str, said: str) -> int:
    """How many characters of a town's name, from its start, stand in ``said``; 0 for fewer than two."""
    return next((length for length in range(len(town), _LEAST_OF_TOWN - 1, -1) if town[:length] in said), 0)


@cache
def _desk_in(building: str) -> re.Pattern[str]:
    return re.compile(rf"{building}(?![一-龠]).{{0,12}}{DESK_NOUN}")


def suits(desk: Desk, question: Question) -> int:
    """1 for a desk that is for those whom a question is about, -1 for one that is for others only, else 0."""
    wanted = GROUPS & question.audiences
    own = _groups(desk) if wanted else wanted
    if not own:
        return 0
    if own & wanted and (wanted != GROUPS or own == GROUPS):  # who asks for everyone is not sent to one group's
        return 1
    return 0 if _OPEN.search(desk.serves or "") or not GROUPS & question.named else -1


def is_general(desk: Desk, plan: PlanEntry, question: Question) -> bool:
    """Whether a desk is for any matter, and not for others only than the question is about."""
    own = _groups(desk)
    others = own and not GROUPS & question.audiences and not _OPEN.search(desk.serves or "")
    return is_broad(desk, plan) and not others and suits(desk, question) >= 0


def is_broad(desk: Desk, plan: PlanEntry) -> bool:
    """Whether a desk's name says that it is for any matter, or says nothing; one for the south of a city is for a part."""
    if _PART.search(own_name(desk.name, plan)):
        return False
    return bool(_GENERAL.search(desk.name)) or name_words(desk.name, plan) <= PLAIN_NAME


@lru_cache(maxsize=4096)
def _groups(desk: Desk) -> frozenset[Audience]:
    told = GROUPS & audiences(f"{desk.name}。{desk.serves or ''}")
    return told | {audience for kind, audience in _KINDS if kind in desk.name and not desk.serves}


def name_words(name: str, plan: PlanEntry) -> set[str]:
    """The words of a desk's name, its municipality's own name aside: no part of what is asked within it."""
    return set(words_in(own_name(name, plan)))


def is_typed(desk: Desk, plan: PlanEntry, said: str) -> bool:
    """Whether one of its names stands in ``said`` whole."""
    return bool(typed_name(desk, plan, said))


def typed_name(desk: Desk, plan: PlanEntry, said: str) -> str:
    """The longest of its names that stands in ``said`` whole, without white space; "" where none does."""
    text = spelt(said)
    texts = (text, text.replace("ノ", ""))  # 浜町の子育て支援センター
    forms = _forms(names_of(desk, plan))
    typed = [name for name, form in forms if any(form in each for each in texts) and _tells(name)]
    return max(typed, key=len, default="")


@lru_cache(maxsize=8192)
def _forms(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Those of a desk's names that are long enough to be typed, squeezed, each as it is spelt out."""
    return tuple((name, spelt(name)) for name in map(squeezed, names) if len(name) >= _LEAST_OF_NAME)


@lru_cache(maxsize=8192)
def spelt(text: str) -> str:
    """Without white space, and hiragana as katakana: なみきっず is なみきッズ."""
    return squeezed(text).translate(_TO_KATAKANA)


def _tells(name: str) -> bool:
    """Whether a name is more than what many desks are called; よいだ has no word that is known."""
    words = words_in(name)
    return bool(words - PLAIN_NAME) or not words
