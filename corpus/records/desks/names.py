"""The names of consultation points in running text: 川崎市DV相談支援センター, not 各相談窓口 or 身近な相談先."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ...text.tokens import word_classes

# What the name of a place that people turn to ends in. Community halls (交流センター), workshops
# (地域活動支援センター) and clinics are none.
_KIND: Final = (
    r"(?:相談(?:窓口|室|所|センター|支援事業所)|自立相談支援機関|サポート(?:センター|ステーション)|"
    r"(?:支援|消費生活|あんしん|成年後見|権利擁護|家庭|療育|雇用|保健福祉|虐待防止|ボランティア)センター|医療連携室)"
)
_KIND_WORDS: Final = ("相談", "センター", "サポート", "医療連携室")  # each kind has one; a text is mostly without
_NAME_END: Final = re.compile(_KIND)
# Said of no place in particular: every word of it would fit any.
_GENERIC: Final = re.compile(
    r"(?:各種|総合|専門|一次|包括|相談|支援|事業|専用|公的|基幹型|既存)*"
    r"(?:相談(?:窓口|室|所|センター|支援事業所)|サポートセンター|(?:支援|家庭|雇用)センター|医療連携室)"
)
_NO_DESK: Final = re.compile(r"地域活動支援センター$")
_ROLE: Final = re.compile(
    r"[」』]?(?:等)?(?:として|とし、|とな[るっり]|であ[るり]|です|だより|マニュアル|[^\s、。]{0,4}事業)"
)
_PLANNED: Final = re.compile(r"[ぁ-んァ-ヶー]{0,9}[」』]?の(?:設置|開設)[^。]{0,15}検討")
_QUOTED: Final = re.compile(r"[「『]([^「」『』\n]{2,24})[」』]")
_OPENED: Final = re.compile(r"を(?:開設|設置|運営)")
_NO_PLACE: Final = re.compile(
    r"(?:会議?|協議会|計画|条例|制度|事業|講座|プラン|ガイド|システム|チーム|マップ|ノート|便)$"
)
_AND: Final = re.compile(r"(?<![^\s、。(（・「])(?:[一-龠々]{2,4}|[ぁ-ん]{3,4})と[一-龠々]{2,4}の相談室")
_PLACED: Final = re.compile(
    r"(?<![一-龠々ァ-ヶー])(?:こども|子ども|若者)サポート[一-龠々]{2,4}(?=[\t」])"
)  # in one ward each
# 障害者相談支援センターにこころ、: a name of its own right behind, in kana and up to a mark. Particles are none.
_OWN: Final = re.compile(
    r"(?!など|とし|とは|には|にも|では|でも|から|まで|へは|にお|によ|につ|に対|にか|にて|との|のみ|への|での|ならび|および|または|だより)"
    r"[ぁ-んァ-ヶー]{3,9}(?=[、，）)]|など)"
)
_PARTICLE: Final = tuple("にでとはがをもへのや")
_NAMING: Final = frozenset({"名詞", "形状詞", "感動詞", "接頭辞", "接尾辞"})
_OFFICE: Final = re.compile(r"(?<=、)保健所(?=[、。])")  # one of a list of places; elsewhere a part of the city hall
_OWN_QUOTED: Final = re.compile(r"[「『][^「」『』\n]{2,15}[」』]")
_ALSO: Final = re.compile(r"[(（][^()（）\n]{2,15}(?:センター|ステーション)[)）]")
_EACH: Final = re.compile(r"(?:各(?:区|市|圏域)|各|.*[かヵヶカ箇]所|毎年|本市|当市|市内|現在|区役所|(?:社協|行政)・)")
_WINDOW: Final = 40  # characters before the end of a name in which it begins
_SENTENCE: Final = 300  # characters
_NOUN: Final = frozenset({"名詞", "接頭辞", "接尾辞"})


@dataclass(frozen=True, slots=True)
class Mention:
    """``text[start:end]`` names a consultation point."""

    name: str
    start: int
    end: int


def mentions(text: str, start: int, end: int) -> Iterator[Mention]:
    """Every name of a consultation point in ``text[start:end]``, in order of where it ends.

    By hand on the five plans: what is planned (の設置について検討), a role (総合相談窓口として) and a name inside another
    (障害者相談支援センターマニュアル) are left out. Misses a point whose name neither ends in one of the kinds nor stands
    in 「」 with 設置, 開設 or 運営.
    """
    words = text[start:end]
    for match in _NAME_END.finditer(text, start, end) if any(word in words for word in _KIND_WORDS) else ():
        begin = noun_run(text, _back(text, "\n", start, match.start()), match.start())
        name_end = _with_own(text, match.end(), end)
        if text[begin - 1 : begin] == "各":  # 各地域包括支援センター; 各区 names the point all the same
            continue
        bare = text[begin : match.end()]
        if _NO_DESK.search(bare) or _is_other(text, name_end) or (_GENERIC.fullmatch(bare) and name_end == match.end()):
            continue
        yield Mention(text[begin:name_end], begin, name_end)
    for shape, word in ((_AND, "の相談室"), (_PLACED, "サポート"), (_OFFICE, "保健所")):
        for match in shape.finditer(text, start, end) if word in words else ():
            yield Mention(match[0], match.start(), match.end())
    for match in _QUOTED.finditer(text, start, end):
        sentence = text[_back(text, "。", start, match.start()) : _stop(text, match.end(), end)]
        opened = _OPENED.match(text, match.end()) and re.search("相談|就労支援", sentence)
        ends = re.search(rf"{_KIND}$", match[1])
        named = ends or (opened and not _NO_PLACE.search(match[1]))
        if named and not _GENERIC.fullmatch(match[1]) and not _is_other(text, match.end(1)):
            yield Mention(match[1], match.start(1), match.end(1))


def _stop(text: str, start: int, end: int) -> int:
    place = text.find("。", start, min(end, start + _SENTENCE))
    return min(end, start + _SENTENCE) if place < 0 else place


def _back(text: str, mark: str, start: int, end: int) -> int:
    """Where what stands before ``end`` begins: behind the last ``mark``, or ``_SENTENCE`` characters before."""
    start = max(start, end - _SENTENCE)
    place = text.rfind(mark, start, end)
    return start if place < 0 else place + 1


def _is_other(text: str, end: int) -> bool:
    return bool(_ROLE.match(text, end) or _PLANNED.match(text, end))


def _with_own(text: str, place: int, end: int) -> int:
    for shape in (_OWN_QUOTED, _ALSO, _OWN):
        if (match := shape.match(text, place, end)) and (shape is not _OWN or _is_own(match[0])):
            return match.end()
    return place


def _is_own(kana: str) -> bool:
    """Whether kana behind a kind can be a name: にこころ, not にどのくらい or であり."""
    if not kana.startswith(_PARTICLE):
        return True
    _, *words = word_classes(f"窓口{kana}")
    kinds = [kind for _, kind in words]
    return all(kind in _NAMING for kind in kinds[kinds[0] not in _NAMING :])


def noun_run(text: str, floor: int, kind: int) -> int:
    """Where the run of nouns that the kind at ``kind`` closes begins; 各区 before it is no part of the name."""
    floor = max(floor, kind - _WINDOW)
    run = kind
    place = floor
    open_run = False
    for surface, kind_of_word in word_classes(text[floor:kind]):
        at, last = text.index(surface, place, kind), surface[-1]
        noun = (kind_of_word in _NOUN and (kind_of_word, last) != ("接尾辞", "い")) or (  # 利用しやすい
            open_run and kind_of_word == "動詞" and last in "きしちにみり"  # 見守り, みまもり
        )
        joint = open_run and surface == "・" and at == place and at + 1 < kind and not text[at + 1].isspace()
        if not (noun or joint) or (at > place and open_run):
            open_run = False
            run = kind
        if noun and not open_run:
            run, open_run = at, True
        place = at + len(surface)
    if place < kind:  # a tab or a space before the kind
        run = kind
    if match := _EACH.match(text, run, kind):
        run = match.end()
    return run


def name_key(name: str, places: tuple[str, ...]) -> str:
    """What two ways of naming one point share: without marks, brackets, and the city or society in front."""
    key = unicodedata.normalize("NFKC", name)
    key = re.sub(r"\([^()]*\)$", "", key)
    key = re.sub(r"[「」『』\s]", "", key)
    for place in (*places, "県", "市", "社協"):
        key = key.removeprefix(place)
    return key
