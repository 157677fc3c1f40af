"""What a question says of desks and of telephone numbers, beside what it asks."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from corpus.figures import Figure, Phone

_DIGITS: Final = (10, 11)  # of a telephone number with its area code
_NO_DIGIT: Final = re.compile(r"[^0-9]")
# Wherever the dashes stand: 00000-02222 was written down from a display.
_TYPED: Final = re.compile(r"(?<![0-9-])\(?0[0-9]{1,4}[)\s-]{0,2}[0-9]{1,4}[\s-]?[0-9]{3,4}(?![0-9-])")
_DASHES: Final = re.compile(r"[‐‑‒–—―−ー－]")
_WHOSE_NUMBER: Final = re.compile(
    r"着信|(?:電話|でんわ)が(?:あ|来|き|かか|鳴)|(?:どこ|誰|だれ|何|なん|どちら)(?:から)?の?(?:電話|番号)|番号は?(?:どこ|誰|だれ|何|どちら)|不在"
)
_NAMES: Final = r"(?:お?名前|名称|正式名|何(?:と|て|って)(?:いう|言う|呼)|何(?:と|て|って)(?:名|ところ|所)|なん(?:と|て|って)(?:いう|言う|呼|名|とこ))"
DESK_NOUN: Final = r"(?:センター|窓口|相談[室所]?|部屋|機関|施設|事業所|ところ|とこ|場所|所|室)"
_WHICH_DESK: Final = re.compile(
    rf"{DESK_NOUN}.{{0,12}}{_NAMES}|{_NAMES}.{{0,4}}{DESK_NOUN}|"
    r"どこ(?:に|へ).{0,4}(?:電話|知らせ|聞|訊|通報)|(?:どの|どこの)(?:包括|センター|窓口)|受け持ち|東部|西部|南部|北部|中部"
)
_MORE: Final = re.compile(rf"{_NAMES}|場所|どこ|どちら|住所|所在地|何(?:という|て)")


@dataclass(frozen=True, slots=True)
class Calling:
    """Of a desk: whether its name is asked, or which of several; of numbers: those typed, and what is wanted of them."""

    which_desk: bool  # though it does not say 窓口 or どこに相談
    numbers: frozenset[str]  # telephone numbers in the question, as digits
    whose_number: bool  # whose they are is what is asked
    more_than_number: bool  # the name or the place of a desk is wanted too, not only its number


def calling(question: str, figures: Iterable[Figure]) -> Calling:
    """What ``question`` says of them; ``figures`` are those that stand in it."""
    text = unicodedata.normalize("NFKC", question)
    return Calling(
        which_desk=bool(_WHICH_DESK.search(text)),
        numbers=frozenset(
            number
            for number in map(_digits, [*_typed(text), *[each.number for each in figures if isinstance(each, Phone)]])
            if len(number) in _DIGITS
        ),
        whose_number=bool(_WHOSE_NUMBER.search(text)),
        more_than_number=bool(_MORE.search(text)),
    )


def _typed(text: str) -> list[str]:
    return [match[0] for match in _TYPED.finditer(_DASHES.sub("-", text))]


def _digits(number: str) -> str:
    return _NO_DIGIT.sub("", number)
