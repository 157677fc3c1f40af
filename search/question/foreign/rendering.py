"""A question in another language or in romaji -> a Japanese one in the words that plans use."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index.catalog import PlanEntry

from ..lexicon import Expansion
from ..places import named_places
from ..script import Script, script_of
from .places import in_japanese_characters, with_names
from .romaji import hiragana
from .terms import LATIN, Term, matched

_KANA: Final = re.compile("[ぁ-ゖァ-ヶｦ-ﾝ]")
_HAN: Final = re.compile("[一-龠]")
_HANGUL: Final = re.compile("[가-힣]")
_LATIN_FEWEST: Final = 3  # letters, arbitrary; DV is a word of Japanese
# Words of every Chinese sentence, and characters that Japan writes otherwise and every encoding of it has all the same.
_CHINESE: Final = re.compile(
    "[我你您她們嗎麼怎哪裡沒媽爸呢吧很聽說讀寫會學國醫藥這還與應實點關從來對當歡樂讓區廳處號萬圓錢壓屬體兒獨殘]"
)
# A name that was copied from a page or a sign into a question in another language: a centre (三好上児童館), 「こども女性相談課」.
_COPIED: Final = re.compile(r"[「『（(“\"]([^「」『』（()）“”\"]*[ぁ-ゖァ-ヶ一-龠][^「」『』（()）“”\"]*)[」』）)”\"]")
_ANY: Final = "その他"
_ADVICE: Final = "相談窓口"
# How a question asks for what a row's first word says is wanted; of several, the first here.
_ASKING: Final = {
    "電話番号": "電話番号は何番ですか", "相談窓口": "相談窓口はどこですか", "費用": "費用はいくらですか", "期限": "期限はいつまでですか",
    "受付時間": "受付時間は何時からですか", "申請": "申請はどうすればいいですか", "窓口": "窓口はどこですか", "日時": "日時はいつですか",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rendering:
    """The question in Japanese, and what of it was understood as what."""

    text: str
    understood: tuple[Expansion, ...] = ()


def in_japanese(text: str, plans: Sequence[PlanEntry]) -> Rendering:
    """``text`` in Japanese; as it is where it has kana of its own, or nothing of it is understood.

    A Japanese name that it quotes stands in front of what is understood.
    """
    copied = tuple(name.strip() for name in _COPIED.findall(text))
    rest = _COPIED.sub(" ", text)
    return _in_japanese(rest, copied, plans) if copied and _foreign(rest) else _in_japanese(text, (), plans)


def _foreign(text: str) -> bool:
    """Whether ``text`` is in another language for sure."""
    if _KANA.search(text):
        return False
    if _HANGUL.search(text):
        return True
    return _chinese(text) if _HAN.search(text) and not _between_kanji(text) else script_of(text) is Script.LATIN


def _in_japanese(text: str, copied: tuple[str, ...], plans: Sequence[PlanEntry]) -> Rendering:
    whole = Rendering(" ".join((text, *copied)))
    if _KANA.search(text):
        return whole
    if _HANGUL.search(text):
        return _of_terms(matched(text, ("ko",)), _named(text, plans), copied) or whole
    if _HAN.search(text) and not _between_kanji(text):
        terms = matched(text, ("zh",)) if _chinese(text) else []
        return _of_terms(terms, _named(text, plans), copied) or whole
    if script_of(_between_kanji(text) or text) is not Script.LATIN or sum(map(str.isalpha, text)) < _LATIN_FEWEST:
        return whole
    written, names = with_names(_between_kanji(text) or text, plans)
    names = (*_named(text, plans), *names) if _HAN.search(text) else names
    if japanese := hiragana(written):
        return Rendering(" ".join((*japanese.split(), *copied)))
    known = _of_terms(matched(written, LATIN), names, copied)
    return known or (Rendering(" ".join((*written.split(), *copied))) if names else whole)


def _named(text: str, plans: Sequence[PlanEntry]) -> tuple[str, ...]:
    return tuple(place.name for place in named_places(in_japanese_characters(text), plans))


def _between_kanji(text: str) -> str | None:
    """What a text in Latin letters says besides a name that it has in kanji (I live in 鎌倉市); None where there is none."""
    rest = " ".join(_HAN.sub(" ", text).split())
    letters = sum(map(str.isalpha, rest))
    return rest if letters >= _LATIN_FEWEST and letters > 2 * len(_HAN.findall(text)) > 0 else None


def _chinese(text: str) -> bool:
    """Whether a text of kanji alone holds what Japanese has not."""
    return bool(_CHINESE.search(text)) or any(not _in_japan(sign) for sign in _HAN.findall(text))


def _in_japan(sign: str) -> bool:
    try:
        sign.encode("shift_jis")
    except UnicodeEncodeError:
        return False
    return True


def _of_terms(terms: Sequence[Term], names: Sequence[str], copied: tuple[str, ...]) -> Rendering | None:
    """The question that ``terms``, the places ``names`` and what is ``copied`` make; None where nothing is understood."""
    wants = [term for term in terms if term.official[0] in _ASKING]
    matters = [term for term in terms if term not in wants]
    if not (matters or (terms and copied)) and not any(
        term.official[0] == _ADVICE for term in wants
    ):  # how much is a bicycle
        return None
    told = [term for term in matters if term.theme != _ANY] or matters  # help and support say little beside a matter
    matter = "、".join(dict.fromkeys((*copied, *(term.official[0] for term in told))))
    wanted = {term.official[0] for term in wants}
    asking = next((asks for want, asks in _ASKING.items() if want in wanted), "") if wants else "について知りたい"
    place = "・".join(names)
    japanese = "の".join(part for part in (place, matter, asking if wants else "") if part)
    understood = {(term.said, term.official): None for term in (*told, *wants)}
    return Rendering(
        japanese + ("" if wants else asking), tuple(Expansion(said, official) for said, official in understood)
    )
