"""Whether a sentence that gives a reason has a passage that gives it.

Of 「講座を始めた後、参加者は増えています」 a model may not make 「講座を始めたことにより」, nor of 「外出が少ない人ほど割合が高い」 a cause. Where a
passage gives a reason, that of the sentence stands in the same sentence of it.

Missed: a reason that only て or ので tells.
"""

import re
from typing import Final

from corpus.text.tokens import lemmas

from .reading.changes import LESS, MORE
from .reading.facts import Literal, blanked, facts
from .reading.likeness import share_kept
from .reading.spelling import LINE_END

# What tells that one thing comes of another. 「…するため」 is a purpose, 「…したため」 and 「…のためです」 a reason.
_REASON: Final = re.compile(
    r"こと(?:により|によって|が(?:要因|原因|理由|影響)|で(?=、))|おかげ|せい(?:で|です|だ|と)|[たい]ため|ため(?=(?:です|でした|だ|と))"
    r"|原因|要因|理由|効果(?=で|が|です|によ)|成果(?=で|です)|によるもの|の?結果(?=、|として|で(?!す))|影響(?=で|に|を受|が|し)|が響い"
    r"|(?:増加?|減少?|不足|悪化|改善|進行|上昇|低下|拡大|縮小|充実|整備|開始|開設|実施|導入|統合|普及|進展|見直し)(?:による|により|によって)"
    r"|背景|きっかけ|つなが(?:り|っ)(?=まし|た|てい)|もたらし"
)
_BY: Final = re.compile("により|によって")  # before a change, as 物価の高騰により、減りました
_CHANGE: Final = re.compile(rf"{MORE}|{LESS}")
# What a passage may give it by besides.
_GIVEN: Final = re.compile(
    rf"{_REASON.pattern}|により|によって|による|伴[いうっ]|ため|ことから|ので|[るたい]から、|受けて|よう(?:に|、)"
)
_SENTENCE_END: Final = re.compile(rf"[。！？!?{LINE_END}\t]")
_GIVEN_SHARE: Final = 0.35  # of the words of the reason, by rarity (arbitrary: a third, for it may be told in others)


def gives_reason(told: str, cited: str) -> bool:
    """Whether each reason that ``told`` gives is given in one sentence of ``cited``; both in lines."""
    reasons = list(_REASON.finditer(told))
    if _CHANGE.search(told):
        reasons += _BY.finditer(told)
    if not reasons:
        return True
    source = [sentence for sentence in _SENTENCE_END.split(cited) if _GIVEN.search(sentence)]
    return all(any(_has(sentence, told, match) for sentence in source) for match in reasons)


def _has(sentence: str, told: str, reason: re.Match[str]) -> bool:
    """Whether most words of what is told before a reason's mark, back to the clause before, stand in a sentence."""
    left = max((match.end() for match in re.finditer(r"[、。は]", told[: reason.start()])), default=0)
    around = told[left : reason.end()]
    found = [fact for fact in facts(around) if not isinstance(fact, Literal)]
    words = set(lemmas(blanked(around, found, " "))) - set(lemmas(reason[0]))
    return not words or share_kept(words, sentence) >= _GIVEN_SHARE
